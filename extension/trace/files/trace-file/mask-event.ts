import type { BrowserCookie, CookieIdentity, PartitionKey } from '../../../cookies/browser-cookie.ts';
import type { Header, ResourceType, TraceEvent } from '../../model/event.ts';
import { LEADS_SCRIPTS } from '../../model/kept-headers.ts';
import type { Masker } from '../mask.ts';
import { isSecretName } from '../masking/secret-names.ts';

type MaskText = (masker: Masker, value: string) => string;

/** How each header hides its secrets; the others are treated as text. */
const HEADERS: Readonly<Record<string, MaskText>> = {
  cookie: (masker, value) => masker.cookieHeader(value),
  'set-cookie': (masker, value) => masker.setCookie(value),
  location: (masker, value) => masker.url(value),
  ...Object.fromEntries(LEADS_SCRIPTS.map((name): [string, MaskText] => [name, (masker, value) => masker.url(value)])),
  'x-inertia-location': (masker, value) => masker.url(value),
  refresh: maskRefresh,
  referer: (masker, value) => masker.url(value),
  origin: (masker, value) => masker.url(value),
  'access-control-allow-origin': (masker, value) => masker.url(value),
  // The path of a registration is no secret; ids, challenges and authorizations are hidden.
  'secure-session-registration': maskStrings,
  'secure-session-challenge': maskStrings,
  'sec-secure-session-id': maskStrings,
  'secure-session-skipped': maskStrings,
  authorization: () => '...',
  'proxy-authorization': () => '...',
  // Directives with seconds, and times: nothing of the user.
  'cache-control': maskDirectives,
  'strict-transport-security': maskDirectives,
  age: (masker, value) => (/^\s*\d{1,10}\s*$/.test(value) ? value : masker.text(value)),
};

/** Where a string of a structured field ends (RFC 9651 section 3.3.3), its closing quote included. */
function endOfString(value: string, start: number): number {
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === '"') return at + 1;
  }
  return value.length;
}

/** Hides the strings of a structured field; of a parameter `path` the words stay. */
function maskStrings(masker: Masker, value: string): string {
  let out = '';
  let at = 0;
  for (let start = value.indexOf('"'); start >= 0; start = value.indexOf('"', at)) {
    const before = value.slice(at, start);
    at = endOfString(value, start);
    const closed = at - start > 1 && value[at - 1] === '"';
    const text = value.slice(start + 1, closed ? at - 1 : at);
    const hidden = /path=$/i.test(before.slice(-5)) ? masker.url(text) : masker.value(text);
    out += `${masker.text(before)}"${hidden}${closed ? '"' : ''}`;
  }
  return out + masker.text(value.slice(at));
}

/** Hides the address of a Refresh header; the seconds before it stay. */
function maskRefresh(masker: Masker, value: string): string {
  const [, before, url] = /^(\s*\d{1,6}\s*[;,]\s*(?:url\s*=\s*)?)(.*)$/is.exec(value) ?? [];
  return url === undefined ? masker.text(value) : `${before}${masker.url(url)}`;
}

/** Hides all but the numbers of directives, as in `max-age=31536000`. */
function maskDirectives(masker: Masker, value: string): string {
  return value
    .split(',')
    .map((piece) => {
      const seconds = /=\s*"?(\d{1,10})"?\s*(?:;|$)/.exec(piece)?.[1];
      return masker.text(piece, seconds === undefined ? undefined : Number(seconds));
    })
    .join(',');
}

/** What a header says that is a count. */
const WHOLE_NUMBER = /^\s*\d{1,15}\s*$/;

/** A header with its secrets hidden; its name in lower case. */
export function maskHeader(masker: Masker, [name, value]: Header): Header {
  const mask = Object.hasOwn(HEADERS, name) ? HEADERS[name] : undefined;
  if (mask !== undefined) return [name, mask(masker, value)];
  if (masker.countHeaders.has(name) && WHOLE_NUMBER.test(value)) return [name, value];
  return [name, isSecretName(name) ? masker.cookieValue(name, value) : masker.text(value)];
}

/** The browser's own numbers stay. */
export function maskRequestId(masker: Masker, id: string): string {
  return /^\d{1,15}$/.test(id) ? id : masker.text(id);
}

/** The methods of HTTP and its extensions stay. */
export function maskMethod(masker: Masker, method: string): string {
  return /^[A-Z]{1,16}(?:-[A-Z]{1,16})?$/.test(method) ? method : masker.text(method);
}

/** Hosts and their public suffixes. */
export function maskSuffixes(
  masker: Masker,
  suffixes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(suffixes).map(([name, suffix]) => [masker.host(name), masker.host(suffix)]));
}

/** How a member of an event hides its secrets. */
type Mask<T, Whole> = (masker: Masker, value: T, whole: Whole) => T;

/** How every member of a record hides its secrets; a member that the log gains must be named here to compile. */
type MaskShape<T> = { readonly [K in keyof T]-?: Mask<Exclude<T[K], undefined>, T> };

function maskMembers<T extends object>(shape: MaskShape<T>, masker: Masker, whole: T): T {
  const masked: [string, unknown][] = [];
  for (const [name, mask] of Object.entries<Mask<unknown, T>>(shape as Readonly<Record<string, Mask<unknown, T>>>)) {
    const value: unknown = Object.hasOwn(whole, name) ? whole[name as keyof T] : undefined;
    if (value !== undefined) masked.push([name, mask(masker, value, whole)]);
  }
  return Object.fromEntries(masked) as T;
}

const stays = <T>(_masker: Masker, value: T): T => value;
const text: MaskText = (masker, value) => masker.text(value);
const url: MaskText = (masker, value) => masker.url(value);
const host: MaskText = (masker, value) => masker.host(value);
const urls = (masker: Masker, list: readonly string[]): readonly string[] => list.map((one) => masker.url(one));
const headers = (masker: Masker, list: readonly Header[]): readonly Header[] =>
  list.map((header) => maskHeader(masker, header));
const resourceType = (masker: Masker, value: ResourceType): ResourceType => masker.text(value) as ResourceType;
/** A match pattern, or the word for all of them. */
const origins = (masker: Masker, list: readonly string[]): readonly string[] =>
  list.map((origin) => (origin === '<all_urls>' ? origin : masker.url(origin)));

const PARTITION_KEY: MaskShape<PartitionKey> = { topLevelSite: url, hasCrossSiteAncestor: stays };

const IDENTITY: MaskShape<CookieIdentity> = {
  name: (masker, name) => masker.name(name),
  domain: host,
  hostOnly: stays,
  path: (masker, path) => masker.path(path),
  storeId: text,
  partitionKey: (masker, key) => maskMembers(PARTITION_KEY, masker, key),
  firstPartyDomain: host,
};

const COOKIE: MaskShape<BrowserCookie> = {
  ...IDENTITY,
  value: (masker, value, { name }) => masker.cookieValue(name, value),
  secure: stays,
  httpOnly: stays,
  sameSite: stays,
  session: stays,
  expirationDate: stays,
};

/** A cookie with its secrets hidden. */
export function maskCookie(masker: Masker, cookie: BrowserCookie): BrowserCookie {
  return maskMembers(COOKIE, masker, cookie);
}

const OBSERVED = { n: stays, time: stays };

const REQUEST = {
  ...OBSERVED,
  requestId: maskRequestId,
  tabId: stays,
  frameId: stays,
  method: maskMethod,
  url,
  type: resourceType,
  storeId: text,
  initiator: url,
  suffixes: maskSuffixes,
};

const SHAPES: { readonly [K in TraceEvent['kind']]: MaskShape<Extract<TraceEvent, { kind: K }>> } = {
  request: { ...REQUEST, kind: stays, topUrl: url, ancestors: urls, credential: stays, headers },
  response: { ...REQUEST, kind: stays, status: stays, statusLine: text, headers, says: stays, fromCache: stays },
  completed: { ...REQUEST, kind: stays, status: stays, fromCache: stays },
  failed: { ...REQUEST, kind: stays, error: text },
  'cookie-changed': { ...OBSERVED, kind: stays, cause: stays, removed: stays, cookie: maskCookie, suffix: host },
  jar: {
    ...OBSERVED,
    kind: stays,
    cookies: (masker, cookies) => cookies.map((cookie) => maskCookie(masker, cookie)),
    suffixes: maskSuffixes,
    httpsOnly: stays,
  },
  'user-change': {
    ...OBSERVED,
    kind: stays,
    change: stays,
    identity: (masker, identity) => maskMembers(IDENTITY, masker, identity),
  },
  replay: { ...OBSERVED, kind: stays, tabId: stays, method: maskMethod, url, of: stays },
  count: {
    ...OBSERVED,
    kind: stays,
    requestId: maskRequestId,
    tabId: stays,
    url,
    count: stays,
    answeredAt: stays,
    source: stays,
    pattern: text,
    text: (masker, said, { count }) => masker.text(said, count),
  },
  says: {
    ...OBSERVED,
    kind: stays,
    requestId: maskRequestId,
    tabId: stays,
    url,
    answeredAt: stays,
    source: stays,
    says: stays,
  },
  navigation: { ...OBSERVED, kind: stays, tabId: stays, url },
  started: { ...OBSERVED, kind: stays, browser: stays, browserVersion: text, rulesKnown: stays, product: text },
  recording: { ...OBSERVED, kind: stays, on: stays },
  dropped: { ...OBSERVED, kind: stays, through: stays, entries: stays, why: stays },
  lost: { ...OBSERVED, kind: stays, events: stays, entries: stays, why: stays, from: stays, to: stays },
  permission: { ...OBSERVED, kind: stays, granted: stays, origins },
};

/** An event with its secrets hidden. Names, times, hosts, counts and everything else that findings rest on stay. */
export function maskEvent(masker: Masker, event: TraceEvent): TraceEvent {
  return maskMembers(SHAPES[event.kind] as MaskShape<TraceEvent>, masker, event);
}
