import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClassResults,
  LONGEST_RESULTS,
  readResults,
  sumResults,
  writeResults,
} from '../../../extension/trace/lesson/class-results.ts';

const ada: ClassResults = {
  seed: 1234,
  name: 'Ada',
  tasks: 6,
  scores: {
    predict: { answered: 3, right: 2 },
    browser: { answered: 10, right: 8 },
    server: { answered: 0, right: 0 },
    quiz: { answered: 5, right: 5 },
  },
};

describe('the results of a class', () => {
  test('are read as they were written', () => {
    assert.deepEqual(readResults(writeResults(ada)), ada);
  });

  test('add up', () => {
    const sum = sumResults([ada, { ...ada, name: '' }]);
    assert.deepEqual(sum.browser, { answered: 20, right: 16 });
    assert.deepEqual(sum.server, { answered: 0, right: 0 });
    assert.deepEqual(sumResults([]).quiz, { answered: 0, right: 0 });
  });

  test('are not read where they are none, or say what cannot be', () => {
    const changed = (change: object): string => JSON.stringify({ ...JSON.parse(writeResults(ada)), ...change });
    const score = { answered: 1, right: 1 };
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      changed({ format: 'other' }),
      changed({ version: 2 }),
      changed({ seed: -1 }),
      changed({ seed: 1e9 }),
      changed({ tasks: 7 }),
      changed({ name: 5 }),
      changed({ name: 'x'.repeat(61) }),
      changed({ scores: { predict: score, browser: score, server: score } }),
      changed({ scores: { ...ada.scores, quiz: { answered: 1, right: 2 } } }),
      changed({ scores: { ...ada.scores, quiz: { answered: 1.5, right: 1 } } }),
      `${writeResults(ada)}${' '.repeat(LONGEST_RESULTS)}`,
    ])
      assert.equal(readResults(text), undefined, text.slice(0, 80));
  });

  test('a name from a learner is cut, not refused', () => {
    assert.equal(readResults(writeResults({ ...ada, name: 'x'.repeat(80) }))?.name.length, 60);
  });
});
