import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain, domainMatches } from '../../cookies/domain-match.ts';
import type { CookiePair } from '../../cookies/parse-cookie-header.ts';
import type { RequestEntry, SetCookieEntry } from '../../trace/model/entry.ts';
import { heldBy } from './jar-model.ts';

/** The current cookie for a pair that a request sent: matched by value if several have that name. */
export function heldLikePair(
  { name, value }: CookiePair,
  { url, storeId }: Pick<RequestEntry, 'url' | 'storeId'>,
  held: readonly BrowserCookie[],
): BrowserCookie | undefined {
  const host = new URL(url).hostname.replace(/^\[|\]$/gu, '');
  const fitting = heldBy({ name, storeId }, held).filter(({ domain }) => domainMatches(host, bareDomain(domain)));
  return fitting.find((cookie) => cookie.value === value) ?? fitting[0];
}

/** The current cookie that a Set-Cookie line names, no matter who wrote it last. */
export function heldLikeLine(
  { identity }: SetCookieEntry,
  { storeId }: Pick<RequestEntry, 'storeId'>,
  held: readonly BrowserCookie[],
): BrowserCookie | undefined {
  return heldBy({ name: identity.name, storeId }, held).find(
    ({ domain, path }) => path === identity.path && bareDomain(domain) === bareDomain(identity.domain),
  );
}
