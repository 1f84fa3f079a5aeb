import browser, { type Tabs } from 'webextension-polyfill';
import type { PopupOpening, SiteStatus } from '../../protocol/commands.ts';
import type { Side } from '../../protocol/side.ts';
import { summariseSite } from '../../trace/summary/site-summary.ts';
import { readCookies } from '../jar/api-cookie.ts';
import { jarOfSite } from '../jar/jar-of-site.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { TailFold } from '../log/tail-fold.ts';
import { accessTo } from '../site-status.ts';

/** What a popup's opening is read from. */
export interface OpeningSources {
  /** The newest part of each log, folded. */
  readonly tails: Readonly<Record<Side, TailFold>>;
  readonly settings: LiveSettings;
  /** ms since 1970. */
  now(): number;
}

/** All that a popup shows first: what it would ask in three turns, each of which waits for the one before. */
export async function openPopup({ tails, settings, now }: OpeningSources): Promise<PopupOpening> {
  // Each question takes a turn through the browser, which is busy opening the popup: what does not need the tab is asked
  // beside it. Most windows are ordinary ones.
  const [{ tab, status }, jar, ordinary] = await Promise.all([
    activeTab(settings),
    readCookies({}, now()),
    settings.ready.then(() => tails.ordinary.read(now())),
  ]);
  const side: Side = tab?.incognito === true ? 'private' : 'ordinary';
  if (tab?.id === undefined) return { side };
  const { site } = status;
  if (site === undefined) return { tabId: tab.id, side, status };
  // What comes meanwhile the popup hears of, as it does of what comes later.
  const trace = side === 'private' ? await tails.private.read(now()) : ordinary;
  return {
    tabId: tab.id,
    side,
    status,
    summary: summariseSite(trace, site, status.storeId),
    cookies: jarOfSite(jar, site, side),
  };
}

/** The tab in front, and what may be seen of its page. */
async function activeTab(settings: LiveSettings): Promise<{ readonly tab?: Tabs.Tab; readonly status: SiteStatus }> {
  const [[tab]] = await Promise.all([browser.tabs.query({ active: true, lastFocusedWindow: true }), settings.ready]);
  return { ...(tab !== undefined && { tab }), status: await accessTo(tab, settings.now) };
}
