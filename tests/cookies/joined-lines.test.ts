import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { findLineFaults, joinedParts } from '../../extension/cookies/joined-lines.ts';
import { parseSetCookie } from '../../extension/cookies/parse-set-cookie.ts';

describe('a Set-Cookie line that is several', () => {
  const joined: readonly (readonly [line: string, parts: readonly string[]])[] = [
    ['a=1; Path=/; SameSite=None, b=2', ['a=1; Path=/; SameSite=None', 'b=2']],
    ['a=1; HttpOnly,b=2; Secure,c=3', ['a=1; HttpOnly', 'b=2; Secure', 'c=3']],
    ['a=1, b=2', ['a=1', 'b=2']],
    [
      'a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT, b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly',
      ['a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly'],
    ],
    [
      'language=en-US; Path=/, k.uid=s%3A5.rG; Max-Age=864; Path=/; Expires=Wed, 25 Nov 2026 19:07:02 GMT; HttpOnly, this.sid=s%3Aq.k; Path=/',
      [
        'language=en-US; Path=/',
        'k.uid=s%3A5.rG; Max-Age=864; Path=/; Expires=Wed, 25 Nov 2026 19:07:02 GMT; HttpOnly',
        'this.sid=s%3Aq.k; Path=/',
      ],
    ],
    ['a=1; Path=/,b=s%3A2; Path=/; HttpOnly', ['a=1; Path=/', 'b=s%3A2; Path=/; HttpOnly']],
    ['a=1; Path=/x, b=2', ['a=1; Path=/x', 'b=2']],
    ['a=1; Path=/x,b=2; HttpOnly,c=3', ['a=1; Path=/x', 'b=2; HttpOnly', 'c=3']],
    ['a=1; Max-Age=60,b=2', ['a=1; Max-Age=60', 'b=2']],
    ['a=1; Domain=x.test, b=2', ['a=1; Domain=x.test', 'b=2']],
    ['a="1, x=2", b=3', ['a="1, x=2"', 'b=3']],
    ['a="1, b=2', ['a="1', 'b=2']],
  ];
  for (const [line, parts] of joined) {
    test(`is taken apart: ${line.slice(0, 60)}`, () => assert.deepEqual(joinedParts(line), parts));
  }

  const single = [
    'token=x,y,z==',
    'prefs="a=1, b=2"; Path=/',
    'token=x, y, z==; Path=/',
    'prefs=a=1,b=2; Path=/',
    'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/',
    'a=1; Path=/x,y=2',
    'a=1; Path=/a,/b; HttpOnly',
    'a=1; Path=/x,y=2; HttpOnly',
    'a=1; Foo=x,y=2',
    'a=1; SameSite=Wild, b',
    'a=1; HttpOnly, Secure',
    'a={"b":"c, d"}; Path=/',
    'a="x, y"',
    'sid=abc, HttpOnly, Secure, Path=/',
    'sid=abc; Path=/, SameSite=Lax',
  ];
  for (const line of single) {
    test(`is no false alarm: ${line}`, () => assert.equal(joinedParts(line).length, 1));
  }

  test('carries a warning in its verdict, with how many it is', () => {
    const warning = (line: string): unknown =>
      parseSetCookie(line, BROWSER_RULES.chromium, 0).warnings.find(({ code }) => code === 'joined-lines')?.params;
    assert.deepEqual(warning('a=1; Path=/; SameSite=None, b=2'), { parts: 2 });
    assert.equal(warning('token=x,y,z=='), undefined);
  });
});

describe('two lines that were one', () => {
  test('belong together when they were cut at the comma in Expires', () => {
    const lines = ['x=0', 'a=1; Expires=Wed', '21 Oct 2027 07:28:00 GMT; Path=/'];
    const whole = 'a=1; Expires=Wed, 21 Oct 2027 07:28:00 GMT; Path=/';
    assert.deepEqual(findLineFaults(lines), [{ code: 'split-at-comma', line: 1, whole }]);
  });

  test('are also found where the second is cut from a third that was joined to it', () => {
    const lines = ['a=1; expires=Wednesday', ' 21-Oct-27 07:28:00 GMT; HttpOnly, b=2'];
    assert.deepEqual(
      findLineFaults(lines).map(({ code }) => code),
      ['split-at-comma', 'joined-lines'],
    );
  });

  test('are not thought of where the second is no date, or the first has more', () => {
    assert.deepEqual(findLineFaults(['a=1; Expires=Wed', '21=b']), []);
    assert.deepEqual(findLineFaults(['a=1; Expires=Wed', 'b=21 Oct 2027 07:28:00 GMT']), []);
    assert.deepEqual(findLineFaults(['a=1; Expires=Wed; Path=/', '21 Oct 2027 07:28:00 GMT']), []);
  });
});
