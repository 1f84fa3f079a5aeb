import fc from 'fast-check';
import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { Header, NewTraceEvent, TraceEvent } from '../../extension/trace/model/event.ts';

const text = fc.oneof(fc.string(), fc.constantFrom('__proto__', '', '\u0000', '\ud800', 'é', '"', '\n', '  '));
const name = fc.oneof(fc.constantFrom('sid', 'sessionid', 'theme'), text);
const time = fc
  .double({ min: 0, max: 4e12, noNaN: true, noDefaultInfinity: true })
  .map((it) => (Object.is(it, -0) ? 0 : it));
const whole = fc.nat({ max: 1_000_000 });
const status = fc.nat({ max: 999 });
const url = fc.webUrl({ withQueryParameters: true, withFragments: true });
// Keys are hosts. None has an escape in JSON: of two objects, one with the key "\\" in second place and one with "\n" there,
// JSON.parse of Node 26 gives the second the key of the first.
const host = fc.oneof(fc.domain(), fc.constantFrom('__proto__', '', 'é'));
const suffixes = fc.dictionary(host, text, { maxKeys: 3, noNullPrototype: true });

/** A record in which members may be missing, as optional members of events are. */
function maybe<T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .option(value, { nil: undefined })
    .map((it) => (it === undefined ? ({} as Record<string, T>) : { [key]: it }));
}

function merged(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc.tuple(...parts).map((list) => Object.assign({}, ...list) as object);
}

export const cookies = merged(
  fc.record({
    name,
    value: text,
    domain: fc.domain(),
    hostOnly: fc.boolean(),
    path: fc.webPath(),
    storeId: fc.constantFrom('0', 'firefox-default', 'firefox-container-2'),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    sameSite: fc.constantFrom('no_restriction', 'lax', 'strict', 'unspecified'),
    session: fc.boolean(),
  }),
  maybe('expirationDate', time),
  maybe('partitionKey', merged(maybe('topLevelSite', text), maybe('hasCrossSiteAncestor', fc.boolean()))),
) as fc.Arbitrary<BrowserCookie>;

const headers = fc.array(
  fc.tuple(
    fc.constantFrom('cookie', 'set-cookie', 'location', 'x-other', 'session-count'),
    text,
  ) as fc.Arbitrary<Header>,
  { maxLength: 4 },
);

const ofRequest = merged(
  fc.record({
    requestId: text,
    tabId: whole,
    frameId: whole,
    method: text,
    url,
    type: fc.constantFrom('main_frame', 'image'),
    storeId: text,
  }),
  maybe('initiator', url),
  maybe('suffixes', suffixes),
);

const kinds = {
  request: merged(
    ofRequest,
    fc.record({ headers }),
    maybe('topUrl', url),
    maybe('ancestors', fc.array(url, { maxLength: 3 })),
  ),
  response: merged(ofRequest, fc.record({ status, statusLine: text, headers })),
  completed: merged(ofRequest, fc.record({ status, fromCache: fc.boolean() })),
  failed: merged(ofRequest, fc.record({ error: text })),
  'cookie-changed': merged(
    fc.record({ cause: fc.constantFrom('evicted', 'expired', 'explicit'), removed: fc.boolean(), cookie: cookies }),
    maybe('suffix', text),
  ),
  jar: merged(fc.record({ cookies: fc.array(cookies, { maxLength: 3 }) }), maybe('suffixes', suffixes)),
  'user-change': fc.record({
    change: fc.constantFrom('delete', 'set', 'restore'),
    identity: cookies.map(({ name, domain, hostOnly, path, storeId }) => ({ name, domain, hostOnly, path, storeId })),
  }),
  replay: fc.record({ tabId: whole, method: text, url, of: whole }),
  count: merged(
    fc.record({ tabId: whole, url, count: whole, source: fc.constantFrom('body', 'page'), pattern: text, text }),
    maybe('requestId', text),
  ),
  says: merged(
    fc.record({ tabId: whole, url, source: fc.constantFrom('body', 'page') }),
    maybe('requestId', text),
    maybe('says', fc.constantFrom('sign-in-form', 'signed-in', 'unauthenticated')),
  ),
  navigation: fc.record({ tabId: whole, url }),
  started: fc.record({ browser: fc.constantFrom('chrome', 'firefox'), browserVersion: text }),
  recording: fc.record({ on: fc.boolean() }),
  dropped: merged(fc.record({ through: whole, entries: whole }), maybe('why', fc.constantFrom('bound', 'disk'))),
  lost: fc.record({ events: whole, entries: whole, why: fc.constantFrom('memory', 'disk'), from: time, to: time }),
  permission: fc.record({ granted: fc.boolean(), origins: fc.array(text, { maxLength: 3 }) }),
} satisfies Record<NewTraceEvent['kind'], fc.Arbitrary<object>>;

const event = fc.oneof(
  ...Object.entries(kinds).map(([kind, members]) => merged(fc.record({ kind: fc.constant(kind), time }), members)),
);

/** Any log of events, with gaps in `n` as a log has them after a drop. */
export const logs: fc.Arbitrary<TraceEvent[]> = fc
  .array(fc.tuple(event, fc.integer({ min: 1, max: 3 })), { maxLength: 30 })
  .map((list) => {
    let n = 0;
    return list.map(([members, step]) => {
      n += step;
      return { ...members, n } as TraceEvent;
    });
  });
