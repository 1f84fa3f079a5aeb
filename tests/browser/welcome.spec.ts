// The page that opens at the installation: only a real browser installs.
import path from 'node:path';
import { inOwnBrowser } from './harness/launch-browser.ts';
import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { untilRecorded } from './recorded-trace.ts';

const WELCOME = '/extension/surfaces/welcome/welcome.html';

test('the installation opens the welcome page once, and a background that wakes does not', async ({ target }) => {
  const extension = path.resolve(import.meta.dirname, '../../dist', target);
  await inOwnBrowser(target, extension, { keepWelcome: true }, async (browserUnderTest) => {
    const opened = () =>
      browserUnderTest.inBackground(async (page) => {
        const tabs = await browser.tabs.query({});
        return tabs.filter(({ url }) => url?.endsWith(page)).map(({ active }) => active);
      }, WELCOME);
    // It is a tab before its address is there.
    await expect.poll(opened).toEqual([true]);
    await browserUnderTest.stopBackground();
    expect(await opened()).toEqual([true]);
  });
});

test('from the welcome page, the sample opens in the inspector and can be put away', async ({ browserUnderTest }) => {
  const tab = await browserUnderTest.openTab(`${browserUnderTest.origin}${WELCOME}`);
  await expectNoAxeViolations(tab);
  await tab.getByRole('link', { name: 'Open a sample trace' }).click();
  await tab.getByText('This is a sample').one();
  await expect.poll(() => tab.getByRole('row').filter({ hasText: 'Unknown id: new session' }).count()).toBe(1);
  await expect.poll(() => tab.getByRole('row').filter({ hasText: 'New id, count goes on' }).count()).toBe(1);
  await tab.getByRole('button', { name: 'Back to the recording' }).click();
  await expect.poll(() => tab.getByRole('row').filter({ hasText: 'new session' }).count()).toBe(0);
});

test('a line of the popup opens its request in a tab', async ({ browserUnderTest, companion }) => {
  const page = await browserUnderTest.openTab(companion.url);
  await page.reload();
  const popup = await browserUnderTest.openPopup(page);
  const first = await untilRecorded(browserUnderTest, ({ entries: [entry] }) => entry?.id, 'the first request');
  await popup.getByRole('button', { name: /Create new session/u }).one();
  await popup.close();
  const tab = await browserUnderTest.openInspectorTab(`?entry=${first}`);
  await tab.getByRole('region', { name: /^Step 1, /u }).one();
});
