import type { BrowserUnderTest } from './browser-under-test.ts';

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
}
