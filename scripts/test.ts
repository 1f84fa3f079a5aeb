import { ensureBrowsers } from './ensure-browsers.ts';
import { runTask, Sentence } from './sentence.ts';
import { browserSuite } from './suites/browser-suite.ts';
import { buildSuite } from './suites/build-suite.ts';
import { checks } from './suites/checks.ts';
import { nodeSuites } from './suites/node-suite.ts';
import { runSuites } from './suites/run-suites.ts';
import type { Suite } from './suites/suite.ts';
import { summaryOf } from './suites/summary.ts';

// npm test: every suite, whatever became of the others. `npm test -- server browser` runs those alone, and
// `npm run test:quick` all that need no browser.

const SUITES: readonly Suite[] = [checks, buildSuite, ...nodeSuites(), browserSuite];
const QUICK = '--quick';

function chooseSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown)
    throw new Sentence(`There is no suite "${unknown}": choose ${SUITES.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name));
}

await runTask(async () => {
  const args = process.argv.slice(2);
  const chosen = chooseSuites(args.filter((arg) => arg !== QUICK));
  const suites = args.includes(QUICK) ? chosen.filter(({ needsBrowser }) => !needsBrowser) : chosen;
  const began = performance.now();
  if (suites.some(({ needsBrowser }) => needsBrowser)) await ensureBrowsers();
  const runs = await runSuites(suites);
  console.log(summaryOf(runs, performance.now() - began));
  process.exitCode = runs.some(({ result }) => result.failed > 0) ? 1 : 0;
});
