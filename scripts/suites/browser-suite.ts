import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowsers } from '../ensure-browsers.ts';
import { ROOT, runOnNode } from '../run-command.ts';
import type { Suite, SuiteResult } from './suite.ts';

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
}

/** Real Chromium and real Firefox, by Playwright's runner. */
export const browserSuite: Suite = {
  name: 'browser',
  async run() {
    await ensureBrowsers();
    rmSync(REPORT, { force: true });
    const { code } = await runOnNode(['node_modules/@playwright/test/cli.js', 'test'], { show: true });
    let report: PlaywrightSuite;
    try {
      report = JSON.parse(readFileSync(REPORT, 'utf8'));
    } catch {
      return { passed: 0, failed: 1, skipped: [] };
    }
    const result = count(report);
    return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
  },
};

function count(suite: PlaywrightSuite): SuiteResult {
  const own = (suite.specs ?? []).flatMap(({ title, tests }) => tests.map((test) => countOne(title, test)));
  const below = (suite.suites ?? []).map(count);
  return [...own, ...below].reduce<SuiteResult>(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: [...sum.skipped, ...one.skipped],
    }),
    { passed: 0, failed: 0, skipped: [] },
  );
}

function countOne(title: string, { status, projectName, annotations }: PlaywrightTest): SuiteResult {
  switch (status) {
    case 'expected':
      return { passed: 1, failed: 0, skipped: [] };
    case 'skipped': {
      // One that was not come to, because the run was cut short, has nothing that says why it was skipped.
      const skip = annotations.find(({ type }) => type === 'skip');
      if (!skip) return { passed: 0, failed: 1, skipped: [] };
      return { passed: 0, failed: 0, skipped: [`${title} [${projectName}]: ${skip.description ?? 'no reason'}`] };
    }
    case 'unexpected':
    case 'flaky':
      return { passed: 0, failed: 1, skipped: [] };
  }
}
