import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { JsonCutter, type JsonCutterOptions } from '../../../extension/trace/files/json-cutter.ts';
import { LEFT_OUT } from '../../../extension/trace/files/json-leaf.ts';

interface Cut {
  readonly values: (readonly [path: string, value: unknown])[];
  /** The same values as the text that was cut. */
  readonly texts: (readonly [path: string, text: string])[];
  readonly failures: (readonly [path: string, why: string])[];
  readonly ended: boolean;
  readonly brokenAt: number | undefined;
}

/** Cuts text into the values of `log.entries`, `log.pages` and `log.creator`, in pieces of some length. */
function cut(text: string | Uint8Array, pieceLength: number, bounds: Partial<JsonCutterOptions> = {}): Cut {
  const texts: (readonly [string, string])[] = [];
  const failures: (readonly [string, string])[] = [];
  const opened = new Set(['', 'log', 'log.entries', 'log.pages']);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const cutter = new JsonCutter({
    treat(keys, kind) {
      if (kind !== 'scalar' && opened.has(keys.join('.'))) return 'open';
      const [log, list, index] = keys;
      const inList = keys.length === 3 && (list === 'entries' || list === 'pages') && typeof index === 'number';
      return log === 'log' && (inList || (keys.length === 2 && list === 'creator')) ? 'take' : 'skip';
    },
    onValue: (keys, bytes) => texts.push([keys.join('.'), decoder.decode(bytes)]),
    onFailure: (keys, why) => failures.push([keys.join('.'), why]),
    longestString: 1e9,
    largestValue: 1e9,
    deepest: 1e9,
    ...bounds,
  });
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += pieceLength) {
    // A piece is overwritten after it was read, as a buffer that is used again is.
    const piece = bytes.slice(at, at + pieceLength);
    cutter.write(piece);
    piece.fill(0x22);
  }
  const values = texts.map(([path, json]) => [path, JSON.parse(json)] as const);
  return { values, texts, failures, ended: cutter.ended, brokenAt: cutter.brokenAt };
}

/** JSON text of a value with white space wherever RFC 8259 allows it. `written` gets the text of each value. */
function spaced(
  value: unknown,
  spaces: () => string,
  written: (path: string, text: string) => void,
  path = '',
): string {
  const inside = (key: string, item: unknown) => spaced(item, spaces, written, path === '' ? key : `${path}.${key}`);
  const around = (text: string): string => spaces() + text + spaces();
  const textOf = (): string => {
    if (Array.isArray(value)) return `[${value.map((item, i) => inside(String(i), item)).join(',') || spaces()}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const members = Object.entries(value).map(([key, item]) => `${around(JSON.stringify(key))}:${inside(key, item)}`);
    return `{${members.join(',') || spaces()}}`;
  };
  const text = textOf();
  written(path, text);
  return around(text);
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('entries', 'log', '"', '\\', '\\\\"', ']}', '{"entries":[', '\u2028', 'ü€😀', '\0', '__proto__'),
);
const any = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
const member = fc.tuple(text, fc.oneof(any, text, fc.dictionary(text, any, { maxKeys: 3 })));
const hars = fc.record({
  before: fc.array(member, { maxLength: 3 }),
  creator: any,
  entries: fc.array(fc.oneof(any, fc.dictionary(text, fc.oneof(any, text), { maxKeys: 4 })), { maxLength: 5 }),
  pages: fc.array(any, { maxLength: 3 }),
  after: fc.array(member, { maxLength: 3 }),
});
const KNOWN = new Set(['entries', 'pages', 'creator', 'log']);

describe('JSON is cut without being parsed', () => {
  test('what is cut of any HAR is the text of its values, however it is spaced and wherever it is split', () => {
    fc.assert(
      fc.property(
        hars,
        fc.array(fc.constantFrom('', '', ' ', '\n', '\t \r\n'), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 1, max: 40 }),
        ({ before, creator, entries, pages, after }, whites, pieceLength) => {
          let turn = 0;
          const spaces = (): string => whites[turn++ % whites.length] ?? '';
          const others = (list: typeof before) => list.filter(([key]) => !KNOWN.has(key));
          // Defined, not assigned, so that `__proto__` is a member like any other.
          const log = Object.fromEntries([
            ...others(before),
            ['creator', creator],
            ['entries', entries],
            ['pages', pages],
            ...others(after),
          ]);
          const written = new Map<string, string>();
          const json = spaced(Object.fromEntries([...others(after), ['log', log]]), spaces, (path, text) => {
            written.set(path, text);
          });
          const found = cut(json, pieceLength);
          // Texts are compared, not what JSON.parse makes of them: V8 14 may give an object the key of another object where
          // keys are escaped, so the whole and a part would be parsed differently.
          const asked = [
            'log.creator',
            ...entries.map((_, i) => `log.entries.${i}`),
            ...pages.map((_, i) => `log.pages.${i}`),
          ];
          assert.deepEqual(new Map(found.texts), new Map(asked.map((path) => [path, written.get(path)])));
          assert.equal(found.ended, true);
          assert.equal(found.brokenAt, undefined);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('text cut off anywhere is not over, and the values before the cut are there', () => {
    const whole = '{"log":{"creator":{"name":"é"},"entries":[{"a":"]"},[1,"\\\\"],3]}}';
    const bytes = new TextEncoder().encode(whole);
    for (let length = 0; length < bytes.length; length += 1) {
      const found = cut(bytes.subarray(0, length), 3);
      assert.equal(found.ended, false, `cut at ${length}`);
      assert.equal(found.brokenAt, undefined, `cut at ${length}`);
      assert.deepEqual(found.values, cut(whole, 3).values.slice(0, found.values.length));
    }
  });

  test('says at which byte the text around the values stops being JSON', () => {
    for (const [json, at] of [
      ['<html>', 0],
      ['{"log":{"entries":[1 2]}}', 21],
      ['{"log":{"entries":[1,,2]}}', 21],
      ['{"log":{"entries" [1]}}', 18],
      ['{"log":{"entries":[1}}', 20],
      ['{log:{}}', 1],
      ['{"log":{"entries":[1]}} <!-- end -->', 24],
    ] as const) {
      assert.equal(cut(json, 5).brokenAt, at, json);
    }
  });

  test('a byte order mark and the zeros of a last block are no text', () => {
    const found = cut(new TextEncoder().encode('\ufeff{"log":{"entries":[1]}}\n\0\0\0'), 2);
    assert.deepEqual([found.values, found.ended, found.brokenAt], [[['log.entries.0', 1]], true, undefined]);
  });

  test('a string that is too long is left out, whatever pieces it comes in, and what stands around it stays', () => {
    const long = `${'x"\\ü'.repeat(40)}`;
    const json = JSON.stringify({ log: { entries: [{ a: 'short', [long]: 1, body: long, z: ['y', long] }] } });
    for (const pieceLength of [1, 7, 50, 51, 1_000]) {
      const found = cut(json, pieceLength, { longestString: 100 });
      assert.deepEqual(found.values, [
        ['log.entries.0', { a: 'short', [LEFT_OUT]: 1, body: LEFT_OUT, z: ['y', LEFT_OUT] }],
      ]);
    }
  });

  test('a value that is too deep or too large is passed over, and those around it are read', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const wide = JSON.stringify(Array.from({ length: 2_000 }, (_, i) => i));
    for (const pieceLength of [10, 4_096, 100_000]) {
      const found = cut(`{"log":{"entries":[1,${deep},2,${wide},3]}}`, pieceLength, {
        deepest: 50,
        largestValue: 5_000,
      });
      assert.deepEqual(found.values, [
        ['log.entries.0', 1],
        ['log.entries.2', 2],
        ['log.entries.4', 3],
      ]);
      assert.deepEqual(found.failures, [
        ['log.entries.1', 'too-deep'],
        ['log.entries.3', 'too-large'],
      ]);
    }
  });
});
