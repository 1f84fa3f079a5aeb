// Work is counted, not timed: every string operation that looks at characters adds what it looked at. Four times the
// text may cost four times the work and a little, whatever the text; quadratic code would cost sixteen times.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { parseCookieHeader } from '../../extension/cookies/parse-cookie-header.ts';
import { parseSetCookie } from '../../extension/cookies/parse-set-cookie.ts';

/** How many characters `work` looks at, by the string methods that parsers use. */
function countWork(work: () => void): number {
  let looked = 0;
  const plain = { ...String.prototype };
  const methods = [
    'charCodeAt',
    'charAt',
    'slice',
    'indexOf',
    'includes',
    'split',
    'startsWith',
    'endsWith',
    'replace',
  ] as const;
  const originals = methods.map((name) => [name, String.prototype[name]] as const);
  const cost = (name: string, text: string, result: unknown, from: number): number => {
    if (name === 'charCodeAt' || name === 'charAt') return 1;
    if (name === 'slice') return String(result).length;
    if (name === 'indexOf') return (typeof result === 'number' && result >= 0 ? result + 1 : text.length) - from;
    if (name === 'startsWith' || name === 'endsWith') return 1;
    return text.length;
  };
  for (const [name, original] of originals) {
    Object.defineProperty(String.prototype, name, {
      configurable: true,
      writable: true,
      value: function counted(this: string, ...args: unknown[]): unknown {
        const result: unknown = Reflect.apply(original as (...all: unknown[]) => unknown, this, args);
        looked += cost(name, String(this), result, Number(name === 'indexOf' ? (args[1] ?? 0) : 0));
        return result;
      },
    });
  }
  try {
    work();
  } finally {
    for (const [name, original] of originals) {
      Object.defineProperty(String.prototype, name, { configurable: true, writable: true, value: original });
    }
  }
  assert.deepEqual({ ...String.prototype }, plain);
  return looked;
}

const HOSTILE: Readonly<Record<string, string>> = {
  'only semicolons': ';',
  'only spaces': ' ',
  'only tabs': '\t',
  'only equals signs': '=',
  'only commas': ', ',
  'one long name': 'n',
  'many attributes': 'a=1;',
  'many Path attributes': 'Path=/;',
  'many spaces in attributes': ';  \t ',
  'many Expires': 'Expires=Thu, 01 Jan 1970 00:00:00 GMT;',
  'many Max-Age': 'Max-Age=60;',
  'joined pairs': ', aaaaaaaa=1',
  'joined pairs without a space': ',a=',
  'joined lines': 'Domain=x,a=;Expires=1,a=',
  'quotes and backslashes': '"\\',
  'control characters': '\x01',
  'octets beyond ASCII': '\xE9',
};
const SIZE = 20_000;

function assertLinear(work: (text: string) => void, piece: string): void {
  const once = piece.repeat(Math.ceil(SIZE / piece.length));
  const small = countWork(() => work(once));
  const large = countWork(() => work(once.repeat(4)));
  assert.ok(small > 0);
  assert.ok(large <= small * 4.4 + 1000, `${small} characters looked at, ${large} for four times the text`);
}

describe('reading takes work in proportion to the text', () => {
  for (const [name, piece] of Object.entries(HOSTILE)) {
    for (const rules of Object.values(BROWSER_RULES)) {
      test(`Set-Cookie of ${name}, as ${rules.browser}`, () => {
        assertLinear((text) => void parseSetCookie(text, rules, 0), piece);
        assertLinear((text) => void parseSetCookie(`a=b;${text}`, rules, 0), piece);
      });
    }
    test(`Cookie header of ${name}`, () => {
      assertLinear((text) => void parseCookieHeader(text), piece);
    });
  }
});
