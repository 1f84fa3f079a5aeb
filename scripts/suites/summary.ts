import { type SuiteRun, seconds } from './run-suites.ts';
import { slowestOf } from './suite.ts';

/** What is said at the end of a run: what took longest, what was skipped and why, what failed, and the sums. */
export function summaryOf(runs: readonly SuiteRun[], ms: number): string {
  const total = (key: 'passed' | 'failed') => runs.reduce((sum, { result }) => sum + result[key], 0);
  const skipped = runs.flatMap(({ result }) => result.skipped);
  const timed = runs.flatMap(({ name, result }) =>
    (result.slowest ?? []).map((test) => ({ ms: test.ms, name: `${name}: ${test.name}` })),
  );
  const slowest = slowestOf(timed).map((test) => `${seconds(test.ms).padStart(9)}  ${test.name}`);
  // A suite that failed as a whole has no test to name. What is said above may be cut off where it is read.
  const failures = runs.flatMap(({ name, result }) => {
    const named = result.failures ?? [];
    return result.failed > 0 && named.length === 0
      ? [`  ${name}`]
      : named.flatMap((test) => [`  ${name}: ${test.name}`, ...indented(test.why)]);
  });
  const sums = `${total('passed')} passed, ${total('failed')} failed`;
  return [
    ...block('What took longest:', slowest),
    ...block(
      'SKIPPED, so not tested here:',
      skipped.map((what) => `  ${what}`),
    ),
    ...block('FAILED, each in full above:', failures),
    `\nThe whole run took ${seconds(ms)}.`,
    // The last line, for whoever reads the sums by a program.
    `${sums}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
  ].join('\n');
}

function indented(why: string | undefined): readonly string[] {
  return why === undefined ? [] : why.split('\n').map((line) => `      ${line}`);
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`\n${title}`, ...lines];
}
