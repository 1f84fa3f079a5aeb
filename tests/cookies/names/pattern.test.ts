import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { KNOWN_COOKIES } from '../../../extension/cookies/names/name-table.ts';
import { compilePattern } from '../../../extension/cookies/names/pattern.ts';

describe('a pattern', () => {
  for (const [pattern, matching, other] of [
    ['connect.sid', ['connect.sid'], ['connectXsid', 'connect.sid2', '']],
    ['MoodleSession*', ['MoodleSession1', 'MoodleSession_x.y'], ['MoodleSession', 'xMoodleSession1']],
    ['*_session', ['a_session', '_x_session'], ['_session', 'a_session_', 'a-session']],
    ['mp_{hex}_mixpanel', ['mp_0aF_mixpanel'], ['mp__mixpanel', 'mp_0g_mixpanel']],
    ['SESS{hex32}', [`SESS${'0a'.repeat(16)}`], [`SESS${'0a'.repeat(15)}`, `SESS${'0a'.repeat(17)}`]],
    ['TS{hex6+}', ['TS01c7a3', 'TS01c7a3e9027'], ['TS01c7a', 'TSxyzxyz']],
    ['SAP_SESSIONID_{upnum3}_{digit3}', ['SAP_SESSIONID_A1C_100'], ['SAP_SESSIONID_a1c_100', 'SAP_SESSIONID_A1C_10']],
    ['remember_{alnum}_{hex4}', ['remember_web_0a1b'], ['remember__0a1b', 'remember_web_0a1']],
    ['CMSSESSID*', ['CMSSESSID1'], ['CMSSESSID']],
  ] as const) {
    test(`${pattern} matches ${matching[0]}`, () => {
      const { matches } = compilePattern(pattern);
      for (const name of matching) assert.ok(matches(name), name);
      for (const name of other) assert.ok(!matches(name), name);
    });
  }

  test('has one part of any length at most, and no unknown kind of character', () => {
    assert.throws(() => compilePattern('a*b*'), /two parts of any length/);
    assert.throws(() => compilePattern('a{hex}b{digit}'), /two parts of any length/);
    assert.throws(() => compilePattern('a{greek}'), /unknown kind/);
  });

  test('means the same as the regular expression that it stands for', () => {
    const kinds: Readonly<Record<string, string>> = { hex: '[0-9A-Fa-f]', digit: '\\d', any: '[^]' };
    const piece = fc.constantFrom('a', '_', 'session', '.', '{hex}', '{digit3}', '{hex2+}', '*');
    const text = fc.array(fc.constantFrom('a', '_', 'session', '.', '0', '12', 'f', 'G'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), text, (pieces, name) => {
        const open = pieces.filter((part) => part === '*' || part === '{hex}' || part === '{hex2+}').length;
        fc.pre(open <= 1);
        const source = pieces
          .map((part) => {
            if (part === '*') return '[^]+';
            const [, kind, count = '', more = ''] = /^\{([a-z]+)(\d*)(\+?)\}$/.exec(part) ?? [];
            if (kind === undefined) return part.replaceAll('.', '\\.');
            return `${kinds[kind]}${count === '' ? '+' : `{${count}${more === '' ? '' : ','}}`}`;
          })
          .join('');
        assert.equal(
          compilePattern(pieces.join('')).matches(name.join('')),
          new RegExp(`^${source}$`).test(name.join('')),
        );
      }),
      { numRuns: 5000 },
    );
  });
});

/** Characters that `work` looks at by the two methods that matching uses. */
function charactersLookedAt(work: () => void): number {
  let looked = 0;
  const { charCodeAt, startsWith } = String.prototype;
  String.prototype.charCodeAt = function (this: string, at: number): number {
    looked += 1;
    return charCodeAt.call(this, at);
  };
  String.prototype.startsWith = function (this: string, text: string, at?: number): boolean {
    looked += text.length;
    return startsWith.call(this, text, at);
  };
  try {
    work();
  } finally {
    String.prototype.charCodeAt = charCodeAt;
    String.prototype.startsWith = startsWith;
  }
  return looked;
}

test('any name is matched in time proportional to its length by every pattern of the table', () => {
  const patterns = [...new Set(KNOWN_COOKIES.map(({ pattern }) => pattern))].map((text) => ({
    text,
    compiled: compilePattern(text),
    // What is nearest to a match is what takes longest: the pattern's own beginning and end, repeated.
    pieces: text.split(/\*|\{\w+\+?\}/).filter((piece) => piece !== ''),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...patterns),
      fc.constantFrom('a', '0', '_', 'A', '-'),
      fc.integer({ min: 1, max: 5_000 }),
      ({ text, compiled, pieces }, filler, times) => {
        for (const piece of [filler, ...pieces]) {
          const repeated = piece.repeat(times);
          const name = `${pieces[0] ?? ''}${repeated}${pieces.at(-1) ?? ''}`;
          const looked = charactersLookedAt(() => void compiled.matches(name));
          // Kinds of characters compare with the codes of their bounds, at most six a character.
          assert.ok(looked <= 10 * name.length + 10 * text.length, `${text}: ${looked} of ${name.length}`);
        }
      },
    ),
    { numRuns: 400 },
  );
});
