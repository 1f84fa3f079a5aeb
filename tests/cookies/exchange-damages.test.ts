import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorOf, read, rowsOf } from './exchange-reading.ts';

const notesOf = (text: string): string[] => (read(text).notes ?? []).map(({ code }) => code);
const PAIRS = ['sid=abc @app.example.com / Secure', 'lang=de @app.example.com / Secure'];
const LINES = ['sid=abc @app.example.com /', 'lang=de @app.example.com / HttpOnly'];

describe('quotes that a word processor or a chat made are taken off', () => {
  test('around the whole, in the habits of several languages', () => {
    for (const [open = '', close = ''] of ['“”', '‘’', '„“', '‚‘', '«»', '»«'].map((pair) => [...pair])) {
      assert.deepEqual(rowsOf(`${open}sid=abc; lang=de${close}`), PAIRS, open);
    }
  });

  test('around the value of a header', () => {
    assert.deepEqual(rowsOf('Cookie: “sid=abc; lang=de”'), PAIRS);
    assert.deepEqual(rowsOf('Set-Cookie: “sid=abc; Path=/”'), ['sid=abc @app.example.com /']);
    assert.deepEqual(rowsOf("HTTP_COOKIE='sid=abc; lang=de'"), PAIRS);
  });

  test('but not those that a value has', () => {
    assert.deepEqual(rowsOf('Cookie: sid="abc"; lang="de"'), [
      'sid="abc" @app.example.com / Secure',
      'lang="de" @app.example.com / Secure',
    ]);
    assert.deepEqual(rowsOf('Cookie: say=“hello”'), ['say=“hello” @app.example.com / Secure']);
  });
});

describe('a text that was escaped is read without that, and it is said', () => {
  test('as the source of a web page has it', () => {
    assert.deepEqual(rowsOf('Cookie: a=1&amp;b=2; p=&quot;x&quot;'), [
      'a=1&b=2 @app.example.com / Secure',
      'p="x" @app.example.com / Secure',
    ]);
    const json =
      '[{&quot;name&quot;:&quot;sid&quot;,&quot;value&quot;:&quot;abc&quot;,&quot;domain&quot;:&quot;a.com&quot;}]';
    assert.deepEqual(rowsOf(json), ['sid=abc @a.com /']);
    assert.deepEqual(notesOf(json), ['unescaped']);
  });

  test('as it stood in a string of a program', () => {
    const json = String.raw`[{\"name\":\"sid\",\"value\":\"a\\\"b\",\"domain\":\"a.com\"}]`;
    assert.deepEqual(rowsOf(json), ['sid=a"b @a.com /']);
    assert.deepEqual(notesOf(json), ['unescaped']);
    const head = String.raw`Set-Cookie: sid=abc; Path=/\r\nSet-Cookie: lang=de; Path=/; HttpOnly\r\n`;
    assert.deepEqual(rowsOf(head), LINES);
    assert.deepEqual(
      rowsOf(String.raw`b'HTTP/1.1 200 OK\r\nSet-Cookie: sid=abc; Path=/\r\nServer: x'`),
      LINES.slice(0, 1),
    );
  });

  test('but JSON keeps what its values hold, and so does a backslash that breaks no line', () => {
    const json = '[{"name":"sid","value":"a&amp","domain":"a.com"},{"name":"x","value":"&quot","domain":"a.com"}]';
    assert.deepEqual(rowsOf(json), ['sid=a&amp @a.com /', 'x=&quot @a.com /']);
    assert.deepEqual(notesOf(json), []);
    assert.deepEqual(rowsOf(String.raw`Cookie: path=C:\new; lang=de`), [
      String.raw`path=C:\new @app.example.com / Secure`,
      'lang=de @app.example.com / Secure',
    ]);
  });
});

describe('a value that was cut where it was shown', () => {
  test('is not imported, in any header', () => {
    assert.deepEqual(rowsOf('Cookie: sid=abc; lang=d…'), [PAIRS[0], '! cut']);
    assert.deepEqual(rowsOf('Set-Cookie: sid=abc…; Path=/'), ['! cut']);
  });

  test('but dots that a value ends in are its own', () => {
    assert.deepEqual(rowsOf('Cookie: sid=abc...'), ['sid=abc... @app.example.com / Secure']);
    assert.deepEqual(rowsOf('Cookie: sid=a…c'), ['sid=a…c @app.example.com / Secure']);
  });
});

describe('a text that was encoded as a whole is read, and it is said', () => {
  const json = '[{"name":"sid","value":"abc","domain":"a.com"}]';
  const ways: Readonly<Record<string, (text: string) => string>> = {
    base64: (text) => Buffer.from(text).toString('base64'),
    'percent signs': encodeURIComponent,
  };
  for (const [way, encode] of Object.entries(ways)) {
    test(`in ${way}`, () => {
      assert.deepEqual(rowsOf(encode(json)), ['sid=abc @a.com /']);
      assert.deepEqual(rowsOf(encode('sid=abc; lang=de')), PAIRS);
      assert.equal(notesOf(encode(json))[0], 'unescaped');
    });
  }

  test('but not a value alone, nor what is no text', () => {
    const value = Buffer.from(json).toString('base64');
    assert.deepEqual(rowsOf(`sid=${value}`), [`sid=${value} @app.example.com / Secure`]);
    assert.deepEqual(rowsOf('Cookie: sid=a%3Db'), ['sid=a%3Db @app.example.com / Secure']);
    assert.deepEqual(rowsOf('averylongcookiename='), ['averylongcookiename= @app.example.com / Secure']);
  });

  test('also with the quotes of a word processor for plain ones', () => {
    assert.deepEqual(rowsOf(json.replace(/"([^"]*)"/g, '“$1”')), ['sid=abc @a.com /']);
    assert.deepEqual(rowsOf(json.replace('abc', 'a“b”c')), ['sid=a“b”c @a.com /']);
  });
});

describe('a list that stands in something else is found', () => {
  const json = '[{"name":"sid","value":"abc","domain":"a.com"}]';

  test('below a sentence, which is said', () => {
    for (const text of [`Here are my cookies:\n\n${json}`, `Cookies of today\n${json}\nThank you`]) {
      assert.deepEqual(rowsOf(text), ['sid=abc @a.com /'], text);
      assert.deepEqual(notesOf(text), ['outside-fence']);
    }
  });

  test('but not in the body of a head', () => {
    assert.deepEqual(rowsOf(`HTTP/1.1 200 OK\nSet-Cookie: sid=abc; Path=/\n\n${json}`), LINES.slice(0, 1));
    assert.equal(errorOf(`HTTP/1.1 200 OK\nServer: x\n\n${json}`), 'head-without-cookies');
  });

  test('in a variable of the environment, or a setting', () => {
    assert.deepEqual(rowsOf(`COOKIES='${json}'`), ['sid=abc @a.com /']);
    assert.deepEqual(rowsOf(`export SITE_COOKIES=${JSON.stringify(json)}`), ['sid=abc @a.com /']);
    assert.deepEqual(rowsOf(`cookies: '${json}'`), ['sid=abc @a.com /']);
    assert.deepEqual(rowsOf(JSON.stringify({ cookies: json })), ['sid=abc @a.com /']);
    assert.deepEqual(rowsOf('{"cookie": "sid=abc; lang=de"}'), PAIRS);
  });

  test('by the host that it belongs to', () => {
    const list = [{ name: 'sid', value: 'abc', path: '/' }];
    assert.deepEqual(rowsOf(JSON.stringify({ 'a.com': list, '.b.test': list })), [
      'sid=abc @a.com /',
      'sid=abc @.b.test /',
    ]);
    assert.equal(
      errorOf(JSON.stringify({ settings: list, file: { 'a.json': { name: 'x', value: 'y' } } })),
      'json-other',
    );
  });

  test('but a cookie may hold JSON, too', () => {
    assert.deepEqual(rowsOf('prefs=[{"a":1}]'), ['prefs=[{"a":1}] @app.example.com / Secure']);
  });
});

describe('the variables that a server hands to a program are the headers of a request', () => {
  test('of CGI and PHP', () => {
    assert.deepEqual(rowsOf('HTTP_COOKIE=sid=abc; lang=de'), PAIRS);
    assert.deepEqual(rowsOf('HTTP_COOKIE="sid=abc; lang=de"'), PAIRS);
    assert.deepEqual(rowsOf("$_SERVER['HTTP_COOKIE']\tsid=abc; lang=de"), PAIRS);
    const printed =
      'Array\n(\n    [HTTP_HOST] => b.test\n    [HTTP_COOKIE] => sid=abc; lang=de\n    [SERVER_PORT] => 443\n)';
    assert.deepEqual(rowsOf(printed), ['sid=abc @b.test / Secure', 'lang=de @b.test / Secure']);
  });

  test('of WSGI', () => {
    assert.deepEqual(rowsOf("{'HTTP_HOST': 'b.test', 'HTTP_COOKIE': 'sid=abc', 'REQUEST_METHOD': 'GET'}"), [
      'sid=abc @b.test / Secure',
    ]);
  });

  test('but another variable with that word is a pair as before', () => {
    assert.deepEqual(rowsOf('COOKIE_HTTP=abc; lang=de'), [
      'COOKIE_HTTP=abc @app.example.com / Secure',
      'lang=de @app.example.com / Secure',
    ]);
  });
});

describe('the host that headers in JSON name is the cookies’ own', () => {
  test('of a request in a log, and of its response', () => {
    const log = {
      level: 'info',
      req: { headers: { host: 'b.test', cookie: 'sid=abc' } },
      res: { headers: { 'set-cookie': ['lang=de; Path=/; HttpOnly'] } },
    };
    assert.deepEqual(rowsOf(JSON.stringify(log)), ['sid=abc @b.test / Secure', 'lang=de @b.test / HttpOnly']);
  });

  test('of headers alone', () => {
    const headers = { host: 'localhost:3000', accept: '*/*', cookie: 'sid=abc' };
    assert.deepEqual(rowsOf(JSON.stringify(headers)), ['sid=abc @localhost /']);
  });

  test('of what AWS hands to a function, whose pairs are the request’s', () => {
    const event = { cookies: ['sid=abc', 'lang=de'], headers: { host: 'b.test' }, requestContext: { stage: 'x' } };
    assert.deepEqual(rowsOf(JSON.stringify(event)), ['sid=abc @b.test / Secure', 'lang=de @b.test / Secure']);
    const answer = { statusCode: 200, cookies: ['sid=abc', 'lang=de; HttpOnly'] };
    assert.deepEqual(rowsOf(JSON.stringify(answer)), LINES);
  });

  test('but the machine that wrote a log’s line is no host of cookies', () => {
    assert.deepEqual(rowsOf('{"host":"web-01","level":"info","cookie":"sid=abc"}'), [PAIRS[0]]);
  });

  test('of a Postman collection whose requests have the header', () => {
    const info = { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' };
    const request = (header: readonly unknown[]) => ({ request: { header, url: { raw: 'https://b.test/x' } } });
    const written = JSON.stringify({ info, item: [request([{ key: 'Cookie', value: 'sid=abc' }])] });
    assert.deepEqual(rowsOf(written), ['sid=abc @b.test / Secure']);
    assert.equal(errorOf(JSON.stringify({ info, item: [request([])] })), 'postman-collection');
  });
});

describe('a header of cookies is found', () => {
  test('in the output of grep, and in a diff', () => {
    assert.deepEqual(rowsOf('12:Set-Cookie: sid=abc; Path=/\n40:Set-Cookie: lang=de; Path=/; HttpOnly'), LINES);
    assert.deepEqual(rowsOf('out.txt:Set-Cookie: sid=abc; Path=/'), LINES.slice(0, 1));
    assert.deepEqual(rowsOf('-Set-Cookie: sid=abc; Path=/\n+Set-Cookie: lang=de; Path=/; HttpOnly'), LINES);
  });

  test('in the fields of a log, which are no cookies themselves', () => {
    assert.deepEqual(rowsOf('time=2026-11-23T10:00:00Z level=info set_cookie="sid=abc; Path=/; HttpOnly"'), [
      'sid=abc @app.example.com / HttpOnly',
    ]);
    assert.deepEqual(rowsOf('1.2.3.4 - "GET / HTTP/1.1" 200 cookie="sid=abc; lang=de"'), PAIRS);
  });

  test('in a server’s configuration, in a list of texts, and in a table', () => {
    assert.deepEqual(rowsOf('add_header Set-Cookie "sid=abc; Path=/";'), LINES.slice(0, 1));
    assert.deepEqual(rowsOf("Header always set Set-Cookie 'sid=abc; Path=/'"), LINES.slice(0, 1));
    assert.deepEqual(rowsOf('"Set-Cookie: sid=abc; Path=/",\n"Set-Cookie: lang=de; Path=/; HttpOnly"'), LINES);
    assert.deepEqual(rowsOf('Set-Cookie\tsid=abc; Path=/\nSet-Cookie\tlang=de; Path=/; HttpOnly'), LINES);
    assert.deepEqual(rowsOf('set-cookie → sid=abc; Path=/'), LINES.slice(0, 1));
    assert.deepEqual(rowsOf('cookie\nsid=abc; lang=de'), PAIRS);
  });

  test('but not in prose, nor where a program makes the cookie', () => {
    for (const text of [
      'The cookie "sid" is lost after the login, why?',
      'const cookie = "sid=abc; Path=/";',
      `document.cookie = \`sid=\${token}; path=/\``,
    ]) {
      assert.equal(errorOf(text), 'unknown', text);
    }
  });
});

describe('what wget -S says of itself', () => {
  const log = [
    '--2026-11-23 10:00:00--  https://b.test/x',
    'Resolving b.test... 192.0.2.1',
    'HTTP request sent, awaiting response... ',
    '  HTTP/1.1 302 Found',
    '  Set-Cookie: sid=abc; path=/',
    '  Location: https://c.test/',
    '--2026-11-23 10:00:01--  https://c.test/',
    '  HTTP/1.1 200 OK',
    '  Set-Cookie: lang=de; path=/',
  ];

  test('names the host of each response', () => {
    assert.deepEqual(rowsOf(log.join('\n')), ['sid=abc @b.test /', 'lang=de @c.test /']);
  });

  test('without it the site that is looked at is taken', () => {
    assert.deepEqual(rowsOf(log.slice(3, 5).join('\n')), ['sid=abc @app.example.com /']);
  });
});

describe('cookies.txt', () => {
  const line = (name: string) => `.a.com\tTRUE\t/\tFALSE\t0\t${name}\t1`;

  test('on one line, whose breaks were lost, is taken apart', () => {
    const rows = ['x=1 @.a.com /', 'y=1 @.a.com /'];
    const oneLine = `# Netscape HTTP Cookie File ${line('x')} ${line('y')}`;
    assert.deepEqual(rowsOf(oneLine), rows);
    const spaced = rows.map((row) => `${row} +spaces-for-tabs`);
    assert.deepEqual(rowsOf(oneLine.replaceAll('\t', ' ')), spaced);
    const written = `${line('x')}\n${line('y')}`.replaceAll('\t', '\\t').replaceAll('\n', '\\n');
    assert.deepEqual(
      rowsOf(written),
      rows.map((row) => `${row} +escaped-tabs`),
    );
  });

  test('of Perl, on one line, is taken apart as well', () => {
    const perl = '#LWP-Cookies-2.0 Set-Cookie3: x=1; path="/"; domain=a.com Set-Cookie3: y=1; path="/"; domain=a.com';
    assert.deepEqual(rowsOf(perl), ['x=1 @a.com /', 'y=1 @a.com /']);
  });

  test('keeps the blanks of a value', () => {
    assert.deepEqual(rowsOf('.a.com\tTRUE\t/\tFALSE\t0\tx\tthis is TRUE / FALSE 0'), [
      'x=this is TRUE / FALSE 0 @.a.com /',
    ]);
  });

  test('with 1 and 0 for flags is read, and it is said', () => {
    assert.deepEqual(rowsOf('.a.com\t1\t/\t0\t0\tx\t1\na.com\t0\t/\t1\t0\ty\t1'), [
      'x=1 @.a.com / +flag-case',
      'y=1 @a.com / Secure +flag-case',
    ]);
    assert.deepEqual(rowsOf('.a.com\t2\t/\t0\t0\tx\t1'), ['! flag']);
  });
});

describe('the lines of a head are read', () => {
  const HEAD = [
    '> GET / HTTP/1.1',
    '> Host: b.test',
    '> Cookie: sid=abc',
    '< HTTP/1.1 200 OK',
    '< Set-Cookie: lang=de',
  ];
  const ROWS = ['sid=abc @b.test / Secure', 'lang=de @b.test /'];

  test('indented as Markdown does, with bullets, and with an empty line behind each', () => {
    assert.deepEqual(rowsOf(HEAD.map((line) => `    ${line}`).join('\n')), ROWS);
    assert.deepEqual(rowsOf('* Host: b.test\n* Cookie: sid=abc'), ROWS.slice(0, 1));
    assert.deepEqual(rowsOf('GET / HTTP/1.1\n\nHost: b.test\n\nCookie: sid=abc\n\n'), ROWS.slice(0, 1));
  });

  test('but not those of a body', () => {
    assert.deepEqual(rowsOf('HTTP/1.1 200 OK\nSet-Cookie: sid=abc; Path=/\n\nSet-Cookie: lang=de'), LINES.slice(0, 1));
  });

  test('with the values of one name below each other', () => {
    const head = (end: string, next: string) =>
      `HTTP/1.1 200 OK\nSet-Cookie: sid=abc; Path=/${end}\n   ${next}\nServer: x`;
    assert.deepEqual(rowsOf(head('', 'lang=de; Path=/; HttpOnly')), LINES);
    assert.deepEqual(rowsOf(head(';', 'SameSite=Lax')), ['sid=abc @app.example.com / lax']);
  });

  test('of a file of requests, whose first line has no version', () => {
    const request = (end: string) => `GET https://b.test/x${end}\nCookie: sid=abc\nAccept: */*`;
    assert.deepEqual(rowsOf(request('')), ROWS.slice(0, 1));
    assert.deepEqual(rowsOf(request(' HTTP/1.1')), ROWS.slice(0, 1));
  });

  test('of DevTools in another language, with its URL', () => {
    const copied = 'Anfrage-URL\nhttps://b.test/\nAnfragemethode\nGET\nreferer\nhttps://c.test/\nset-cookie\nlang=de';
    assert.deepEqual(rowsOf(copied), ROWS.slice(1));
  });
});

describe('lists that programs print or make', () => {
  test('of Go, with blanks between', () => {
    const printed = '[sid=abc; Path=/; Expires=Fri, 11 Dec 2026 14:40:00 GMT lang=de; Path=/; HttpOnly]';
    assert.deepEqual(rowsOf(printed), ['sid=abc @app.example.com / 2026-12-11T14:40:00', LINES[1]]);
  });

  test('of Ruby and PHP, with arrows', () => {
    const cookie = 'sid=abc @a.com / Secure 2026-12-11T14:40:00';
    for (const printed of [
      '[{:name=>"sid", :value=>"abc", :domain=>"a.com", :expires=>2026-12-11 14:40:00 UTC, :secure=>true}]',
      '[{name: "sid", value: "abc", domain: "a.com", path: nil, expires: #<DateTime: 2026-12-11T14:40:00+00:00 ((2461386j,52800s,0n),+0s,2299161j)>, secure: true}]',
      "[['name' => 'sid', 'value' => 'abc', 'domain' => 'a.com', 'expires' => 1797000000, 'secure' => true]]",
    ]) {
      assert.deepEqual(rowsOf(printed), [cookie], printed);
    }
    assert.equal(errorOf("[1, 'name' => 'sid']"), 'json-mistake');
    assert.equal(errorOf('{"sid"=>"abc"}'), 'json-pairs');
  });

  test('of Java, with commas between, as before', () => {
    assert.deepEqual(rowsOf('[sid=abc; path=/; domain=app.example.com, lang=de; path=/]'), [
      'sid=abc @.app.example.com /',
      'lang=de @app.example.com /',
    ]);
  });

  test('of calls, one after another', () => {
    const call = (name: string) => `await driver.addCookie({ name: '${name}', value: '1', domain: 'a.com' });`;
    assert.deepEqual(rowsOf(`${call('x')}\n${call('y')}`), ['x=1 @a.com /', 'y=1 @a.com /']);
  });

  test('of PHP, Ruby and C, with the header in one string or behind an arrow', () => {
    for (const code of [
      "curl_setopt($c, CURLOPT_URL, 'https://b.test/');\ncurl_setopt($c, CURLOPT_HTTPHEADER, ['cookie: sid=abc']);",
      "curl_setopt($c, CURLOPT_URL, 'https://b.test/');\ncurl_setopt($c, CURLOPT_COOKIE, 'sid=abc');",
      "$client->get('https://b.test/', ['headers' => ['Cookie' => 'sid=abc']]);",
      'list = curl_slist_append(list, "Cookie: sid=abc");\ncurl_easy_setopt(c, CURLOPT_URL, "https://b.test/");',
    ]) {
      assert.deepEqual(rowsOf(code), ['sid=abc @b.test / Secure'], code);
    }
    assert.equal(errorOf("fetch('https://b.test/', { headers: ['Accept: */*'] })"), 'fetch-without-cookies');
  });

  test('of Safari, whose table has Secure before HttpOnly', () => {
    assert.deepEqual(rowsOf('sid\tabc\ta.com\t/\tSession\t6 B\t✓\t\tLax'), ['sid=abc @a.com / Secure lax']);
    assert.deepEqual(rowsOf('sid\tabc\ta.com\t/\tSession\t6\t✓\t\tLax\t\t\tMedium'), ['sid=abc @a.com / HttpOnly lax']);
  });
});

describe('a value that was taken out before the text was shared', () => {
  for (const hidden of [
    '[REDACTED]',
    '<redacted>',
    '"[Filtered]"',
    '********',
    'REDACTED',
    '%5BFiltered%5D',
    'k3Fz...9Qw~2~jwt~1795456932',
    '......~14',
  ])
    test(`${hidden} overwrites no cookie`, () => {
      assert.deepEqual(rowsOf(`Cookie: sid=${hidden}; lang=de`), ['! redacted', PAIRS[1]]);
      assert.deepEqual(rowsOf(`Set-Cookie: sid=${hidden}; Path=/; HttpOnly`), ['! redacted']);
      const value = hidden.replaceAll('"', '');
      assert.deepEqual(rowsOf(JSON.stringify([{ name: 'sid', value, domain: 'a.com' }])), ['! redacted']);
    });

  test('nor does a header of which nothing is left', () => {
    assert.deepEqual(rowsOf('GET / HTTP/1.1\nHost: a.com\nCookie: ***'), ['! redacted']);
  });

  test('but a value that only holds such a word is one', () => {
    for (const value of ['x', 'hidden', 'redacted-by-ann-at-noon', 'a...b', '**'])
      assert.deepEqual(rowsOf(`Cookie: sid=${value}`), [`sid=${value} @app.example.com / Secure`]);
  });
});

describe('headers that a program prints in its own way', () => {
  const BOTH = ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /'];

  test('of Python, with a comma or a colon between name and value, on one line', () => {
    for (const text of [
      "((b'server', b'nginx'), (b'set-cookie', b'sid=abc; Path=/; HttpOnly'), (b'set-cookie', b'lang=de; Path=/'))",
      "<CIMultiDictProxy('Server': 'nginx', 'Set-Cookie': 'sid=abc; Path=/; HttpOnly', 'Set-Cookie': 'lang=de; Path=/')>",
    ])
      assert.deepEqual(rowsOf(text), BOTH, text);
    assert.deepEqual(rowsOf("Headers[(b'Host', b'a.test'), (b'Cookie', b'sid=abc; lang=de')]"), PAIRS);
    assert.equal(errorOf('I like "cookie", and "sid=abc", too'), 'unknown');
  });

  test('of Node, with its kind before the record', () => {
    const record = "{\n  server: 'nginx',\n  'set-cookie': [ 'sid=abc; Path=/; HttpOnly', 'lang=de; Path=/' ]\n}";
    for (const kind of ['Headers', 'Object [AxiosHeaders]', '[Object: null prototype]'])
      assert.deepEqual(rowsOf(`${kind} ${record}`), BOTH, kind);
    assert.equal(errorOf("[Object: null prototype] { sid: 'abc' }"), 'json-pairs');
  });

  test('of Go, with blanks between the values of one name', () => {
    const text = 'map[Server:[nginx] Set-Cookie:[sid=abc; Path=/; HttpOnly lang=de; Path=/]]';
    assert.deepEqual(rowsOf(text), BOTH);
    const dated = 'map[Set-Cookie:[sid=a b; Path=/; Expires=Thu, 24 Dec 2026 09:00:00 GMT]]';
    assert.deepEqual(rowsOf(dated), ['sid=a b @app.example.com / 2026-12-24T09:00:00']);
  });

  test('of Wireshark, which takes a header apart below it', () => {
    const text = String.raw`    Host: app.example.com\r\n
    Cookie: sid=abc; lang=de\r\n
        Cookie pair: sid=abc
        Cookie pair: lang=de
    [Full request URI: http://app.example.com/]`;
    assert.deepEqual(rowsOf(text), ['sid=abc @app.example.com /', 'lang=de @app.example.com /']);
  });

  test('on a page, with its breaks, and in a variable of a shell', () => {
    assert.deepEqual(rowsOf('Set-Cookie: sid=abc; Path=/; HttpOnly<br>Set-Cookie: lang=de; Path=/'), BOTH);
    for (const text of ['COOKIE="sid=abc; lang=de"', "export COOKIES='sid=abc; lang=de'"])
      assert.deepEqual(rowsOf(text), PAIRS, text);
    assert.deepEqual(rowsOf('mycookie="abc"; lang=de'), ['mycookie="abc" @app.example.com / Secure', PAIRS[1]]);
  });
});

describe('logs of clients', () => {
  test('of Scrapy name the URL that the cookies below belong to', () => {
    const log = '2026-11-23 10:00:00 [scrapy] DEBUG:';
    assert.deepEqual(rowsOf(`${log} Sending cookies to: <GET https://a.test/>\nCookie: sid=abc; lang=de`), [
      'sid=abc @a.test / Secure',
      'lang=de @a.test / Secure',
    ]);
    const received = `${log} Received cookies from: <200 https://a.test/>\nSet-Cookie: sid=abc; Path=/\n\nSet-Cookie: b=1; Path=/`;
    assert.deepEqual(rowsOf(received), ['sid=abc @a.test /', 'b=1 @a.test /']);
  });

  test('of nghttp begin with a time in brackets, which is no JSON', () => {
    const line = '[  0.012] recv (stream_id=13)';
    assert.deepEqual(rowsOf(`${line} :status: 200\n${line} set-cookie: sid=abc; Path=/`), [
      'sid=abc @app.example.com /',
    ]);
    assert.equal(errorOf('[0.012]'), 'json-other');
    assert.equal(errorOf('[1, 2'), 'json-cut-off');
  });

  test('of Chrome say how much they took out, which overwrites no cookie', () => {
    const log = 'HTTP/1.1 200 OK\nSet-Cookie: [44 bytes were stripped]';
    assert.deepEqual(rowsOf(log), ['! redacted']);
    assert.deepEqual(rowsOf('Cookie: note=44 bytes were stripped'), [
      'note=44 bytes were stripped @app.example.com / Secure',
    ]);
  });

  test('of Spring have quotes around each value of a name, and PHP an arrow behind it', () => {
    const spring = '[Server:"nginx", Set-Cookie:"sid=abc; Path=/; HttpOnly", "lang=de; Path=/", Date:"x=1"]';
    assert.deepEqual(rowsOf(spring), ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /']);
    assert.deepEqual(rowsOf('Array\n(\n    [Host] => a.test\n    [Cookie] => sid=abc; lang=de\n)'), PAIRS);
  });

  test('go on with another cookie below, or have a wide colon', () => {
    const text = 'Server: gws\nSet-Cookie: sid=abc; path=/; HttpOnly\nlang=de; path=/\nDate: x';
    assert.deepEqual(rowsOf(text), ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /']);
    assert.deepEqual(rowsOf('Cookie：sid=abc; lang=de'), PAIRS);
    assert.deepEqual(rowsOf('note=Cookie：x'), ['note=Cookie：x @app.example.com / Secure']);
  });

  test('of HackBrowserData call a name KeyName', () => {
    const text =
      '[{"Host":".a.test","Path":"/","KeyName":"sid","Value":"abc","IsSecure":true,"IsHTTPOnly":true,"ExpireDate":"2026-12-11T14:40:00+00:00"}]';
    assert.deepEqual(rowsOf(text), ['sid=abc @.a.test / Secure HttpOnly 2026-12-11T14:40:00']);
  });
});

describe('the site that JSON names beside its cookies is theirs', () => {
  test('of a list, of values by name, and of one text', () => {
    const [sid, lang] = ['sid=abc @a.test /', 'lang=de @a.test /'];
    assert.deepEqual(rowsOf('{"host":"a.test","cookies":[{"name":"sid","value":"abc"}]}'), [sid]);
    assert.deepEqual(rowsOf('{"url":"https://a.test/x","cookies":{"sid":"abc","lang":"de"}}'), [sid, lang]);
    for (const text of [
      '{"url":"https://a.test","cookies":"sid=abc; lang=de"}',
      '[{"domain":".a.test","cookies":"sid=abc; lang=de"}]',
    ])
      assert.deepEqual(rowsOf(text), [`${sid} Secure`, `${lang} Secure`], text);
    assert.deepEqual(rowsOf('{"cookies":{"sid":"abc"}}'), ['sid=abc @app.example.com /']);
  });

  test('of Set-Cookie lines by host', () => {
    assert.deepEqual(rowsOf('{"a.test":["sid=abc; Path=/; Secure"],"b.test":["lang=de; Path=/"]}'), [
      'sid=abc @a.test / Secure',
      'lang=de @b.test /',
    ]);
    assert.equal(errorOf('{"a.test":["not a cookie"]}'), 'json-other');
  });
});

describe('tables that a database or Markdown draws', () => {
  test('with lines around, a count below, and backticks', () => {
    for (const text of [
      '+------+-------+--------+------+\n| name | value | domain | path |\n+------+-------+--------+------+\n| sid  | abc   | a.test | /    |\n+------+-------+--------+------+',
      ' name | value | domain | path \n------+-------+--------+------\n sid  | abc   | a.test | /\n(1 row)',
      '┌──────┬───────┬────────┐\n│ name │ value │ host   │\n├──────┼───────┼────────┤\n│ sid  │ abc   │ a.test │\n└──────┴───────┴────────┘',
      '| Name | Value | Domain | Path |\n|:--|:--|:--|:--|\n| `sid` | `abc` | `a.test` | `/` |',
    ])
      assert.deepEqual(rowsOf(text), ['sid=abc @a.test /'], text);
    assert.deepEqual(rowsOf('name|value|domain|path\nsid|abc'), ['! cells']);
  });
});

test('base64 that a mail wrapped is decoded as a whole', () => {
  const packed = btoa('# Netscape HTTP Cookie File\n.example.com\tTRUE\t/\tTRUE\t0\tsid\tabc\n');
  assert.deepEqual(rowsOf(packed.replace(/.{76}/g, '$&\r\n')), ['sid=abc @.example.com / Secure']);
  assert.equal(errorOf(`${'abcdefgh'.repeat(9)}\nabcdefgh`), 'unknown');
});
