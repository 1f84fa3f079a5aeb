import browser from 'webextension-polyfill';
import { findActiveTab } from './find-active-tab.ts';
import type { WatchTab } from './page-host.ts';

/** Follows the active tab of this window, and its navigations; `found` is that tab, where it was asked for before. */
export const watchActiveTab =
  (found?: ReturnType<typeof findActiveTab>): WatchTab =>
  (onTab, signal) => {
    let windowId: number | undefined;
    let shown: number | undefined;
    /** The tabs that were chosen while it was not known which window is this one, by their windows. */
    const chosen = new Map<number | undefined, number>();
    const show = (tabId: number | undefined): void => {
      shown = tabId;
      onTab(tabId);
    };
    const look = async (): Promise<void> => {
      const tab = await (found ?? findActiveTab());
      if (signal.aborted) return;
      windowId = tab?.windowId;
      show(chosen.get(windowId) ?? tab?.id);
    };
    const onActivated = (active: { tabId: number; windowId: number }): void => {
      chosen.set(active.windowId, active.tabId);
      if (active.windowId === windowId) show(active.tabId);
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
