import type { Cookies } from 'webextension-polyfill';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain } from '../../cookies/domain-match.ts';

/** A URL that the cookie would be sent to, for the API's permission check. */
function urlOf(cookie: BrowserCookie): string {
  const host = bareDomain(cookie.domain);
  return `${cookie.secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}${cookie.path}`;
}

/** What `cookies.set` wants to make exactly this cookie. */
export function detailsOf(cookie: BrowserCookie): Cookies.SetDetailsType {
  return {
    url: urlOf(cookie),
    name: cookie.name,
    value: cookie.value,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite as Cookies.SameSiteStatus,
    storeId: cookie.storeId,
    ...(!cookie.hostOnly && { domain: bareDomain(cookie.domain) }),
    ...(!cookie.session && cookie.expirationDate !== undefined && { expirationDate: cookie.expirationDate }),
    ...(cookie.partitionKey !== undefined && { partitionKey: cookie.partitionKey }),
    ...(cookie.firstPartyDomain !== undefined && { firstPartyDomain: cookie.firstPartyDomain }),
  } as Cookies.SetDetailsType;
}

/**
 * 1970-01-01T00:00:01Z in seconds: a cookie set with it under its own domain and path is deleted, and no other.
 * `cookies.remove` would take every cookie of that name with it that the URL matches, on other paths and parent domains.
 */
export const LONG_PAST = 1;
