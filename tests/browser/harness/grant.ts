import { recordedEvents } from '../recorded-trace.ts';
import type { BrowserUnderTest } from './browser-under-test.ts';
import { until } from './until.ts';

/**
 * Grants the extension hosts beyond those that its manifest asks for, by a click in one of its own pages, as a person
 * would.
 * @param patterns Match patterns, as in `*://*.a.test/*`.
 */
export async function grantHosts(browserUnderTest: BrowserUnderTest, patterns: readonly string[]): Promise<void> {
  await browserUnderTest.allowHosts(patterns);
  const page = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  await page.evaluate((origins) => {
    const button = document.createElement('button');
    button.textContent = 'Grant the hosts of this test';
    button.style.cssText = 'position: fixed; inset: 0; z-index: 9';
    button.onclick = async () => {
      const granted = await browser.permissions.request({ origins: [...origins] });
      button.dataset['granted'] = String(granted);
    };
    document.body.append(button);
  }, patterns);
  await page.getByRole('button', { name: 'Grant the hosts of this test' }).click();
  await page.waitFor(() => document.querySelector('[data-granted="true"]') !== null);
  await page.close();
  await untilWatched(browserUnderTest, patterns);
}

/**
 * Waits until the extension listens to hosts that it was just granted. It asks the browser what is granted before it does,
 * and the browser grants at once: a visit in between is not heard.
 * @param patterns Match patterns, of which at least one was not granted before.
 */
export async function untilWatched(browserUnderTest: BrowserUnderTest, patterns: readonly string[]): Promise<void> {
  await until(async () => {
    const events = await recordedEvents(browserUnderTest);
    return events.some(
      (event) =>
        event.kind === 'permission' && event.granted && event.origins.some((origin) => patterns.includes(origin)),
    );
  }, 'the extension to notice the grant');
  // Its own question went out before the first of these, and its listeners before the second.
  await browserUnderTest.inBackground(async () => {
    for (let asked = 0; asked < 2; asked += 1) await browser.permissions.getAll();
  });
}
