import { rmSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Browser } from '../../../scripts/manifest.ts';
import { type Companion, startCompanion } from '../../../server/companion.ts';
import type { BrowserUnderTest } from './browser-under-test.ts';
import { hasFailed, keepEvidence, keepFile, keepLines } from './evidence.ts';
import { expect } from './expect.ts';
import { launchBrowser } from './launch-browser.ts';
import { type LocalServer, type RequestHandler, serve } from './local-server.ts';
import { newFolder } from './new-folder.ts';
import type { Surface } from './surface.ts';

interface Fixtures {
  /**
   * The real companion server on a free port, with its sessions in memory. Each test has its own: on a connection that a
   * browser had kept from the test before, Chromium now and then sends a request again, which is one visit more. It
   * lives in the test's process, where it starts in a hundredth of the time.
   */
  readonly companion: Companion;
  /** A real browser, as new, with the built extension; the project says which. */
  readonly browserUnderTest: BrowserUnderTest;
  /** Starts a server of the test's own, on a free port; it ends with the test. */
  readonly startServer: (handler: RequestHandler) => Promise<LocalServer>;
  /** Keeps what explains a failure; it is there before the browser is renewed, for that may fail or hang as well. */
  readonly evidence: undefined;
}

interface WorkerFixtures {
  readonly target: Browser;
  /** The browser that the tests of a worker share; undefined where there is none. */
  readonly sharedBrowser: BrowserUnderTest | undefined;
  /** Gives the tests of a worker, one after the other, the same browser, renewed; undefined where there is none. */
  readonly freshBrowser: (() => Promise<BrowserUnderTest>) | undefined;
}

/** One vocabulary for real Chromium and real Firefox: what a spec says is run in both. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  target: ['chrome', { option: true, scope: 'worker' }],

  // Playwright reads from the pattern which fixtures one needs: here none.
  // biome-ignore lint/correctness/noEmptyPattern: as said above.
  companion: async ({}, use, testInfo) => {
    const folder = newFolder('sidtrail-log-');
    const log = path.join(folder, 'companion.log');
    const companion = await startCompanion({ port: 0, store: 'memory', log: { to: log, level: 'info' } });
    await use(companion);
    // Before the end of the server too, which may hang: only its last lines are written as it ends.
    if (hasFailed(testInfo)) keepFile(testInfo, 'companion.log', log);
    await companion.close();
    if (hasFailed(testInfo)) keepFile(testInfo, 'companion.log', log);
    rmSync(folder, { recursive: true, force: true });
  },

  sharedBrowser: [
    async ({ target }, use) => {
      const browser = await launchBrowser(target, path.resolve(import.meta.dirname, '../../../dist', target));
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],

  freshBrowser: [
    async ({ sharedBrowser: browser }, use) => {
      if (!browser) return use(undefined);
      let isFresh = true;
      await use(async () => {
        if (!isFresh) await browser.renew();
        isFresh = false;
        return browser;
      });
    },
    { scope: 'worker' },
  ],

  evidence: async ({ sharedBrowser }, use, testInfo) => {
    await use(undefined);
    // The worker ends with a test that failed, and its browser with it.
    if (sharedBrowser && hasFailed(testInfo)) await keepEvidence(sharedBrowser, testInfo);
  },

  browserUnderTest: async ({ target, freshBrowser, evidence: _ }, use) => {
    if (!freshBrowser && process.env['REQUIRE_BROWSERS'] === '1') {
      throw new Error(`No ${target} was found on this machine, and REQUIRE_BROWSERS=1 asks for it.`);
    }
    base.skip(!freshBrowser, `No ${target} was found on this machine.`);
    if (!freshBrowser) return;
    await use(await freshBrowser());
  },

  // biome-ignore lint/correctness/noEmptyPattern: as said above.
  startServer: async ({}, use, testInfo) => {
    const servers: LocalServer[] = [];
    const log: string[] = [];
    await use(async (handler) => {
      const server = await serve(handler, log);
      servers.push(server);
      return server;
    });
    if (hasFailed(testInfo)) keepLines(testInfo, 'servers.log', log);
    for (const server of servers) await server.close();
  },
});

export { expect };

/** Fails with what axe-core finds wrong, each with its elements. */
export async function expectNoAxeViolations(surface: Surface, ...rules: readonly string[]): Promise<void> {
  expect(await surface.axeViolations(...rules), `axe-core on ${surface.label}`).toEqual([]);
}
