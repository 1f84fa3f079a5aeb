import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../cookies/browser-rules.ts';
import { retrieveCookies } from '../../cookies/retrieve-cookies.ts';
import { knownPublicSuffixes } from '../../cookies/site.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';

/** What a request is sent again from. */
interface ReplayFrom {
  /** The page's URL now. */
  readonly page: string;
  readonly browser: 'chrome' | 'firefox';
  /** ms since 1970. */
  readonly now: number;
}

/**
 * The cookies that the browser would send with a request, by its rules, in the order of the Cookie header.
 *
 * @param held all cookies that the browser holds for the sites of the request
 */
export function cookiesOfReplay(
  { method, url, storeId, suffixes = {} }: RequestEntry,
  held: readonly BrowserCookie[],
  { page, browser, now }: ReplayFrom,
): readonly BrowserCookie[] {
  const request = { url, method, topLevelNavigation: false, initiator: page, topLevelUrl: page, ancestors: [] };
  return retrieveCookies(
    held.filter((cookie) => cookie.storeId === storeId),
    {
      rules: BROWSER_RULES[browser === 'firefox' ? 'firefox' : 'chromium'],
      now,
      suffixes: knownPublicSuffixes(suffixes),
      request: { ...request, credentials: 'include' },
    },
  ).flatMap(({ cookie, sent }) => (sent ? [cookie] : []));
}

/** The page that sent an entry, by its URL, as far as the trace knows it: a document is its own page. */
export function pageOf({ type, url, topUrl, initiator }: RequestEntry): string {
  return type === 'main_frame' ? url : (topUrl ?? initiator ?? url);
}
