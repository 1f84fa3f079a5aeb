import browser, { type Tabs } from 'webextension-polyfill';

/** The active tab of this window. */
export async function findActiveTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}
