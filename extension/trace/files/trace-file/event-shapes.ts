import type { BrowserCookie, CookieIdentity, PartitionKey } from '../../../cookies/browser-cookie.ts';
import { BODY_SAYS } from '../../model/body-says.ts';
import { CREDENTIALS } from '../../model/credential.ts';
import type { Header, TraceEvent } from '../../model/event.ts';
import {
  amount,
  bool,
  type Check,
  list,
  number,
  oneOf,
  optional,
  place,
  readShape,
  type Shape,
  shape,
  text,
  texts,
  time,
  WRONG,
  within,
} from './value-checks.ts';

const header: Check<Header> = (value) => {
  if (!Array.isArray(value) || value.length !== 2) return WRONG;
  const [name, content] = value as readonly unknown[];
  return typeof name === 'string' && typeof content === 'string' ? [name, content] : WRONG;
};

/** Fetch and Chrome gain types faster than this table would: any name is taken. */
const resourceType = text as Check<Extract<TraceEvent, { kind: 'request' }>['type']>;

const partitionKey = shape<PartitionKey>({ topLevelSite: optional(text), hasCrossSiteAncestor: optional(bool) });

const IDENTITY: Shape<CookieIdentity> = {
  name: text,
  domain: text,
  hostOnly: bool,
  path: text,
  storeId: text,
  partitionKey: optional(partitionKey),
  firstPartyDomain: optional(text),
};

/** Seconds since 1970. What lies beyond the times that Date can hold means the same as their end: never. */
const expiry: Check<number> = (value) => {
  const seconds = number(value);
  return seconds === WRONG ? WRONG : Math.min(8.64e12, Math.max(-8.64e12, seconds));
};

const cookie = shape<BrowserCookie>({
  ...IDENTITY,
  value: text,
  secure: bool,
  httpOnly: bool,
  sameSite: oneOf('no_restriction', 'lax', 'strict', 'unspecified'),
  session: bool,
  expirationDate: optional(expiry),
});

const OBSERVED = { n: place, time };

const status = within(0, 999);

const lossCause = oneOf('bound', 'disk', 'memory', 'unreadable');

const REQUEST = {
  ...OBSERVED,
  requestId: text,
  tabId: number,
  frameId: number,
  method: text,
  url: text,
  type: resourceType,
  storeId: text,
  initiator: optional(text),
  suffixes: optional(texts),
};

/** What each kind of event must hold. A kind or a member that the log gains must be named here to compile. */
const SHAPES: { readonly [K in TraceEvent['kind']]: Shape<Extract<TraceEvent, { kind: K }>> } = {
  request: {
    ...REQUEST,
    kind: oneOf('request'),
    topUrl: optional(text),
    ancestors: optional(list(text)),
    credential: optional(oneOf(...CREDENTIALS)),
    headers: list(header),
  },
  response: {
    ...REQUEST,
    kind: oneOf('response'),
    status,
    statusLine: text,
    headers: list(header),
    says: optional(oneOf(...BODY_SAYS)),
    fromCache: optional(bool),
  },
  completed: { ...REQUEST, kind: oneOf('completed'), status, fromCache: bool },
  failed: { ...REQUEST, kind: oneOf('failed'), error: text },
  'cookie-changed': {
    ...OBSERVED,
    kind: oneOf('cookie-changed'),
    cause: oneOf('evicted', 'expired', 'explicit', 'expired_overwrite', 'overwrite'),
    removed: bool,
    cookie,
    suffix: optional(text),
  },
  jar: {
    ...OBSERVED,
    kind: oneOf('jar'),
    cookies: list(cookie),
    suffixes: optional(texts),
    httpsOnly: optional(list(text)),
  },
  'user-change': {
    ...OBSERVED,
    kind: oneOf('user-change'),
    change: oneOf('delete', 'set', 'restore'),
    identity: shape<CookieIdentity>(IDENTITY),
  },
  replay: { ...OBSERVED, kind: oneOf('replay'), tabId: number, method: text, url: text, of: amount },
  count: {
    ...OBSERVED,
    kind: oneOf('count'),
    requestId: optional(text),
    tabId: number,
    url: text,
    count: amount,
    answeredAt: optional(time),
    source: oneOf('body', 'page'),
    pattern: text,
    text,
  },
  says: {
    ...OBSERVED,
    kind: oneOf('says'),
    requestId: optional(text),
    tabId: number,
    url: text,
    answeredAt: optional(time),
    source: oneOf('body', 'page'),
    says: optional(oneOf(...BODY_SAYS)),
  },
  navigation: { ...OBSERVED, kind: oneOf('navigation'), tabId: number, url: text },
  started: {
    ...OBSERVED,
    kind: oneOf('started'),
    browser: oneOf('chrome', 'firefox'),
    browserVersion: text,
    rulesKnown: optional(bool),
    product: optional(text),
  },
  recording: { ...OBSERVED, kind: oneOf('recording'), on: bool },
  dropped: { ...OBSERVED, kind: oneOf('dropped'), through: amount, entries: amount, why: optional(lossCause) },
  lost: { ...OBSERVED, kind: oneOf('lost'), events: amount, entries: amount, why: lossCause, from: time, to: time },
  permission: { ...OBSERVED, kind: oneOf('permission'), granted: bool, origins: list(text) },
};

function isKnownKind(kind: unknown): kind is TraceEvent['kind'] {
  return typeof kind === 'string' && Object.hasOwn(SHAPES, kind);
}

/** An event of unknown shape: the event with its known members, the name of what is wrong, or a kind not known here. */
export function readEvent(
  value: unknown,
): { readonly value: TraceEvent } | { readonly wrong: string } | { readonly unknownKind: string } {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return { wrong: 'kind' };
  const { kind } = value;
  if (!isKnownKind(kind)) return typeof kind === 'string' ? { unknownKind: kind } : { wrong: 'kind' };
  return readShape(SHAPES[kind] as Shape<TraceEvent>, value);
}
