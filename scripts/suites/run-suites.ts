import { availableParallelism } from 'node:os';
import type { Suite, SuiteResult } from './suite.ts';

/** A suite that has run. */
export interface SuiteRun {
  readonly name: string;
  readonly result: SuiteResult;
}

/** What takes longest comes first, so that nobody waits for it alone at the end. */
const LONGEST_FIRST: readonly string[] = ['server', 'start', 'scripts', 'trace', 'cookies', 'check'];

/**
 * Runs suites beside each other, one more than there are processors, for some wait for what they have started; then
 * those that want the machine for themselves.
 */
export async function runSuites(suites: readonly Suite[]): Promise<readonly SuiteRun[]> {
  const place = ({ name }: Suite): number => {
    const at = LONGEST_FIRST.indexOf(name);
    return at === -1 ? LONGEST_FIRST.length : at;
  };
  const waiting = suites.filter(({ runsBeside }) => runsBeside).toSorted((one, other) => place(one) - place(other));
  const runs: SuiteRun[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) runs.push(await runSuite(next));
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
  for (const suite of suites.filter(({ runsBeside }) => !runsBeside)) {
    console.log(`\n── ${suite.name}`);
    runs.push(await runSuite(suite));
  }
  return runs;
}

async function runSuite(suite: Suite): Promise<SuiteRun> {
  const began = performance.now();
  const result = await suite.run().catch((error): SuiteResult => {
    const why = error instanceof Error ? error.message : error;
    return { passed: 0, failed: 1, skipped: [], report: `✖ The suite could not run: ${why}` };
  });
  const report = result.report ? `\n${result.report}\n` : '';
  console.log(
    `${report}${suite.name}: ${result.passed} passed, ${result.failed} failed, ${seconds(performance.now() - began)}`,
  );
  return { name: suite.name, result };
}

/** @param ms a duration */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
