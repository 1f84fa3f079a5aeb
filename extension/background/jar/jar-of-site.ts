import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { type Side, sideOfStore } from '../../protocol/side.ts';
import { siteOfHost } from '../match-patterns.ts';

/** The cookies of a site among all, of the stores of one side. */
export function jarOfSite(all: readonly BrowserCookie[], site: string, side: Side): readonly BrowserCookie[] {
  return all.filter(({ domain, storeId }) => siteOfHost(bareDomain(domain)) === site && sideOfStore(storeId) === side);
}
