// axe-core judges what a browser has drawn, on the extension's own surfaces.
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import type { Surface } from './harness/surface.ts';
import { expect, expectNoAxeViolations, test } from './harness/test.ts';

const SURFACES: Readonly<Record<string, (browser: BrowserUnderTest, tab: TabSurface) => Promise<Surface>>> = {
  popup: (browser, tab) => browser.openPopup(tab),
  'side panel or sidebar': (browser, tab) => browser.openSidePanel(tab),
  'DevTools panel': (browser, tab) => browser.openDevToolsPanel(tab),
  'tab of its own': (browser) => browser.openInspectorTab(),
};

for (const [name, open] of Object.entries(SURFACES)) {
  test(`axe-core finds nothing wrong with the ${name}, light and dark`, async ({ browserUnderTest, companion }) => {
    const tab = await browserUnderTest.openTab(companion.url);
    await tab.reload();
    const surface = await open(browserUnderTest, tab);
    await expect.poll(() => surface.getByText('Increment count to 2').count()).toBeGreaterThan(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await surface.emulate({ colorScheme });
      await surface.waitFor((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme);
      await expectNoAxeViolations(surface);
    }
  });
}
