// What a mail or a terminal broke into lines: put together where that is certain, else not imported in part.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rowsOf } from './exchange-reading.ts';

const HERE = '@app.example.com /';
const ENDS = '2026-12-11T14:40:00';
const LONG = 'abcd1234'.repeat(6);

/** The rows of a line alone, and within a head. */
const bothWays = (line: string): string[][] => [
  rowsOf(`Set-Cookie: ${line}`),
  rowsOf(`HTTP/1.1 200 OK\nSet-Cookie: ${line}\nServer: x`),
];

describe('a Set-Cookie line that was broken among its attributes is put together', () => {
  for (const [where, line, cookie] of [
    ['before an attribute', 'a=1; Path=/;\nHttpOnly; Secure', `a=1 ${HERE} Secure HttpOnly`],
    ['before a semicolon', 'a=1; Path=/\n; HttpOnly', `a=1 ${HERE} HttpOnly`],
    ['behind the name', 'a=1; HttpOnly; SameSite=\nLax', `a=1 ${HERE} HttpOnly lax`],
    ['within the name', 'a=1; Path=/; Http\nOnly', `a=1 ${HERE} HttpOnly`],
    ['at a hyphen', 'a=1; Max-\nAge=60; Path=/', `a=1 ${HERE} 2026-11-23T00:01:00`],
    ['within a domain', 'a=1; Domain=example.\ncom; Secure', 'a=1 @.example.com / Secure'],
    ['within a date', 'a=1; Expires=Fri, 11 Dec\n2026 14:40:00 GMT; HttpOnly', `a=1 ${HERE} HttpOnly ${ENDS}`],
    ['twice', 'a=1; Path=/; Same\nSite=Lax;\nSecure', `a=1 ${HERE} Secure lax`],
  ] as const) {
    test(where, () => assert.deepEqual(bothWays(line), [[cookie], [cookie]]));
  }

  test('but is refused where it cannot be known what stood between', () => {
    for (const line of ['a=1; HttpOnly; Path=/ap\np; Secure', 'a=1; Max-Age=36\n00; HttpOnly', 'a=1; Max-Age=36\n00']) {
      assert.deepEqual(bothWays(line), [['! broken'], ['! broken']], line);
    }
  });

  test('and lines of their own stay so', () => {
    assert.deepEqual(bothWays('a=1; Path=/\nSet-Cookie: b=2; HttpOnly'), [
      [`a=1 ${HERE}`, `b=2 ${HERE} HttpOnly`],
      [`a=1 ${HERE}`, `b=2 ${HERE} HttpOnly`],
    ]);
    assert.deepEqual(rowsOf('Set-Cookie: a=1; Secure\nSet-Cookie: abc; Path=/'), [
      `a=1 ${HERE} Secure`,
      `=abc ${HERE}`,
    ]);
    assert.deepEqual(rowsOf('set-cookie\na=1; Path=/; SameSite=Lax\nx-amz-id-2\nabc12345; Secure'), [
      `a=1 ${HERE} lax`,
    ]);
  });
});

test('a line end that only Unicode knows parts headers too', () => {
  for (const end of ['\u2028', '\u0085', '\v']) {
    assert.deepEqual(rowsOf(`Set-Cookie: a=1; Path=/${end}Set-Cookie: b=2; Path=/`), [`a=1 ${HERE}`, `b=2 ${HERE}`]);
  }
});

describe('the Cookie header of a head', () => {
  const head = (cookie: string): string[] => rowsOf(`GET / HTTP/1.1\nHost: a.test\n${cookie}\nAccept: */*`);
  const both = ['sid=abc @a.test / Secure', 'lang=de @a.test / Secure'];

  test('goes on behind its semicolon, and line by line below its name', () => {
    for (const cookie of ['Cookie: sid=abc;\nlang=de', 'Cookie\n\tsid=abc\n\tlang=de']) {
      assert.deepEqual(head(cookie), both, cookie);
    }
  });

  test('whose last value may be broken gives the others alone', () => {
    assert.deepEqual(
      head(`Cookie: lang=de; sid=${LONG}\nefgh5678`),
      ['! cut', 'lang=de @a.test / Secure'].toReversed(),
    );
    assert.deepEqual(head(`Cookie: sid=${LONG}\nX-B3-Traceid: efgh5678`), [`sid=${LONG} @a.test / Secure`]);
    assert.deepEqual(rowsOf(`cookie\nsid=${LONG}\nx-amz-id-2\nefgh5678`), [`sid=${LONG} ${HERE} Secure`]);
  });
});

test('several values below one name of newer DevTools are all read', () => {
  assert.deepEqual(rowsOf('set-cookie\na=1; Path=/\nb=2; HttpOnly; Path=/\nserver\nnginx'), [
    `a=1 ${HERE}`,
    `b=2 ${HERE} HttpOnly`,
  ]);
});

describe('cookies.txt whose last field stands in a line below', () => {
  const fields = (value: string): string => ['.a.test', 'TRUE', '/', 'TRUE', '0', 'sid', value].join('\t');

  test('is not imported without it, or with a part of it', () => {
    for (const text of [`${fields('').trimEnd()}\nabcdef`, `${fields(LONG)}\nefgh5678`]) {
      assert.deepEqual(rowsOf(text), ['! broken', '! fields'], text);
    }
  });

  test('but a greeting, or the next line, is no part of it', () => {
    assert.deepEqual(rowsOf(`${fields('abc')}\nThanks`), ['sid=abc @.a.test / Secure', '! fields']);
    assert.deepEqual(rowsOf(`${fields('').trimEnd()}\n\nThanks`), ['sid= @.a.test / Secure', '! fields']);
  });
});

describe('a line of libwww-perl’s jar that was wrapped', () => {
  const jar = (rest: string): string[] => rowsOf(`#LWP-Cookies-2.0\nSet-Cookie3: sid=${rest}\nRegards`);

  test('is one with the lines below, up to its version', () => {
    const cookie = `sid=abc @a.test / Secure ${ENDS}`;
    for (const rest of [
      `"abc"; path="/"; domain="a.test"; path_spec;\nsecure; expires="2026-12-11 14:40:00Z"; version=0`,
      `"abc"; path="/"; domain="a.test"\n; secure; expires="2026-12-11\n14:40:00Z"; version=0`,
    ])
      assert.deepEqual(jar(rest), [cookie, '! lwp-line'], rest);
  });

  test('within its value is refused', () => {
    assert.deepEqual(jar('"abc\ndef"; path="/"; domain="a.test"; version=0'), ['! value-character', '! lwp-line']);
  });
});

describe('curl’s --trace-ascii', () => {
  const value = 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop';
  const trace = [
    '=> Send header, 73 bytes (0x49)',
    '0000: GET / HTTP/1.1',
    '0010: Host: a.test',
    '001e: Cookie: lang=de',
    '002f: ',
    '<= Recv header, 17 bytes (0x11)',
    '0000: HTTP/1.1 200 OK',
    '<= Recv header, 90 bytes (0x5a)',
    `0000: Set-Cookie: token=${value.slice(0, 46)}`,
    `0040: ${value.slice(46)}; Path=/; HttpOnly`,
    '<= Recv header, 2 bytes (0x2)',
    '0000: ',
    '<= Recv data, 17 bytes (0x11)',
    '0000: Set-Cookie: no=no',
  ].join('\n');

  test('is read as the head that it shows, its lines of 64 characters put together', () => {
    assert.deepEqual(rowsOf(trace), ['lang=de @a.test / Secure', `token=${value} @a.test / HttpOnly`]);
  });
});

test('a dump in hexadecimal is read nowhere as the text beside it', () => {
  const octets = '436f 6f6b 6965 3a20 7369 643d 6162 630d';
  for (const text of [`\t0x0010:  ${octets}  Cookie:.sid=abc.`, `00000010: ${octets}  Cookie: sid=abc.`]) {
    assert.deepEqual(rowsOf(text), [], text);
  }
});

test('a header in a log between bars ends at the next one', () => {
  const log = '+id|GET / HTTP/1.1|Host:a.test|Cookie:sid=abc; lang=de|User-Agent:x';
  assert.deepEqual(rowsOf(log), [`sid=abc ${HERE} Secure`, `lang=de ${HERE} Secure`]);
});

test('the source of a mail, quoted-printable, is taken back', () => {
  assert.deepEqual(rowsOf('Set-Cookie: sid=3Dabc; Path=3D/; Http=\nOnly'), [`sid=abc ${HERE} HttpOnly`]);
  assert.deepEqual(rowsOf('Set-Cookie: sid=3Dabc; Path=/'), [`sid=3Dabc ${HERE}`]);
});
