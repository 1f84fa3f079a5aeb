import browser, { type Menus } from 'webextension-polyfill';
import { LANGUAGE_KEY, readLanguage } from '../protocol/settings/language.ts';
import { messagesOf } from '../protocol/settings/messages-of.ts';
import { hostOf } from '../trace/model/site-of.ts';
import { isClosedPage } from './closed-pages.ts';
import { patternsFor } from './match-patterns.ts';

const WATCH = 'watch-site';
const WORDS = 'menuWatch';

/** Whether an extension can be given the page at a URL. */
function canBeWatched(url: string | undefined): url is string {
  return url !== undefined && /^https?:/.test(url) && hostOf(url) !== '' && !isClosedPage(url, __BROWSER__);
}

/** The hosts to ask for from where the menu was opened: the page's, and the frame's where it has another one. */
function hostsOf({ pageUrl, frameUrl }: Menus.OnClickData): string[] {
  return [...new Set([pageUrl, frameUrl].filter(canBeWatched).map(hostOf))];
}

/** The entry's words in the language that the user chose: the browser knows no language for one extension. */
async function words(): Promise<string> {
  const stored = await browser.storage.local.get([LANGUAGE_KEY]);
  const language = readLanguage(stored[LANGUAGE_KEY]);
  const messages = language === 'browser' ? undefined : await messagesOf(language);
  return messages?.[WORDS]?.message ?? browser.i18n.getMessage(WORDS);
}

/** The popup says what is watched, or why nothing can be. Older browsers cannot open it. */
async function showPopup(): Promise<void> {
  const { openPopup } = browser.action as { readonly openPopup?: () => Promise<void> };
  await openPopup?.call(browser.action).catch(() => undefined);
}

async function watch(hosts: readonly string[]): Promise<void> {
  // In the click's own turn: browsers ask the user only then. What is granted already asks nothing.
  const asked = hosts.length === 0 || browser.permissions.request({ origins: hosts.flatMap(patternsFor) });
  if (await asked) await showPopup();
}

/**
 * "Watch this site" in the menu of pages. The toolbar button's own menu has no such entry: the browser would show it on
 * pages that nobody can watch, and does not say which page it is before the click; the button's popup knows. To be
 * called in the background's first turn.
 */
export function offerContextMenu(): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(async () => {
      browser.contextMenus.create({
        id: WATCH,
        title: await words(),
        contexts: ['page', 'frame'],
        documentUrlPatterns: ['http://*/*', 'https://*/*'],
      });
    });
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if (!Object.hasOwn(changes, LANGUAGE_KEY)) return;
    // Right after the installation it may not be there yet: then it is made with these words.
    void words().then((title) => browser.contextMenus.update(WATCH, { title }).catch(() => undefined));
  });
  browser.contextMenus.onClicked.addListener((info) => {
    if (info.menuItemId === WATCH) void watch(hostsOf(info));
  });
}
