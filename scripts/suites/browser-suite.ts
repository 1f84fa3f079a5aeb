import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runOnNode } from '../run-command.ts';
import { failureOf, type Suite, slowestOf, type TimedTest } from './suite.ts';

/** What playwright.config.ts has its JSON reporter write. */
const REPORT = path.join(ROOT, 'test-results/browser.json');

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[];
}

interface PlaywrightTest {
  readonly projectName: string;
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  /** `duration` in ms. */
  readonly results: readonly { readonly duration: number; readonly errors: readonly { readonly message?: string }[] }[];
}

/** Real Chromium and real Firefox, by Playwright's runner. */
export const browserSuite: Suite = {
  name: 'browser',
  needsBrowser: true,
  runsBeside: false,
  async run() {
    rmSync(REPORT, { force: true });
    const { code } = await runOnNode(['node_modules/@playwright/test/cli.js', 'test'], { show: true });
    let report: PlaywrightSuite;
    try {
      report = JSON.parse(readFileSync(REPORT, 'utf8'));
    } catch {
      return { passed: 0, failed: 1, skipped: [] };
    }
    const tests = testsOf(report);
    const passed = tests.filter(({ status }) => status === 'expected').length;
    const skips = tests.filter(({ status }) => status === 'skipped').map(skipOf);
    const skipped = skips.filter((skip) => skip !== undefined);
    const failed = tests.length - passed - skipped.length;
    return {
      passed,
      failed: code !== 0 ? Math.max(failed, 1) : failed,
      failures: tests
        .filter(({ status }) => status !== 'expected' && status !== 'skipped')
        .map(({ name, results }) => failureOf(name, results.at(-1)?.errors[0]?.message)),
      skipped,
      slowest: slowestOf(tests),
    };
  },
};

interface BrowserTest extends PlaywrightTest, TimedTest {}

function testsOf({ specs = [], suites = [] }: PlaywrightSuite): readonly BrowserTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map((test) => ({
      ...test,
      name: `${title} [${test.projectName}]`,
      ms: test.results.reduce((sum, { duration }) => sum + duration, 0),
    })),
  );
  return [...own, ...suites.flatMap(testsOf)];
}

/** Why a test was skipped; undefined for one that was not come to, because the run was cut short. */
function skipOf({ name, annotations }: BrowserTest): string | undefined {
  const skip = annotations.find(({ type }) => type === 'skip');
  return skip && `${name}: ${skip.description ?? 'no reason'}`;
}
