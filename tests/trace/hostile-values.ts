import fc from 'fast-check';
import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { logs } from './arbitrary-events.ts';
import { cookieOf, Story } from './story.ts';

function base64url(text: string): string {
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function jwt(payload: unknown): string {
  return `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(payload))}.c2lnbmF0dXJl`;
}

const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

/** Values of cookies, headers and URLs that break what trusts them. */
const VALUES: readonly string[] = [
  jwt({ exp: 9_999_999_999_999 }),
  jwt({ exp: 1e300, iat: -1e300, nbf: 'never' }),
  jwt({ exp: null, sub: { toString: 1 }, __proto__: [] }),
  `${base64url('{"alg":"none"}')}.${base64url(deep)}.`,
  `eyJ1c2VyIjoxfQ.________.${'s'.repeat(27)}`,
  `.eJyrVkrOT0lVslIqLU4tUqoFAC0dBZc.________.${'s'.repeat(27)}`,
  `s:${'a'.repeat(32)}.${'b'.repeat(43)}`,
  `ey${'J'.repeat(5_000)}`,
  encodeURIComponent(deep).slice(0, 60_000),
  '__proto__',
  'constructor',
  'toString',
  '%E0%A4%A',
  '%',
  '\ud800',
  'a\u202edlrow',
  ';'.repeat(2_000),
  '='.repeat(500),
  '🍪'.repeat(200),
  '\u0000\u0007\u001b[31m',
  '<img src=x onerror=alert(1)>',
  '{"$1":"$2"}$1$2',
  '\ue0000\ue001',
  `ASP.NET_SessionId=${'x'.repeat(24)}`,
  'Infinity',
  '-0',
  '',
];

const value = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...VALUES) }, fc.string({ unit: 'binary' }));
const name = fc.constantFrom('sid', 'session', 'connect.sid', '__Host-sid', '__proto__', 'constructor', '', 'ü', 'a b');

/** Numbers that are no time, no count and no place. */
const number = fc.oneof(
  fc.constantFrom(
    1e300,
    -1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -1,
    0,
    8.64e15 + 1,
    2 ** 53,
  ),
  fc.double(),
);
const path = fc.oneof(
  value.map((text) => `/${encodeURIComponent(text.toWellFormed()).slice(0, 300)}`),
  fc.constant('/'),
);
const origin = fc.constantFrom('http://localhost:3000', 'http://constructor', 'http://__proto__', 'http://[::1]:1');

/** Attributes that a Set-Cookie line may say. */
const attributes = fc
  .array(
    fc.oneof(
      value.map((text) => `Path=${text}`),
      value.map((text) => `Domain=${text}`),
      number.map((far) => `Max-Age=${far}`),
      value.map((text) => `Expires=${text}`),
      value,
      fc.constantFrom('Secure', 'HttpOnly', 'SameSite=None', 'Partitioned', 'Expires=Thu, 01 Jan 99999 00:00:00 GMT'),
    ),
    { maxLength: 4 },
  )
  .map((list) => list.join('; '));

interface Visit {
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly attributes: string;
  readonly count: string;
  readonly expires: number;
  readonly time: number | undefined;
  readonly ends: 'stored' | 'deleted' | 'failed' | 'counted';
}

const visit: fc.Arbitrary<Visit> = fc.record({
  path,
  name,
  value,
  attributes,
  count: fc.oneof(fc.nat().map(String), value),
  expires: number,
  time: fc.option(number, { nil: undefined }),
  ends: fc.constantFrom('stored', 'deleted', 'failed', 'counted'),
});

function addVisit(story: Story, { path: to, ...made }: Visit): void {
  if (made.time !== undefined) story.time = made.time;
  const asked = story.asks(to, { cookie: `${made.name}=${made.value}` });
  if (made.ends === 'failed') {
    asked.fails(made.value);
    return;
  }
  const { expires } = made;
  const cookie = cookieOf(made.name, made.value, { expirationDate: expires, session: false, path: to });
  asked.responds({
    setCookie: [`${made.name}=${made.value}; ${made.attributes}`],
    headers: [
      ['session-count', made.count],
      ['location', made.value],
      ['date', made.value],
    ],
  });
  story.stores(cookie);
  if (made.ends === 'deleted') story.userDeletes(cookie);
  asked.completes({ status: Number(made.count) });
  if (made.ends !== 'counted') return;
  const { value: text } = made;
  story.add({ kind: 'count', tabId: 1, url: story.origin + to, count: expires, source: 'page', pattern: text, text });
}

/** A log of visits to a server that sends what breaks things, and a jar with what it made of them. */
export const hostileLogs: fc.Arbitrary<{ readonly events: TraceEvent[]; readonly jar: BrowserCookie[] }> = fc
  .tuple(origin, fc.array(visit, { minLength: 1, maxLength: 6 }), logs)
  .map(([from, visits, others]) => {
    const story = new Story(from);
    story.started();
    for (const each of visits) addVisit(story, each);
    for (const { n: _, ...event } of others) story.add(event as never);
    const jar = story.events.flatMap((event) => (event.kind === 'cookie-changed' ? [event.cookie] : []));
    return { events: story.events, jar };
  });
