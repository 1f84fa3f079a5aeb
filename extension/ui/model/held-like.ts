import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain, domainMatches } from '../../cookies/domain-match.ts';
import type { CookiePair } from '../../cookies/parse-cookie-header.ts';
import type { RequestEntry, SetCookieEntry } from '../../trace/model/entry.ts';
import { heldBy } from './jar-model.ts';

/** The cookie that a request carried as a pair, as the browser holds it now: by its value, where several have its name. */
export function heldLikePair(
  { name, value }: CookiePair,
  { url, storeId }: Pick<RequestEntry, 'url' | 'storeId'>,
  held: readonly BrowserCookie[],
): BrowserCookie | undefined {
  const host = new URL(url).hostname.replace(/^\[|\]$/gu, '');
  const fitting = heldBy({ name, storeId }, held).filter(({ domain }) => domainMatches(host, bareDomain(domain)));
  return fitting.find((cookie) => cookie.value === value) ?? fitting[0];
}

/** The cookie that a Set-Cookie line names, as the browser holds it now, whoever wrote it last. */
export function heldLikeLine(
  { identity }: SetCookieEntry,
  { storeId }: Pick<RequestEntry, 'storeId'>,
  held: readonly BrowserCookie[],
): BrowserCookie | undefined {
  return heldBy({ name: identity.name, storeId }, held).find(
    ({ domain, path }) => path === identity.path && bareDomain(domain) === bareDomain(identity.domain),
  );
}
