// Heads of HTTP messages, commands and program text: their cookies are read, and nothing else of them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { curlCommand } from '../../extension/cookies/exchange/curl-command.ts';
import { errorOf, read, rowsOf } from './exchange-reading.ts';

const SID = 'sid=s%3Aabc.def @app.example.com /';
const sid = `${SID} Secure`;
const theme = 'theme=dark @app.example.com / Secure';
const notesOf = (text: string): string[] => (read(text).notes ?? []).map(({ code }) => code);

describe('the head of a response', () => {
  const lines = [
    'Server: nginx',
    'Set-Cookie: sid=s%3Aabc.def; Path=/; HttpOnly',
    'set-cookie: theme=dark; Path=/',
    'Content-Type: text/html',
  ];

  test('gives the cookies of its Set-Cookie lines alone, whatever ends its lines', () => {
    for (const end of ['\r\n', '\n']) {
      const head = ['HTTP/1.1 200 OK', ...lines, ''].join(end) + end;
      assert.deepEqual(rowsOf(head), [`${SID} HttpOnly`, 'theme=dark @app.example.com /']);
      assert.deepEqual(
        read(head).rows.map(({ line }) => line),
        [3, 4],
      );
    }
  });

  test('is known in HTTP/2, without its status line, and with one before it', () => {
    for (const text of [
      ['HTTP/2 200 ', ...lines].join('\n'),
      lines.join('\n'),
      ['HTTP/1.1 100 Continue', '', 'HTTP/1.1 200 OK', ...lines].join('\n'),
      ['HTTP/1.1 301 Moved', 'Location: /b', '', 'HTTP/1.1 200 OK', ...lines].join('\n'),
    ]) {
      assert.deepEqual(rowsOf(text), [`${SID} HttpOnly`, 'theme=dark @app.example.com /'], text);
    }
  });

  test('ends at the blank line: what a body says of cookies is no cookie', () => {
    const text = ['HTTP/1.1 200 OK', ...lines, '', '<pre>', 'Set-Cookie: evil=1', '</pre>'].join('\n');
    assert.deepEqual(rowsOf(text), [`${SID} HttpOnly`, 'theme=dark @app.example.com /']);
  });

  test("is read as DevTools' panes copy it: with their titles, or each name on a line of its own", () => {
    const pane = [
      '---',
      'Response Headers',
      '---',
      'Cache-Control: private',
      'Set-Cookie: sid=1; Path=/app; Secure; HttpOnly',
      '---',
      'Request Headers',
    ];
    assert.deepEqual(rowsOf(pane.join('\n')), ['sid=1 @app.example.com /app Secure HttpOnly']);
    const newer = [
      'Request URL',
      'https://shop.example.com/a',
      'Status Code',
      '200 OK',
      'content-type',
      'text/html',
      'set-cookie',
      'sid=1; path=/',
      'set-cookie:',
      'b=2; path=/',
    ];
    assert.deepEqual(rowsOf(newer.join('\n')), ['sid=1 @shop.example.com /', 'b=2 @shop.example.com /']);
  });

  test('is read where pseudo-headers stand on lines of their own', () => {
    const text = ':authority\nshop.example.com\n:method\nGET\n:path\n/a\n:scheme\nhttps\ncookie\nsid=1; b=2';
    assert.deepEqual(rowsOf(text), ['sid=1 @shop.example.com / Secure', 'b=2 @shop.example.com / Secure']);
  });

  test('is read with tabs behind the names, as Charles copies it', () => {
    assert.deepEqual(rowsOf('Set-Cookie\tsid=1; Path=/\nContent-Type\ttext/html'), ['sid=1 @app.example.com /']);
  });

  test('is read with line ends written out, as Wireshark copies it', () => {
    const text = `${String.raw`HTTP/1.1 200 OK\r\n`}\n${String.raw`    Set-Cookie: sid=1; path=/x\r\n`}\n`;
    assert.deepEqual(rowsOf(text), ['sid=1 @app.example.com /x']);
  });

  test('is read beside what curl -v says of itself', () => {
    const text =
      '* Added cookie sid="1" for domain a.test, path /, expire 0\n< Set-Cookie: sid=1; path=/\n{ [5 bytes data]';
    assert.deepEqual(rowsOf(text), ['sid=1 @app.example.com /']);
  });

  test('of which only its cookie lines were kept is read: marks of curl, Cookie and Set-Cookie together', () => {
    assert.deepEqual(rowsOf('< set-cookie: a=1; path=/\n< set-cookie: b=2; path=/x'), [
      'a=1 @app.example.com /',
      'b=2 @app.example.com /x',
    ]);
    assert.deepEqual(rowsOf('Cookie: a=0; c=3\nSet-Cookie: a=1; Path=/'), [
      'c=3 @app.example.com / Secure',
      'a=1 @app.example.com /',
    ]);
  });

  test('behind a redirect belongs to where the redirect leads', () => {
    const text = [
      'GET / HTTP/1.1',
      'Host: shop.example.com',
      '',
      'HTTP/1.1 302 Found',
      'Location: https://login.example.com/start',
      'Set-Cookie: a=1; Path=/',
      '',
      'HTTP/1.1 200 OK',
      'Set-Cookie: b=2; Path=/',
      'Set-Cookie: a=; Path=/; Max-Age=0',
    ].join('\n');
    assert.deepEqual(rowsOf(text), ['a=1 @shop.example.com /', 'b=2 @login.example.com /', '! deletes']);
  });

  test('with a folded line, or colours of a terminal, is read whole', () => {
    assert.deepEqual(rowsOf('HTTP/1.1 200 OK\n\x1b[1mSet-Cookie\x1b[0m: a=1;\n\tPath=/x\nServer: x'), [
      'a=1 @app.example.com /x',
    ]);
  });

  test('without a cookie says so', () => {
    assert.equal(errorOf('HTTP/1.1 200 OK\nServer: nginx\n\n'), 'head-without-cookies');
    assert.equal(errorOf('GET / HTTP/1.1\nHost: a.com'), 'head-without-cookies');
    assert.equal(errorOf('Provisional headers are shown\nUser-Agent: x'), 'head-without-cookies');
  });
});

describe('the head of a request', () => {
  test('names the host that its cookies belong to', () => {
    const head =
      'GET /x HTTP/1.1\r\nHost: app.example.com\r\nUser-Agent: x\r\nCookie: sid=s%3Aabc.def; theme=dark\r\n\r\n';
    assert.deepEqual(rowsOf(head, 'https://elsewhere.test/'), [sid, theme]);
    assert.deepEqual(rowsOf(head, ''), [sid, theme]);
    assert.deepEqual(notesOf(head), ['pairs-only']);
  });

  test('of HTTP/2 names it by its pseudo headers', () => {
    const head =
      ':authority: app.example.com\n:method: GET\n:path: /x\n:scheme: https\ncookie: sid=s%3Aabc.def\ncookie: theme=dark\nuser-agent: x';
    assert.deepEqual(rowsOf(head, ''), [sid, theme]);
  });

  test('to a host of this machine went without TLS', () => {
    assert.deepEqual(rowsOf('GET / HTTP/1.1\nHost: localhost:3000\nCookie: a=1', ''), ['a=1 @localhost /']);
  });

  test('and its response: a cookie that the response sets is read from there', () => {
    const text =
      'GET / HTTP/1.1\nHost: app.example.com\nCookie: sid=old; theme=dark\n\nHTTP/1.1 200 OK\nSet-Cookie: sid=new; Path=/; HttpOnly\n\n';
    assert.deepEqual(rowsOf(text), [theme, 'sid=new @app.example.com / HttpOnly']);
    assert.deepEqual(notesOf(text), ['pairs-only', 'pairs-covered']);
  });
});

describe('a curl command', () => {
  for (const [what, command] of [
    [
      'on one line',
      "curl 'https://app.example.com/x' -H 'accept: */*' -H 'Cookie: sid=s%3Aabc.def; theme=dark' --compressed",
    ],
    [
      'on many lines',
      "curl 'https://app.example.com/x' \\\n  -H 'accept: */*' \\\n  -b 'sid=s%3Aabc.def; theme=dark' \\\n  --compressed",
    ],
    ['with blanks behind the backslashes', "curl 'https://app.example.com/x' \\  \n  -b 'sid=s%3Aabc.def; theme=dark'"],
    ['with Windows line ends', "curl 'https://app.example.com/x' \\\r\n  -b 'sid=s%3Aabc.def; theme=dark'\r\n"],
    ['in double quotes', 'curl "https://app.example.com/x" -H "cookie: sid=s%3Aabc.def; theme=dark"'],
    ['in the quotes of bash', "curl 'https://app.example.com/x' -b $'sid=s\\u00253Aabc.def; theme=\\x64ark'"],
    ['with bundled and glued options', 'curl -sSLb "sid=s%3Aabc.def; theme=dark" https://app.example.com/'],
    [
      'with its option and value in one word',
      'curl --cookie="sid=s%3Aabc.def; theme=dark" --url https://app.example.com/',
    ],
    ['with several cookie options', "curl -b sid=s%3Aabc.def -b 'theme=dark' app.example.com"],
    ['behind a prompt', "$ curl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'"],
    ['behind a prompt of root', "# curl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'"],
    [
      "behind a user's prompt and sudo",
      "me@host:~/x$ sudo curl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'",
    ],
    ['in a pipe', "curl -s https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark' | jq '.a; .b'"],
    [
      'with a body before its cookies',
      `curl -X POST -d '{"cookie": "a=1"}' https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'`,
    ],
    [
      'for cmd',
      'curl ^"https://app.example.com/^" ^\r\n  -H ^"accept: */*^" ^\r\n  -b ^"sid=s^%^3Aabc.def; theme=dark^" ^\r\n  --compressed',
    ],
    ['for cmd with plain quotes', 'curl "https://app.example.com/" ^\n  -H "Cookie: sid=s%3Aabc.def; theme=dark"'],
    [
      'for cmd behind its prompt',
      'C:\\Users\\me>curl.exe "https://app.example.com/" -H "Cookie: sid=s%3Aabc.def; theme=dark"',
    ],
    ['for PowerShell', 'curl.exe "https://app.example.com/" `\n  -H "Cookie: sid=s%3Aabc.def; theme=dark"'],
    [
      'of PowerShell behind its prompt',
      `PS C:\\Users\\me> curl.exe 'https://app.example.com/' -H 'Cookie: sid=s%3Aabc.def; theme=dark'`,
    ],
    [
      'in a code fence',
      "This fails:\n\n```sh\ncurl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'\n```\n\nWhy?",
    ],
    ['in a quoted mail', "> curl https://app.example.com/ \\\n>   -b 'sid=s%3Aabc.def; theme=dark'"],
    [
      'whose lines lost what joined them',
      "curl https://app.example.com/\n  -H 'accept: */*'\n  -b 'sid=s%3Aabc.def; theme=dark'",
    ],
    ['by its path', "/usr/bin/curl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'"],
    ['in a notebook', "!curl https://app.example.com/ -b 'sid=s%3Aabc.def; theme=dark'"],
    ['in curly quotes', 'curl “https://app.example.com/” -H “Cookie: sid=s%3Aabc.def; theme=dark”'],
    ['whose URL and cookies lack their quotes', 'curl https://app.example.com/?a=1&b=2 -b sid=s%3Aabc.def;theme=dark'],
    ['of yt-dlp', 'yt-dlp --add-header "Cookie:sid=s%3Aabc.def; theme=dark" https://app.example.com/x'],
    ['of aria2', 'aria2c --header="Cookie: sid=s%3Aabc.def; theme=dark" https://app.example.com/x'],
    ['of wget', `wget --header='Cookie: sid=s%3Aabc.def; theme=dark' https://app.example.com/`],
    ['of HTTPie for TLS', `https app.example.com Cookie:'sid=s%3Aabc.def; theme=dark'`],
    ['of HTTPie', `http GET https://app.example.com/ 'Cookie: sid=s%3Aabc.def; theme=dark' accept:x`],
  ] as const) {
    test(`${what} gives its cookies`, () => {
      const rows = rowsOf(command, 'https://elsewhere.test/').map((row) => row.replace(' Secure', ''));
      assert.deepEqual(rows, [SID, 'theme=dark @app.example.com /'], JSON.stringify(read(command).error));
    });
  }

  test('of our own making comes back, for either shell, whatever its cookies hold', () => {
    const cookie = `sid=1; odd=it's "$HOME" \`id\` \\ !x %PATH% %41 ^& é\\`;
    for (const shell of ['posix', 'cmd'] as const) {
      const command = curlCommand(
        { url: 'https://app.example.com/a?b=c&d=e', method: 'GET', headers: [{ name: 'Cookie', value: cookie }] },
        shell,
      );
      assert.deepEqual(
        rowsOf(command, ''),
        ['sid=1 @app.example.com / Secure', `${cookie.slice(7)} @app.example.com / Secure`],
        command,
      );
    }
  });

  test('for cmd has its carets undone outside of quotes alone', () => {
    assert.deepEqual(rowsOf('curl "https://app.example.com/" ^\n  -b "a=x^y" ^\n  -b ^"b=x^^y^"'), [
      'a=x^y @app.example.com / Secure',
      'b=x^y @app.example.com / Secure',
    ]);
  });

  test('of each request of a page gives each cookie once', () => {
    const text = ['a', 'b', 'c']
      .map((path) => `curl 'https://app.example.com/${path}' \\\n  -b 'sid=s%3Aabc.def'`)
      .join(' ;\n');
    assert.deepEqual(rowsOf(text), [sid]);
    assert.deepEqual(notesOf(text), ['pairs-only', 'repeated']);
    assert.deepEqual(rowsOf(`${text} ;\ncurl https://b.example.com/ -b sid=2`), [sid, 'sid=2 @b.example.com / Secure']);
  });

  test('that takes its cookies from elsewhere says from where', () => {
    assert.deepEqual(rowsOf('curl -b cookies.txt https://app.example.com/'), ['! cookie-file']);
    assert.deepEqual(rowsOf('wget --load-cookies cookies.txt https://app.example.com/'), ['! cookie-file']);
    assert.deepEqual(rowsOf('curl -H "Cookie: sid=$SID" https://app.example.com/'), ['! variable']);
    assert.deepEqual(rowsOf("curl -H 'Cookie: sid=$SID' https://app.example.com/"), [
      'sid=$SID @app.example.com / Secure',
    ]);
  });

  test('without a cookie, or cut off, says so', () => {
    assert.equal(errorOf('curl https://app.example.com/ -H "accept: */*"'), 'command-without-cookies');
    assert.equal(errorOf("curl https://app.example.com/ -H 'Cookie: sid=1"), 'command-unclosed');
  });
});

describe('PowerShell', () => {
  const script = [
    '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession',
    '$session.UserAgent = "Mozilla/5.0"',
    '$session.Cookies.Add((New-Object System.Net.Cookie("sid", "s%3Aabc.def", "/", "app.example.com")))',
    '$session.Cookies.Add((New-Object System.Net.Cookie("odd", "a`$b`"c`"$([char]233)", "/x", ".example.com")))',
    'Invoke-WebRequest -UseBasicParsing -Uri "https://app.example.com/x" `',
    '-WebSession $session `',
    '-Headers @{',
    '"accept"="*/*"',
    '}',
  ].join('\n');

  test('gives the cookies of a session, with path and domain', () => {
    assert.deepEqual(rowsOf(script, ''), [sid, 'odd=a$b"c"é @.example.com /x Secure']);
    assert.deepEqual(notesOf(script), ['flags-unknown']);
  });

  test('gives those of a Cookie header', () => {
    for (const text of [
      'Invoke-WebRequest -Uri "https://app.example.com/" -Headers @{ "Cookie" = "sid=s%3Aabc.def; theme=dark" }',
      '$headers = @{}\n$headers["Cookie"] = "sid=s%3Aabc.def; theme=dark"\nInvoke-RestMethod https://app.example.com/ -Headers $headers',
      "irm https://app.example.com/ -Headers @{Cookie='sid=s%3Aabc.def; theme=dark'}",
    ]) {
      assert.deepEqual(rowsOf(text), [sid, theme]);
    }
  });

  test('gives a cookie of name and value alone to the host of its request', () => {
    const text =
      '$c = New-Object System.Net.Cookie("sid", "s%3Aabc.def")\nInvoke-WebRequest https://app.example.com/x -WebSession $s';
    assert.deepEqual(rowsOf(text, ''), [sid]);
  });

  test('whose value is a variable has none', () => {
    assert.deepEqual(rowsOf('iwr https://a.com/ -Headers @{ Cookie = "sid=$sid" }'), ['! variable']);
    assert.equal(errorOf('Invoke-WebRequest -Uri "https://a.com/"'), 'command-without-cookies');
  });
});

describe('fetch()', () => {
  test('gives the cookies of its header, which the copy for Node has', () => {
    const call = `fetch("https://app.example.com/x", {\n  "headers": {\n    "accept": "*/*",\n    "cookie": "sid=s%3Aabc.def; theme=dark"\n  },\n  "method": "GET"\n});`;
    for (const text of [
      call,
      `await ${call}`,
      call.replaceAll('"', "'"),
      `const r = await ${call}\nconsole.log(r.status) // cookie: "evil=1"`,
    ]) {
      assert.deepEqual(rowsOf(text, ''), [sid, theme]);
    }
  });

  test('for the browser has none, and says which copy has', () => {
    assert.equal(errorOf('fetch("https://app.example.com/", {"credentials": "include"});'), 'fetch-without-cookies');
  });

  test('of other libraries gives theirs, and none for a value that the program fills in', () => {
    for (const text of [
      'axios.get("https://app.example.com/x", { headers: { Cookie: "sid=s%3Aabc.def; theme=dark" } })',
      'const h = new Headers(); h.append("Cookie", "sid=s%3Aabc.def; theme=dark"); got("https://app.example.com/", { headers: h })',
    ]) {
      assert.deepEqual(rowsOf(text, ''), [sid, theme], text);
    }
    assert.deepEqual(rowsOf(`fetch("https://a.com/", { headers: { Cookie: \`sid=\${sid}\` } })`), ['! variable']);
  });

  test("and Python's requests give theirs", () => {
    const text = `import requests\n\ncookies = {\n    'sid': 's%3Aabc.def',\n    'theme': 'dark',\n}\n\nheaders = {\n    'accept': '*/*',\n}\n\nresponse = requests.get('https://app.example.com/', cookies=cookies, headers=headers)`;
    assert.deepEqual(rowsOf(text, ''), [sid, theme]);
  });
});

test("Python's printed jar gives its cookies", () => {
  const text = '<RequestsCookieJar[<Cookie sid=s%3Aabc.def for app.example.com/>, <Cookie b=2 for .example.com/x>]>';
  assert.deepEqual(rowsOf(text), [SID, 'b=2 @.example.com /x']);
});

test("Python's cookies are read with flags and expiry where repr() prints them", () => {
  const cookie = (name: string, value: string, more: string): string =>
    `Cookie(version=0, name='${name}', value=${value}, port=None, domain='.a.com', path='/x', secure=True, ${more}, rfc2109=False)`;
  const sid = cookie('sid', String.raw`'it\'s'`, "expires=1798102800, rest={'HttpOnly': None, 'SameSite': 'Lax'}");
  const bare = cookie('b', 'None', 'expires=None, rest={}');
  const rows = ["sid=it's @.a.com /x Secure HttpOnly lax 2026-12-24T09:00:00", 'b= @.a.com /x Secure'];
  assert.deepEqual(rowsOf(`[${sid}, ${bare}]`), rows);
  assert.deepEqual(rowsOf(`<RequestsCookieJar[${sid}, ${bare}]>`), rows);
});

test("Python's other jars are read as they print themselves", () => {
  assert.deepEqual(rowsOf('<Cookies[<Cookie sid=abc for a.com />]>'), ['sid=abc @a.com /']);
  assert.deepEqual(rowsOf("<SimpleCookie: lang='de' sid='a b'>"), [
    'lang=de @app.example.com /',
    'sid=a b @app.example.com /',
  ]);
  assert.deepEqual(rowsOf('[<Morsel: sid=abc; HttpOnly; Path=/>]'), ['sid=abc @app.example.com / HttpOnly']);
});

test("Java's printed fields of a response give their Set-Cookie lines", () => {
  const rows = ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /'];
  assert.deepEqual(rowsOf('[sid=abc; Path=/; HttpOnly, lang=de; Path=/]'), rows);
  assert.deepEqual(
    rowsOf('{null=[HTTP/1.1 200 OK], Set-Cookie=[sid=abc; Path=/; HttpOnly, lang=de; Path=/], Server=[x]}'),
    rows,
  );
});

test("Java's printed set of Selenium's cookies is read as Set-Cookie lines", () => {
  const text =
    '[sid=s%3Aabc.def; expires=Thu, 24 Dec 2026 09:00:00 GMT; path=/; domain=.example.com;secure;;httpOnly;; sameSite=Lax, theme=dark; path=/; domain=app.example.com]';
  assert.deepEqual(rowsOf(text), [
    'sid=s%3Aabc.def @.example.com / Secure HttpOnly lax 2026-12-24T09:00:00',
    'theme=dark @.app.example.com /',
  ]);
});

describe('a console', () => {
  test('that was asked for document.cookie gives what it answered', () => {
    for (const text of [
      "> document.cookie\n< 'a=1; b=2'",
      "document.cookie\n'a=1; b=2'",
      '>> document.cookie\n<- "a=1; b=2"',
      '"a=1; b=2"',
    ]) {
      assert.deepEqual(rowsOf(text), ['a=1 @app.example.com / Secure', 'b=2 @app.example.com / Secure'], text);
    }
  });

  test('that set several on one line gives each, and none for what it put together', () => {
    assert.deepEqual(rowsOf('document.cookie="sid=abc; path=/";window.document.cookie="lang=de; path=/"'), [
      'sid=abc @app.example.com /',
      'lang=de @app.example.com /',
    ]);
    assert.equal(errorOf('document.cookie="sid=" + id;'), 'unknown');
    assert.deepEqual(rowsOf('document.cookie="a=1; path=/";\ndocument.cookie="sid=" + id;'), [
      'a=1 @app.example.com /',
      '! line-unreadable',
    ]);
  });

  test('that set a cookie gives that cookie', () => {
    assert.deepEqual(rowsOf('document.cookie = "a=1; path=/x; max-age=60";'), [
      'a=1 @app.example.com /x 2026-11-23T00:01:00',
    ]);
  });
});

describe('what other tools show of a request', () => {
  test("mitmdump's flows: each response belongs to its request, and its status line is no cookie", () => {
    const text = [
      '127.0.0.1:51234: GET https://shop.example/cart HTTP/2.0',
      '    cookie: sid=abc; lang=de',
      ' << HTTP/2.0 200 OK 1.1k',
      '    set-cookie: sid=def; Path=/; HttpOnly',
    ].join('\n');
    assert.deepEqual(rowsOf(text), ['lang=de @shop.example / Secure', 'sid=def @shop.example / HttpOnly']);
  });

  test("Safari's summary names the URL of the cookies below it", () => {
    const text = [
      ...['Summary', 'URL: https://shop.example/cart', 'Status: 200', ''],
      ...['Request', 'GET /cart HTTP/1.1', 'Cookie: lang=de', 'Accept: */*', ''],
      ...['Response', 'HTTP/1.1 200 OK', 'Set-Cookie: sid=abc; Path=/'],
    ].join('\n');
    assert.deepEqual(rowsOf(text), ['lang=de @shop.example / Secure', 'sid=abc @shop.example /']);
  });

  test("Charles' overview with HTTP/2's own headers, tabs between", () => {
    const text =
      'URL\thttps://shop.example/cart\nStatus\tComplete\n\n:method\tGET\n:path\t/cart\ncookie\tsid=abc; lang=de';
    assert.deepEqual(rowsOf(text), ['sid=abc @shop.example / Secure', 'lang=de @shop.example / Secure']);
  });

  test("Fiddler's Cookies inspector, pair by pair", () => {
    const request = 'Request sent 41 bytes of Cookie data:\n\n\tsid=abc\n\tlang=de\n\n';
    const pairs = ['sid=abc @app.example.com / Secure', 'lang=de @app.example.com / Secure'];
    assert.deepEqual(rowsOf(`${request}This response did not set any cookies.`), pairs);
    const response = 'Response sent 62 bytes of Cookie data:\n\tSet-Cookie: sid=def; path=/; HttpOnly\n';
    assert.deepEqual(rowsOf(request + response), [pairs[1], 'sid=def @app.example.com / HttpOnly']);
  });
});

describe('lines of a log', () => {
  test('give the header within them, for the URL that stands beside it', () => {
    const text = [
      '2026-11-23 09:00:00 GET https://shop.example/x Set-Cookie: sid=abc; Path=/; HttpOnly',
      '2026-11-23 09:00:01 nothing of ours',
      'time=2026-11-23T09:00:02Z level=info header="Set-Cookie: lang=de; Path=/" took=5ms',
      '2026-11-23 GET https://shop.example/y cookie: "b=c" 200',
    ].join('\n');
    const found = read(text);
    assert.equal(found.format, 'log');
    assert.deepEqual(rowsOf(text), [
      'b=c @shop.example / Secure',
      'sid=abc @shop.example / HttpOnly',
      'lang=de @app.example.com /',
    ]);
    assert.equal(found.notes?.[0]?.code, 'log-lines');
  });

  test('are refused where another field follows, for the end of the value is not known', () =>
    assert.deepEqual(rowsOf('level=info Cookie: sid=abc status=200'), ['! line-unreadable']));

  test('may be a list of headers in a program', () =>
    assert.deepEqual(rowsOf("curl_setopt($ch, CURLOPT_HTTPHEADER, array('Accept: */*', 'Cookie: sid=abc; x=y'));"), [
      'sid=abc @app.example.com / Secure',
      'x=y @app.example.com / Secure',
    ]));

  test('of prose are no cookies', () => assert.equal(errorOf('Please delete the cookie: thank you'), 'unknown'));
});

test('two Set-Cookie lines that lost the break between them are two', () =>
  assert.deepEqual(rowsOf('Set-Cookie: sid=abc; Path=/ Set-Cookie: lang=de; Path=/'), [
    'sid=abc @app.example.com /',
    'lang=de @app.example.com /',
  ]));

describe('the URL that a text names is the place of the cookies below it', () => {
  const LINE = 'Set-Cookie: sid=abc; Path=/; HttpOnly';
  const THERE = ['sid=abc @shop.example.org / HttpOnly'];

  test('whatever the language of the label', () => {
    for (const label of ['Anfrage-URL', 'URL de solicitud', 'URL de la requête', 'Request URL', 'uri', 'url'])
      assert.deepEqual(rowsOf(`${label}: https://shop.example.org/cart\n${LINE}\nServer: x`), THERE, label);
    assert.deepEqual(rowsOf(`Anfrage-URL:\nhttps://shop.example.org/cart\nset-cookie:\n${LINE.slice(12)}`), THERE);
  });

  test('as clients for HTTP log it', () => {
    const text = [
      '--> POST https://a.example.org/login http/1.1',
      'Cookie: a=1',
      '--> END POST',
      '<-- 200 OK https://a.example.org/login (123ms)',
      'Set-Cookie: sid=abc; Path=/',
      '<-- END HTTP',
      '--> GET https://b.example.org/',
      '<-- 200 https://b.example.org/ (9ms)',
      'Set-Cookie: lang=de; Path=/',
    ];
    const rows = ['a=1 @a.example.org / Secure', 'sid=abc @a.example.org /', 'lang=de @b.example.org /'];
    assert.deepEqual(rowsOf(text.join('\n')), rows);
  });

  test('one request after the other', () => {
    const one = (host: string, name: string) => `uri: https://${host}/\nheaders:\n set-cookie: ${name}=1; Path=/\n`;
    assert.deepEqual(rowsOf(one('a.example.org', 'a') + one('b.example.org', 'b')), [
      'a=1 @a.example.org /',
      'b=1 @b.example.org /',
    ]);
  });

  test('but not one of another purpose, nor a word in a sentence', () => {
    for (const before of [
      'x-original-url: https://shop.example.org/',
      'Referrer-URL: https://shop.example.org/',
      'The callback URL answers with',
      'See the docs for this URL: it is short',
    ])
      assert.deepEqual(rowsOf(`${before}\n${LINE}\nServer: nginx`), ['sid=abc @app.example.com / HttpOnly'], before);
  });
});

describe('lines of headers that are written otherwise', () => {
  test('the lists of YAML have one value in each line', () => {
    const rows = ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /'];
    const items = (blanks: string) => `\n${blanks}- sid=abc; Path=/; HttpOnly\n${blanks}- "lang=de; Path=/"`;
    for (const blanks of ['', '  ', '      ']) {
      assert.deepEqual(rowsOf(`  headers:\n    Set-Cookie:${items(blanks)}`), rows);
      assert.deepEqual(rowsOf(`  headers:\n    set-cookie: ${items(blanks)}`), rows);
    }
  });

  test('what http.client of Python prints', () => {
    const text = String.raw`send: b'GET / HTTP/1.1\r\nHost: example.org\r\nCookie: a=1\r\n\r\n'
reply: 'HTTP/1.1 200 OK\r\n'
header: Server: nginx
header: Set-Cookie: sid=abc; Path=/; HttpOnly`;
    assert.deepEqual(rowsOf(text), ['a=1 @example.org / Secure', 'sid=abc @example.org / HttpOnly']);
  });

  test('a cookie in a line that is no header of one is not lost in silence', () => {
    assert.deepEqual(rowsOf('HTTP/1.1 200 OK\nx-saved: Set-Cookie: sid=abc; Path=/\nSet-Cookie: lang=de; Path=/'), [
      '! line-unreadable',
      'lang=de @app.example.com /',
    ]);
  });
});

describe('what is called Cookie and has attributes is a Set-Cookie line', () => {
  const row = 'sid=abc @app.example.com / HttpOnly +has-attributes';
  for (const before of ['Cookie: ', 'Set Cookie: ', '2026-11-30 10:00:00 INFO Setting cookie: ', 'New cookie: '])
    test(`${before}sid=abc; Path=/; HttpOnly`, () => {
      assert.deepEqual(rowsOf(`${before}sid=abc; Path=/; HttpOnly`), [row]);
    });

  test('also in a head, and with a domain and a date', () => {
    assert.deepEqual(rowsOf('Host: a.example.org\nCookie: sid=abc; path=/; httponly\nAccept: */*'), [
      'sid=abc @a.example.org / HttpOnly +has-attributes',
    ]);
    const line = 'New cookie: sid=abc; Domain=app.example.com; Expires=Thu, 24 Dec 2026 09:00:00 GMT';
    assert.deepEqual(rowsOf(line), ['sid=abc @.app.example.com / 2026-12-24T09:00:00 +has-attributes']);
  });

  test('but pairs whose names are those of attributes are pairs', () => {
    assert.deepEqual(rowsOf('Cookie: sid=abc; path=left; domain=sales; priority=2; samesite=yes'), [
      'sid=abc @app.example.com / Secure',
      'path=left @app.example.com / Secure',
      'domain=sales @app.example.com / Secure',
      'priority=2 @app.example.com / Secure',
      'samesite=yes @app.example.com / Secure',
    ]);
  });
});

describe('lines of a log', () => {
  test('belong to the request that was logged before them', () => {
    const text = [
      'D/OkHttp: --> POST https://a.example.org/login http/1.1',
      'D/OkHttp: Cookie: a=1',
      'D/OkHttp: <-- 200 https://a.example.org/login (400ms)',
      'D/OkHttp: set-cookie: sid=abc; Path=/',
      'I GET https://b.example.org/: {',
      'I set-cookie: lang=de; Path=/',
    ];
    const rows = ['a=1 @a.example.org / Secure', 'sid=abc @a.example.org /', 'lang=de @b.example.org /'];
    assert.deepEqual(rowsOf(text.join('\n')), rows);
  });

  test('of a configuration hold variables, which are no values', () => {
    for (const line of [
      'add_header Set-Cookie "sid=$cookie_sid; Path=/";',
      'Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED',
      'http-response add-header Set-Cookie "SRV=%[srv_name]; path=/"',
    ])
      assert.deepEqual(rowsOf(line), ['! variable'], line);
    assert.deepEqual(rowsOf('add_header Set-Cookie "lang=de; Path=/";'), ['lang=de @app.example.com /']);
    assert.deepEqual(rowsOf('INFO "Set-Cookie: price=$5; Path=/"'), ['price=$5 @app.example.com /']);
  });

  test('of Apache’s HttpClient end in written line breaks', () => {
    const line = (text: string) => String.raw`DEBUG http.wire - << "${text}[\r][\n]"`;
    assert.deepEqual(
      rowsOf(`${line('Set-Cookie: sid=abc; Path=/; HttpOnly')}\n${line('Set-Cookie: lang=de; Path=/')}`),
      ['sid=abc @app.example.com / HttpOnly', 'lang=de @app.example.com /'],
    );
  });
});

test('whose a cookie is that names no domain is said, where the text names no host', () => {
  const noted = (text: string): boolean => read(text).notes?.some(({ code }) => code === 'host-assumed') ?? false;
  const set = 'Set-Cookie: sid=abc; Path=/';
  for (const text of [
    set,
    'sid=abc\nlang=de',
    `HTTP/1.1 200 OK\n${set}`,
    `12:00 INFO ${set}`,
    'Cookie: a=b; Path=/; HttpOnly',
  ])
    assert.ok(noted(text), text);
  for (const text of [
    `${set}; Domain=example.com`,
    `Host: app.example.com\n${set}`,
    `GET https://app.example.com/ HTTP/1.1\n\nHTTP/1.1 200 OK\n${set}`,
    `12:00 POST https://app.example.com/ ${set}`,
    'Cookie: a=b; c=d',
  ])
    assert.ok(!noted(text), text);
});

test('a value that a terminal or a mail broke is put together', () => {
  const rows = ['sid=abcdefgh12345678 @app.example.com / HttpOnly'];
  const rest = '12345678; Path=/; HttpOnly';
  for (const text of [
    `Set-Cookie: sid=abcdefgh\n${rest}`,
    `< set-cookie: sid=abcdefgh\n${rest}`,
    `< HTTP/2 200\n< set-cookie: sid=abcdefgh\n${rest}\n< server: x`,
    `HTTP/1.1 200 OK\nSet-Cookie: sid=abcdefgh\n${rest}\nServer: x`,
  ])
    assert.deepEqual(rowsOf(text), rows, text);
  assert.deepEqual(rowsOf(`Set-Cookie: a=1; Path=/\n${rest}`), ['a=1 @app.example.com /', '! line-unreadable']);
});

test('a value that may have been broken is not imported in half', () => {
  const start = `Set-Cookie: sid=${'abcd1234'.repeat(6)}`;
  for (const text of [
    `${start}\nefgh5678`,
    `${start}\n  efgh5678; Path=/`,
    `${start}\nefgh5678\nijkl9012; Path=/`,
    `12:00 INFO ${start}\nefgh5678`,
    `HTTP/1.1 200 OK\n${start}\nefgh5678\nServer: x`,
    `HTTP/1.1 200 OK\n${start}\n  efgh5678; Path=/\nServer: x`,
    `HTTP/1.1 200 OK\n${start}\nefgh5678\nijkl9012; Path=/\nServer: x`,
  ])
    assert.deepEqual(rowsOf(text), ['! broken'], text);
  for (const text of [
    `${start}; Path=/\nefgh5678`,
    `${start}\nlang=de`,
    `${start}\n\nefgh5678`,
    'Set-Cookie: sid=abcd1234\nefgh5678',
    `HTTP/1.1 200 OK\n${start}\nserver\nnginx`,
    `HTTP/1.1 200 OK\n${start}\n\nefgh5678`,
  ])
    assert.match(rowsOf(text)[0] ?? '', /^sid=/, text);
});

test('what a program printed as one text is not said to have been joined on the wire', () => {
  const both = 'sid=abc; Path=/, lang=de; Path=/';
  const read = (note: string) => [`sid=abc @app.example.com /${note}`, `lang=de @app.example.com /${note}`];
  assert.deepEqual(rowsOf(`{'Set-Cookie': '${both}', 'Server': 'nginx'}`), read(' +joined-shown'));
  assert.deepEqual(rowsOf(`[${both}]`), read(''));
  assert.deepEqual(rowsOf(`Set-Cookie: ${both}`), read(' +joined-line'));
});

describe('requests of an editor’s file, and heads as tools print them', () => {
  const HERE = 'theme=dark @app.example.com /';

  test('each belong to their own URL', () => {
    const file = [
      '### Me',
      '# @name me',
      'GET https://app.example.com/me',
      '    ?page=1',
      'Cookie: sid=abc',
      '',
      '> {% client.test("x", function() {}); %}',
      '###',
      'GET http://api.example.com/me',
      'Cookie: tok=1',
    ];
    const rows = ['sid=abc @app.example.com / Secure', 'tok=1 @api.example.com /'];
    assert.deepEqual(rowsOf(file.join('\n')), rows);
    const mitmproxy = [
      '127.0.0.1:50612: GET https://api.example.com/me',
      '    cookie: sid=abc',
      ' << 200 OK 12b',
      '    set-cookie: theme=dark; Path=/',
    ];
    assert.deepEqual(rowsOf(mitmproxy.join('\n')), [
      'sid=abc @api.example.com / Secure',
      'theme=dark @api.example.com /',
    ]);
    const wireshark = [
      '    GET /me HTTP/1.1\\r\\n',
      '    Host: app.example.com\\r\\n',
      '    Cookie: sid=abc\\r\\n',
      '        Cookie pair: sid=abc',
      '    [Full request URI: http://app.example.com/me]',
    ];
    assert.deepEqual(rowsOf(wireshark.join('\n')), ['sid=abc @app.example.com /']);
  });

  test('of Chrome’s net-export, as text and as JSON', () => {
    const text =
      't=1234 [st= 12]  HTTP_TRANSACTION_READ_RESPONSE_HEADERS\n     --> HTTP/1.1 200\n         set-cookie: theme=dark; Path=/';
    assert.deepEqual(rowsOf(text), [HERE]);
    const events = [
      { params: { headers: ['Host: api.example.com', 'Cookie: sid=abc'], line: 'GET /me HTTP/1.1' } },
      { params: { headers: ['HTTP/1.1 200 OK', 'Set-Cookie: theme=dark; Path=/'] } },
    ];
    assert.deepEqual(rowsOf(JSON.stringify({ events })), ['sid=abc @api.example.com / Secure', HERE]);
    assert.deepEqual(rowsOf('{"headers":["Cookie: [64 bytes were stripped]"]}'), ['! redacted']);
  });

  test('of Charles, whose JSON names scheme and host apart', () => {
    const headers = [{ name: 'set-cookie', value: 'theme=dark; Path=/' }];
    const entry = { scheme: 'http', host: 'api.example.com', response: { header: { headers } } };
    assert.deepEqual(rowsOf(JSON.stringify([entry])), ['theme=dark @api.example.com /']);
  });

  test('without a header that a collection has switched off', () => {
    const header = [{ key: 'Cookie', value: 'sid=abc', disabled: true }];
    const info = { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' };
    const item = [{ request: { url: 'https://app.example.com/', header } }];
    assert.equal(errorOf(JSON.stringify({ info, item })), 'postman-collection');
  });
});
