// Whatever is pasted: no exception, no more rows than allowed, a code for what is not read, and linear time.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_ROWS, MAX_TEXT } from '../../extension/cookies/exchange/exchange-cookie.ts';
import {
  lossPhrase,
  rowErrorPhrase,
  rowNotePhrase,
  textErrorPhrase,
  textNotePhrase,
} from '../../extension/trace/words/exchange-words.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { assertInProportion, cpuTimeOf } from '../trace/proportion.ts';
import { english } from '../ui/words.ts';
import { errorOf, read } from './exchange-reading.ts';

/** Pieces that readers look for. */
const PIECES = [
  ...[
    '\t',
    ' ',
    '\n',
    '\r\n',
    '=',
    ';',
    ',',
    ':',
    '"',
    "'",
    '`',
    '^',
    '\\',
    '$',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '|',
    '>',
    '<',
    '#',
    '/',
  ],
  ...[
    'TRUE',
    'false',
    '0',
    '1797000000',
    'a.com',
    '.a.com',
    '/',
    '#HttpOnly_',
    'sid',
    'abc',
    '…',
    '✓',
    '\uFEFF',
    '\0',
    '\uFFFD',
  ],
  ...[
    'Set-Cookie: ',
    'Cookie: ',
    'Set-Cookie3: ',
    'HTTP/1.1 200 OK\n',
    'GET / HTTP/1.1\n',
    'Host: a.com\n',
    'Path=/',
    'Expires=Wed, ',
  ],
  ...[
    'curl ',
    '-b ',
    "-H 'Cookie: a=1'",
    'https://a.com/ ',
    'fetch("',
    'cookie',
    'Invoke-WebRequest ',
    'System.Net.Cookie(',
    '```\n',
    '#LWP-Cookies-2.0\n',
  ],
  ...[
    '# Netscape HTTP Cookie File\n',
    '"name":',
    '"value":',
    '"domain":',
    '"expires":',
    'name\tvalue\tdomain\n',
    'document.cookie',
    'true',
    'null',
  ],
];
const anyValue = fc.jsonValue({ maxDepth: 4 });
const anyRecord = fc.dictionary(
  fc.constantFrom(
    'name',
    'value',
    'domain',
    'host',
    'key',
    'path',
    'expires',
    'expiry',
    'sameSite',
    'partitionKey',
    'secure',
    'cookies',
    'origins',
    'size',
    'format',
    'version',
    'url',
    'item',
    'info',
    'resources',
    '_type',
    '__proto__',
    'set-cookie',
    'Host raw',
    'maxAge',
    'originAttributes',
  ),
  fc.oneof(
    anyValue,
    fc.constantFrom('a.com', 'sid', '/', '1797000000', 'sidtrail-cookies', 'export', '^partitionKey=x'),
  ),
  { noNullPrototype: true },
);
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60, size: 'max' }).map((pieces) => pieces.join('')),
  fc.array(anyRecord, { maxLength: 5 }).map((list) => JSON.stringify(list)),
  anyRecord.map((record) => JSON.stringify(record)),
  fc.array(anyRecord, { maxLength: 5 }).map((cookies) => JSON.stringify({ cookies })),
);

describe('any text', () => {
  test('gives rows or a code, each with its sentence, and never throws', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom('https://app.example.com/', ''), (text, url) => {
        const { rows, error, notes = [] } = read(text, url);
        assert.ok(rows.length > 0 || error !== undefined, 'nothing was read, and nothing said');
        const sentences = [
          ...(error === undefined ? [] : [textErrorPhrase(error)]),
          ...notes.map(textNotePhrase),
          ...rows.flatMap((row) => (row.ok ? row.notes.map(rowNotePhrase) : [rowErrorPhrase(row.error)])),
        ];
        for (const sentence of sentences) assert.match(plain(english, sentence), /[^.][.:)]$/u);
        assert.deepEqual(
          rows.map(({ row }) => row),
          Array.from(rows, (_, index) => index + 1),
        );
        for (const row of rows) {
          if (!row.ok || row.cookie.expirationDate === undefined) continue;
          assert.ok(Math.abs(row.cookie.expirationDate) <= 8.64e12, `${row.cookie.expirationDate} is no time`);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('every loss has its sentence', () => {
    for (const loss of ['same-site', 'partition', 'pairs-only', 'left-out-tab'] as const) {
      assert.match(plain(english, lossPhrase(loss)), /\.$/);
    }
  });
});

describe('a text without end', () => {
  test('is refused above the bound', () => {
    assert.equal(errorOf('x'.repeat(MAX_TEXT + 1)), 'too-long');
    assert.equal(errorOf(`Cookie: ${'a=1; '.repeat(300_000)}`), 'too-long');
    assert.equal(errorOf(`curl https://a.com -b '${'a=1; '.repeat(1_000_000)}'`), 'too-long');
  });

  test('of rows is read up to the bound, and the rest is said', () => {
    for (const text of [
      'a.b\tFALSE\t/\tFALSE\t0\ta\t1\n'.repeat(MAX_ROWS + 5),
      'Set-Cookie: a=1\n'.repeat(MAX_ROWS + 5),
      `[${'{},'.repeat(MAX_ROWS + 5)}{"name":"a","value":"1","domain":"a.com"}]`.replace(
        '[{}',
        '[{"name":"a","value":"1","domain":"a.com"}',
      ),
    ]) {
      const { rows, error } = read(text);
      assert.equal(rows.length, MAX_ROWS);
      assert.deepEqual(error, { code: 'too-many-rows', params: { limit: MAX_ROWS } });
    }
  });

  test('of hostile depth is no list of cookies', () => {
    for (const depth of [1000, 200_000]) {
      assert.equal(errorOf(`${'['.repeat(depth)}${']'.repeat(depth)}`), 'json-other');
      assert.match(errorOf(`${'['.repeat(depth)}'a'${']'.repeat(depth)}`), /^json-/);
      assert.match(errorOf(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`), /^json-/);
    }
  });

  /** Pieces that, repeated, make a careless reader take the square of their number. */
  const REPEATED = [
    '\n',
    '\r',
    ' ',
    '\t',
    '=',
    ';',
    ',',
    '"',
    "'",
    '\\',
    '^',
    '`',
    '$',
    '#',
    '>',
    '|',
    '[',
    '{',
    '(',
    'a',
    '…',
    'a=1;',
    'a=1, ',
    '; a',
    'a=1; b=2, ',
    '> ',
    '> a\n',
    '>>> a\n',
    '"a" ',
    "$'",
    '{"a":',
    "{'a':",
    '[1,',
    '\\"',
    '^"',
    'a b ',
    'curl ',
    '-H ',
    '# ',
    'Cookie: ',
    'Set-Cookie: a=1, b=2\n',
    'a.b TRUE / ',
    'document.cookie\n',
    '```\n',
    'a: b\n',
    'HTTP/1.1 200 OK\n',
    '.com\tTRUE\t',
    'x\t',
    '| a ',
    'PS > ',
    'Set-Cookie: a; Expires=Wed\n',
    '1 Jan',
    '1 Jan 2027 00:00:00; Expires=Wed\n',
    'Set-Cookie3: a=" ',
    "Cookie(version=0, name='",
    "a='b' ",
    ' cookie: a',
    ' Set-Cookie: a',
    '|cookie:a',
    '- name: a\n',
    'value: a\n',
    '// a\n',
    '/* a */',
    '<!-- a -->',
    '[1]\n',
    'document.cookie="a=1";',
    'f(',
    'Set-Cookie=[a, ',
    ' Path=/;\n',
    'Secure;\n',
    ' a=1',
    '; a b',
  ];
  const HEADS = [
    '',
    '# Netscape HTTP Cookie File\n',
    'Set-Cookie: ',
    'Cookie: ',
    'HTTP/1.1 200 OK\n',
    'curl https://a.com ',
    'fetch("',
    'Invoke-WebRequest "',
    '#LWP-Cookies-2.0\nSet-Cookie3: ',
    'name,value,domain\n',
    'name\tvalue\tdomain\n',
    '[',
    "[{'a':",
    '> ',
    'document.cookie = "',
    'a=1; Expires=',
    'sid=1; path=/',
    "Cookie(version=0, name='",
    '<SimpleCookie: ',
    '- name: a\n  value: b\n  domain: c\n',
    'level=info cookie: ',
    '{Set-Cookie=[',
    'set-cookie=a=b; Path=/',
    'log | set-cookie | a=b ',
    'f([',
    'a=1',
    'cookies = {',
  ];

  /** What may follow all that: where it fits no rule, a reader tries again from each place. One for each text, in turn. */
  const ENDS = ['', ';', '\n;', '})', '"', '=', ')', ']', ' x'];

  test('takes time in proportion to its length', async () => {
    let texts = 0;
    const time = (text: string): Promise<number> => cpuTimeOf(() => read(text));
    const slow: string[] = [];
    for (const head of HEADS) {
      for (const piece of REPEATED) {
        const end = ENDS[texts++ % ENDS.length] ?? '';
        const long = (length: number): string => head + piece.repeat(Math.ceil(length / piece.length)) + end;
        // A reader that takes the square needs seconds for 40,000 characters; a linear one some milliseconds. It needs
        // a sixteenth for a quarter of them: what takes less is not asked for more.
        if ((await time(long(10_000))) <= 40) continue;
        const text = long(40_000);
        if ((await time(text)) > 800 && (await time(text)) > 800) slow.push(JSON.stringify(head + piece + end));
      }
    }
    assert.deepEqual(slow, []);
  });

  /** What is tried again from each place because its end does not fit. */
  const UNFITTING: readonly (readonly [head: string, piece: string, end: string])[] = [
    ['a=1', ' a=1', ';'],
    ['a=1', ' a=1', '\n;b'],
    ['a=1', '; a b', ';'],
    ['a=1;', ' ', '='],
    ['cookies = {', '\n', '})'],
    ['cookieStore.set({ name: "a",', '\n', '})'],
  ];

  for (const [head, piece, end] of UNFITTING)
    test(`takes time in proportion to its length: ${[head, piece, end].map((part) => JSON.stringify(part)).join(', ')}`, async () => {
      const timeOf = (length: number): Promise<number> =>
        cpuTimeOf(() => read(head + piece.repeat(length / piece.length) + end));
      await assertInProportion(timeOf, { short: 2_000, long: 16_000, tooLong: 20, enough: 600 });
    });

  /** Lines that go on with the one before them, each a little. */
  const GOING_ON: Readonly<Record<string, readonly [first: string, line: string]>> = {
    'a value that was broken': [`Set-Cookie: sid=${'a'.repeat(40)}`, '\nabcdefg1'],
    'a value that was broken in a head': [`HTTP/1.1 200 OK\nSet-Cookie: sid=${'a'.repeat(40)}`, '\nabcdefg1'],
    'a header that was folded': ['HTTP/1.1 200 OK\nSet-Cookie: sid=a', '\n abcdefg'],
    'a Cookie header that was wrapped': ['Cookie: a=b;', '\nc=d;'],
  };

  for (const [name, [first, line]] of Object.entries(GOING_ON))
    test(`takes time in proportion to its lines: ${name}`, async () => {
      const timeOf = (length: number): Promise<number> => {
        const text = first + line.repeat(length / line.length);
        return cpuTimeOf(() => read(text));
      };
      // Eight times the lines take the square sixty-four times.
      await assertInProportion(timeOf, { short: 50_000, long: 400_000, tooLong: 20, enough: 600 });
    });
});
