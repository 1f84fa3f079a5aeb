import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { curlCommand } from '../../extension/cookies/exchange/curl-command.ts';
import {
  type ExchangeCookie,
  type ExchangeImport,
  MAX_ROWS,
} from '../../extension/cookies/exchange/exchange-cookie.ts';
import { formatCookieEditor, formatEditThisCookie } from '../../extension/cookies/exchange/json/extension-json.ts';
import { formatOwnJson } from '../../extension/cookies/exchange/json/own-json.ts';
import { formatStorageState } from '../../extension/cookies/exchange/json/storage-state.ts';
import {
  formatCookieHeader,
  formatSetCookieLines,
  type HeaderOrigin,
} from '../../extension/cookies/exchange/lines/header-text.ts';
import { formatNetscape } from '../../extension/cookies/exchange/lines/netscape.ts';
import { detectExchange, parseExchange } from '../../extension/cookies/exchange/parse-exchange.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';

const NOW = Date.UTC(2026, 10, 23);
const ORIGIN: HeaderOrigin = { url: 'https://app.example.com/', now: NOW, suffixes: publicSuffixList };

const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.!%"&é🍪'), minLength: 1, maxLength: 12 });
const valueText = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019_-.!%"&=, é🍪\'$`\\'), maxLength: 30 })
  .map((text) => text.trim());

/** Cookies that browsers can hold. */
const anyCookie: fc.Arbitrary<ExchangeCookie> = fc
  .record({
    name: token,
    value: valueText,
    host: fc.constantFrom('app.example.com', 'example.com', 'app.example.com'),
    hostOnly: fc.boolean(),
    path: fc.constantFrom('/', '/a', '/a b', '/é'),
    secure: fc.boolean(),
    httpOnly: fc.boolean(),
    sameSite: fc.constantFrom('no_restriction', 'lax', 'strict', 'unspecified'),
    expires: fc.option(fc.integer({ min: NOW / 1000 + 60, max: NOW / 1000 + 30_000_000 }), { nil: undefined }),
    site: fc.option(fc.constantFrom('https://top.example', 'http://localhost'), { nil: undefined }),
  })
  .map(({ host, expires, site, ...cookie }) => ({
    ...cookie,
    domain: cookie.hostOnly ? host : `.${host}`,
    session: expires === undefined,
    ...(expires !== undefined && { expirationDate: expires }),
    ...(site !== undefined && { partitionKey: { topLevelSite: site, hasCrossSiteAncestor: true } }),
  }));
const cookies = fc.array(anyCookie, { minLength: 1, maxLength: 8 });

function cookiesOf(imported: ExchangeImport): ExchangeCookie[] {
  assert.equal(imported.error, undefined);
  return imported.rows.map((row) => {
    assert.ok(row.ok, row.ok ? '' : row.error);
    return row.cookie;
  });
}

const without = <K extends keyof ExchangeCookie>(list: readonly ExchangeCookie[], ...keys: K[]): object[] =>
  list.map((cookie) => Object.fromEntries(Object.entries(cookie).filter(([key]) => !(keys as string[]).includes(key))));

describe('cookies that go out and come back', () => {
  test('as our own JSON lose nothing', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const { text, losses } = formatOwnJson(list, NOW);
        assert.deepEqual(losses, []);
        assert.deepEqual(cookiesOf(parseExchange(text, ORIGIN)), list);
      }),
    );
  });

  test("as Cookie-Editor's and EditThisCookie's JSON lose the partition, and say so", () => {
    for (const format of [formatCookieEditor, formatEditThisCookie]) {
      fc.assert(
        fc.property(cookies, (list) => {
          const { text, losses } = format(list);
          assert.equal(losses.length, list.filter(({ partitionKey }) => partitionKey !== undefined).length);
          const back = without(cookiesOf(parseExchange(text, ORIGIN)), 'storeId');
          assert.deepEqual(back, without(list, 'partitionKey'));
        }),
      );
    }
  });

  test("as Playwright's storageState lose nothing that Playwright knows", () => {
    fc.assert(
      fc.property(cookies, (list) => {
        assert.deepEqual(cookiesOf(parseExchange(formatStorageState(list).text, ORIGIN)), list);
      }),
    );
  });

  test('as cookies.txt lose SameSite and partition, and say so', () => {
    for (const session of ['zero', 'empty'] as const) {
      fc.assert(
        fc.property(cookies, (list) => {
          const { text, losses } = formatNetscape(list, session);
          const lost = list.filter(({ sameSite }) => sameSite !== 'unspecified').length;
          assert.equal(losses.length, lost + list.filter(({ partitionKey }) => partitionKey !== undefined).length);
          const back = cookiesOf(parseExchange(text, ORIGIN));
          assert.deepEqual(without(back, 'sameSite'), without(list, 'sameSite', 'partitionKey'));
        }),
      );
    }
  });

  test('as Set-Cookie lines come back as the browser stores them', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const storable = list
          .filter(({ sameSite, secure }) => sameSite !== 'no_restriction' || secure)
          .filter(({ domain }) => domain === '.example.com' || domain.endsWith('app.example.com'))
          .map(({ partitionKey: _partition, ...cookie }) => cookie);
        fc.pre(storable.length > 0);
        assert.deepEqual(cookiesOf(parseExchange(formatSetCookieLines(storable).text, ORIGIN)), storable);
      }),
    );
  });

  test('as a Cookie header keep name and value, and every loss is said', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const { text, losses } = formatCookieHeader(list);
        assert.equal(losses.length, list.length);
        const back = cookiesOf(parseExchange(text, ORIGIN));
        assert.deepEqual(
          back.map(({ name, value }) => [name, value]),
          list.map(({ name, value }) => [name, value]),
        );
      }),
    );
  });
});

describe('bad input', () => {
  const errorOf = (text: string): string => parseExchange(text, ORIGIN).error ?? '';
  const rowError = (row: object): string => {
    const [first] = parseExchange(JSON.stringify([row]), ORIGIN).rows;
    return first === undefined || first.ok ? '' : first.error;
  };
  const good = { name: 'sid', value: '1', domain: 'example.com', path: '/' };

  test('of any kind never throws, and a row is a cookie or one sentence', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200, size: 'max' }),
      fc.json(),
      fc
        .array(
          fc.constantFrom(
            '\t',
            'TRUE',
            'FALSE',
            '0',
            '/',
            'a.com',
            '#HttpOnly_',
            '\n',
            '=',
            ';',
            'Set-Cookie:',
            '[',
            '{',
            '"',
          ),
          {
            maxLength: 40,
            size: 'max',
          },
        )
        .map((list) => list.join('')),
      fc
        .record({
          cookies: fc.array(fc.anything()),
          format: fc.constant('sidtrail-cookies'),
          version: fc.constantFrom(1, 2, '1'),
        })
        .map((value) => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { rows, error } = parseExchange(text, ORIGIN);
        if (error !== undefined) assert.match(error, /\.$/);
        for (const row of rows) if (!row.ok) assert.match(row.error, /[.)]$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('spoils its own row alone', () => {
    const text = JSON.stringify([good, { ...good, value: 7 }, { ...good, name: 'b' }]);
    assert.deepEqual(
      parseExchange(text, ORIGIN).rows.map(({ ok, row }) => [ok, row]),
      [
        [true, 1],
        [false, 2],
        [true, 3],
      ],
    );
  });

  for (const [what, change, sentence] of [
    ['a missing value', { value: undefined }, /value of "sid" is missing/],
    ['a missing domain', { domain: undefined }, /domain of "sid" is missing/],
    ['a domain that is a URL', { domain: 'https://example.com/x' }, /is no host name/],
    ['a path without a slash', { path: 'app' }, /path of "sid"/],
    ['a value with a semicolon', { value: 'a;b' }, /percent-encode/],
    ['a name with a line break', { name: 'a\nb' }, /name "a\uFFFDb" holds a character/],
    ['an unknown SameSite', { sameSite: 'sometimes' }, /SameSite of "sid" is "sometimes"/],
    ['an expiry in milliseconds', { expirationDate: 1e15 }, /not milliseconds/],
    ['an expiry that is no number', { expirationDate: 'soon' }, /no number/],
    ['too many octets', { value: 'é'.repeat(3000) }, /6003 octets/],
  ] as const) {
    test(`with ${what} is told in one sentence`, () => {
      assert.match(rowError({ ...good, ...change }), sentence);
    });
  }

  test('that is cut off, empty or something else is told in one sentence', () => {
    assert.match(errorOf('[{"name":"a"'), /cut off/);
    assert.match(errorOf('  \n'), /no cookie text/);
    assert.match(errorOf('<html>'), /no cookie text/);
    assert.match(errorOf('{"log":{"entries":[]}}'), /no list "cookies"/);
    assert.match(errorOf('{"format":"sidtrail-cookies","version":2,"cookies":[]}'), /update the extension/);
    assert.match(errorOf('[]'), /no cookie in this text/);
  });

  test('of a million rows is read up to the bound, and the rest is said', () => {
    const line = 'a.b\tFALSE\t/\tFALSE\t0\ta\t1\n';
    const { rows, error } = parseExchange(line.repeat(1_000_000), ORIGIN);
    assert.equal(rows.length, MAX_ROWS);
    assert.match(error ?? '', /more than 100000 rows, only the first 100000/);
  });

  test('of line ends, semicolons or empty objects alone fills no memory and is told', () => {
    const told = (text: string): string => {
      const { error, rows } = parseExchange(text, ORIGIN);
      const [row] = rows;
      return error ?? (row === undefined || row.ok ? '' : row.error);
    };
    for (const piece of ['\n', '\r\n', 'a=1;', '#\n']) {
      assert.match(told(`# HTTP Cookie File\n${piece.repeat(2_000_000)}`), /\.$/);
      assert.match(told(`Cookie: ${piece.repeat(2_000_000)}`), /\.$/);
    }
    assert.match(errorOf('x'.repeat(33_554_433)), /33554433 characters, at most 33554432/);
    assert.match(errorOf(`[${'{},'.repeat(200_000)}{}]`), /more than 100000 rows/);
  });

  test('of hostile depth is a row that is no cookie', () => {
    const { rows } = parseExchange(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, ORIGIN);
    assert.deepEqual(rows, [{ ok: false, row: 1, error: 'This row is no object: each cookie is one {…}.' }]);
  });

  test('in Set-Cookie lines is refused for the reason that a browser would give', () => {
    const { rows } = parseExchange(
      'Set-Cookie: a=1; Domain=other.com\nSet-Cookie: b=1\nSet-Cookie: c=1; Max-Age=0',
      ORIGIN,
    );
    assert.deepEqual(
      rows.map(({ ok }) => ok),
      [false, true, false],
    );
    assert.match(rows[0]?.ok === false ? rows[0].error : '', /Domain=other\.com is neither app\.example\.com/);
  });
});

describe('a text is known by its beginning', () => {
  for (const [text, format] of [
    ['# Netscape HTTP Cookie File\n', 'netscape'],
    ['# HTTP Cookie File\n', 'netscape'],
    ['.a.com\tTRUE\t/\tFALSE\t0\tn\tv', 'netscape'],
    ['set-cookie: a=1', 'set-cookie'],
    ['a=1; Path=/; HttpOnly', 'set-cookie'],
    ['Cookie: a=1; b=2', 'cookie-header'],
    ['a=1; b=2', 'cookie-header'],
    ['\uFEFF [{}]', 'json'],
  ] as const) {
    test(`${JSON.stringify(text)} is ${format}`, () => assert.equal(detectExchange(text), format));
  }
});

describe('the older ways of other tools are read', () => {
  const [first] = ['#HttpOnly_.example.com\tTRUE\t/app\tTRUE\t1798761600\tsid\tabc'];

  test("curl's #HttpOnly_ and Windows line ends", () => {
    assert.deepEqual(cookiesOf(parseExchange(`# Netscape HTTP Cookie File\r\n\r\n${first}\r\n`, ORIGIN)), [
      {
        ...{ name: 'sid', value: 'abc', domain: '.example.com', hostOnly: false, path: '/app', secure: true },
        ...{ httpOnly: true, sameSite: 'unspecified', session: false, expirationDate: 1_798_761_600 },
      },
    ]);
  });

  test('a line that lost the last tab of its empty value', () => {
    assert.equal(cookiesOf(parseExchange('a.com\tFALSE\t/\tFALSE\t0\tn', ORIGIN))[0]?.value, '');
  });

  test('a leading dot on a host that is marked as host-only', () => {
    const [cookie] = cookiesOf(parseExchange('.a.com\tFALSE\t/\tFALSE\t0\tn\tv', ORIGIN));
    assert.deepEqual([cookie?.domain, cookie?.hostOnly], ['a.com', true]);
  });

  test("EditThisCookie's unspecified and Cookie-Editor's null are no SameSite", () => {
    const rows = [{ sameSite: 'unspecified' }, { sameSite: null }].map((extra) => ({
      name: 'a',
      value: '1',
      domain: 'a.com',
      ...extra,
    }));
    assert.deepEqual(
      cookiesOf(parseExchange(JSON.stringify(rows), ORIGIN)).map(({ sameSite }) => sameSite),
      ['unspecified', 'unspecified'],
    );
  });
});

describe('a curl command', () => {
  test('carries method, headers, cookies and body, each as one word', () => {
    const command = curlCommand({
      url: "https://example.com/a?b=c&d='e'",
      method: 'POST',
      headers: [
        { name: 'Cookie', value: 'sid=1; x="$HOME`id`"' },
        { name: 'Content-Length', value: '3' },
        { name: 'Accept-Encoding', value: 'gzip' },
      ],
      body: 'a=1',
    });
    assert.equal(
      command,
      [
        "curl 'https://example.com/a?b=c&d='\\''e'\\'''",
        `-H 'Cookie: sid=1; x="$HOME\`id\`"'`,
        '--compressed',
        "--data-raw 'a=1'",
      ].join(' \\\n  '),
    );
  });

  test('for cmd leaves no character to the shell', () => {
    const command = curlCommand({ url: 'http://a.test/?q=%PATH%&"x"', method: 'GET', headers: [] }, 'cmd');
    assert.equal(command, 'curl ^"http://a.test/^?q=^%PATH^%^&\\^"x\\^"^"');
  });
});
