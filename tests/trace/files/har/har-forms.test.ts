import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHarText } from '../../../../extension/trace/files/har/read-har-text.ts';
import { parseJson } from '../../../../extension/trace/files/parse-json.ts';
import { harEntryOf, harOf, START } from './har-builder.ts';
import { codesOf, folded, noticeOf, read, refusal, requests, responses } from './reading.ts';

const VALUE = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
const urls = ['http://a.test/1', 'http://a.test/2'];
const two = urls.map((url, at) => harEntryOf({ at, url }));

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

describe('the forms that HARs come in', () => {
  for (const [name, content] of [
    ['the log without the object around it', JSON.stringify({ version: '1.2', entries: two })],
    ['a list of entries', JSON.stringify(two)],
    ['a list of HARs', JSON.stringify(two.map((entry) => ({ log: { entries: [entry] } })))],
    ['entries one after another, a line each', two.map((entry) => JSON.stringify(entry)).join('\n')],
    ['HARs one after another', two.map((entry) => harOf([entry])).join('\n')],
    ['with a byte order mark', `\ufeff${harOf(two)}`],
    ['in UTF-16, as Windows saves it', utf16(`\ufeff${harOf(two)}`, true)],
    ['in UTF-16 with its octets the other way round', utf16(`\ufeff${harOf(two)}`, false)],
    ['in UTF-16 without a byte order mark', utf16(harOf(two), true)],
    ['in UTF-16 without a mark, the other way round', utf16(harOf(two), false)],
    ['with zeros behind its end', `${harOf(two)}\0\0\0\0`],
  ] as const) {
    test(`${name}: every entry is read`, async () => {
      for (const pieceLength of [1, 3, 65_536]) {
        const har = await read(content, {}, pieceLength);
        assert.deepEqual(
          requests(har).map(({ url }) => url),
          urls,
        );
        assert.equal(har.cut, undefined);
      }
    });
  }

  test('one entry alone', async () => {
    const har = await read(JSON.stringify(two[0]));
    assert.deepEqual(
      requests(har).map(({ url, time }) => [url, time]),
      [['http://a.test/1', START]],
    );
  });

  test('headers as an object, or as pairs, with names in any case', async () => {
    const har = await read(
      harOf([
        harEntryOf({
          request: { headers: { COOKIE: `sid=${VALUE}` } },
          response: {
            headers: [
              ['SET-cookie', 'a=1'],
              ['Set-Cookie', 'b=2'],
            ],
          },
        }),
        harEntryOf({ at: 1, response: { headers: { 'set-cookie': ['a=1', 'b=2'] } } }),
      ]),
    );
    assert.deepEqual(requests(har)[0]?.headers, [['cookie', `sid=${VALUE}`]]);
    for (const { headers } of responses(har)) {
      assert.deepEqual(headers, [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]);
    }
  });

  test('headers as lines, in a list or in one text, or with a key in place of a name', async () => {
    const lines = [`Cookie: sid=${VALUE}; at=09:00`, ':path: /x', 'no header'];
    for (const headers of [lines, lines.join('\r\n'), [{ key: 'Cookie', value: `sid=${VALUE}; at=09:00` }]]) {
      const har = await read(harOf([harEntryOf({ request: { headers } })]));
      assert.deepEqual(requests(har)[0]?.headers, [['cookie', `sid=${VALUE}; at=09:00`]]);
    }
  });

  test('a proxy’s file of one response, without a single request header', async () => {
    const line = `sid=${VALUE}; Path=/app; Domain=example.com; Secure; HttpOnly; SameSite=None`;
    const entry = harEntryOf({
      url: 'https://app.example.com/',
      got: [['Set-Cookie', line]],
      response: { cookies: [{ name: 'sid', value: VALUE }] },
      members: { pageref: 'page_1', _resourceType: 'document' },
    });
    const har = await read(harOf([entry], { creator: { name: 'Proxyman', version: '3.9.0' }, pages: [] }));
    const [first] = folded(har).entries;
    assert.deepEqual(
      first?.setCookies.map(({ raw, predicted }) => [raw, predicted.outcome]),
      [[line, 'stored']],
    );
  });

  test('a cookie that stands in the array alone, with the date that tools write for “no expiry”, is no deletion', async () => {
    const cookie = { name: 'sid', value: VALUE, path: '/', domain: 'a.test', httpOnly: true, secure: true };
    for (const expires of ['1969-12-31T23:59:59.000Z', -1, '-1', undefined]) {
      const har = await read(
        harOf([
          harEntryOf({ url: 'https://a.test/', response: { cookies: [{ ...cookie, expires }] } }),
          harEntryOf({ at: 1_000, url: 'https://a.test/x', request: { cookies: [{ name: 'sid', value: VALUE }] } }),
        ]),
      );
      assert.deepEqual(
        folded(har).entries.map(({ effects }) => effects[0]?.action),
        ['created', 'resumed'],
        String(expires),
      );
    }
  });

  test('cookies by name, as text, or with a key in place of a name', async () => {
    const readAs = async (sent: unknown, set: unknown) => {
      const [one, other] = [harEntryOf({ response: { cookies: set } }), harEntryOf({ request: { cookies: sent } })];
      const har = await read(harOf([one, { ...other, startedDateTime: '2026-11-23T20:02:11.000Z' }]));
      return [
        requests(har)
          .at(-1)
          ?.headers?.map(([, value]) => value),
        responses(har)[0]?.headers.map(([, v]) => v),
      ];
    };
    const pairs = ['a=1; b=x=y'];
    assert.deepEqual(await readAs({ a: 1, b: 'x=y' }, { a: 1 }), [pairs, ['a=1; Path=/']]);
    assert.deepEqual(await readAs({ a: { value: '1' }, b: { value: 'x=y' } }, { a: { value: '1', secure: true } }), [
      pairs,
      ['a=1; Secure'],
    ]);
    assert.deepEqual(await readAs(['a=1', 'b=x=y'], ['a=1; Path=/; Secure']), [pairs, ['a=1; Path=/; Secure']]);
    const byKey = [
      { key: 'a', value: '1' },
      { key: 'b', value: 'x=y' },
    ];
    assert.deepEqual(await readAs(byKey, byKey.slice(0, 1)), [pairs, ['a=1']]);
    // What would break out of its place is no cookie.
    assert.deepEqual(await readAs(['a=1; b=2', 'c=3'], ['a=1\r\nx: y']), [['c=3'], []]);
  });

  test('an expiry in seconds since 1970, as the DevTools protocol gives it', async () => {
    const cookie = { name: 'a', value: '1', expires: 1_798_761_600.5, sameSite: 'no_restriction' };
    const har = await read(harOf([harEntryOf({ response: { cookies: [cookie] } })]));
    assert.deepEqual(responses(har)[0]?.headers, [
      ['set-cookie', 'a=1; SameSite=None; Expires=Fri, 01 Jan 2027 00:00:00 GMT'],
    ]);
  });

  test('a status with its text or by another name, blanks around an address, and pairs of cookies line by line', async () => {
    const har = await read(
      harOf([
        harEntryOf({ url: ' http://a.test/1 ', response: { status: '302 Found' } }),
        harEntryOf({ at: 1_000, response: { status: undefined, statusCode: 401 } }),
        harEntryOf({ at: 2_000, response: { status: 'none' } }),
        harEntryOf({ at: 3_000, request: { headers: [{ name: 'Cookie', value: 'a=1\r\nb=2' }] } }),
      ]),
    );
    assert.deepEqual(
      responses(har).map(({ status }) => status),
      [302, 401, 200],
    );
    assert.equal(requests(har)[0]?.url, 'http://a.test/1');
    assert.deepEqual(requests(har).at(-1)?.headers, [['cookie', 'a=1; b=2']]);
  });

  test('numbers as strings, times as numbers, zones without a colon', async () => {
    const at = { startedDateTime: '2026-11-23T20:02:11.000+0200', time: '30' };
    const har = await read(
      harOf([
        harEntryOf({ members: at, response: { status: '302' } }),
        harEntryOf({ url: 'http://a.test/n', members: { startedDateTime: START / 1_000 + 1, time: 5 } }),
        harEntryOf({ url: 'http://a.test/o', members: { startedDateTime: (START + 2_000) * 1_000, time: 5 } }),
        harEntryOf({ url: 'http://a.test/p', members: { startedDateTime: '2026-11-23T18:02:14,500Z', time: 5 } }),
      ]),
    );
    assert.deepEqual(
      responses(har).map(({ status, time }) => [status, time - START]),
      [
        [302, 20],
        [200, 1_005],
        [200, 2_005],
        [200, 3_505],
      ],
    );
  });

  test('an entry that is broken is passed over, and the rest is read', async () => {
    const entries = [
      JSON.stringify(two[0]),
      '{"request":{"method":"GET" "url":"http://a.test/"}}',
      JSON.stringify(two[1]),
    ];
    const har = await read(`{"log":{"entries":[${entries.join(',')}]}}`);
    assert.equal(har.entries, 2);
    assert.deepEqual(noticeOf(har, 'entries-skipped'), { count: 1, of: 3, index: 2, why: 'not-json' });
  });

  test('line feeds and other control characters that a tool did not escape are read as spaces', async () => {
    const text = harOf([harEntryOf({ response: { content: { mimeType: 'text/plain', text: 'a@b\u0007' } } })]);
    const har = await read(text.replace('@', '\n\u000b'));
    assert.equal(har.entries, 1);
    assert.deepEqual(noticeOf(har, 'repaired'), { count: 1 });
  });

  test('numbers that JSON has not, as Python writes them, do not take the entry away', async () => {
    const text = harOf([harEntryOf({ response: { content: { mimeType: 'text/plain', text: 'NaN, a,]' } } })]);
    const har = await read(text.replace(/"time":[\d.]+/, '"time":NaN,"_a":[-Infinity,]'));
    assert.equal(har.entries, 1);
    assert.deepEqual(noticeOf(har, 'repaired'), { count: 1 });
    assert.deepEqual(parseJson(new TextEncoder().encode('{"a":NaN,"b":"NaN, a,]"}')).value, { a: null, b: 'NaN, a,]' });
  });

  test('octets that are no UTF-8 in a body do not take the entry away', async () => {
    const text = harOf([harEntryOf({ response: { content: { mimeType: 'text/plain', text: '@' } } })]);
    const bytes = new TextEncoder().encode(text);
    bytes[bytes.indexOf(0x40)] = 0xe9;
    assert.equal((await read(bytes)).entries, 1);
  });

  test('a file that stops being JSON gives the entries before, and says where', async () => {
    const whole = harOf(two);
    const broken = `${whole.slice(0, -3)} oops ${whole.slice(-3)}`;
    const har = await read(broken);
    assert.deepEqual(har.cut, { code: 'broken-after-entry', params: { entry: 2, entries: 2, byte: whole.length - 2 } });
  });

  test('what stands behind the end is said', async () => {
    const whole = harOf(two);
    assert.deepEqual(noticeOf(await read(`${whole}\n-- saved by me`), 'text-after-end'), { byte: whole.length + 1 });
  });

  test('an entry that a tool could not read itself is passed over, as one without an address', async () => {
    const request = { method: 'GET', url: '', httpVersion: 'HTTP/Q}T3X\f\u000b0', headers: [], cookies: [] };
    const unreadable = harEntryOf({ status: 0, request });
    const har = await read(harOf([unreadable, harEntryOf({ at: 100, got: [['Set-Cookie', `sid=${VALUE}; Path=/`]] })]));
    assert.deepEqual(noticeOf(har, 'entries-skipped'), { count: 1, of: 2, index: 1, why: 'no-url' });
    assert.equal(folded(har).entries[0]?.effects[0]?.action, 'created');
  });

  test('a cookie of many kilobytes is read whole', async () => {
    const long = `sid=Fe26.2**${'a1b2c3d4'.repeat(600)}; Path=/`;
    const har = await read(harOf([harEntryOf({ got: [['Set-Cookie', long]] })]));
    const [line] = folded(har).entries[0]?.setCookies ?? [];
    assert.equal(line?.raw, long);
    assert.deepEqual(
      line?.predicted.reasons.map(({ code }) => code),
      ['too-large'],
    );
  });
});

describe('a HAR for programs', () => {
  test('is read from its text or its bytes, in one call, with counts and public suffixes', () => {
    const body = { content: { mimeType: 'text/html', text: '<p>Visit count: 7</p>' } };
    const text = harOf([harEntryOf({ url: 'https://shop.example.co.uk/', response: body })]);
    for (const content of [text, new TextEncoder().encode(text)]) {
      const har = readHarText(content);
      assert.deepEqual(requests(har)[0]?.suffixes, { 'shop.example.co.uk': 'co.uk' });
      assert.equal(folded(har).entries[0]?.counts[0]?.count, 7);
      assert.deepEqual(codesOf(har), ['no-cookies', 'predicted']);
    }
  });

  test('refuses what is none with a code', async () => {
    assert.throws(() => readHarText('{}'), { name: 'FileError', code: 'not-har' });
    assert.equal((await refusal('{}')).code, 'not-har');
  });
});

describe('what never left the browser shows nothing of its cookies', () => {
  for (const [what, members, response] of [
    ['Chrome’s cache', { _fromCache: 'disk' }, {}],
    ['Safari’s cache', { _fetchType: 'Memory Cache' }, {}],
    ['a service worker, as Chrome writes it', {}, { _fetchedViaServiceWorker: true }],
    ['a service worker, as Safari writes it', { _fetchType: 'Service Worker' }, {}],
  ] as const)
    test(what, async () => {
      const har = await read(
        harOf([
          harEntryOf({ got: [['Set-Cookie', `sid=${VALUE}; Path=/`]] }),
          harEntryOf({ at: 1_000, sent: { cookie: `sid=${VALUE}` } }),
          harEntryOf({ at: 2_000, members, response }),
        ]),
      );
      const { entries, sessions } = folded(har);
      assert.deepEqual(
        entries.map(({ requestUnseen, fromCache }) => [requestUnseen, fromCache]),
        [
          [false, false],
          [false, false],
          [true, true],
        ],
      );
      assert.equal(sessions[0]?.end, undefined, 'the session lives');
    });

  test('a cached answer whose request is shown with its cookies is read as it is', async () => {
    const har = await read(harOf([harEntryOf({ sent: { cookie: `sid=${VALUE}` }, members: { _fromCache: 'disk' } })]));
    assert.equal(requests(har).length, 1);
  });

  test('so is what a service worker had kept, though not what it fetched', async () => {
    for (const [source, fromCache] of [
      ['cache-storage', true],
      ['http-cache', true],
      ['network', false],
    ] as const) {
      const response = { _fetchedViaServiceWorker: true, _serviceWorkerResponseSource: source };
      const har = await read(harOf([harEntryOf({ sent: { cookie: `sid=${VALUE}` }, response })]));
      assert.equal(folded(har).entries[0]?.fromCache, fromCache, source);
    }
  });
});
