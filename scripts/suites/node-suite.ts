import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runOnNode } from '../run-command.ts';
import type { Suite, SuiteResult } from './suite.ts';

/** Suites of pure logic: their files share one process, which saves a start of Node for each. */
const PURE: ReadonlySet<string> = new Set(['cookies', 'trace', 'ui']);

/** Suites that start browsers, though not by Playwright. */
const WITH_BROWSERS: ReadonlySet<string> = new Set(['start']);

/** How long a suite may take, in ms: what a test left open would else keep its process for ever. */
const LONGEST = 30 * 60_000;

/** A suite for each folder of tests/ that holds files for Node's runner. */
export function nodeSuites(): readonly Suite[] {
  const files = globSync('tests/*/**/*.test.ts', { cwd: ROOT });
  return [...new Set(files.map((file) => file.split(path.sep)[1] ?? ''))].toSorted().map(nodeSuite);
}

/** Tests that need no browser: the files `*.test.ts` of one folder of tests/, by Node's own runner. */
function nodeSuite(folder: string): Suite {
  return {
    name: folder,
    needsBrowser: WITH_BROWSERS.has(folder),
    runsBeside: true,
    async run() {
      const files = globSync(`tests/${folder}/**/*.test.ts`, { cwd: ROOT }).toSorted();
      const report = path.join(ROOT, 'test-results', `${folder}.json`);
      mkdirSync(path.dirname(report), { recursive: true });
      rmSync(report, { force: true });
      const { code, output } = await runOnNode(
        [
          '--test',
          ...(PURE.has(folder) ? ['--test-isolation=none'] : ['--test-concurrency=2']),
          // Bound each file: a test that hangs fails, it does not hang the run.
          '--test-timeout=300000',
          `--test-reporter=${path.join(ROOT, 'scripts/suites/terminal-reporter.ts')}`,
          '--test-reporter-destination=stdout',
          `--test-reporter=${path.join(ROOT, 'scripts/suites/counts-reporter.ts')}`,
          `--test-reporter-destination=${report}`,
          ...files,
        ],
        { show: false, longest: LONGEST },
      );
      return { ...readReport(report, code), report: output.trimEnd() };
    },
  };
}

function readReport(report: string, code: number | null): SuiteResult {
  let result: SuiteResult;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
  // A run can fail without a failing test, by an error outside of every test.
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}
