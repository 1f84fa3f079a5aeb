import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClassResults,
  LONGEST_RESULTS,
  readResults,
  sumDone,
  sumResults,
  writeResults,
} from '../../../extension/trace/lesson/class-results.ts';
import { resultsFaultPhrase } from '../../../extension/trace/lesson/class-words.ts';
import { english } from './reading.ts';

const ada: ClassResults = {
  seed: 1234,
  name: 'Ada',
  tasks: 6,
  mended: 4,
  scores: {
    predict: { answered: 3, right: 2 },
    browser: { answered: 10, right: 8 },
    server: { answered: 0, right: 0 },
    quiz: { answered: 5, right: 5 },
  },
};
const { mended: _mended, ...before } = ada;

/** Ada's file with other values. */
function changed(change: object): string {
  return JSON.stringify({ ...JSON.parse(writeResults(ada)), ...change });
}

function whyUnread(text: string): string {
  const read = readResults(text);
  return read.kind === 'read' ? 'read' : english(resultsFaultPhrase(read.why));
}

describe('the results of a class', () => {
  test('are read as they were written', () => {
    assert.deepEqual(readResults(writeResults(ada)), { kind: 'read', results: ada });
  });

  test('of version 1 are read without fixed faults', () => {
    const file = { format: 'sidtrail-class-results', version: 1, ...before };
    assert.deepEqual(readResults(JSON.stringify(file)), { kind: 'read', results: before });
  });

  test('add up', () => {
    const sum = sumResults([ada, { ...ada, name: '' }]);
    assert.deepEqual(sum.browser, { answered: 20, right: 16 });
    assert.deepEqual(sum.server, { answered: 0, right: 0 });
    assert.deepEqual(sumResults([]).quiz, { answered: 0, right: 0 });
  });

  test('add up what was done, of those files that count it', () => {
    assert.deepEqual(sumDone([ada, before], 'tasks'), { done: 12, of: 12 });
    assert.deepEqual(sumDone([ada, before], 'mended'), { done: 4, of: 6 });
  });

  test('a file that is none of them is named for what it is', () => {
    assert.equal(whyUnread('{'), 'It is not JSON: perhaps it was cut off or changed on the way.');
    assert.equal(whyUnread(''), 'It is not JSON: perhaps it was cut off or changed on the way.');
    for (const text of ['null', '[]', '{}', changed({ format: 'other' })])
      assert.equal(whyUnread(text), 'It is JSON, but not a results file of Sidtrail.', text);
    assert.equal(
      whyUnread(changed({ version: 3 })),
      'Another version of Sidtrail wrote it. Open it with that version or a newer one.',
    );
    assert.equal(
      whyUnread(`${writeResults(ada)}${' '.repeat(LONGEST_RESULTS)}`),
      'It is too large: a results file has at most 4000 characters.',
    );
  });

  test('a value that cannot be is named', () => {
    const score = { answered: 1, right: 1 };
    for (const [change, named] of [
      [{ seed: -1 }, 'Class number'],
      [{ seed: 1e9 }, 'Class number'],
      [{ tasks: 7 }, 'Guided tour'],
      [{ mended: 7 }, 'Break it, fix it'],
      [{ mended: undefined }, 'Break it, fix it'],
      [{ name: 5 }, 'Who'],
      [{ name: 'x'.repeat(61) }, 'Who'],
      [{ scores: { predict: score, browser: score, server: score } }, 'Quiz'],
      [{ scores: [] }, 'Predict'],
      [{ scores: { ...ada.scores, quiz: { answered: 1, right: 2 } } }, 'Quiz'],
      [{ scores: { ...ada.scores, browser: { answered: 1.5, right: 1 } } }, 'Be the browser'],
    ] as const)
      assert.equal(whyUnread(changed(change)), `Its value for ${named} cannot be right.`, JSON.stringify(change));
  });

  test('a name from a learner is cut, not refused', () => {
    const read = readResults(writeResults({ ...ada, name: 'x'.repeat(80) }));
    assert.equal(read.kind === 'read' && read.results.name.length, 60);
  });
});
