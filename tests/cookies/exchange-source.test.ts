import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorOf, read, rowsOf } from './exchange-reading.ts';

// What a program's source, a log, or a text that somebody wrote says of cookies.

const SID = ['sid=abc @app.example.com / HttpOnly'];
const LINE = 'sid=abc; Path=/; HttpOnly';

describe('the source of a program that sets a cookie', () => {
  test('is read where the line stands in it whole', () => {
    for (const text of [
      `res.setHeader('Set-Cookie', '${LINE}');`,
      `res.setHeader('Set-Cookie', ['${LINE}']);`,
      `response.headers['Set-Cookie'] = '${LINE}'`,
      `set resp.http.Set-Cookie = "${LINE}";`,
      `ngx.header['Set-Cookie'] = {'${LINE}'}`,
      `headers.insert(SET_COOKIE, "${LINE}".parse().unwrap());`,
      `return { multiValueHeaders: { 'Set-Cookie': ['${LINE}'] } };`,
      `{:status 200, :headers {"Set-Cookie" "${LINE}"}}`,
      `[{"content-type", "text/html"}, {"set-cookie", "${LINE}"}]`,
      `AnyHashable("Set-Cookie"): ${LINE}`,
    ]) {
      assert.deepEqual(rowsOf(text), SID, text);
    }
  });

  test('gives none where the program fills in the value, which is said', () => {
    for (const text of [
      "res.setHeader('Set-Cookie', 'sid=' + token + '; Path=/')",
      'w.Header().Set("Set-Cookie", "sid="+token+"; Path=/")',
      `response.headers['Set-Cookie'] = f"sid={token}; Path=/"`,
      'self.send_header("Set-Cookie", "sid=%s; Path=/" % token)',
      `self.send_header('Set-Cookie', 'sid={}; Path=/'.format(token))`,
      `headers['Set-Cookie'] = "sid=#{token}; path=/"`,
      'header("Set-Cookie: sid=$token; Path=/");',
      `header('Set-Cookie: sid=' . $token . '; Path=/');`,
    ]) {
      const rows = rowsOf(text);
      assert.ok(rows.length < 2 && rows.every((row) => row === '! variable'), `${text}: ${rows.join()}`);
    }
    // What only looks like it is a value, and a sentence behind a quote is none of a program.
    assert.deepEqual(rowsOf(`Invalid cookie header: "Set-Cookie: sid=v1$4$iV; Path=/". Invalid 'expires'`), [
      'sid=v1$4$iV @app.example.com /',
    ]);
    assert.deepEqual(rowsOf('document.cookie = "sid=" + token'), []);
  });

  test('of which a setting holds the whole header has its cookies, and no cookie of that name', () => {
    assert.deepEqual(rowsOf('COOKIE=sid=abc; theme=dark'), [
      'sid=abc @app.example.com / Secure',
      'theme=dark @app.example.com / Secure',
    ]);
    assert.deepEqual(rowsOf('cookie=abc; theme=dark'), [
      'cookie=abc @app.example.com / Secure',
      'theme=dark @app.example.com / Secure',
    ]);
  });
});

describe('a log, or what a program prints', () => {
  test('is read to the end of the header, and no further', () => {
    for (const text of [
      `Headers: { Set-Cookie: ${LINE} }`,
      `{content-type: text/html, set-cookie: ${LINE}}`,
      `Endpoint response headers: {Date=Mon, 30 Nov 2026 10:00:00 GMT, Set-Cookie=${LINE}, Server=nginx}`,
      `{Set-Cookie=${LINE}, X-Amzn-Trace-Id=Root=1-5}`,
      `| Set-Cookie | ${LINE} |`,
      `Set-Cookie                     {${LINE}}`,
      `The server answers with Set-Cookie: ${LINE} and the browser drops it.`,
      `2026-11-30T10:00:00Z INFO { 'set-cookie': [ '${LINE}' ] }`,
      `set_cookie: ${LINE}`,
    ]) {
      assert.deepEqual(rowsOf(text), SID, text);
    }
    assert.deepEqual(rowsOf(`[HTTP/1.1 200 OK\\r\\nSet-Cookie: ${LINE}\\r\\n]`).at(-1), SID[0]);
    // Another cookie behind a comma is one, whatever stands around the map.
    assert.deepEqual(rowsOf(`{set-cookie: ${LINE},theme=dark; Path=/}`), [
      'sid=abc @app.example.com / HttpOnly +joined-shown',
      'theme=dark @app.example.com / +joined-shown',
    ]);
  });

  test('names the header as servers and traces do', () => {
    for (const text of [
      `{"sent_http_set_cookie":"${LINE}","status":"302"}`,
      `{"downstream_Set-Cookie":"${LINE}"}`,
      `{"http.response.header.set-cookie":["${LINE}"]}`,
      `{"attributes":[{"key":"http.response.header.set_cookie","value":{"arrayValue":{"values":[{"stringValue":"${LINE}"}]}}}]}`,
      `{"headers":[{"name":"Set-Cookie","value":{"type":"string","value":"${LINE}"}}]}`,
      `{"log":"Set-Cookie: ${LINE}\\n","stream":"stdout","time":"2026-11-30T10:00:00Z"}`,
      `{"message":"answered: {\\"set-cookie\\":[\\"${LINE}\\"]}"}`,
    ]) {
      assert.deepEqual(rowsOf(text), SID, text);
    }
    assert.deepEqual(rowsOf('http_cookie="sid=abc; theme=dark" uri_path="/me"'), [
      'sid=abc @app.example.com / Secure',
      'theme=dark @app.example.com / Secure',
    ]);
    // A name that ends so may be anything.
    assert.equal(errorOf('{"has_cookie":"yes","set_cookie":"never"}'), 'json-pairs');
    assert.equal(errorOf('{"message":"no cookie was set"}'), 'json-pairs');
  });

  test('in YAML has quotes that are no part of the cookie, and a schema is no value', () => {
    assert.deepEqual(rowsOf(`headers:\n  Set-Cookie: "${LINE}"\n  Content-Type: text/html`), SID);
    assert.deepEqual(rowsOf('headers:\n  Set-Cookie:\n    schema:\n      type: string\n  Content-Type: text/html'), []);
    assert.deepEqual(rowsOf(`headers:\n  Set-Cookie:\n  - ${LINE}\n  Content-Type:\n  - text/html`), SID);
  });

  test('of Wireshark tells a Cookie header once more', () => {
    const text = '    Cookie: sid=abc\\r\\n\n        Cookie pair: sid=abc';
    assert.deepEqual(rowsOf(text), ['sid=abc @app.example.com / Secure']);
  });
});

test('Firefox’s panel names its parts in the user’s language', () => {
  const panel = { 'Antwort-Cookies': { sid: { path: '/', value: 'abc' } }, 'Anfrage-Cookies': { theme: 'dark' } };
  const { format } = read(JSON.stringify(panel));
  assert.equal(format, 'firefox-panel');
  assert.deepEqual(rowsOf(JSON.stringify(panel)), ['sid=abc @app.example.com /', 'theme=dark @app.example.com /']);
  assert.equal(read('{"cookie-consent":{"analytics":"true"}}').format, null);
});

describe('a value that a template fills in', () => {
  for (const value of ['{{token}}', '{{$dotenv SID_2}}', `\${SID2}`, 's:{{id}}.sig']) {
    test(`is no value: ${value}`, () => {
      assert.deepEqual(rowsOf(`Cookie: sid=${value}; a=1`), ['! variable', 'a=1 @app.example.com / Secure']);
      assert.deepEqual(rowsOf(`Set-Cookie: sid=${value}; Path=/`), ['! variable']);
    });
  }

  test('and JSON in a value is none', () => {
    for (const value of ['{"a":{"b":1}}', '{}', '$x', '$'])
      assert.deepEqual(rowsOf(`Cookie: sid=${value}; a=1`)[0], `sid=${value} @app.example.com / Secure`);
  });
});

describe('a text that only looks like pairs', () => {
  for (const text of [
    'time=2026-11-23T10:00:00Z level=debug msg=request cookie=sid=abc path=/me',
    'Server=db;Database=x;User Id=sa;Password=b;',
    'max-age=31536000; includeSubDomains',
    'Path=/; HttpOnly',
    'cookie := http.Cookie{\n\tName: "sid",\n\tValue: token,\n}',
    'Cookie::make($name, $value);',
    '00000010  43 6f 6f 6b 69 65 3a 20  73 69 64 3d 61 62 63 0d   Cookie:  sid=abc.',
  ]) {
    test(`is none: ${text.slice(0, 24)}`, () => assert.equal(errorOf(text), 'unknown'));
  }

  test('and pairs are', () => {
    assert.deepEqual(rowsOf('path=abc; lang=x; a=b c'), [
      'path=abc @app.example.com / Secure',
      'lang=x @app.example.com / Secure',
      'a=b c @app.example.com / Secure',
    ]);
    assert.deepEqual(rowsOf('Cookie: a=1 b=2 c=3'), ['a=1 b=2 c=3 @app.example.com / Secure']);
  });
});

describe('a header in marks, or in a list of members', () => {
  test('is read to its end', () => {
    for (const text of [
      `<li>Set-Cookie: ${LINE}</li>`,
      `**Set-Cookie:** ${LINE}`,
      `\`set-cookie\`: \`${LINE}\``,
      `Set-Cookie ${LINE}`,
      `I/flutter: {set-cookie: ${LINE}, content-length: 12}`,
    ]) {
      assert.deepEqual(rowsOf(text), SID, text);
    }
    // A value may hold a mark.
    assert.deepEqual(rowsOf('>Set-Cookie: sid=<b>; Path=/'), ['sid=<b> @app.example.com /']);
  });

  test('is refused where the members of a cookie stand in its place', () => {
    assert.deepEqual(rowsOf('[Cookie: name=sid, value=abc, domain=app.example.com, path=/]'), ['! line-unreadable']);
  });

  test('of Python is read without its jar', () => {
    assert.deepEqual(rowsOf('[<Cookie sid=abc for app.example.com/>, <Cookie theme=dark for .example.com/>]'), [
      'sid=abc @app.example.com /',
      'theme=dark @.example.com /',
    ]);
  });
});

describe('cookies that a program gives by name', () => {
  test('are read with and without quotes around their names', () => {
    const rows = ['sid=abc @app.example.com / Secure', 'theme=dark @app.example.com / Secure'];
    assert.deepEqual(rowsOf("http.get('https://app.example.com/', { cookies: { sid: 'abc', theme:'dark' } });"), rows);
    assert.deepEqual(rowsOf("requests.get('https://app.example.com/', cookies={'sid': 'abc', 'theme': 'dark'})"), rows);
  });

  test('and what is no text is said', () => {
    const one = 'theme=dark @app.example.com / Secure';
    for (const text of [
      "requests.get('https://app.example.com/', cookies={'sid': token, 'theme': 'dark'})",
      "http.get('https://app.example.com/', { cookies: { theme: 'dark', sid:token } });",
    ]) {
      assert.deepEqual(rowsOf(text), ['! variable', one], text);
    }
    const record = "http.get('https://app.example.com/', { cookies: { sid: { value: 'abc', replace: true } } });";
    assert.deepEqual(rowsOf(record), ['! variable']);
  });

  test('of .NET are read in both forms of PowerShell, and one made in steps is not said to be missing', () => {
    const add = "$s.Cookies.Add([System.Net.Cookie]::new('sid','abc','/','app.example.com'))";
    assert.deepEqual(rowsOf(`${add}\nInvoke-RestMethod https://app.example.com/ -WebSession $s`), [
      'sid=abc @app.example.com / Secure',
    ]);
    const steps = '$c = New-Object System.Net.Cookie\n$c.Name = "sid"\nInvoke-WebRequest https://app.example.com/';
    assert.equal(errorOf(steps), 'unknown');
    assert.equal(errorOf('Invoke-WebRequest https://app.example.com/'), 'command-without-cookies');
  });
});

describe('what a command printed is read with the command', () => {
  test('of its host, and each row has its line', () => {
    const { rows } = read('$ curl -i https://a.test/ \\\n  -b "lang=de"\nHTTP/1.1 200 OK\nSet-Cookie: sid=abc; Path=/');
    assert.deepEqual(
      rows.map((row) => (row.ok ? [row.line, row.cookie.name, row.cookie.domain] : row.error)),
      [
        [undefined, 'lang', 'a.test'],
        [4, 'sid', 'a.test'],
      ],
    );
  });

  test('of curl -v, whose trace says once more what was sent', () => {
    const trace =
      '> GET / HTTP/1.1\n> Host: a.test\n> Cookie: lang=de\n>\n< HTTP/1.1 200 OK\n< Set-Cookie: sid=abc; Path=/';
    assert.deepEqual(rowsOf(`$ curl -v https://a.test/ -b 'lang=de'\n* Trying 1.2.3.4\n${trace}`), [
      'lang=de @a.test / Secure',
      'sid=abc @a.test /',
    ]);
  });

  test('of several commands, each answer with its own', () => {
    const run = (host: string): string => `$ curl -i https://${host}/\nHTTP/1.1 200 OK\nSet-Cookie: sid=abc; Path=/\n`;
    const { rows } = read(`${run('a.test')}\n${run('b.test')}`);
    assert.deepEqual(
      rows.map((row) => (row.ok ? [row.line, row.cookie.domain] : row.error)),
      [
        [3, 'a.test'],
        [7, 'b.test'],
      ],
    );
  });

  test('but not what a command sends that looks like an answer', () => {
    const command = "curl https://a.test/ -b 'sid=abc' --data-raw 'x\nHTTP/1.1 200 OK\nSet-Cookie: no=no; Path=/'";
    assert.deepEqual(rowsOf(command), ['sid=abc @a.test / Secure']);
  });
});
