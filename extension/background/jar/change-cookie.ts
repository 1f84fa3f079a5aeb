import browser, { type Cookies } from 'webextension-polyfill';
import type { BrowserCookie, CookieIdentity } from '../../cookies/browser-cookie.ts';
import { sameCookie } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { ChangeResult } from '../../protocol/commands.ts';
import { readCookies } from './api-cookie.ts';

/** The cookie with exactly this identity; undefined where the jar has none (or it may not be seen). */
export async function findCookie(identity: CookieIdentity, now: number): Promise<BrowserCookie | undefined> {
  const { name, storeId } = identity;
  const named = await readCookies({ name, storeId, domain: bareDomain(identity.domain) }, now);
  return named.find((cookie) => sameCookie(cookie, identity));
}

/** A URL that the cookie would be sent to, for the API's permission check. */
function urlOf(cookie: BrowserCookie): string {
  const host = bareDomain(cookie.domain);
  return `${cookie.secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}${cookie.path}`;
}

function detailsOf(cookie: BrowserCookie): Cookies.SetDetailsType {
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

/** 1970-01-01T00:00:01Z in seconds: long past. */
const LONG_PAST = 1;

/**
 * Deletes exactly one cookie: written over with a past expiry, under its own domain and path. `cookies.remove` would
 * take every cookie of that name with it that the URL matches, on other paths and parent domains too.
 *
 * @param before is called with the cookie just before the jar is touched
 */
export async function deleteCookie(
  identity: CookieIdentity,
  now: number,
  before: (cookie: BrowserCookie) => void,
): Promise<ChangeResult & { deleted?: BrowserCookie }> {
  const cookie = await findCookie(identity, now);
  if (cookie === undefined) {
    return { ok: false, why: `The browser holds no cookie "${identity.name}" here any more, so nothing was deleted.` };
  }
  before(cookie);
  try {
    await browser.cookies.set({ ...detailsOf(cookie), expirationDate: LONG_PAST });
  } catch (error) {
    return { ok: false, why: `The browser refused to delete "${identity.name}": ${messageOf(error)}` };
  }
  if ((await findCookie(identity, now)) !== undefined) {
    return {
      ok: false,
      why: `The browser kept "${identity.name}": another extension or a policy protects it. Try the browser's own settings.`,
    };
  }
  return { ok: true, deleted: cookie };
}

/**
 * Puts a cookie into the jar as given, and tells what the browser made of it.
 *
 * @param before is called just before the jar is touched
 */
export async function putCookie(
  cookie: BrowserCookie,
  now: number,
  before: () => void,
): Promise<ChangeResult & { stored?: BrowserCookie }> {
  before();
  try {
    await browser.cookies.set(detailsOf(cookie));
  } catch (error) {
    return { ok: false, why: `The browser refused "${cookie.name}": ${messageOf(error)}` };
  }
  const stored = await findCookie(cookie, now);
  if (stored === undefined) {
    return { ok: false, why: `The browser did not keep "${cookie.name}": it has expired, or its rules refuse it.` };
  }
  return { ok: true, stored };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
