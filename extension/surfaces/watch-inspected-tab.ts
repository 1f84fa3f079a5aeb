import browser from 'webextension-polyfill';
import type { WatchTab } from './page-host.ts';

/** The tab inspected by these DevTools. In Firefox, DevTools pages have no `tabs` but get navigation events. */
export const watchInspectedTab: WatchTab = (onTab, signal) => {
  const { tabId } = browser.devtools.inspectedWindow;
  const onNavigated = (): void => onTab(tabId);
  browser.devtools.network.onNavigated.addListener(onNavigated);
  signal.addEventListener('abort', () => browser.devtools.network.onNavigated.removeListener(onNavigated));
  onTab(tabId);
};
