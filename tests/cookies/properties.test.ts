import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserRules } from '../../extension/cookies/browser-rules.ts';
import { formatCookieDate, parseCookieDate } from '../../extension/cookies/cookie-date.ts';
import { parseCookieHeader, serializeCookieHeader } from '../../extension/cookies/parse-cookie-header.ts';
import { parseSetCookie } from '../../extension/cookies/parse-set-cookie.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { judgeRetrieval, retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import { serializeSetCookie, setCookieLineOf } from '../../extension/cookies/serialize-set-cookie.ts';
import { judgeSetCookie } from '../../extension/cookies/store-cookie.ts';
import { valueFormat } from '../../extension/cookies/value-format.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 23);
const anyRules = fc.constantFrom<BrowserRules>(...Object.values(BROWSER_RULES));

/** Any octets, one character each. */
const octets = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ maxLength, size: 'max' })
    .map((bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Pieces that meet in real lines, put together wildly. */
const word = fc.constantFrom(
  ...['a', '=', ';', ' ', '\t', ',', '"', '.', '/', '-', '0', '9', '\r', '\n', '\0', '\x7F', 'é', '%', '🍪', '\uD800'],
  ...['Path', 'Domain', 'Expires', 'Max-Age', 'Secure', 'HttpOnly', 'SameSite', 'Partitioned', 'Priority'],
  ...[
    '__Host-',
    '__Secure-',
    '__Http-',
    'Lax',
    'None',
    'strict',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'localhost',
    'co.uk',
  ],
);
const words = fc.array(word, { maxLength: 40, size: 'max' }).map((list) => list.join(''));
const anyLine = fc.oneof(octets(300), words, fc.string({ unit: 'binary', maxLength: 100, size: 'max' }));

function judge(
  line: string,
  rules: BrowserRules,
  url = 'https://shop.example.co.uk/a/b',
): ReturnType<typeof judgeSetCookie> {
  return judgeSetCookie(line, {
    rules,
    now: NOW,
    suffixes: publicSuffixList,
    request: visit(url),
    storeId: '0',
    jar: [],
  });
}

describe('any text as a Set-Cookie line', () => {
  test('is judged without a throw, refused exactly where there is a reason', () => {
    fc.assert(
      fc.property(anyLine, anyRules, fc.webUrl(), (line, rules, url) => {
        const verdict = judge(line, rules, url);
        assert.equal(verdict.outcome === 'refused', verdict.reasons.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps its raw text: the pieces put together give the line back', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { attributes, raw } = parseSetCookie(line, BROWSER_RULES.rfc6265bis, NOW);
        assert.equal(raw, line);
        for (const { raw: piece, offset } of attributes) assert.equal(line.slice(offset, offset + piece.length), piece);
        const pair = line.split(';')[0] ?? '';
        assert.equal([pair, ...attributes.map((attribute) => attribute.raw)].join(';'), line);
      }),
    );
  });

  test('read, written and read again stays what it was', () => {
    fc.assert(
      fc.property(anyLine, anyRules, (line, rules) => {
        const once = parseSetCookie(line, rules, NOW);
        fc.pre(once.errors.length === 0);
        const { name, value, domain, path, maxAge, expires, secure, httpOnly, sameSite, partitioned, priority } = once;
        fc.pre(expires === undefined || (Number.isFinite(expires) && expires < 253_402_300_800_000));
        const again = parseSetCookie(
          serializeSetCookie({
            ...{ name, value, secure, httpOnly, partitioned },
            ...(domain !== undefined && { domain: domain.startsWith('.') ? `.${domain}` : domain }),
            ...(path !== undefined && { path }),
            ...(maxAge !== undefined && { maxAge }),
            ...(expires !== undefined && { expires }),
            ...(sameSite !== undefined && { sameSite }),
            ...(priority !== undefined && { priority }),
          }),
          rules,
          NOW,
        );
        const effect = ({ raw: _raw, attributes: _a, warnings: _w, ...rest }: typeof once): object => rest;
        assert.deepEqual(effect(again), effect(once));
      }),
      { numRuns: 2000 },
    );
  });

  test('that is stored can be written from the jar and is stored the same', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(BROWSER_RULES.chromium, BROWSER_RULES.firefox), (line, rules) => {
        const first = judge(line, rules);
        fc.pre(first.outcome === 'stored' && first.cookie !== undefined);
        // A jar holds text; what of it came from stray octets cannot be written back octet by octet.
        fc.pre(/^[\x20-\x7E]*$/.test(line));
        const second = judge(setCookieLineOf(first.cookie as JarCookie), rules);
        const rounded = (cookie: JarCookie | undefined): object => ({
          ...cookie,
          expirationDate: cookie?.expirationDate === undefined ? undefined : Math.floor(cookie.expirationDate),
        });
        assert.deepEqual(rounded(second.cookie), rounded(first.cookie));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any text as a Cookie header', () => {
  test('is read without a throw, and read again from what it says stays the same', () => {
    fc.assert(
      fc.property(anyLine, (header) => {
        const pairs = parseCookieHeader(header);
        const plain = pairs.map(({ name, value }) => ({ name, value })).filter(({ name }) => name !== '');
        const again = parseCookieHeader(serializeCookieHeader(plain));
        assert.deepEqual(
          again.map(({ name, value }) => ({ name, value })),
          plain,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps each piece as it came', () => {
    fc.assert(
      fc.property(anyLine, (header) => {
        for (const { raw } of parseCookieHeader(header)) assert.ok(header.includes(raw));
      }),
    );
  });
});

describe('any cookie of the jar and any request', () => {
  const cookie: fc.Arbitrary<JarCookie> = fc.record({
    name: fc.string({ maxLength: 5 }),
    value: fc.string({ maxLength: 5 }),
    domain: fc.constantFrom('example.com', '.example.com', 'localhost', '127.0.0.1', '', '.', '[::1]', 'EXAMPLE.com'),
    hostOnly: fc.boolean(),
    path: fc.constantFrom('/', '/a', '/a/', '/a/b', ''),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    sameSite: fc.constantFrom('no_restriction', 'lax', 'strict', 'unspecified'),
    session: fc.boolean(),
    storeId: fc.constant('0'),
    createdAt: fc.integer({ min: NOW - 300_000, max: NOW }),
  });
  const url = fc.oneof(
    fc.webUrl(),
    fc.constantFrom(
      'http://example.com/a/b',
      'https://www.example.com/',
      'http://localhost:3000/a',
      'about:blank',
      'nonsense',
      '',
    ),
  );

  test('get a verdict without a throw, sent exactly when no reason stands against it', () => {
    fc.assert(
      fc.property(cookie, url, url, fc.boolean(), anyRules, (held, to, from, topLevelNavigation, rules) => {
        const request = { url: to, method: 'POST', topLevelNavigation, initiator: from, topLevelUrl: from };
        const verdict = judgeRetrieval(held, { rules, now: NOW, suffixes: publicSuffixList, request });
        assert.equal(verdict.sent, verdict.reasons.length === 0);
      }),
      { numRuns: 2000 },
    );
  });

  test('are sent longest path first and, among equals, oldest first, each cookie once', () => {
    fc.assert(
      fc.property(fc.array(cookie, { maxLength: 20 }), url, (jar, to) => {
        const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, request: visit(to) };
        const all = retrieveCookies(jar, context);
        assert.equal(all.length, jar.length);
        assert.deepEqual(new Set(all.map((verdict) => verdict.cookie)), new Set(jar));
        const sent = all.filter((verdict) => verdict.sent).map((verdict) => verdict.cookie);
        for (const [index, later] of sent.entries()) {
          const earlier = sent[index - 1];
          if (earlier === undefined) continue;
          assert.ok(earlier.path.length >= later.path.length);
          if (earlier.path.length === later.path.length) assert.ok((earlier.createdAt ?? 0) <= (later.createdAt ?? 0));
        }
      }),
    );
  });
});

describe('cookie-dates', () => {
  test('are read back from what is written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -11_644_473_600, max: 253_402_300_799 }), (seconds) => {
        assert.equal(parseCookieDate(formatCookieDate(seconds * 1000)), seconds * 1000);
      }),
    );
  });

  test('of any text are read without a throw', () => {
    fc.assert(fc.property(anyLine, (text) => void parseCookieDate(text)));
  });
});

describe('any text as a value', () => {
  test('gets a format without a throw, and its id is found in it', () => {
    fc.assert(
      fc.property(fc.oneof(anyLine, fc.base64String(), fc.uuid(), fc.json()), (value) => {
        const format = valueFormat(value);
        assert.ok(format.format.length > 0);
        for (const { time } of format.parts) if (time !== undefined) new Date(time).toISOString();
        if (format.clientSide) assert.equal(format.idPart, undefined);
      }),
      { numRuns: 2000 },
    );
  });
});
