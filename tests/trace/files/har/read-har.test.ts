import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FileError } from '../../../../extension/trace/files/file-error.ts';
import { readHar } from '../../../../extension/trace/files/har/read-har.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import { fileOf, readAll } from '../../bytes.ts';
import { harEntryOf, harOf, START } from './har-builder.ts';
import { codesOf, noticeOf, OPTIONS, read, refusal, requests, responses } from './reading.ts';

describe('a HAR becomes the events that its browser would have recorded', () => {
  test('Set-Cookie lines that mitmproxy joined are separated by the cookies that it lists', async () => {
    const joined =
      'sid=aB3dEf, expires=no; Path=/; Expires=Thu, 26 Nov 2026 12:00:00 GMT; HttpOnly, theme=dark; Path=/';
    const responseOf = async (names: readonly string[]): Promise<readonly (readonly [string, string])[]> => {
      const cookies = names.map((name) => ({ name, value: 'x' }));
      const entry = harEntryOf({ got: [['Set-Cookie', joined]], response: { cookies } });
      return responses(await read(harOf([entry])))[0]?.headers ?? [];
    };
    assert.deepEqual(await responseOf(['sid', 'theme']), [
      ['set-cookie', 'sid=aB3dEf, expires=no; Path=/; Expires=Thu, 26 Nov 2026 12:00:00 GMT; HttpOnly'],
      ['set-cookie', 'theme=dark; Path=/'],
    ]);
    // One cookie, one line: a comma in a value is the value's.
    assert.deepEqual(await responseOf(['sid']), [['set-cookie', joined]]);
  });

  for (const [how, postData, status, says] of [
    ['a form', { text: 'client_id=x&grant_type=refresh_token&refresh_token=y' }, 400, 'renewal-refused'],
    ['pairs', { params: [{ name: 'grant_type', value: 'refresh_token' }] }, 401, 'renewal-refused'],
    ['JSON', { text: '{"grant_type": "refresh_token", "refresh_token": "y"}' }, 400, 'renewal-refused'],
    ['parts', { text: 'form-data; name="grant_type"\r\n\r\nrefresh_token\r\n' }, 400, 'renewal-refused'],
    ['Amazon Cognito', { text: '{"AuthFlow":"REFRESH_TOKEN_AUTH"}' }, 400, 'renewal-refused'],
    ['a form that is taken', { text: 'grant_type=refresh_token' }, 200, undefined],
    ['a form to a server that fails', { text: 'grant_type=refresh_token' }, 503, undefined],
    ['another grant', { text: 'grant_type=authorization_code&code=refresh_token' }, 400, undefined],
    ['a body of hostile length', { text: 'grant_type='.repeat(100_000) }, 400, undefined],
    ['members of other kinds', { text: 1, params: [null, { name: {}, value: [] }] }, 400, undefined],
  ] as const)
    test(`tokens that are asked for by ${how}, answered ${status}: ${says ?? 'nothing is said'}`, async () => {
      const har = await read(harOf([harEntryOf({ method: 'POST', status, request: { postData } })]));
      assert.equal(responses(har)[0]?.says, says);
      assert.doesNotMatch(JSON.stringify(har.events), /grant_type/);
    });

  for (const [query, body, says] of [
    ['mutation refreshToken { refreshToken { token } }', 'UNAUTHENTICATED', 'renewal-refused'],
    ['mutation R($t: String!) {\n  refresh_token(t: $t) { token }\n}', 'UNAUTHENTICATED', 'renewal-refused'],
    ['mutation R { refreshCart { id } }', 'UNAUTHENTICATED', 'unauthenticated'],
    ['query { refreshToken { id } }', 'UNAUTHENTICATED', 'unauthenticated'],
    ['mutation refreshToken { refreshToken { token } }', 'INTERNAL', 'not-done'],
  ] as const)
    test(`GraphQL answers 200 and ${body} to ${query}: ${says}`, async () => {
      const text = JSON.stringify({ errors: [{ message: 'no', extensions: { code: body } }] });
      const entry = harEntryOf({
        method: 'POST',
        status: 200,
        request: { postData: { text: JSON.stringify({ query }) } },
        response: { content: { mimeType: 'application/json', text } },
      });
      const har = await read(harOf([entry]));
      assert.equal(responses(har)[0]?.says, says);
    });

  const form = '<form method=post><input name=log><input type=password name=pwd></form>';
  for (const [method, page, says] of [
    ['POST', `<p>Error: Cookies are blocked or not supported by your browser.</p>${form}`, 'wants-cookies'],
    ['POST', `<p>To log in, your browser must accept cookies from the domain a.test.</p>${form}`, 'wants-cookies'],
    ['GET', `<p>Error: Cookies are blocked or not supported by your browser.</p>${form}`, 'sign-in-form'],
    ['POST', `<p>Wrong password.</p><p>Cookies must be enabled in your browser.</p>${form}`, 'sign-in-form'],
    ['POST', `<noscript>Please enable cookies and scripts.</noscript>${form}`, 'sign-in-form'],
    ['POST', `<noscript>${'<noscript '.repeat(15_000)} cookies are blocked ${form}`, 'sign-in-form'],
  ] as const)
    test(`a ${method} that is answered with ${page.slice(0, 50)} is told ${says}`, async () => {
      const response = { content: { size: page.length, mimeType: 'text/html', text: page } };
      assert.equal(responses(await read(harOf([harEntryOf({ method, response })])))[0]?.says, says);
    });

  test('a header that says that nobody is in is read, and what it names is not kept', async () => {
    const read1 = async (name: string, value: string) => {
      const har = await read(harOf([harEntryOf({ got: [[name, value]] })]));
      assert.doesNotMatch(JSON.stringify(har.events), /mia/);
      return responses(har)[0]?.says;
    };
    assert.equal(await read1('X-AUSERNAME', 'anonymous'), 'nobody');
    assert.equal(await read1('X-Is-Logged-In', 'false'), 'nobody');
    assert.equal(await read1('X-AUSERNAME', 'mia'), undefined);
    assert.equal(await read1('X-Is-Logged-In', 'true'), undefined);
  });

  test('JSONP says what the JSON in it says', async () => {
    const says = async (query: string) => {
      const content = { size: 40, mimeType: 'application/javascript', text: 'cb1({"code":401,"msg":"Please log in"})' };
      const har = harOf([harEntryOf({ url: `http://a.example.test/cart${query}`, response: { content } })]);
      return responses(await read(har))[0]?.says;
    };
    assert.equal(await says('?callback=cb1'), 'unauthenticated');
    assert.equal(await says('?v=1'), undefined);
  });

  test('request, response and completion, each at its time', async () => {
    const har = await read(
      harOf([harEntryOf({ sent: { Cookie: 'sid=1', 'User-Agent': 'x' }, got: [['Set-Cookie', 'sid=2; Path=/']] })]),
    );
    assert.deepEqual(
      har.events.map(({ kind, n, time }) => [kind, n, time - START]),
      [
        ['started', 1, 0],
        ['request', 2, 0],
        ['response', 3, 20],
        ['completed', 4, 30],
      ],
    );
    assert.deepEqual(requests(har)[0]?.headers, [['cookie', 'sid=1']]);
    assert.deepEqual(responses(har)[0]?.headers, [['set-cookie', 'sid=2; Path=/']]);
    assert.equal(responses(har)[0]?.statusLine, 'HTTP/1.1 200 OK');
  });

  test('entries that overlap come in the order of time, whatever their order in the file', async () => {
    const har = await read(
      harOf([harEntryOf({ at: 15, url: 'http://b.test/' }), harEntryOf({ url: 'http://a.test/' })]),
    );
    assert.deepEqual(
      har.events.slice(1).map((event) => [event.kind, 'url' in event ? event.url : '']),
      [
        ['request', 'http://a.test/'],
        ['request', 'http://b.test/'],
        ['response', 'http://a.test/'],
        ['completed', 'http://a.test/'],
        ['response', 'http://b.test/'],
        ['completed', 'http://b.test/'],
      ],
    );
  });

  test('the hosts come with their public suffixes, so that sites are known', async () => {
    const har = await read(
      harOf([
        harEntryOf({ url: 'https://shop.example.co.uk/', sent: { Origin: 'https://me.github.io' } }),
        harEntryOf({ url: 'http://127.0.0.1/' }),
      ]),
    );
    assert.deepEqual(
      requests(har).map(({ suffixes }) => suffixes),
      [{ 'shop.example.co.uk': 'co.uk', 'me.github.io': 'github.io' }, {}],
    );
  });

  test('the session of a folded HAR is confirmed by what comes back, and predicted where nothing follows', async () => {
    const [a, b] = ['aaaaAAAA1111bbbbBBBB2222ccccCCCC', 'ddddDDDD3333eeeeEEEE4444ffffFFFF'];
    const har = await read(
      harOf([
        harEntryOf({
          got: [
            ['Set-Cookie', `sid=${a}; Path=/; HttpOnly`],
            ['Session-Count', '1'],
          ],
        }),
        harEntryOf({ at: 1000, sent: { cookie: `sid=${a}` }, got: [['Session-Count', '2']] }),
        harEntryOf({
          at: 2000,
          sent: { cookie: `sid=${a}` },
          got: [
            ['set-cookie', `sid=${b}; Path=/; HttpOnly`],
            ['session-count', '1'],
          ],
        }),
      ]),
    );
    const fold = createFold();
    fold.apply(har.events);
    assert.deepEqual(
      fold.trace.entries.map(({ effects }) => [effects[0]?.action, effects[0]?.predicted]),
      [
        ['created', false],
        ['resumed', false],
        ['replaced', true],
      ],
    );
  });

  test('a count in a body is an event of its own', async () => {
    const har = await read(
      harOf([
        harEntryOf({
          response: { content: { mimeType: 'text/html', encoding: 'base64', text: btoa('Visit count: 7') } },
        }),
      ]),
      {
        readCount: (body) => (body === 'Visit count: 7' ? { count: 7, pattern: 'p', text: body } : undefined),
      },
    );
    const count = har.events.find((event) => event.kind === 'count');
    assert.deepEqual(count?.kind === 'count' && [count.count, count.source, count.requestId], [7, 'body', 'har-1']);
  });

  test('a request without a response fails with the tool’s own words', async () => {
    const har = await read(
      harOf([
        harEntryOf({ status: 0, response: { _error: 'net::ERR_ABORTED' } }),
        harEntryOf({ status: -1, response: { _failureText: 'NS_ERROR_ABORT' } }),
        { request: { url: 'http://a.test/' } },
      ]),
    );
    assert.deepEqual(har.events.flatMap((event) => (event.kind === 'failed' ? [event.error] : [])).sort(), [
      'NS_ERROR_ABORT',
      'net::ERR_ABORTED',
      'no response in the HAR',
    ]);
  });

  test('a cache hit is known as one', async () => {
    const har = await read(harOf([harEntryOf({ members: { _fromCache: 'disk' } })]));
    assert.equal(har.events.find((event) => event.kind === 'completed')?.fromCache, true);
  });
});

describe('what each tool writes', () => {
  test('documents and frames are distinguished by Sec-Fetch-Dest, before the tool’s own type', async () => {
    const doc = { _resourceType: 'document' };
    const har = await read(
      harOf([
        harEntryOf({ sent: { 'Sec-Fetch-Dest': 'document' }, members: doc }),
        harEntryOf({ sent: { 'Sec-Fetch-Dest': 'iframe' }, members: doc }),
        harEntryOf({ sent: { 'Sec-Fetch-Dest': 'empty' }, members: { _resourceType: 'fetch' } }),
        harEntryOf({ members: { _resourceType: 'stylesheet' } }),
        harEntryOf({ response: { content: { mimeType: 'image/png' } } }),
        harEntryOf({ members: { _resourceType: '__proto__' }, response: { content: { mimeType: 'x' } } }),
        harEntryOf({ url: 'wss://a.test/' }),
      ]),
    );
    assert.deepEqual(
      requests(har).map(({ type }) => type),
      ['main_frame', 'sub_frame', 'xmlhttprequest', 'stylesheet', 'image', 'other', 'websocket'],
    );
  });

  test('Firefox joins Set-Cookie lines by line feeds: each is a header of its own', async () => {
    const har = await read(
      harOf([harEntryOf({ got: [['set-cookie', 'a=1\nb=2; Path=/']] })], {
        creator: { name: 'Firefox', version: '153.7.0' },
      }),
    );
    assert.deepEqual(responses(har)[0]?.headers, [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2; Path=/'],
    ]);
    assert.equal(requests(har)[0]?.storeId, 'firefox-default');
    assert.deepEqual(har.events[0]?.kind === 'started' && har.events[0].browser, 'firefox');
  });

  test('cookies that stand in HAR’s arrays alone are read from there', async () => {
    const har = await read(
      harOf([
        harEntryOf({
          request: {
            cookies: [
              { name: 'a', value: '1' },
              { name: 'b', value: '2' },
              { name: 'bad', value: 'x; Domain=evil.test' },
            ],
          },
          response: {
            cookies: [
              {
                name: 'sid',
                value: 'x',
                path: '/',
                domain: 'a.test',
                expires: '2027-01-01T00:00:00.000Z',
                httpOnly: true,
                secure: true,
                sameSite: 'Lax',
              },
              { name: 'n', value: 'v', expires: 'never' },
            ],
          },
        }),
      ]),
    );
    assert.deepEqual(requests(har)[0]?.headers, [['cookie', 'a=1; b=2']]);
    assert.deepEqual(responses(har)[0]?.headers, [
      [
        'set-cookie',
        'sid=x; Path=/; Domain=a.test; SameSite=Lax; Expires=Fri, 01 Jan 2027 00:00:00 GMT; Secure; HttpOnly',
      ],
      ['set-cookie', 'n=v'],
    ]);
  });

  test('a HAR that Chrome wrote without cookies says so, and how to have them', async () => {
    assert.deepEqual(noticeOf(await read(harOf([harEntryOf()])), 'no-cookies'), { tool: 'chrome' });
    assert.ok(!codesOf(await read(harOf([harEntryOf({ sent: { cookie: 'a=1' } })]))).includes('no-cookies'));
  });

  test('octets that DevTools wrote one by one are read as the UTF-8 that Chromium’s webRequest gives', async () => {
    const har = await read(
      harOf([harEntryOf({ sent: { cookie: 'x=Ã©; y=plain' } }), harEntryOf({ at: 1, sent: { cookie: 'x=\u00e9' } })]),
    );
    assert.deepEqual(
      requests(har).map(({ headers }) => headers[0]?.[1]),
      ['x=é; y=plain', 'x=\u00e9'],
    );
  });

  test('HTTP/2’s pseudo-headers are left out', async () => {
    const har = await read(harOf([harEntryOf({ sent: { ':authority': 'a.test', ':path': '/', cookie: 'a=1' } })]));
    assert.deepEqual(requests(har)[0]?.headers, [['cookie', 'a=1']]);
  });

  test('the page’s document is the top-level URL of what it loads', async () => {
    const page = { pageref: 'page_1' };
    const har = await read(
      harOf(
        [
          harEntryOf({
            url: 'http://a.test/start',
            sent: { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'none' },
            members: page,
          }),
          harEntryOf({
            at: 50,
            url: 'http://b.test/i.png',
            sent: { 'Sec-Fetch-Dest': 'image', Referer: 'http://a.test/start' },
            members: page,
          }),
          harEntryOf({
            at: 60,
            url: 'http://b.test/j.png',
            sent: { 'Sec-Fetch-Dest': 'image' },
            members: { pageref: 'page_2' },
          }),
        ],
        { creator: { name: 'WebInspector' }, pages: [{ id: 'page_2', title: 'https://c.test/' }] },
      ),
    );
    assert.deepEqual(
      requests(har).map(({ topUrl, initiator }) => [topUrl, initiator]),
      [
        [undefined, undefined],
        ['http://a.test/start', 'http://a.test/start'],
        ['https://c.test/', undefined],
      ],
    );
  });

  test('Playwright’s pages are tabs', async () => {
    const pages = [
      { id: 'p1', title: '' },
      { id: 'p2', title: '' },
    ];
    const entries = [harEntryOf({ members: { pageref: 'p2' } }), harEntryOf({ at: 1, members: { pageref: 'p1' } })];
    const har = await read(
      JSON.stringify({
        log: {
          creator: { name: 'Playwright', version: '1.65' },
          browser: { name: 'firefox', version: '150' },
          entries,
          pages,
        },
      }),
    );
    assert.deepEqual(
      requests(har).map(({ tabId }) => tabId),
      [2, 1],
    );
    assert.deepEqual(
      [har.source.browser, har.source.browserVersion, har.source.tool],
      ['firefox', '150', 'Playwright 1.65'],
    );
  });

  test('a proxy’s HAR takes the browser from its User-Agent, and says so when nothing shows it', async () => {
    const mitmproxy = { creator: { name: 'mitmproxy', version: '11' } };
    const known = await read(
      harOf(
        [harEntryOf({ sent: { 'User-Agent': 'Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0' } })],
        mitmproxy,
      ),
    );
    assert.deepEqual([known.source.browser, known.source.browserVersion], ['firefox', '140.0']);
    assert.ok(codesOf(await read(harOf([harEntryOf()], mitmproxy))).includes('browser-not-known'));
  });

  test('missing fields are tolerated, and an unreadable entry is passed over with a notice', async () => {
    const har = await read(
      `\ufeff${JSON.stringify({ log: { entries: [{ request: { url: 'http://a.test/' }, response: { status: 200 } }, {}, null, 7, { request: { url: 'no url' } }, { request: { url: 'http://b.test/', headers: [null, { name: 1 }, { name: 'Cookie', value: 'a=1' }] }, response: { status: '200' }, startedDateTime: 'yesterday', time: 'long' }] } })}`,
    );
    assert.equal(har.entries, 2);
    assert.deepEqual(
      har.skipped.map(({ index, why }) => [index, why]),
      [
        [2, 'no-url'],
        [3, 'no-url'],
        [4, 'no-url'],
        [5, 'bad-url'],
      ],
    );
    assert.deepEqual(noticeOf(har, 'entries-skipped'), { count: 4, of: 6, index: 2, why: 'no-url' });
  });
});

describe('bad files', () => {
  for (const [name, first] of [
    ['gzip', [0x1f, 0x8b, 0x08, 0x00]],
    ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ] as const)
    test(`${name} is named as compressed`, async () => {
      await assert.rejects(read(new Uint8Array([...first, 1, 2, 3])), { code: 'compressed' });
    });

  test('are refused, each for what it is', async () => {
    const bad: readonly (readonly [content: string, code: string, params: object])[] = [
      ['', 'empty', {}],
      ['<html>', 'web-page', {}],
      ['<?xml version="1.0"?>\n<!DOCTYPE html><html>', 'web-page', {}],
      ['<?xml version="1.0"?><items burpVersion="2025.1"><item></item></items>', 'xml', {}],
      ['null', 'not-har', {}],
      ['42', 'not-har', {}],
      ['"har"', 'not-har', {}],
      ['{"log":{"entries":{}}}', 'not-har', {}],
      ['PK\x03\x04 rest', 'compressed', {}],
      ['BZh9 rest', 'compressed', {}],
      ['name=value', 'not-json', { byte: 0 }],
      ['{"log":{"entries":[{', 'cut', {}],
      ['{"log":{"entries":', 'cut', {}],
      ['{"log" "entries"}', 'not-json', { byte: 7 }],
      ['[1,2]', 'not-har', {}],
      ['{"log":7}', 'not-har', {}],
      ['{"cookies":[]}', 'not-har', {}],
      [harOf([]), 'no-entries', {}],
      [harOf([{}]), 'no-readable-entry', { count: 1, index: 1, why: 'no-url' }],
    ];
    for (const [content, code, params] of bad) {
      const error = await refusal(content);
      assert.deepEqual([error.code, error.params], [code, params], content);
    }
  });

  test('a cut file says after which entry, and gives those before', async () => {
    const whole = harOf([harEntryOf(), harEntryOf({ at: 100 }), harEntryOf({ at: 200 })]);
    const har = await read(whole.slice(0, whole.lastIndexOf('"request"')));
    assert.equal(har.entries, 2);
    assert.deepEqual(har.cut, { code: 'cut-in-entry', params: { entry: 2, entries: 2 } });
  });

  test('a file cut at any byte is refused or known as cut, and never throws anything else', async () => {
    const whole = new TextEncoder().encode(harOf([harEntryOf({ sent: { cookie: 'é=1' } })]));
    for (let length = 0; length < whole.length; length += 7) {
      const outcome = await read(whole.subarray(0, length)).then(
        (har) => har.cut,
        (error: unknown) => (error instanceof FileError ? error.message : undefined),
      );
      assert.ok(outcome !== undefined, `cut at byte ${length}`);
    }
  });

  test('nesting without end is refused', async () => {
    async function* deep(): AsyncGenerator<Uint8Array> {
      const piece = new TextEncoder().encode('['.repeat(65_536));
      for (let i = 0; i < 16; i += 1) yield piece;
    }
    await assert.rejects(readAll(readHar({ chunks: deep() }, OPTIONS)), { code: 'cut' });
  });

  test('a key __proto__ is a key like any other', async () => {
    const text = harOf([harEntryOf()]).replace(
      '"cache":{}',
      '"__proto__":{"request":{"url":"http://evil.test/"},"polluted":1},"cache":{}',
    );
    const har = await read(text);
    assert.deepEqual(
      requests(har).map(({ url }) => url),
      ['http://a.example.test/'],
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  test('any JSON is either read or refused with a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 1, max: 64 }), async (value, pieceLength) => {
        const text = JSON.stringify({
          log: {
            entries: [
              value,
              { request: value, response: value },
              {
                request: { url: 'http://a.test/', headers: value, cookies: value },
                response: { status: 200, headers: value, cookies: value },
                timings: value,
              },
            ],
          },
        });
        const har = await read(text, {}, pieceLength);
        const fold = createFold();
        fold.apply(har.events);
        assert.ok(har.entries >= 1);
      }),
      { numRuns: 150 },
    );
  });

  test('a hundred thousand entries over the bound leave the newest, with a notice and a dropped event', async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      const encoder = new TextEncoder();
      yield encoder.encode('{"log":{"creator":{"name":"x"},"entries":[');
      for (let i = 0; i < 100_000; i += 100) {
        const batch = Array.from(
          { length: 100 },
          (_, k) =>
            `{"startedDateTime":"${new Date(START + i + k).toISOString()}","request":{"url":"http://a.test/${i + k}"},"response":{"status":200}}`,
        );
        yield encoder.encode((i === 0 ? '' : ',') + batch.join(','));
      }
      yield encoder.encode(']}}');
    }
    const { result, progress } = await readAll(readHar({ chunks: pieces() }, { ...OPTIONS, mostEntries: 1_000 }));
    assert.equal(result.entries, 1_000);
    assert.deepEqual(result.events[0], {
      kind: 'dropped',
      n: 297_001,
      time: START + 99_000,
      through: 297_000,
      entries: 99_000,
    });
    assert.equal(requests(result).at(-1)?.url, 'http://a.test/99999');
    assert.deepEqual(noticeOf(result, 'entries-dropped'), { count: 99_000, of: 100_000 });
    assert.equal(progress.at(-1)?.items, 100_000);
  });

  test('can be cancelled between two pieces, and says that nothing was changed', async () => {
    const cancel = new AbortController();
    const reader = readHar({ ...fileOf(harOf([harEntryOf()]), 64), signal: cancel.signal }, OPTIONS);
    await reader.next();
    cancel.abort();
    await assert.rejects(reader.next(), { code: 'cancelled' });
  });

  test('reports its progress from 0 to 1', async () => {
    const { progress } = await readAll(readHar(fileOf(harOf([harEntryOf()]), 100), OPTIONS));
    const fractions = progress.map(({ fraction }) => fraction ?? -1);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
  });
});
