import browser from 'webextension-polyfill';
import type { WatchTab } from './page-host.ts';

/** Follows the active tab of this window, and its navigations. */
export const watchActiveTab: WatchTab = (onTab, signal) => {
  let windowId: number | undefined;
  let shown: number | undefined;
  const look = async (): Promise<void> => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (signal.aborted) return;
    windowId = tab?.windowId;
    shown = tab?.id;
    onTab(shown);
  };
  const onActivated = (active: { tabId: number; windowId: number }): void => {
    if (active.windowId !== windowId) return;
    shown = active.tabId;
    onTab(shown);
  };
  const onUpdated = (tabId: number, changed: { status?: string; url?: string }): void => {
    if (tabId === shown && (changed.status !== undefined || changed.url !== undefined)) onTab(tabId);
  };
  browser.tabs.onActivated.addListener(onActivated);
  browser.tabs.onUpdated.addListener(onUpdated);
  signal.addEventListener('abort', () => {
    browser.tabs.onActivated.removeListener(onActivated);
    browser.tabs.onUpdated.removeListener(onUpdated);
  });
  void look();
};

/** Follows one tab and its navigations; undefined when it is closed. */
export function watchOneTab(tabId: number): WatchTab {
  return (onTab, signal) => {
    const onUpdated = (id: number, changed: { status?: string; url?: string }): void => {
      if (id === tabId && (changed.status !== undefined || changed.url !== undefined)) onTab(tabId);
    };
    const onRemoved = (id: number): void => {
      if (id === tabId) onTab(undefined);
    };
    browser.tabs.onUpdated.addListener(onUpdated);
    browser.tabs.onRemoved.addListener(onRemoved);
    signal.addEventListener('abort', () => {
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.tabs.onRemoved.removeListener(onRemoved);
    });
    onTab(tabId);
  };
}

/** The tab inspected by these DevTools. In Firefox, DevTools pages have no `tabs` but get navigation events. */
export const watchInspectedTab: WatchTab = (onTab, signal) => {
  const { tabId } = browser.devtools.inspectedWindow;
  const onNavigated = (): void => onTab(tabId);
  browser.devtools.network.onNavigated.addListener(onNavigated);
  signal.addEventListener('abort', () => browser.devtools.network.onNavigated.removeListener(onNavigated));
  onTab(tabId);
};
