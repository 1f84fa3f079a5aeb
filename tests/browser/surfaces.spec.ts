// Popup, side panel, DevTools panel and tab exist in a browser alone.
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';

/** Every place that the inspector is shown in, and how a person gets there. */
const SURFACES: Readonly<Record<string, (browser: BrowserUnderTest, tab: TabSurface) => Promise<Surface>>> = {
  popup: (browser, tab) => browser.openPopup(tab),
  'side panel': (browser, tab) => browser.openSidePanel(tab),
  'DevTools panel': (browser, tab) => browser.openDevToolsPanel(tab),
  'tab of its own': (browser) => browser.openInspectorTab(),
};

for (const [name, open] of Object.entries(SURFACES)) {
  test(`the ${name} opens and can read what the background records`, async ({ browserUnderTest, companion }) => {
    const tab = await browserUnderTest.openTab(companion.url);
    const surface = await open(browserUnderTest, tab);
    await surface.evaluate(() => {
      Object.assign(window, { heard: [] });
      browser.storage.session.onChanged.addListener((changes) => {
        (window as unknown as { heard: string[] }).heard.push(...Object.keys(changes));
      });
    });
    await browserUnderTest.inBackground(() => browser.storage.session.set({ 'written-by-the-background': 1 }));
    await surface.waitFor(() => (window as unknown as { heard: string[] }).heard.includes('written-by-the-background'));
    expect(await surface.evaluate(() => document.title)).toContain('Sidtrail');
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
