import { test as base, chromium, expect, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/browsers.ts';
import { servePage, type TestPage } from '../../ui/page/serve.ts';
import { axeViolations } from '../harness/ask.ts';
import { hasFailed, keep, keepLines } from '../harness/evidence.ts';
import type { AxeViolation } from '../harness/in-page.ts';

interface Looks {
  readonly surface?: 'popup' | 'side-panel' | 'devtools' | 'tab' | 'options' | 'welcome' | 'help';
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Every message in brackets. */
  readonly pseudoLocale?: boolean;
  readonly lang?: 'en' | 'de';
}

interface Fixtures {
  /** Opens a scene of the plain test page: the UI over an invented trace, without an extension. */
  readonly openScene: (scene: string, looks?: Looks) => Promise<Page>;
}

interface WorkerFixtures {
  readonly target: 'chrome' | 'firefox';
  readonly served: TestPage;
  readonly plainBrowser: Awaited<ReturnType<typeof chromium.launch>> | undefined;
  /** One page for all tests of a worker; undefined without Chromium. */
  readonly plainPage: Page | undefined;
}

/** How much later each look at the page's clock is, in ms: work in slices takes as many as on a slow machine. */
const SLOW_CLOCK = Number(process.env['SLOW_CLOCK'] ?? 0);

/** Runs in the page, before its scripts. */
function slowClock(ms: number): void {
  const { now } = performance;
  let later = 0;
  performance.now = () => {
    later += ms;
    return now.call(performance) + later;
  };
}

/** The UI without the extension, in Chromium: scenes make these tests fast. */
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
  plainPage: [
    async ({ plainBrowser }, use) => {
      const page = await plainBrowser?.newPage();
      if (SLOW_CLOCK > 0) await page?.addInitScript(slowClock, SLOW_CLOCK);
      await use(page);
    },
    { scope: 'worker' },
  ],
  openScene: async ({ served, plainPage, target }, use, testInfo) => {
    base.skip(target !== 'chrome', 'The plain page is tested in Chromium; Firefox shows the UI in its own surfaces.');
    base.skip(plainPage === undefined, 'No Chromium was found on this machine.');
    if (plainPage === undefined) return;
    const errors: string[] = [];
    const note = (error: Error) => errors.push(error.stack ?? error.message);
    plainPage.on('pageerror', note);
    await use(async (scene, looks = {}) => {
      const {
        surface = 'tab',
        width = 1280,
        height = 800,
        colorScheme = 'light',
        pseudoLocale = false,
        lang = 'en',
      } = looks;
      await plainPage.setViewportSize({ width, height });
      await plainPage.emulateMedia({ colorScheme, reducedMotion: null });
      const pseudo = pseudoLocale ? '&pseudo-locale' : '';
      await show(plainPage, served.url, `?scene=${scene}&surface=${surface}&lang=${lang}${pseudo}`);
      await plainPage.locator('.bar').waitFor();
      // Rows are there, but hidden, until the answer can be shown with them.
      await expect(plainPage.locator('[data-waits]')).toHaveCount(0);
      return plainPage;
    });
    if (hasFailed(testInfo)) {
      keepLines(testInfo, 'page-errors.txt', errors);
      await keep(testInfo, 'page.png', () => plainPage.screenshot());
      await keep(testInfo, 'page.txt', () => plainPage.innerText('body'));
    }
    // Leave no state for the next scene.
    await endScene(plainPage);
    plainPage.off('pageerror', note);
    expect(errors, 'the page threw nothing').toEqual([]);
  },
});

/** What the plain page offers beside the scene that its address names. */
interface ScenePage {
  showScene(query: string): Promise<boolean>;
  endScene(): Promise<void>;
}

/** Loads the page once: to mount the next scene in place of the last one takes half of the time. */
async function show(page: Page, url: string, query: string): Promise<void> {
  const isShown =
    page.url().startsWith(url) &&
    (await page.evaluate((next) => (window as unknown as ScenePage).showScene(next), query));
  if (!isShown) await page.goto(`${url}${query}`);
}

/** Takes the scene away, with all that it has stored. */
export async function endScene(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as Partial<ScenePage>).endScene?.());
}

/** The violations that axe-core finds in a page: each rule with its elements. */
export async function violationsOf(page: Page): Promise<readonly AxeViolation[]> {
  return axeViolations((expression) => page.evaluate(expression));
}

export { expect };
