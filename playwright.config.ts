import { defineConfig } from '@playwright/test';
import type { Browser } from './scripts/manifest.ts';

/** Every browser spec runs in real Chromium and in real Firefox, each with the extension as it is built for it. */
export default defineConfig<object, { target: Browser }>({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
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
    { name: 'firefox', use: { target: 'firefox' }, testIgnore: 'ui/**' },
  ],
});
