import browser from 'webextension-polyfill';
import type { PopupOpening } from '../../protocol/commands.ts';
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
  // Each question takes a turn through the browser: what does not need the tab is asked beside it. Most windows are
  // ordinary ones.
  const [[tab], jar] = await Promise.all([
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    readCookies({}, now()),
    settings.ready,
    tails.ordinary.read(now()),
  ]);
  const side: Side = tab?.incognito === true ? 'private' : 'ordinary';
  if (tab?.id === undefined) return { side };
  const [status, trace] = await Promise.all([accessTo(tab, settings.now), tails[side].read(now())]);
  const { site } = status;
  if (site === undefined) return { tabId: tab.id, side, status };
  return { tabId: tab.id, side, status, summary: summariseSite(trace, site), cookies: jarOfSite(jar, site, side) };
}
