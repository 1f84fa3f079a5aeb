import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import type { Browser } from './scripts/manifest.ts';

// The servers and scripts that the specs use want a Node that is newer than the system's may be.
if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(`Run specs by "npm run spec -- NAME": this is Node ${process.versions.node}, too old for them.`);
}

/** Every browser spec runs in real Chromium and in real Firefox, each with the extension as it is built for it. */
export default defineConfig<object, { target: Browser }>({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  // One more than processors: a test that waits for its browser leaves a processor idle.
  workers: Math.min(availableParallelism(), 4) + 1,
  // Waits end by patience, which follows progress. This stops what hangs, and nothing that is merely slow.
  timeout: 600_000,
  // Waiting costs nothing where it is not needed: on a busy machine it is.
  expect: { timeout: 60_000 },
  use: { actionTimeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  outputDir: 'test-results/browser',
  reporter: [
    ['list', { printSteps: false }],
    ['json', { outputFile: 'test-results/browser.json' }],
  ],
  projects: [
    { name: 'chromium', use: { target: 'chrome' } },
    // The plain page of tests/browser/ui is a page of Chromium's; Firefox shows the UI in its own surfaces.
    // Tests tagged @chromium run there alone: both browsers draw the same, or only Chromium can be asked.
    { name: 'firefox', use: { target: 'firefox' }, testIgnore: 'ui/**', grepInvert: /@chromium\b/ },
  ],
});
