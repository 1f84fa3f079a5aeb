import { runTask, Sentence } from './sentence.ts';
import { browserSuite } from './suites/browser-suite.ts';
import { buildSuite } from './suites/build-suite.ts';
import { checks } from './suites/checks.ts';
import { nodeSuites } from './suites/node-suite.ts';
import type { Suite, SuiteResult } from './suites/suite.ts';

// npm test: every suite, whatever became of the one before it. `npm test -- server browser` runs those alone.

const SUITES: readonly Suite[] = [checks, buildSuite, ...nodeSuites(), browserSuite];

function chooseSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown)
    throw new Sentence(`There is no suite "${unknown}": choose ${SUITES.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name));
}

async function runSuite(suite: Suite): Promise<SuiteResult> {
  console.log(`\n── ${suite.name}`);
  const began = performance.now();
  const result = await suite.run().catch((error): SuiteResult => {
    console.log(`✖ The suite could not run: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1, skipped: [] };
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${suite.name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  return result;
}

await runTask(async () => {
  const suites = chooseSuites(process.argv.slice(2));
  const results: SuiteResult[] = [];
  for (const suite of suites) results.push(await runSuite(suite));
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  const skipped = results.flatMap((result) => result.skipped);
  if (skipped.length > 0)
    console.log(`\nSKIPPED, so not tested here:\n${skipped.map((what) => `  ${what}`).join('\n')}`);
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${tail}`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
});
