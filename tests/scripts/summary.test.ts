import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SuiteRun } from '../../scripts/suites/run-suites.ts';
import { summaryOf } from '../../scripts/suites/summary.ts';

const linesOf = (...runs: readonly SuiteRun[]): readonly string[] => summaryOf(runs, 61_000).split('\n');

describe('the end of a run', () => {
  test('names what failed just above the sums, for who sees the end of the output alone', () => {
    const lines = linesOf(
      { name: 'trace', result: { passed: 8, failed: 2, failures: ['the first', 'the second'], skipped: [] } },
      { name: 'build', result: { passed: 0, failed: 1, skipped: [] } },
      { name: 'ui', result: { passed: 5, failed: 0, failures: [], skipped: [] } },
    );
    assert.deepEqual(lines.slice(-7), [
      'FAILED, each in full above:',
      '  trace: the first',
      '  trace: the second',
      '  build',
      '',
      'The whole run took 61.0 s.',
      '13 passed, 3 failed',
    ]);
  });

  test('says what was skipped, and nothing of failures where there are none', () => {
    const lines = linesOf({ name: 'server', result: { passed: 3, failed: 0, skipped: ['redis: not installed'] } });
    assert.deepEqual(lines.slice(1), [
      'SKIPPED, so not tested here:',
      '  redis: not installed',
      '',
      'The whole run took 61.0 s.',
      '3 passed, 0 failed, 1 skipped',
    ]);
  });
});
