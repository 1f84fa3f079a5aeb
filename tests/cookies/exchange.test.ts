import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { curlCommand } from '../../extension/cookies/exchange/curl-command.ts';
import type { ExchangeCookie } from '../../extension/cookies/exchange/exchange-cookie.ts';
import { FORMATS, WRITABLE_FORMATS } from '../../extension/cookies/exchange/formats.ts';
import { formatCookieEditor, formatEditThisCookie } from '../../extension/cookies/exchange/json/extension-json.ts';
import { formatOwnJson } from '../../extension/cookies/exchange/json/own-json.ts';
import { formatPuppeteer } from '../../extension/cookies/exchange/json/puppeteer.ts';
import { formatStorageState } from '../../extension/cookies/exchange/json/storage-state.ts';
import { formatCookieHeader } from '../../extension/cookies/exchange/lines/cookie-header.ts';
import { formatLwp } from '../../extension/cookies/exchange/lines/lwp.ts';
import {
  CURL_READER,
  formatNetscape,
  PYTHON_READER,
  WGET_READER,
} from '../../extension/cookies/exchange/lines/netscape.ts';
import { formatSetCookieLines } from '../../extension/cookies/exchange/lines/set-cookie-lines.ts';
import { type ExchangeImport, parseExchange } from '../../extension/cookies/exchange/parse-exchange.ts';
import { isHidden } from '../../extension/cookies/exchange/rows/is-hidden.ts';
import { message } from '../ui/words.ts';
import { NOW, ORIGIN } from './exchange-reading.ts';

const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.!%"&é🍪'), minLength: 1, maxLength: 12 });
const valueText = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019_-.!%"&=, é🍪\'$`\\'), maxLength: 30 })
  .map((text) => text.trim())
  // What stands for a value that was taken out ("...") is refused on purpose.
  .filter((text) => !isHidden(text));

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
    // No browser holds None without Secure.
    secure: cookie.secure || cookie.sameSite === 'no_restriction',
    domain: cookie.hostOnly ? host : `.${host}`,
    session: expires === undefined,
    ...(expires !== undefined && { expirationDate: expires }),
    ...(site !== undefined && { partitionKey: { topLevelSite: site, hasCrossSiteAncestor: true } }),
  }));
const cookies = fc.array(anyCookie, { minLength: 1, maxLength: 8 });

function cookiesOf(imported: ExchangeImport): ExchangeCookie[] {
  assert.equal(imported.error, undefined);
  return imported.rows.map((row) => {
    assert.ok(row.ok, row.ok ? '' : row.error.code);
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

  test('as our own JSON keep what no browser would hold', () => {
    const odd: ExchangeCookie = {
      ...{ name: 'a', value: '1', domain: 'a.com', hostOnly: true, path: '/', secure: false, httpOnly: false },
      ...{ sameSite: 'no_restriction', session: true },
    };
    const [row] = parseExchange(formatOwnJson([odd], NOW).text, ORIGIN).rows;
    assert.deepEqual(row, { ok: true, row: 1, cookie: odd, notes: [{ code: 'none-without-secure' }], warnings: [] });
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

  test('as Puppeteer takes them lose nothing', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        assert.deepEqual(cookiesOf(parseExchange(formatPuppeteer(list).text, ORIGIN)), list);
      }),
    );
  });

  test('as a jar of libwww-perl lose the partition, and say so', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const { text, losses } = formatLwp(list);
        assert.equal(losses.length, list.filter(({ partitionKey }) => partitionKey !== undefined).length);
        assert.deepEqual(cookiesOf(parseExchange(text, ORIGIN)), without(list, 'partitionKey'));
      }),
    );
  });

  test('as cookies.txt lose SameSite and partition, and say so', () => {
    for (const reader of [CURL_READER, PYTHON_READER]) {
      fc.assert(
        fc.property(cookies, (list) => {
          const { text, losses } = formatNetscape(list, reader);
          const lost = list.filter(({ sameSite }) => sameSite !== 'unspecified').length;
          assert.equal(losses.length, lost + list.filter(({ partitionKey }) => partitionKey !== undefined).length);
          const back = cookiesOf(parseExchange(text, ORIGIN));
          assert.deepEqual(without(back, 'sameSite'), without(list, 'sameSite', 'partitionKey'));
        }),
      );
    }
  });

  test('as cookies.txt for wget lose HttpOnly too, which it would take for a comment', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const { text, losses } = formatNetscape(list, WGET_READER);
        assert.equal(
          losses.filter(({ loss }) => loss === 'http-only').length,
          list.filter(({ httpOnly }) => httpOnly).length,
        );
        const back = cookiesOf(parseExchange(text, ORIGIN));
        assert.deepEqual(without(back, 'sameSite', 'httpOnly'), without(list, 'sameSite', 'partitionKey', 'httpOnly'));
      }),
    );
  });

  test('as Set-Cookie lines come back as the browser stores them', () => {
    fc.assert(
      fc.property(cookies, (list) => {
        const storable = list
          .filter(({ domain }) => domain === '.example.com' || domain.endsWith('app.example.com'))
          // A line of it looks like two that were joined, and is taken apart.
          .filter(({ value }) => !/, +[^ ]+=/.test(value))
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
        // A header between two quotes is read as a log's, which has put them there: they are no part of a cookie.
        fc.pre(!/^Cookie: (["']).*\1\n$/.test(text));
        const back = cookiesOf(parseExchange(text, ORIGIN));
        assert.deepEqual(
          back.map(({ name, value }) => [name, value]),
          list.map(({ name, value }) => [name, value]),
        );
      }),
    );
  });
});

describe('the table of formats', () => {
  test('knows each form that it writes when it comes back', () => {
    const cookie: ExchangeCookie = {
      ...{ name: 'sid', value: 'abc', domain: 'app.example.com', hostOnly: true, path: '/', secure: true },
      ...{ httpOnly: true, sameSite: 'lax', session: true },
    };
    const known = WRITABLE_FORMATS.map(({ id, write }) => [
      id,
      parseExchange(write([cookie], NOW).text, ORIGIN).format,
    ]);
    // All kinds of cookies.txt are read alike.
    const alike = (id: string): string => (id.startsWith('netscape-') ? 'netscape' : id);
    assert.deepEqual(
      known,
      WRITABLE_FORMATS.map(({ id }) => [id, alike(id)]),
    );
    assert.equal(known.length, 11);
  });

  test('is documented completely, by the names that the screen has', () => {
    const page = readFileSync(new URL('../../docs/cookie-formats.md', import.meta.url), 'utf8').toLowerCase();
    const missing = FORMATS.filter(({ label }) => !page.includes(message(label).toLowerCase())).map(({ id }) => id);
    assert.deepEqual(missing, []);
  });

  test('names each form once', () => {
    const ids = FORMATS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
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

  test('for cmd doubles the backslashes before a quote and at the end, and no others', () => {
    const command = curlCommand({ url: 'C:\\a\\\\"b\\\\', method: 'GET', headers: [] }, 'cmd');
    assert.equal(command, 'curl ^"C:\\a\\\\\\\\\\^"b\\\\\\\\^"');
  });

  test('for cmd reads a run of backslashes once, however long it is', { timeout: 20_000 }, () => {
    const run = '\\'.repeat(1_000_000);
    const command = curlCommand({ url: `${run}x`, method: 'GET', headers: [] }, 'cmd');
    assert.equal(command, `curl ^"${run}x^"`);
  });
});
