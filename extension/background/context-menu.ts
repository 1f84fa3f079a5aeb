import browser, { type Menus } from 'webextension-polyfill';
import { hostOf } from '../trace/model/site.ts';
import { patternsFor } from './match-patterns.ts';

const WATCH = 'watch-site';

/** The hosts to ask for from where the menu was opened: the page's, and the frame's where it has another one. */
function hostsOf(info: Menus.OnClickData): string[] {
  const hosts = [info.pageUrl, info.frameUrl].map((url) => hostOf(url ?? ''));
  return [...new Set(hosts.filter((host) => host !== ''))];
}

/** "Watch this site" in the menu of pages and of the toolbar button. To be called in the background's first turn. */
export function offerContextMenu(): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() => {
      browser.contextMenus.create({
        id: WATCH,
        title: browser.i18n.getMessage('menuWatch'),
        contexts: ['page', 'frame', 'action'],
        documentUrlPatterns: ['http://*/*', 'https://*/*'],
      });
    });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== WATCH) return;
    const hosts = hostsOf({
      ...info,
      ...(info.pageUrl === undefined && tab?.url !== undefined && { pageUrl: tab.url }),
    });
    // In the click's own turn: browsers ask the user only then. What is granted already asks nothing.
    if (hosts.length > 0) void browser.permissions.request({ origins: hosts.flatMap(patternsFor) });
  });
}
