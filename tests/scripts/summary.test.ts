import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SuiteRun } from '../../scripts/suites/run-suites.ts';
import { failureOf } from '../../scripts/suites/suite.ts';
import { summaryOf } from '../../scripts/suites/summary.ts';

const linesOf = (...runs: readonly SuiteRun[]): readonly string[] => summaryOf(runs, 61_000).split('\n');

describe('the end of a run', () => {
  test('names what failed just above the sums, for who sees the end of the output alone', () => {
    const lines = linesOf(
      {
        name: 'trace',
        result: {
          passed: 8,
          failed: 2,
          failures: [
            failureOf('the first', '\u001b[31mWaited\u001b[39m 20 s.\n\n  and so on'),
            failureOf('the second', undefined),
          ],
          skipped: [],
        },
      },
      { name: 'build', result: { passed: 0, failed: 1, skipped: [] } },
      { name: 'ui', result: { passed: 5, failed: 0, failures: [], skipped: [] } },
    );
    assert.deepEqual(lines.slice(-9), [
      'FAILED, each in full above:',
      '  trace: the first',
      '      Waited 20 s.',
      '        and so on',
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
