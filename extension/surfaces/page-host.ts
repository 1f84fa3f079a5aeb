import browser from 'webextension-polyfill';
import { sendCommand } from '../protocol/send-command.ts';
import type { Host, PlaceInTab, SurfaceKind } from '../ui/model/host.ts';
import { ownSide } from './own-side.ts';
import { PageLanguage } from './page-language.ts';

/** Follows the tab that a surface shows. */
export type WatchTab = Host['watchTab'];

const tabPage = 'extension/surfaces/tab/tab.html';

const loadCopying = () => import('./copy-text.ts');

/** What every extension page has: commands to the background, tabs, permissions, messages in the user's language. */
export async function createPageHost(
  surface: SurfaceKind,
  watchTab: WatchTab,
  openSidePanel?: () => void,
): Promise<Omit<Host, 'trace'>> {
  let tabId: number | undefined;
  const language = new PageLanguage();
  await language.ready;
  return {
    surface,
    browser: __BROWSER__,
    language,
    send: async (command, input) => sendCommand(command, input, await ownSide()),
    private: ownSide().then((side) => side === 'private'),
    watchTab: (onTab, signal) =>
      watchTab((id) => {
        tabId = id;
        onTab(id);
      }, signal),
    requestPermission,
    openTab: (at) => openTab(tabId, queryOf(at)),
    ...(openSidePanel !== undefined && { openSidePanel }),
    // Called late: where the browser is set to store nothing, `localStorage` itself throws.
    kept: {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
    },
    copy: (text) => loadCopying().then((part) => part.copyText(text)),
    message: language.message,
    now: () => Date.now(),
    nextFrame: (run) => requestAnimationFrame(() => run()),
  };
}

/** Firefox's DevTools pages have no `permissions`: the full tab asks instead. */
async function requestPermission(patterns: readonly string[]): Promise<boolean> {
  if ((browser.permissions as typeof browser.permissions | undefined) === undefined) {
    openTab(browser.devtools.inspectedWindow.tabId, patterns[0] === undefined ? {} : { ask: patterns[0] });
    return false;
  }
  return browser.permissions.request({ origins: [...patterns] });
}

/** What a place in a new tab is called in its address. */
function queryOf(at: PlaceInTab | undefined): Readonly<Record<string, string>> {
  if (at === undefined) return {};
  if ('entry' in at) return { entry: String(at.entry) };
  return 'sample' in at ? { sample: '' } : { answer: '' };
}

/** @param more `ask`: the match pattern to ask for in that tab; the others: what to show there */
function openTab(tabId: number | undefined, more: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams({ ...(tabId !== undefined && { tab: String(tabId) }), ...more });
  const url = browser.runtime.getURL(query.size === 0 ? tabPage : `${tabPage}?${query}`);
  // Firefox's DevTools pages have no `tabs`.
  if ((browser.tabs as typeof browser.tabs | undefined) === undefined) open(url, '_blank', 'noopener');
  else void browser.tabs.create({ url });
}
