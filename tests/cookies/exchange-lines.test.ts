import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeFile } from '../../extension/cookies/exchange/decode-file.ts';
import { errorOf, read, rowsOf } from './exchange-reading.ts';

const notesOf = (text: string): string[] => (read(text).notes ?? []).map(({ code }) => code);

describe('cookies.txt whose tabs became blanks is read, and it is said', () => {
  const visitor = 'VISITOR=s0Iq @.example.com / 2026-12-11T14:40:00';

  test('with and without its header', () => {
    const line = '.example.com    TRUE    /       FALSE   1797000000      VISITOR      s0Iq';
    for (const text of [line, `# Netscape HTTP Cookie File\n# made by hand\n\n${line}\n`]) {
      assert.deepEqual(rowsOf(text), [`${visitor} +spaces-for-tabs`]);
    }
  });

  test('with single blanks, and with some tabs left', () => {
    assert.deepEqual(rowsOf('.example.com TRUE / FALSE 1797000000 VISITOR s0Iq'), [`${visitor} +spaces-for-tabs`]);
    assert.deepEqual(rowsOf('.example.com\tTRUE / FALSE\t1797000000 VISITOR s0Iq'), [`${visitor} +spaces-for-tabs`]);
  });

  test('with "=" and blanks in its value', () => {
    assert.deepEqual(rowsOf('.a.com TRUE / FALSE 0 PREF f1=50 x'), ['PREF=f1=50 x @.a.com / +spaces-for-tabs']);
  });

  test('without a value, and without the expiry that Python leaves out', () => {
    assert.deepEqual(rowsOf('a.com FALSE / FALSE 0 empty'), ['empty= @a.com / +spaces-for-tabs']);
    assert.deepEqual(rowsOf('a.com FALSE / TRUE  sid abc'), ['sid=abc @a.com / Secure +spaces-for-tabs']);
  });

  test('with the blanks that web pages are copied with, or with tabs written out', () => {
    assert.deepEqual(rowsOf('.a.com\u00a0\u00a0TRUE\u00a0/\u00a0FALSE\u00a00\u00a0n\u00a0v'), [
      'n=v @.a.com / +spaces-for-tabs',
    ]);
    assert.deepEqual(rowsOf(String.raw`.a.com\tTRUE\t/\tFALSE\t0\tn\tv`), ['n=v @.a.com / +escaped-tabs']);
  });

  test('and leaves the lines beside it alone that have their tabs', () => {
    assert.deepEqual(rowsOf('a.com FALSE / FALSE 0 a 1\na.com\tFALSE\t/\tFALSE\t0\tb\t2'), [
      'a=1 @a.com / +spaces-for-tabs',
      'b=2 @a.com /',
    ]);
  });
});

describe('cookies.txt with the oddities of its writers is read, and each is said', () => {
  test('TRUE and FALSE in small letters', () => {
    assert.deepEqual(rowsOf('.a.com\ttrue\t/\tFalse\t0\tn\tv'), ['n=v @.a.com / +flag-case']);
  });

  test('a host with its port', () => {
    assert.deepEqual(rowsOf('localhost:8080\tFALSE\t/\tFALSE\t0\tn\tv'), ['n=v @localhost / +port-dropped']);
    assert.deepEqual(rowsOf('[::1]:8080\tFALSE\t/\tFALSE\t0\tn\tv'), ['n=v @[::1] / +port-dropped']);
  });

  test('an indented line, HttpOnly too, and an indented comment', () => {
    assert.deepEqual(
      rowsOf('# Netscape HTTP Cookie File\n  # a comment\n  #HttpOnly_a.com\tFALSE\t/\tFALSE\t0\tn\tv'),
      ['n=v @a.com / HttpOnly +indented'],
    );
    assert.deepEqual(rowsOf('\t.a.com\tTRUE\t/\tFALSE\t0\tn\tv'), ['n=v @.a.com / +indented']);
  });

  test('blanks around the mark of HttpOnly', () =>
    assert.deepEqual(rowsOf('# HttpOnly_a.com\tFALSE\t/\tTRUE\t0\tn\tv'), ['n=v @a.com / Secure HttpOnly']));

  test('a dot before a host that is marked as alone: the flag counts', () => {
    assert.deepEqual(rowsOf('.a.com\tFALSE\t/\tFALSE\t0\tn\tv'), ['n=v @a.com / +domain-flag-contradicts']);
    assert.deepEqual(rowsOf('a.com\tTRUE\t/\tFALSE\t0\tn\tv'), ['n=v @.a.com /']);
  });

  test('an address or localhost marked as a domain', () => {
    assert.deepEqual(rowsOf('.127.0.0.1\tTRUE\t/\tFALSE\t0\tn\tv'), ['n=v @127.0.0.1 / +host-only-here']);
    assert.deepEqual(rowsOf('.localhost\tTRUE\t/\tFALSE\t0\tn\tv'), ['n=v @localhost / +host-only-here']);
  });

  test('a byte order mark and line ends of any system', () => {
    const line = 'a.com\tFALSE\t/\tFALSE\t0\tn\tv';
    for (const end of ['\n', '\r\n', '\r']) {
      assert.deepEqual(rowsOf(`\uFEFF# HTTP Cookie File${end}${end}${line}${end}${line}`), [
        'n=v @a.com /',
        'n=v @a.com /',
      ]);
    }
  });

  test('a file in UTF-16, as PowerShell 5 writes it', () => {
    const text = '\uFEFFa.com\tFALSE\t/\tFALSE\t0\tn\té';
    const little = Buffer.from(text, 'utf16le');
    assert.deepEqual(rowsOf(decodeFile(little)), ['n=é @a.com /']);
    assert.deepEqual(rowsOf(decodeFile(Buffer.from(little).swap16())), ['n=é @a.com /']);
    const unmarked = Buffer.from(text.slice(1), 'utf16le');
    assert.deepEqual(rowsOf(decodeFile(unmarked)), ['n=é @a.com /']);
    assert.deepEqual(rowsOf(decodeFile(Buffer.from(unmarked).swap16())), ['n=é @a.com /']);
  });

  test('but what is wrong with a line is a reason with the number of that line', () => {
    const { rows } = read(
      [
        '# Netscape HTTP Cookie File',
        'a.com\tFALSE\t/\tFALSE\t0',
        'a.com\tyes\t/\tno\t0\tn\tv',
        'a.com\tFALSE\t/\tFALSE\t0\tn\tv\tmore',
        'a.com\tFALSE\tapp\tFALSE\t0\tn\tv',
        'a.com\tFALSE\t/\tFALSE\tsoon\tn\tv',
      ].join('\n'),
    );
    assert.deepEqual(
      rows.map((row) => [row.line, row.ok ? 'ok' : row.error.code]),
      [
        [2, 'fields'],
        [3, 'flag'],
        [4, 'too-many-fields'],
        [5, 'path-bad'],
        [6, 'expiry-text'],
      ],
    );
  });
});

describe('Set-Cookie lines', () => {
  test('that a gateway joined by commas are taken apart', () => {
    const joined =
      'test=1; Path=/; HttpOnly; Secure; SameSite=None, token=2; Path=/; Expires=Fri, 01 Jan 2027 00:00:00 GMT; HttpOnly,last=3; Path=/a';
    assert.deepEqual(rowsOf(`Set-Cookie: ${joined}`), [
      'test=1 @app.example.com / Secure HttpOnly no_restriction +joined-line',
      'token=2 @app.example.com / HttpOnly 2027-01-01T00:00:00 +joined-line',
      'last=3 @app.example.com /a +joined-line',
    ]);
    assert.equal(
      read(joined).rows.every(({ line }) => line === 1),
      true,
    );
  });

  test('that were joined without an attribute between them are taken apart where a blank shows it', () => {
    assert.deepEqual(rowsOf('Set-Cookie: a=1, b=2; Path=/x'), [
      'a=1 @app.example.com / +joined-line',
      'b=2 @app.example.com /x +joined-line',
    ]);
    assert.deepEqual(rowsOf('Set-Cookie: a=1,b=2; Path=/x'), ['a=1,b=2 @app.example.com /x']);
  });

  test('whose value holds commas or padding are left whole', () => {
    assert.deepEqual(rowsOf('token=x,y,z==; Path=/'), ['token=x,y,z== @app.example.com /']);
    assert.deepEqual(rowsOf('a=1; Path=/x,y; Expires=Fri, 01-Jan-2027 00:00:00 GMT'), [
      'a=1 @app.example.com /x,y 2027-01-01T00:00:00',
    ]);
  });

  test('that were cut at the comma of Expires are put together again', () => {
    for (const [first, second] of [
      ['a=1; Expires=Wed', '21 Oct 2027 07:28:00 GMT; Path=/'],
      ['Set-Cookie: a=1; Path=/; expires=Wednesday,', '21-Oct-2027 07:28:00 GMT'],
    ]) {
      assert.deepEqual(rowsOf(`${first}\n${second}`), ['a=1 @app.example.com / 2027-10-21T07:28:00 +split-line']);
    }
  });

  test('that were folded or wrapped are one, and a pair behind a last semicolon is another', () => {
    const row = 'a=1 @app.example.com /x Secure';
    assert.deepEqual(rowsOf('Set-Cookie: a=1;\n Path=/x;\n Secure'), [row]);
    assert.deepEqual(rowsOf('a=1;\nPath=/x; Secure;\nb=2; Path=/;'), [row, 'b=2 @app.example.com /']);
  });

  test('between quotes of a log, or with the blanks of a web page, are read without them', () => {
    assert.deepEqual(rowsOf('Set-Cookie: "a=1; Path=/x; Secure"'), ['a=1 @app.example.com /x Secure']);
    assert.deepEqual(rowsOf('Cookie: "a=1; b=2"', 'http://a.com/'), ['a=1 @a.com /', 'b=2 @a.com /']);
    assert.deepEqual(rowsOf('\u200Ba=1;\u00A0Path=/x;\u00A0Secure'), ['a=1 @app.example.com /x Secure']);
    assert.deepEqual(rowsOf('Cookie: a="1"', 'http://a.com/'), ['a="1" @a.com /']);
  });

  test('in the brackets of a map that Java prints are read to their end', () => {
    const map = '{null=[HTTP/1.1 200 OK], Set-Cookie=[a=1; Path=/x; Secure, b=2; Path=/], Server=[nginx]}';
    assert.deepEqual(
      rowsOf(map).map((row) => row.replace(/ \+joined-line$/u, '')),
      ['a=1 @app.example.com /x Secure', 'b=2 @app.example.com /'],
    );
    assert.deepEqual(rowsOf('INFO {Cookie=[a=1; b=2], Host=[x]}', 'http://a.com/'), ['a=1 @a.com /', 'b=2 @a.com /']);
    assert.equal(read('the cookie=[x] of a text').format, null);
  });

  test('that delete a cookie give none, and take away the one before', () => {
    assert.deepEqual(rowsOf('Set-Cookie: sid=1\nSet-Cookie: sid=; Max-Age=0\nSet-Cookie: theme=dark'), [
      '! deleted-later',
      '! deletes',
      'theme=dark @app.example.com /',
    ]);
  });

  test('among other lines are read alone, and what is no pair is no cookie', () => {
    assert.deepEqual(rowsOf('Set-Cookie: a=1\nX-Request-Id: 7\nSet-Cookie: b=2'), [
      'a=1 @app.example.com /',
      'b=2 @app.example.com /',
    ]);
    assert.deepEqual(rowsOf('Set-Cookie: a=1\nthat was all\nc=3'), [
      'a=1 @app.example.com /',
      '! line-unreadable',
      'c=3 @app.example.com /',
    ]);
    assert.deepEqual(rowsOf('Set-Cookie: nameless'), ['=nameless @app.example.com /']);
  });

  test('that the rules refuse give the reasons of the rules', () => {
    assert.deepEqual(rowsOf('Set-Cookie: a=1; Domain=other.com\nSet-Cookie: __Host-b=1'), [
      '! refused domain-mismatch',
      '! refused prefix-host',
    ]);
  });

  test('and pages that can have no cookies are no such site', () => {
    for (const url of ['chrome://extensions/', 'file:///a.html', 'about:blank', '']) {
      assert.equal(errorOf('Cookie: a=1', url), 'no-site');
      assert.deepEqual(rowsOf('Set-Cookie: a=1', url), ['! no-site']);
    }
  });

  test('and pairs line by line need a site that they belong to', () => {
    assert.deepEqual(rowsOf('sid=1\ntheme=dark'), ['sid=1 @app.example.com /', 'theme=dark @app.example.com /']);
    assert.deepEqual(rowsOf('Set-Cookie: sid=1', ''), ['! no-site']);
    assert.equal(errorOf('Cookie: sid=1', ''), 'no-site');
  });
});

describe('a Cookie header', () => {
  test('carries names and values alone, which is said', () => {
    for (const text of [
      'Cookie: sid=1; theme=dark',
      'sid=1; theme=dark',
      '"sid=1; theme=dark"',
      '`sid=1; theme=dark`',
    ]) {
      assert.deepEqual(rowsOf(text), ['sid=1 @app.example.com / Secure', 'theme=dark @app.example.com / Secure']);
      assert.deepEqual(notesOf(text), ['pairs-only']);
    }
  });

  test('over http is not Secure, unless its name demands it', () => {
    assert.deepEqual(rowsOf('sid=1; __Secure-a=2', 'http://localhost:3000/'), [
      'sid=1 @localhost /',
      '__Secure-a=2 @localhost / Secure',
    ]);
  });

  test('may hold JSON', () => {
    assert.deepEqual(rowsOf('prefs={"a":[1]}; sid=1'), [
      'prefs={"a":[1]} @app.example.com / Secure',
      'sid=1 @app.example.com / Secure',
    ]);
    assert.deepEqual(rowsOf('prefs={"a":1}'), ['prefs={"a":1} @app.example.com / Secure']);
  });

  test('is without the quotes around it, where one ends what the other begins', () => {
    for (const text of ['"sid=abc"', "'sid=abc'", '„sid=abc“', '„sid=abc”', '«sid=abc»'])
      assert.deepEqual(rowsOf(`Cookie: ${text}`), ['sid=abc @app.example.com / Secure'], text);
    assert.deepEqual(rowsOf(`Cookie: "sid=abc'`), [`"sid=abc' @app.example.com / Secure`]);
  });

  test('whose blanks a log wrote as %20 or + has them again, and a value keeps its own', () => {
    const rows = ['sid=a+b @app.example.com / Secure', 'lang=de @app.example.com / Secure'];
    for (const blank of [' ', '%20', '+']) assert.deepEqual(rowsOf(`Cookie: sid=a+b;${blank}lang=de`), rows);
    assert.equal(rowsOf('Cookie: sid=a;+lang=de;x=1')[1], '+lang=de @app.example.com / Secure');
    assert.deepEqual(rowsOf('sid=a;%20lang=de')[1], rows[1]);
  });

  test('that was wrapped, or came in several lines, is read whole', () => {
    assert.deepEqual(rowsOf('Cookie: a=1;\n  b=2;\n  c=3').length, 3);
    assert.deepEqual(rowsOf('cookie: a=1\ncookie: b=2').length, 2);
    assert.equal(errorOf('Cookie: a=1\nb=2'), 'header-lines');
  });

  test('of an old client has attributes among its cookies, which are none', () =>
    assert.deepEqual(rowsOf('Cookie: $Version=1; sid=abc; $Path=/', 'http://a.com/'), [
      '! old-attribute',
      'sid=abc @a.com /',
      '! old-attribute',
    ]));

  test('whose cookies seem joined by a comma says so', () => {
    assert.deepEqual(rowsOf('Cookie: a=1, b=2; c=x,y'), [
      'a=1, b=2 @app.example.com / Secure +maybe-joined',
      'c=x,y @app.example.com / Secure',
    ]);
  });
});

describe('a jar of libwww-perl', () => {
  test('is read line by line, quotes and backslashes too', () => {
    assert.deepEqual(
      rowsOf(
        String.raw`#LWP-Cookies-2.0
Set-Cookie3: sid="a\"b\\c;d"; path="/"; domain="app.example.com"; path_spec; secure; HttpOnly=None; version=0
Set-Cookie3: t=x; path="/"; domain=.example.com; domain_dot; expires="2026-12-24 09:00:00Z"; version=0
Set-Cookie3: odd; version=0
nonsense`,
      ),
      ['! value-character', 't=x @.example.com / 2026-12-24T09:00:00', '! lwp-line', '! lwp-line'],
    );
  });
});

describe('a table of cookies', () => {
  const chrome =
    'connect.sid\ts%3Aabc\tapp.example.com\t/\t2026-12-24T09:00:00.000Z\t18\t✓\t✓\tLax\thttps://top.example\t✓\tMedium';
  const session = 'theme\tdark\t.example.com\t/\tSession\t9\t\t\t\t\t\tMedium';

  test("is read in DevTools' own order where no head names the columns, which is said", () => {
    assert.deepEqual(rowsOf(`${chrome}\n${session}`), [
      'connect.sid=s%3Aabc @app.example.com / Secure HttpOnly lax 2026-12-24T09:00:00 in https://top.example',
      'theme=dark @.example.com /',
    ]);
    assert.deepEqual(notesOf(chrome), ['columns-assumed']);
  });

  test('is read by its head: in another order, as Markdown, as CSV', () => {
    const expected = ['sid=a,b @app.example.com /x Secure 2026-12-24T09:00:00'];
    for (const text of [
      'Name\tValue\tDomain\tPath\tExpires / Max-Age\tSize\tSecure\tHttpOnly\nsid\ta,b\tapp.example.com\t/x\tThu, 24 Dec 2026 09:00:00 GMT\t6\ttrue\tfalse',
      '| Name | Value | Domain | Path | Secure | Expires |\n|---|:-:|---|---|---|---|\n| sid | a,b | app.example.com | /x | ✓ | 2026-12-24T09:00:00Z |',
      'name,value,host,path,isSecure,expiry\nsid,"a,b",app.example.com,/x,1,1798102800',
      'host_key|name|value|path|is_secure|expires_utc\napp.example.com|sid|a,b|/x|1|13442576400000000',
    ]) {
      const rows = rowsOf(text).map((row) => row.replace(' +expiry-chrome-epoch', ''));
      assert.deepEqual(rows, expected, text);
    }
  });

  test('has its head below a heading, as the Cookies pane of a request is copied', () => {
    const head = 'Name\tValue\tDomain\tPath\tExpires / Max-Age\tSize\tHttpOnly\tSecure\tSameSite\tPriority';
    const row = 'sid\tabc\tapp.example.com\t/\tSession\t6\t✓\t✓\tLax\tMedium';
    assert.deepEqual(rowsOf(`Request Cookies\n${head}\n${row}`), ['sid=abc @app.example.com / Secure HttpOnly lax']);
  });

  test('needs no more columns than its head names', () => {
    assert.deepEqual(rowsOf('| Name | Value | Domain |\n|---|---|---|\n| sid | abc | a.com |'), ['sid=abc @a.com /']);
  });

  test('whose columns are named in another language is read in the order of the DevTools', () => {
    const head = 'Name\tWert\tDomain\tPfad\tLäuft ab / Max. Alter\tGröße\tHttpOnly\tSecure\tSameSite';
    const text = `${head}\nsid\tabc\t.a.com\t/\tSitzung\t6\t✓\t\tLax`;
    assert.deepEqual(rowsOf(text), ['sid=abc @.a.com / HttpOnly lax']);
    assert.deepEqual(read(text).notes, [
      { code: 'head-unknown', params: { text: 'Name, Wert, Domain, Pfad, Läuft ab / Max. Alter, Größe, Http…' } },
    ]);
  });

  test("has in Firefox' DevTools the time of its last use where Chromium has the partition", () =>
    assert.deepEqual(rowsOf('sid\tabc\ta.com\t/\tSession\t6\ttrue\tfalse\tLax\tMon, 23 Nov 2026 09:00:00 GMT'), [
      'sid=abc @a.com / HttpOnly lax',
    ]));

  test('that lost its tabs, or has its cells on several lines, says what to do', () => {
    assert.equal(errorOf('sid  abc  .a.com  /  2026-12-24T09:00:00.000Z  6  ✓  Lax  Medium'), 'table-blanks');
    assert.deepEqual(rowsOf('name,value,domain\nsid,"a'), ['! cells']);
  });

  test('whose cells were cut, or do not add up, says so', () => {
    assert.deepEqual(rowsOf('sid\tabc…\ta.com\t/\tSession\t2000'), ['! cut']);
    assert.deepEqual(rowsOf('sid\tabc\ta.com\t/\tSession\t99'), ['sid=abc @a.com / +size-differs']);
  });

  test('of encrypted values gives none', () => {
    assert.deepEqual(rowsOf('host_key,name,value,encrypted_value\na.com,sid,,v10xyz'), ['! encrypted']);
  });
});

describe("the sidebar of Firefox's Storage panel", () => {
  const cookie = (name: string, value: string): string =>
    [
      `${name}:"${value}"`,
      'Created:"Mon, 23 Nov 2026 09:00:00 GMT"',
      'Domain:".example.com"',
      'Expires / Max-Age:"Thu, 24 Dec 2026 09:00:00 GMT"',
      'HostOnly:false',
      'HttpOnly:true',
      'Last Accessed:"Mon, 23 Nov 2026 09:00:00 GMT"',
      'Path:"/"',
      'SameSite:"Lax"',
      'Secure:true',
      'Size:6',
    ].join('\n');

  test('is read, one cookie after another, whatever their names and values hold', () => {
    const rest = '@.example.com / Secure HttpOnly lax 2026-12-24T09:00:00';
    const rows = rowsOf(`${cookie('sid', 'abc')}\n${cookie('a:b', 'x"y')}\n${cookie('path', '/')}`);
    assert.deepEqual(
      rows.map((row) => row.replace(' +size-differs', '')),
      [`sid=abc ${rest}`, `a:b=x"y ${rest}`, `path=/ ${rest}`],
    );
  });

  test('without a value is no cookie', () => {
    assert.deepEqual(rowsOf('HostOnly:true\nPath:"/"\nDomain:"a.com"'), ['! value-missing']);
  });
});

describe('the expiry of a row', () => {
  const rowWith = (expires: unknown): string[] => {
    const item = { name: 'n', value: 'v', domain: 'a.com', path: '/', expires };
    return rowsOf(JSON.stringify([item]));
  };
  const christmas = 'n=v @a.com / 2026-12-24T09:00:00';

  for (const [what, expires, note] of [
    ['seconds', 1_798_102_800, ''],
    ['seconds as text', '1798102800', ''],
    ['seconds with a fraction', 1_798_102_800.4191, ''],
    ['milliseconds', 1_798_102_800_000, ' +expiry-milliseconds'],
    ['milliseconds with a fraction', 1_798_102_800_000.191, ' +expiry-milliseconds'],
    ['microseconds', 1_798_102_800_000_000, ' +expiry-microseconds'],
    ["Chrome's microseconds since 1601", 13_442_576_400_000_000, ' +expiry-chrome-epoch'],
    ['ISO 8601', '2026-12-24T09:00:00.000Z', ''],
    ['ISO 8601 with an offset', '2026-12-24T10:00:00+01:00', ''],
    ['ISO 8601 without a zone', '2026-12-24 09:00:00', ' +expiry-utc-assumed'],
    ["HTTP's date", 'Thu, 24 Dec 2026 09:00:00 GMT', ''],
    ['seconds with an exponent', '1.798102800e+09', ''],
    ["a German locale's numbers", '24.12.2026, 09:00:00', ' +expiry-utc-assumed'],
    ["an American locale's numbers", '12/24/2026, 9:00:00 AM', ' +expiry-utc-assumed'],
    ['the same with the narrow blank of newer ones', '12/24/2026, 9:00:00\u202FAM', ' +expiry-utc-assumed'],
    ["a British locale's numbers", '24/12/2026 09:00', ' +expiry-utc-assumed'],
    ["JavaScript's own date", 'Thu Dec 24 2026 04:00:00 GMT-0500 (Eastern Standard Time)', ''],
  ] as const) {
    test(`in ${what} is that time`, () => assert.deepEqual(rowWith(expires), [christmas + note]));
  }

  for (const expires of [
    ...[-1, 0, '', null, 'Session', 'session', 'At end of session', 'Invalid Date', 'Infinity', '0', '-', 'Sitzung'],
    // Chrome's HARs, Go, .NET.
    ...['1969-12-31T23:59:59.000Z', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00', '0001-01-01 00:00:00 +0000 UTC'],
  ]) {
    test(`${JSON.stringify(expires)} is the end of the session`, () =>
      assert.deepEqual(rowWith(expires), ['n=v @a.com /']));
  }

  for (const [expires, code] of [
    [1e18, 'expiry-unit'],
    [1.1e16, 'expiry-unit'],
    [3600, 'expiry-unit'],
    ['2026', 'expiry-unit'],
    [1e300, 'expiry-unit'],
    ['11-12-2026 10:00:00', 'expiry-text'],
    ['11/12/2026, 9:00:00 AM', 'expiry-text'],
    ['31.02.2026', 'expiry-text'],
    ['1.79e9', 'expiry-text'],
    ['Thu, 24 Dec 2026 09:00:00 PST', 'expiry-text'],
    ['2026-13-45T00:00:00Z', 'expiry-text'],
    ['soon', 'expiry-text'],
    [true, 'expiry-text'],
    [{}, 'expiry-text'],
  ] as const) {
    test(`${JSON.stringify(expires)} is refused`, () => assert.deepEqual(rowWith(expires), [`! ${code}`]));
  }

  test('is never later than the year 9999, whatever number is given', () => {
    for (let exponent = 0; exponent < 40; exponent += 0.05) {
      const [row = ''] = rowWith(10 ** exponent);
      if (!row.startsWith('!')) assert.match(row, / \d{4}-\d\d-\d\dT/, String(10 ** exponent));
    }
  });
});

describe('cookies in YAML', () => {
  const ruby = (name: string, value: string, more = ''): string =>
    `- !ruby/object:HTTP::Cookie\n  name: ${name}\n  value: ${value}\n  domain: a.com\n  path: "/"\n${more}`;

  test("of Ruby's http-cookie are read, each value as the text that it is", () => {
    const expires =
      '  for_domain: true\n  secure: true\n  httponly: true\n  expires: 2026-12-24 09:00:00.000000000 Z\n';
    const text = `---\n${ruby('sid', 'abc', expires)}${ruby('n', "'007'", '  for_domain: false\n')}${ruby('q', '"a\\"b"')}`;
    assert.deepEqual(rowsOf(text), [
      'sid=abc @.a.com / Secure HttpOnly 2026-12-24T09:00:00',
      'n=007 @a.com /',
      'q=a"b @a.com /',
    ]);
  });

  test('of older jars lie below their host, path and name', () => {
    const text =
      '---\na.com:\n  /:\n    sid: !ruby/object:HTTP::Cookie\n      name: sid\n      value: abc\n      domain: a.com\n';
    assert.deepEqual(rowsOf(text), ['sid=abc @a.com /']);
  });

  test('of Insomnia lie behind its requests, whose headers are no cookies', () => {
    const header = '  - url: https://a.com\n    headers:\n      - name: Accept\n        value: "*/*"\n';
    const jar = 'cookieJar:\n  cookies:\n    - key: sid\n      value: abc\n      domain: a.com\n      hostOnly: true\n';
    assert.deepEqual(rowsOf(`type: collection.insomnia.rest/5.0\ncollection:\n${header.repeat(400)}${jar}`), [
      'sid=abc @a.com /',
    ]);
  });

  test('may have no value, but none on lines of its own', () => {
    assert.deepEqual(rowsOf('- name: a\n  value:\n  domain: a.com\n- name: b\n  value: |\n    x\n  domain: a.com'), [
      'a= @a.com /',
      '! value-missing',
    ]);
  });
});

describe('what stands around a header is no cookie', () => {
  const pairs = ['sid=abc @app.example.com / Secure', 'theme=dark @app.example.com / Secure'];

  for (const [around, text] of [
    ['a greeting and a name', 'Hi,\n\nhere it is:\n\nCookie: sid=abc; theme=dark\n\nRegards\nAnn'],
    ['the marks of a tracker', '{code:java}\nCookie: sid=abc; theme=dark\n{code}'],
    ['what a chat adds', 'Cookie: sid=abc; theme=dark\n(edited)'],
    ['a directive', '.. code-block::\n\n   Cookie: sid=abc; theme=dark'],
  ] as const)
    test(`${around}: each line is said`, () => {
      const rows = rowsOf(text);
      assert.deepEqual(rows.slice(0, 2), pairs);
      assert.deepEqual(new Set(rows.slice(2)), new Set(['! line-unreadable']));
      assert.equal(rows.length, text.split('\n').filter((line) => line.trim() !== '').length + 1);
    });

  test('the first line of a request names the site, and a link in a sentence does not', () => {
    assert.deepEqual(rowsOf('GET https://shop.example/a\nCookie: sid=abc'), ['sid=abc @shop.example / Secure']);
    assert.equal(rowsOf('See https://docs.example/a\nCookie: sid=abc')[0], 'sid=abc @app.example.com / Secure');
  });

  test('a value that was wrapped is not taken for the whole', () => {
    assert.equal(errorOf('Cookie: sid=abc\ndef; theme=dark'), 'header-lines');
    assert.equal(errorOf('Cookie: sid=abc\ndef'), 'header-lines');
  });

  test('a tag, marks of a page, and characters that nobody sees', () => {
    assert.deepEqual(rowsOf('<pre class="x">Cookie: sid=abc; theme=dark</pre>'), pairs);
    assert.deepEqual(rowsOf('Cookie: sid&#61;abc&#x3B; theme&#61;dark'), pairs);
    assert.deepEqual(rowsOf('Cookie:\u200B sid=abc;\u200B theme=dark\u200B'), pairs);
    assert.deepEqual(rowsOf('Cookie: sid=a\u200Bbc'), ['sid=a\u200Bbc @app.example.com / Secure']);
    assert.deepEqual(rowsOf('Cookie: sid=&#7;'), ['sid=&#7 @app.example.com / Secure']);
  });

  test('a list of Cookie headers is read to its end', () => {
    assert.deepEqual(rowsOf(".set('Cookie', ['sid=abc', 'theme=dark'])"), pairs);
  });

  test('quotes around a line of a cookies.txt are no part of it', () => {
    assert.deepEqual(rowsOf('"a.test\tFALSE\t/\tTRUE\t0\tsid\tabc"'), ['sid=abc @a.test / Secure']);
    assert.deepEqual(rowsOf('a.test\tFALSE\t/\tTRUE\t0\tsid\t"abc"'), ['sid="abc" @a.test / Secure']);
  });
});
