// Popup, side panel, DevTools panel and tab exist in a browser alone, and axe-core judges what a browser has drawn.
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import type { Surface } from './harness/surface.ts';
import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { LessonPage } from './lesson-page.ts';

interface Shown {
  /** How a person gets there. */
  open(browser: BrowserUnderTest, tab: TabSurface): Promise<Surface>;
  /** Where requests are read from: the popup has the last ones as a list. */
  readonly rows: 'row' | 'listitem';
  /** What is looked at besides, once three visits are shown. */
  readonly more?: (surface: Surface, tab: TabSurface) => Promise<void>;
}

/** The lesson stands on a surface, too, and follows live. */
async function lessonFollows(surface: Surface, tab: TabSurface): Promise<void> {
  const lesson = await LessonPage.open(surface);
  await expect.poll(async () => (await lesson.table()).length).toBe(3);
  await tab.reload();
  await expect.poll(async () => (await lesson.table()).length).toBe(4);
  await lesson.part('Concept flow');
  await expect.poll(async () => (await lesson.flow())[3]).toMatch(/^done: Found: .*count = 3$/);
}

/** Every place that the inspector is shown in. */
const SURFACES: Readonly<Record<string, Shown>> = {
  popup: { open: (browser, tab) => browser.openPopup(tab), rows: 'listitem' },
  'side panel or sidebar': { open: (browser, tab) => browser.openSidePanel(tab), rows: 'row' },
  'DevTools panel': { open: (browser, tab) => browser.openDevToolsPanel(tab), rows: 'row', more: lessonFollows },
  'tab of its own': { open: (browser) => browser.openInspectorTab(), rows: 'row' },
};

for (const [name, { open, rows, more }] of Object.entries(SURFACES)) {
  test(`the ${name} shows the visits before it was opened and after, and axe-core finds nothing wrong with it`, async ({
    browserUnderTest,
    companion,
  }) => {
    const tab = await browserUnderTest.openTab(companion.url);
    await tab.reload();
    const surface = await open(browserUnderTest, tab);
    expect(await surface.evaluate(() => document.title)).toContain('Sidtrail');
    const shows = (action: string) => surface.getByRole(rows).filter({ hasText: action }).count();
    await expect.poll(() => shows('Create new session')).toBe(1);
    await expect.poll(() => shows('Increment count to 2')).toBe(1);
    await tab.evaluate(() => void fetch(location.href));
    await expect.poll(() => shows('Increment count to 3')).toBe(1);
    for (const colorScheme of ['light', 'dark'] as const) {
      await surface.emulate({ colorScheme });
      await surface.waitFor((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme);
      await expectNoAxeViolations(surface);
    }
    await more?.(surface, tab);
  });
}

test('a stopped background is woken by the next message, and what it had stored is there', async ({
  browserUnderTest,
}) => {
  await browserUnderTest.inBackground(() => browser.storage.session.set({ kept: 'over the stop' }));
  await browserUnderTest.stopBackground();
  expect(await browserUnderTest.isBackgroundAlive()).toBe(false);
  const kept = await browserUnderTest.inBackground(() => browser.storage.session.get('kept'));
  expect(kept).toEqual({ kept: 'over the stop' });
  expect(await browserUnderTest.isBackgroundAlive()).toBe(true);
});
