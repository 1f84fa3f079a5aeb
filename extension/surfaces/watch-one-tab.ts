import browser from 'webextension-polyfill';
import type { WatchTab } from './page-host.ts';

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
