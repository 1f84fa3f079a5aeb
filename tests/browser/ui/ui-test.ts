import { test as base, chromium, expect, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/browsers.ts';
import { servePage, type TestPage } from '../../ui/page/serve.ts';

interface Looks {
  readonly surface?: 'popup' | 'side-panel' | 'devtools' | 'tab';
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

interface Fixtures {
  /** Opens a scene of the plain test page: the UI over a told trace, without an extension. */
  readonly openScene: (scene: string, looks?: Looks) => Promise<Page>;
}

interface WorkerFixtures {
  readonly target: 'chrome' | 'firefox';
  readonly served: TestPage;
  readonly plainBrowser: Awaited<ReturnType<typeof chromium.launch>> | undefined;
}

/** The UI alone, in Chromium: what needs no extension is tested here, where a scene takes no time to set. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  target: ['chrome', { option: true, scope: 'worker' }],
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures one needs.
    async ({}, use) => {
      const page = await servePage();
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  plainBrowser: [
    async ({ target }, use) => {
      const found = target === 'chrome' ? findBrowser('chrome') : undefined;
      if (found === undefined) return use(undefined);
      const browser = await chromium.launch({
        executablePath: found.path,
        chromiumSandbox: process.getuid?.() !== 0,
        args: ['--disable-gpu'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openScene: async ({ served, plainBrowser, target }, use) => {
    base.skip(target !== 'chrome', 'The plain page is tested in Chromium; Firefox shows the UI in its own surfaces.');
    base.skip(plainBrowser === undefined, 'No Chromium was found on this machine.');
    const pages: Page[] = [];
    const errors: string[] = [];
    await use(async (scene, { surface = 'tab', width = 1280, height = 800, colorScheme = 'light' } = {}) => {
      if (plainBrowser === undefined) throw new Error('There is no browser.');
      const context = await plainBrowser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
      await page.goto(`${served.url}?scene=${scene}&surface=${surface}`);
      await page.locator('.bar').waitFor();
      return page;
    });
    for (const page of pages) await page.context().close();
    expect(errors, 'the page threw nothing').toEqual([]);
  },
});

export { expect };
