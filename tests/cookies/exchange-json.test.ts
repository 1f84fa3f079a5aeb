// JSON of tools that cannot be run here is written after their sources; what real tools wrote is in exchange-fixtures.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorOf, read, rowsOf } from './exchange-reading.ts';

/** A list, the form that it is of, and its rows. */
function reads(
  what: string,
  document: unknown,
  format: string,
  rows: readonly string[],
  notes: readonly string[] = [],
): void {
  test(what, () => {
    const found = read(JSON.stringify(document));
    assert.equal(found.format, format);
    assert.equal(found.error, undefined);
    assert.deepEqual(rowsOf(JSON.stringify(document)), rows);
    assert.deepEqual(
      (found.notes ?? []).map(({ code }) => code),
      notes,
    );
  });
}

describe('JSON of cookie tools is known for what it is, and read', () => {
  const api = {
    domain: '.example.com',
    expirationDate: 1797000000.85,
    hostOnly: false,
    httpOnly: true,
    name: 'xs',
    path: '/',
    secure: true,
    session: false,
    value: '1%3A2',
  };
  const xs = 'xs=1%3A2 @.example.com / Secure HttpOnly no_restriction 2026-12-11T14:40:00';

  reads(
    "J2TEAM's, with its expiry",
    { url: 'https://www.example.com', cookies: [{ ...api, sameSite: 'no_restriction', storeId: '0' }] },
    'j2team',
    [xs],
  );
  reads(
    "J2TEAM's, where a cookie leaves its domain to the URL",
    { url: 'https://www.example.com/a', cookies: [{ name: 'a', value: '1', path: '/' }] },
    'j2team',
    ['a=1 @www.example.com /'],
  );
  reads("Cookie-Editor's", [{ ...api, sameSite: 'no_restriction', storeId: null }], 'cookie-editor', [xs]);
  reads("EditThisCookie's", [{ ...api, sameSite: 'no_restriction', storeId: '0', id: 1 }], 'edit-this-cookie', [xs]);
  reads("the cookies API's own", [{ ...api, sameSite: 'no_restriction', storeId: '0' }], 'cookies-api', [xs]);
  reads(
    "Cookie Quick Manager's, whose host is a URL and whose flags are texts",
    [
      {
        'Host raw': 'https://.example.com/',
        'Name raw': 'sid',
        'Path raw': '/',
        'Content raw': 'abc',
        Expires: '11-12-2026 15:40:00',
        'Expires raw': '1797000000',
        'Send for': 'Encrypted connections only',
        'Send for raw': 'true',
        'HTTP only raw': 'true',
        'SameSite raw': 'lax',
        'This domain only': 'Valid for subdomains',
        'This domain only raw': 'false',
        'Store raw': 'firefox-default',
        'First Party Domain': '',
      },
      {
        'Host raw': 'http://www.example.com/',
        'Name raw': 'csm',
        'Path raw': '/',
        'Content raw': 'x',
        Expires: 'At the end of the session',
        'Expires raw': '0',
        'Send for raw': 'false',
        'HTTP only raw': 'false',
        'SameSite raw': 'no_restriction',
        'This domain only raw': 'false',
        'Store raw': 'firefox-default',
      },
    ],
    'cookie-quick-manager',
    ['sid=abc @.example.com / Secure HttpOnly lax 2026-12-11T14:40:00', 'csm=x @www.example.com / +none-read-as-unset'],
  );
  reads(
    "Cypress'",
    [
      {
        name: 'sid',
        value: 'abc',
        path: '/',
        domain: 'app.example.com',
        secure: true,
        httpOnly: true,
        expiry: 1797000000,
        sameSite: 'lax',
      },
      {
        name: 'b',
        value: '2',
        path: '/',
        domain: '.example.com',
        secure: true,
        httpOnly: false,
        sameSite: 'no_restriction',
      },
    ],
    'cypress',
    ['sid=abc @app.example.com / Secure HttpOnly lax 2026-12-11T14:40:00', 'b=2 @.example.com / Secure no_restriction'],
  );
  reads(
    "WebDriver's answer as it is on the wire",
    {
      value: [
        {
          name: 'sid',
          value: 'abc',
          path: '/',
          domain: 'a.com',
          secure: false,
          httpOnly: true,
          expiry: 1797000000,
          sameSite: 'Strict',
        },
      ],
    },
    'webdriver',
    ['sid=abc @a.com / HttpOnly strict 2026-12-11T14:40:00'],
  );
  reads(
    "the DevTools protocol's answer as it is on the wire",
    {
      id: 7,
      result: {
        cookies: [
          {
            name: 'a',
            value: '1',
            domain: 'a.com',
            path: '/',
            expires: -1,
            size: 2,
            httpOnly: false,
            secure: true,
            session: true,
            partitionKey: 'https://top.example',
          },
        ],
      },
    },
    'puppeteer',
    ['a=1 @a.com / Secure in https://top.example'],
  );
  reads(
    'storageState in milliseconds',
    {
      cookies: [
        {
          sameSite: 'Lax',
          name: 'P',
          value: 'Lw==',
          domain: 'APP.DEV.EXAMPLE.COM',
          path: '/',
          expires: 1797000000328.1914,
          httpOnly: true,
          secure: true,
        },
      ],
      origins: [],
    },
    'storage-state',
    ['P=Lw== @app.dev.example.com / Secure HttpOnly lax 2026-12-11T14:40:00 +expiry-milliseconds'],
    ['lax-may-be-unset'],
  );
  const tough = {
    key: 'sid',
    value: 'abc',
    domain: 'example.com',
    path: '/',
    secure: true,
    hostOnly: false,
    creation: '2026-11-23T00:00:00.000Z',
    lastAccessed: '2026-11-23T00:00:00.000Z',
  };
  reads(
    "Insomnia's jars, those of each workspace",
    {
      _type: 'export',
      __export_format: 4,
      resources: [
        { _type: 'request', url: 'https://example.com' },
        {
          _type: 'cookie_jar',
          name: 'Default Jar',
          cookies: [{ ...tough, expires: '2026-12-24T09:00:00.000Z', id: 'x' }],
        },
        { _type: 'cookie_jar', cookies: [{ ...tough, key: 'b', hostOnly: true, maxAge: 60 }] },
      ],
    },
    'insomnia',
    ['sid=abc @.example.com / Secure 2026-12-24T09:00:00', 'b=abc @example.com / Secure 2026-11-23T00:01:00'],
  );
  reads(
    "Bruno's, whose values it encrypts",
    {
      encryptedPasskey: '$02:00ff',
      cookies: { 'example.com': [{ ...tough, value: '$01:00ff' }], 'b.com': [{ ...tough, domain: 'b.com' }] },
    },
    'bruno',
    ['! encrypted', 'sid=abc @.b.com / Secure'],
  );
  reads(
    "a Postman collection's saved responses",
    {
      info: {
        _postman_id: 'x',
        name: 'c',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      item: [
        {
          name: 'folder',
          item: [
            {
              name: 'r',
              response: [
                {
                  name: 's',
                  cookie: [
                    {
                      expires: 'Invalid Date',
                      httpOnly: true,
                      domain: 'a.com',
                      path: '/',
                      secure: false,
                      value: 'abc',
                      key: 'sid',
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    'postman-collection',
    ['sid=abc @a.com / HttpOnly'],
  );
  reads(
    "what Firefox' network monitor copies: attributes of the response, pairs of the request",
    {
      'Response Cookies': { sid: { httpOnly: true, path: '/x', samesite: 'Lax', secure: true, value: 'abc' } },
      'Request Cookies': { sid: 'old', theme: 'dark' },
    },
    'firefox-panel',
    ['sid=abc @app.example.com /x Secure HttpOnly lax', 'theme=dark @app.example.com /'],
    ['host-assumed'],
  );
  reads(
    'a list of no tool that is known',
    [{ Name: 'a', Value: '1', Domain: 'a.com', Path: '/x', Secure: true }],
    'cookie-list',
    ['a=1 @a.com /x Secure'],
  );
  reads('one cookie alone', { name: 'a', value: '1', domain: '.a.com' }, 'cookie-list', ['a=1 @.a.com /']);
  reads(
    'Set-Cookie lines in a list',
    ['a=1; Path=/; HttpOnly, b=2; Path=/', 'c=3; Path=/'],
    'header-json',
    ['a=1 @app.example.com / HttpOnly +joined-shown', 'b=2 @app.example.com / +joined-shown', 'c=3 @app.example.com /'],
    ['host-assumed'],
  );
  reads(
    "Node's headers",
    { headers: { server: 'x', 'set-cookie': ['a=1; Path=/'], 'x-y': 1 } },
    'header-json',
    ['a=1 @app.example.com /'],
    ['host-assumed'],
  );
  reads(
    "what Firefox' header pane copies",
    { 'Request Headers (9 B)': { headers: [{ name: 'Cookie', value: 'a=1; b=2' }] } },
    'header-json',
    ['a=1 @app.example.com / Secure', 'b=2 @app.example.com / Secure'],
    ['pairs-only'],
  );
});

describe('JSON of programs is read', () => {
  const cookie = { name: 'sid', value: 'abc', domain: '.example.com', path: '/' };
  const sid = 'sid=abc @.example.com /';

  reads(
    'what cookieStore.getAll() gives: milliseconds, and no domain for a host alone',
    [
      {
        domain: null,
        expires: 1797000000000,
        name: 'sid',
        partitioned: false,
        path: '/',
        sameSite: 'lax',
        secure: true,
        value: 'abc',
      },
      {
        domain: 'example.com',
        expires: null,
        name: 'b',
        partitioned: false,
        path: '/',
        sameSite: 'strict',
        secure: true,
        value: '2',
      },
    ],
    'cookie-store',
    [
      'sid=abc @app.example.com / Secure lax 2026-12-11T14:40:00 +expiry-milliseconds',
      'b=2 @.example.com / Secure strict',
    ],
    ['host-assumed'],
  );
  reads(
    "Lambda's list of response cookies",
    { statusCode: 200, cookies: ['a=1; Path=/', 'b=2; Path=/x'] },
    'header-json',
    ['a=1 @app.example.com /', 'b=2 @app.example.com /x'],
    ['host-assumed'],
  );
  reads(
    'raw headers, names and values by turns',
    ['Server', 'x', 'Set-Cookie', 'a=1; Path=/'],
    'header-json',
    ['a=1 @app.example.com /'],
    ['host-assumed'],
  );
  reads(
    'a list that was cut at the comma of Expires',
    ['a=1; Expires=Wed', ' 21 Oct 2027 07:28:00 GMT; Path=/'],
    'header-json',
    ['a=1 @app.example.com / 2027-10-21T07:28:00 +split-line'],
    ['host-assumed'],
  );
  reads(
    'an entry of a HAR, with the URL of its request',
    {
      request: { url: 'https://shop.example.com/a', headers: [{ name: 'Cookie', value: 'b=2' }] },
      response: { headers: [{ name: 'Set-Cookie', value: 'a=1' }] },
    },
    'header-json',
    ['b=2 @shop.example.com / Secure', 'a=1 @shop.example.com /'],
    ['pairs-only'],
  );
  reads('cookies anywhere in a document', { profile: { jars: [{ list: [cookie] }] } }, 'nested-cookies', [sid]);
  reads(
    'the store of tough-cookie-file-store, by domain, path and name',
    {
      'example.com': { '/': { sid: { key: 'sid', value: 'abc', domain: 'example.com', path: '/', hostOnly: false } } },
    },
    'nested-cookies',
    [sid],
  );
  reads(
    "HTTPie's older session",
    { __meta__: { httpie: '1.0.3' }, cookies: { sid: { expires: null, path: '/', secure: false, value: 'abc' } } },
    'httpie',
    ['sid=abc @app.example.com /'],
    ['host-assumed'],
  );

  test('behind a prompt, or as part of a program', () => {
    const list = JSON.stringify([cookie]);
    for (const text of [
      `const cookies = ${list};`,
      `module.exports = ${list}`,
      `cookies: Cookie[] = ${list};`,
      `export default ${list};`,
      `>>> driver.get_cookies()\n${list}`,
      `In [3]: driver.get_cookies()\nOut[3]: ${list}`,
      `> await page.cookies()\n${list}`,
    ]) {
      assert.deepEqual(rowsOf(text), [sid], text);
    }
  });
});

describe('the fields of a row', () => {
  const row = (fields: object): string[] =>
    rowsOf(JSON.stringify([{ name: 'n', value: 'v', domain: 'a.com', path: '/', ...fields }]));

  for (const [partitionKey, site] of [
    ['https://top.example', 'https://top.example'],
    [{ topLevelSite: 'https://top.example', hasCrossSiteAncestor: true }, 'https://top.example'],
    [{ sourceOrigin: 'https://top.example' }, 'https://top.example'],
    ['(https,top.example)', 'https://top.example'],
    ['(http,localhost,8080)', 'http://localhost:8080'],
  ] as const) {
    test(`partition ${JSON.stringify(partitionKey)} is ${site}`, () => {
      assert.deepEqual(row({ partitionKey, secure: true }), [`n=v @a.com / Secure in ${site}`]);
    });
  }
  for (const partitionKey of ['', null, {}, { topLevelSite: '' }]) {
    test(`partition ${JSON.stringify(partitionKey)} is none`, () =>
      assert.deepEqual(row({ partitionKey }), ['n=v @a.com /']));
  }
  for (const partitionKey of ['top.example', 7, ['https://a.com'], 'ftp://a.com', 'https://a.com/x']) {
    test(`partition ${JSON.stringify(partitionKey)} is refused`, () =>
      assert.deepEqual(row({ partitionKey }), ['! partition']));
  }
  test('an opaque partition is refused', () =>
    assert.deepEqual(row({ partitionKeyOpaque: true }), ['! partition-opaque']));

  test("Firefox' origin attributes name container and partition", () => {
    const originAttributes = '^userContextId=2&partitionKey=%28https%2Ctop.example%29';
    const [first] = read(
      JSON.stringify([{ originAttributes, name: 'n', value: 'v', host: 'a.com', path: '/', expiry: 0, isSecure: 1 }]),
    ).rows;
    assert.ok(first?.ok);
    assert.deepEqual(
      [first.cookie.storeId, first.cookie.partitionKey],
      ['firefox-container-2', { topLevelSite: 'https://top.example' }],
    );
  });

  for (const [domain, hostOnly, expected] of [
    ['127.0.0.1', false, 'n=v @127.0.0.1 / +host-only-here'],
    ['.127.0.0.1', undefined, 'n=v @127.0.0.1 / +host-only-here'],
    ['::1', false, 'n=v @[::1] / +host-only-here'],
    ['[::1]', true, 'n=v @[::1] /'],
    ['localhost:3000', undefined, 'n=v @localhost / +port-dropped'],
    ['.Bücher.Example', undefined, 'n=v @.xn--bcher-kva.example /'],
    ['https://a.com/x', undefined, '! domain-bad'],
    ['a b.com', undefined, '! domain-bad'],
    ['a.com/x', undefined, '! domain-bad'],
    ['a.com:99999', undefined, '! domain-bad'],
    ['', undefined, '! domain-missing'],
    ['..a.com', undefined, '! domain-bad'],
    ['a..com', undefined, '! domain-bad'],
    ['//a.com', undefined, '! domain-bad'],
    ['*.a.com', undefined, '! domain-bad'],
  ] as const) {
    test(`domain ${JSON.stringify(domain)} with host-only ${hostOnly} is ${expected}`, () => {
      assert.deepEqual(row({ domain, hostOnly }), [expected]);
    });
  }

  for (const [change, code] of [
    [{ name: undefined }, 'name-missing'],
    [{ value: undefined }, 'value-missing'],
    [{ value: null }, 'value-kind'],
    [{ value: 1.5 }, 'value-kind'],
    [{ value: 2 ** 60 }, 'value-kind'],
    [{ value: ['a'] }, 'value-kind'],
    [{ secure: 'maybe' }, 'flag-value'],
    [{ httpOnly: 2 }, 'flag-value'],
    [{ hostOnly: {} }, 'flag-value'],
    [{ partitioned: true }, 'partition'],
    [{ name: '', value: '' }, 'nothing'],
    [{ name: 'a\nb' }, 'name-character'],
    [{ name: 'a=b' }, 'name-character'],
    [{ value: 'a;b' }, 'value-character'],
    [{ value: 'é'.repeat(3000) }, 'too-large'],
    [{ path: 'app' }, 'path-bad'],
    [{ path: `/${'a'.repeat(1100)}` }, 'path-long'],
    [{ sameSite: 'sometimes' }, 'same-site'],
    [{ sameSite: 5 }, 'same-site'],
    [{ value: { type: 'base64', value: '/w==' } }, 'binary-value'],
    [{ value: { type: 'base64', value: { toString: 1 } } }, 'value-kind'],
  ] as const) {
    test(`${JSON.stringify(change).slice(0, 40)} is refused as ${code}`, () =>
      assert.deepEqual(row(change), [`! ${code}`]));
  }

  test('name an expiry in many ways, and none of them is lost', () => {
    const christmas = 'n=v @a.com / 2026-12-24T09:00:00';
    for (const member of ['expires_at', 'expire', 'expiryDate', 'Expiration Time', 'expirationDate'])
      assert.deepEqual(row({ [member]: 1_798_102_800 }), [christmas], member);
    assert.deepEqual(row({ expiresAt: 1_798_102_800_000, persistent: true }), [`${christmas} +expiry-milliseconds`]);
    assert.deepEqual(row({ expiresAt: 253_402_300_799_999, persistent: false }), ['n=v @a.com /']);
    assert.deepEqual(row({ Expired: false }), ['n=v @a.com /']);
  });

  test('that no WebDriver writes are not called its own', () =>
    assert.equal(
      read('[{"name":"n","value":"v","domain":"a.com","httpOnly":true,"persistent":false}]').format,
      'cookie-list',
    ));

  test('spoil their own row alone', () => {
    assert.deepEqual(
      rowsOf(
        JSON.stringify([
          { name: 'a', value: '1', domain: 'a.com' },
          'x',
          { name: 'b', value: { x: 2 }, domain: 'a.com' },
          { name: 'c', value: '3', domain: 'a.com' },
        ]),
      ),
      ['a=1 @a.com /', '! not-an-object', '! value-kind', 'c=3 @a.com /'],
    );
  });

  test('named like parts of every object are fields like others', () => {
    assert.deepEqual(
      rowsOf('[{"__proto__":{"domain":"evil.com"},"constructor":"x","name":"toString","value":"v","domain":"a.com"}]'),
      ['toString=v @a.com /'],
    );
    assert.deepEqual(rowsOf('[{"__proto__":{"domain":"evil.com"},"name":"n","value":"v","domain":""}]'), [
      '! domain-missing',
    ]);
  });
});

describe('JSON without cookies is recognised as such', () => {
  const good = '{"name":"a","value":"1","domain":"a.com"}';
  for (const [what, text, code] of [
    ['cut off', `[${good},{"name":"b`, 'json-cut-off'],
    ['with a comment', `[\n  // mine\n  ${good}\n]`, 'json-comment'],
    ['with a comment in between', `[${good}, /* x */ ${good}]`, 'json-comment'],
    ['with text behind it', `[${good}]\n\nthat was all`, 'json-trailing'],
    ['with a mistake', `[{"name":"a" "value":"1"}]`, 'json-mistake'],
    ['that is empty', '[]', 'no-cookies'],
    ['of another kind', '{"log":{"x":[]}}', 'json-other'],
    ['of a list of numbers', '[1,2]', 'json-other'],
    ['of named texts', '{"sid":"abc","theme":"dark"}', 'json-pairs'],
    ['of Sidtrail, but newer', '{"format":"sidtrail-cookies","version":2,"cookies":[]}', 'own-version'],
    ['of Sidtrail without its list', '{"format":"sidtrail-cookies","version":1}', 'own-list-missing'],
    ['of an Insomnia export without cookies', '{"_type":"export","resources":[]}', 'insomnia-empty'],
    ['of a Postman collection without cookies', '{"info":{"_postman_id":"x"},"item":[]}', 'postman-collection'],
    ["of J2TEAM's with a password", '{"url":"https://a.com","version":2,"data":"abc="}', 'encrypted-export'],
    ['that is encrypted', '{"data":"U2FsdGVkX1+abc"}', 'encrypted-export'],
    ['of a HAR', '{"log":{"version":"1.2","entries":[]}}', 'har'],
  ] as const) {
    test(`JSON ${what}: ${code}`, () => assert.equal(errorOf(text), code));
  }

  test('a comment and what follows are found by their line', () => {
    assert.deepEqual(read(`[\n${good},\n// x\n${good}]`).error?.params, { line: 3 });
    assert.deepEqual(read(`[${good}]\n\nthat was all`).error?.params, { line: 3 });
    assert.deepEqual(rowsOf('[{"name":"a","value":"http://x/#y","domain":"a.com"}]'), ['a=http://x/#y @a.com /']);
  });

  test('a mistake is found by its line and the text there', () => {
    assert.deepEqual(read(`[\n${good}\n{"name":"b"}]`).error?.params, { line: 2, near: '{"name":"b"}]' });
    assert.deepEqual(read(`[\n{"name":“a”}]`).error?.params, { line: 2, near: '“a”}]' });
    assert.deepEqual(read(`// mine\n[${good}]`).error, { code: 'json-comment', params: { line: 1 } });
  });

  test('what begins with a bracket alone is no JSON', () => {
    assert.equal(errorOf('{Name:sid Value:abc Path:/ Secure:true}'), 'unknown');
    assert.equal(errorOf('[0xc000010 0xc000020]'), 'unknown');
  });

  test('a byte order mark is no part of it', () => {
    assert.deepEqual(rowsOf(`\uFEFF[${good}]`), ['a=1 @a.com /']);
    assert.deepEqual(read(`\uFEFF[${good}]`).notes, []);
  });

  test('what looks like a comment within a text is none', () => {
    assert.equal(errorOf(String.raw`[{"name":"a\"#b//c","value":"1"`), 'json-cut-off');
  });

  test('a literal of a program is read, and it is said', () => {
    for (const text of [
      "[{'name': 'a', 'value': '1', 'domain': 'a.com', 'secure': True, 'expiry': None}]",
      '[ { name: "a", value: "1", domain: "a.com", secure: true, expires: undefined, } ]',
      '[{"name":"a","value":"1","domain":"a.com","secure":true},]',
    ]) {
      assert.deepEqual(rowsOf(text), ['a=1 @a.com / Secure']);
      assert.deepEqual(
        read(text).notes?.map(({ code }) => code),
        ['literal'],
      );
    }
  });

  test('JSON in a string of JSON is read', () =>
    assert.deepEqual(rowsOf(JSON.stringify(JSON.stringify([JSON.parse(good)]))), ['a=1 @a.com /']));
});

describe('JSON in several pieces, or taken out of a program, is read', () => {
  const sid = '{"name":"sid","value":"abc","domain":"a.com"}';
  const lang = '{"name":"lang","value":"de","domain":"a.com"}';
  const both = ['sid=abc @a.com /', 'lang=de @a.com /'];
  for (const [what, text] of [
    ['lines', `${sid}\n${lang}\n`],
    ['lists one behind the other', `[${sid}]\n\n[${lang}]`],
    ['lines with a comma between', `${sid},\n${lang},\n`],
    ['two code fences', `\`\`\`json\n[${sid}]\n\`\`\`\n\`\`\`json\n[${lang}]\n\`\`\``],
  ] as const) {
    test(`as ${what}, and it is said`, () => {
      assert.deepEqual(rowsOf(text), both);
      assert.deepEqual(read(text).notes, [{ code: 'documents', params: { count: 2 } }]);
    });
  }

  test('as a member that was copied out of its object', () => {
    assert.deepEqual(rowsOf(`"cookies": [\n${sid},\n${lang}\n],`), both);
    assert.deepEqual(rowsOf('"cookie": "sid=abc; lang=de"'), [
      'sid=abc @app.example.com / Secure',
      'lang=de @app.example.com / Secure',
    ]);
  });

  test('as lines of a log: what a response set belongs to the URL of its request', () => {
    const line =
      '{"req":{"url":"https://a.com/","headers":{"cookie":"x=1"}},"res":{"headers":{"set-cookie":["sid=abc"]}}}';
    assert.deepEqual(rowsOf(line), ['x=1 @a.com / Secure', 'sid=abc @a.com /']);
  });

  for (const text of [
    "cookies = {\n  'sid': 'abc',\n}",
    'const cookies = { sid: "abc" };',
    '{"cookies":{"sid":"abc"}}',
  ]) {
    test(`as values by name that are called cookies: ${text.slice(0, 11)}`, () => {
      assert.deepEqual(rowsOf(text), ['sid=abc @app.example.com /']);
      assert.ok(read(text).notes?.some(({ code }) => code === 'host-assumed'));
    });
  }

  for (const text of [`await context.addCookies([${sid}]);`, `driver.add_cookie(${sid})`, `callback([${sid}]);`]) {
    test(`as what a call is given: ${text.slice(0, 24)}`, () => assert.deepEqual(rowsOf(text), [both[0]]));
  }

  test('as what a page’s own API is given, which adds Secure and SameSite=Strict', () => {
    const call = "cookieStore.set({ name: 'sid', value: 'abc', domain: 'a.com' });";
    assert.deepEqual(rowsOf(call), ['sid=abc @.a.com / Secure strict']);
    const two = `${call}\nawait cookieStore.set({\n  name: 'b', value: 'c', sameSite: 'lax' });`;
    assert.deepEqual(rowsOf(two), ['sid=abc @.a.com / Secure strict', '! domain-missing']);
    assert.deepEqual(rowsOf("await cookieStore.set({\n  name: 'b', value: 'c', sameSite: 'lax' })"), [
      'b=c @app.example.com / Secure lax',
    ]);
    // That of Next.js gives neither.
    assert.deepEqual(rowsOf("cookieStore.set({ name: 'b', value: 'c', domain: 'a.com', httpOnly: true })"), [
      'b=c @a.com / HttpOnly',
    ]);
  });

  test('as records by name, which are cookies by what they have beside a value', () =>
    assert.deepEqual(
      rowsOf('{"sid":{"value":"abc","domain":"a.com"},"lang":{"value":"de","path":"/x"},"theme":{"value":"dark"}}'),
      ['sid=abc @a.com /', 'lang=de @app.example.com /x'],
    ));

  test('as names and values alone, which belong to the site that is looked at', () => {
    const text = '[{"name":"sid","value":"abc"},{"name":"n","value":5}]';
    assert.deepEqual(rowsOf(text), ['sid=abc @app.example.com /', 'n=5 @app.example.com / +value-number']);
    assert.deepEqual(read(text).notes, [{ code: 'host-assumed', params: { host: 'app.example.com' } }]);
    assert.deepEqual(rowsOf(`[${sid},{"name":"b","value":"c"}]`), ['sid=abc @a.com /', '! domain-missing']);
  });
});

describe("Go's http.Cookie", () => {
  const cookie = (fields: object): string[] =>
    rowsOf(
      JSON.stringify([{ Name: 'n', Value: 'v', Path: '/', Domain: 'a.com', RawExpires: '', Secure: true, ...fields }]),
    );
  const zero = { Expires: '0001-01-01T00:00:00Z', MaxAge: 0 };

  for (const [number, word] of [
    [0, ''],
    [1, ''],
    [2, ' lax'],
    [3, ' strict'],
    [4, ' no_restriction'],
  ] as const) {
    test(`has a number of its own for SameSite: ${number} is${word === '' ? ' not set' : word}`, () =>
      assert.deepEqual(cookie({ ...zero, SameSite: number }), [`n=v @.a.com / Secure${word}`]));
  }

  test('has a year 1 for no expiry, 0 for no Max-Age, and below 0 for a deletion', () => {
    assert.deepEqual(cookie({ ...zero, MaxAge: 3600 }), ['n=v @.a.com / Secure 2026-11-23T01:00:00 +max-age-from-now']);
    assert.deepEqual(cookie({ Expires: '2026-12-24T09:00:00Z', MaxAge: 0 }), [
      'n=v @.a.com / Secure 2026-12-24T09:00:00',
    ]);
    assert.deepEqual(cookie({ ...zero, MaxAge: -1 }), ['n=v @.a.com / Secure 1970-01-01T00:00:00']);
  });

  test('without a Domain belongs to the site that is looked at, alone', () =>
    assert.deepEqual(cookie({ ...zero, Domain: '' }), ['n=v @app.example.com / Secure']));
});

describe('what several tools say beside a cookie is kept', () => {
  const json = (cookie: object): string[] =>
    rowsOf(JSON.stringify([{ name: 'sid', value: 'abc', domain: 'a.test', path: '/', ...cookie }]));

  test('a Max-Age, where the expiry is a clock at its zero', () => {
    assert.deepEqual(json({ expires: 0, max_age: 60 }), ['sid=abc @a.test / 2026-11-23T00:01:00 +max-age-from-now']);
    assert.deepEqual(json({ expires: -1, maxAge: -1 }), ['sid=abc @a.test /']);
    assert.deepEqual(json({ expires: 1797000000, maxAge: 60 }), ['sid=abc @a.test / 2026-12-11T14:40:00']);
  });

  test('SameSite among the attributes that a tool does not know', () => {
    assert.deepEqual(json({ hostOnly: true, extensions: [{ key: 'SameSite', value: 'Lax' }] }), [
      'sid=abc @a.test / lax',
    ]);
    assert.deepEqual(json({ extensions: ['Priority=High', 'SameSite=Strict'] }), ['sid=abc @a.test / strict']);
    assert.deepEqual(json({ sameSite: 'lax', extensions: ['SameSite=Strict'] }), ['sid=abc @a.test / lax']);
  });

  test('headers that are a list of keys and values', () => {
    const headers = [
      { key: 'Set-Cookie', value: 'sid=abc; Path=/; HttpOnly' },
      { key: 'Server', value: 'x' },
    ];
    assert.deepEqual(rowsOf(JSON.stringify(headers)), ['sid=abc @app.example.com / HttpOnly']);
  });

  test('Postman’s table of cookies, which shows no size', () => {
    const rows = ['sid\tabc\ta.test\t/\tSession\tfalse\ttrue', 'lang\tde\ta.test\t/\tSession\ttrue\tfalse'];
    assert.deepEqual(rowsOf(rows.join('\n')), ['sid=abc @a.test / Secure', 'lang=de @a.test / HttpOnly']);
  });
});
