import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { findBrowser } from '../../../scripts/browsers.ts';
import { type CompanionProcess, startCompanionProcess } from '../../../scripts/companion-process.ts';
import type { Browser } from '../../../scripts/manifest.ts';
import type { BrowserUnderTest } from './browser-under-test.ts';
import { ChromiumUnderTest } from './chromium/chromium-under-test.ts';
import { FirefoxUnderTest } from './firefox/firefox-under-test.ts';
import { type LocalServer, type RequestHandler, serve } from './local-server.ts';
import type { Surface } from './surface.ts';

interface Fixtures {
  /** A real browser on a fresh profile with the built extension; the project says which. */
  readonly browserUnderTest: BrowserUnderTest;
  /** Starts a server of the test's own, on a free port; it ends with the test. */
  readonly startServer: (handler: RequestHandler) => Promise<LocalServer>;
}

interface WorkerFixtures {
  readonly target: Browser;
  /** The real companion server on a free port, with its sessions in memory. */
  readonly companion: CompanionProcess;
}

const LAUNCH: Readonly<Record<Browser, (executable: string, extension: string) => Promise<BrowserUnderTest>>> = {
  chrome: ChromiumUnderTest.launch,
  firefox: FirefoxUnderTest.launch,
};

/** One vocabulary for real Chromium and real Firefox: what a spec says is run in both. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  target: ['chrome', { option: true, scope: 'worker' }],

  // Playwright reads from the pattern which fixtures one needs: here none.
  companion: [
    // biome-ignore lint/correctness/noEmptyPattern: as said above.
    async ({}, use) => {
      const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
      await use(companion);
      await companion.stop();
    },
    { scope: 'worker' },
  ],

  browserUnderTest: async ({ target }, use, testInfo) => {
    const found = findBrowser(target);
    if (!found && process.env['REQUIRE_BROWSERS'] === '1') {
      throw new Error(`No ${target} was found on this machine, and REQUIRE_BROWSERS=1 asks for it.`);
    }
    base.skip(!found, `No ${target} was found on this machine.`);
    if (!found) return;
    const browser = await LAUNCH[target](found.path, path.resolve(import.meta.dirname, '../../../dist', target));
    try {
      await use(browser);
      if (testInfo.status !== testInfo.expectedStatus) await showWhatWasSeen(browser, testInfo);
    } finally {
      await browser.close();
    }
  },

  // biome-ignore lint/correctness/noEmptyPattern: as said above.
  startServer: async ({}, use) => {
    const servers: LocalServer[] = [];
    await use(async (handler) => {
      const server = await serve(handler);
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.close();
  },
});

export { expect };

/** Fails with what axe-core finds wrong, each with its elements. */
export async function expectNoAxeViolations(surface: Surface, ...rules: readonly string[]): Promise<void> {
  expect(await surface.axeViolations(...rules), `axe-core on ${surface.label}`).toEqual([]);
}

async function showWhatWasSeen(browser: BrowserUnderTest, testInfo: ReturnType<typeof base.info>): Promise<void> {
  for (const surface of browser.opened) {
    const body = await surface.screenshot().catch(() => undefined);
    if (body) await testInfo.attach(surface.label, { body, contentType: 'image/png' });
  }
}
