import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { entropyCeiling, type IdSample, judgeIds, looksRandom } from '../../extension/cookies/entropy.ts';

const NOW = Date.UTC(2026, 10, 23);
const samples = (...ids: string[]): IdSample[] => ids.map((id, index) => ({ id, issuedAt: NOW + index * 1000 }));
const codes = (list: readonly IdSample[]): string[] => judgeIds(list).refutations.map(({ code }) => code);
const random = (count: number): string[] => Array.from({ length: count }, () => randomBytes(32).toString('base64url'));

describe('one value', () => {
  test('has a ceiling of its length times the bits of its alphabet', () => {
    assert.equal(entropyCeiling('0123456789abcdef').bits, 64);
    assert.equal(entropyCeiling('0123456789').alphabet.name, '0-9');
    assert.equal(Math.round(entropyCeiling('8o2h11kxdn5sti8eqly2wvb2uobzjfbj').bits), 165);
    assert.equal(entropyCeiling('').bits, 0);
  });

  test('looks random only when it is long and mixed enough', () => {
    for (const id of random(200)) assert.ok(looksRandom(id), id);
    for (let i = 0; i < 200; i++) assert.ok(looksRandom(randomBytes(16).toString('hex')));
    for (const text of [
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      'short',
      'ababababababababababababababab',
      'some-words-joined-by-hyphens',
    ]) {
      assert.equal(looksRandom(text), false, text);
    }
  });
});

describe('the ids of several sessions', () => {
  test('of a good generator are not refuted, and nothing is proved', () => {
    const verdict = judgeIds(samples(...random(64)));
    assert.deepEqual([verdict.refuted, verdict.refutations], [false, []]);
    assert.ok(Math.abs(verdict.shownBits - (2 * 6 - 2.58)) < 1e-9);
  });

  test('that repeat are refuted and show nothing', () => {
    const verdict = judgeIds(samples('a'.repeat(32), 'b'.repeat(32), 'a'.repeat(32)));
    assert.ok(verdict.refuted);
    assert.equal(verdict.shownBits, 0);
    assert.ok(verdict.refutations.some(({ code }) => code === 'repeat'));
  });

  test('that count are refuted', () => {
    assert.ok(codes(samples('1001', '1002', '1004', '1007')).includes('counter'));
    assert.ok(
      codes(
        samples(
          '00000000000000000000000000000a01',
          '00000000000000000000000000000a02',
          '00000000000000000000000000000a05',
        ),
      ).includes('counter'),
    );
  });

  test('that share most characters are refuted by what is left', () => {
    const verdict = judgeIds(
      samples(...['ab', 'cd', 'ef', '12', '34'].map((end) => `deadbeefdeadbeefdeadbeefdead00${end}`)),
    );
    assert.ok(verdict.refuted);
    assert.equal(verdict.ceilingBits, 8);
  });

  test('that hold the clock are told so', () => {
    const clocked = Array.from({ length: 6 }, (_, index) => NOW + index * 1000).map((issuedAt) => ({
      id: `${issuedAt}-${randomBytes(16).toString('hex')}`,
      issuedAt,
    }));
    const clock = { code: 'timestamp', unit: 'ms', written: 'decimal' };
    assert.deepEqual(
      judgeIds(clocked).refutations.filter(({ code }) => code === 'timestamp'),
      [clock],
    );
  });

  test('that are too short are refuted by their ceiling alone', () => {
    assert.deepEqual(codes(samples('abc123')), ['too-short']);
  });

  test('of which there are none say nothing', () => {
    assert.deepEqual(judgeIds([]), { samples: 0, ceilingBits: 0, shownBits: 0, refutations: [], refuted: false });
  });
});
