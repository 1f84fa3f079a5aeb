import type { BrowserCookie, CookieIdentity, PartitionKey } from './browser-cookie.ts';
import { bareDomain } from './domain-match.ts';

/**
 * A cookie's identity as one string, equal for equal identities only: a JSON array, so that no value can imitate another's.
 * Kept stable: exports and stored marks use it.
 */
export function identityKey(cookie: CookieIdentity): string {
  return JSON.stringify([
    cookie.name,
    bareDomain(cookie.domain),
    cookie.hostOnly,
    cookie.path,
    cookie.storeId,
    partitionText(cookie.partitionKey),
    cookie.firstPartyDomain ?? '',
  ]);
}

/** Whether two records speak of the same cookie of the same jar. */
export function sameCookie(a: CookieIdentity, b: CookieIdentity): boolean {
  return identityKey(a) === identityKey(b);
}

/** Sorts by domain, path, name, then the rest of the identity; a total order. */
export function compareCookies(a: CookieIdentity, b: CookieIdentity): number {
  return (
    compareText(bareDomain(a.domain), bareDomain(b.domain)) ||
    compareText(a.path, b.path) ||
    compareText(a.name, b.name) ||
    compareText(identityKey(a), identityKey(b))
  );
}

/** Whether the jar would show a difference beyond identity: value, flags or expiry. */
export function sameContent(a: BrowserCookie, b: BrowserCookie): boolean {
  return (
    a.value === b.value &&
    a.secure === b.secure &&
    a.httpOnly === b.httpOnly &&
    a.sameSite === b.sameSite &&
    a.session === b.session &&
    a.expirationDate === b.expirationDate
  );
}

/** Whether a cookie stands in a partition; an empty key, as Firefox may give, is none. */
export function isPartitioned(cookie: CookieIdentity): boolean {
  return partitionText(cookie.partitionKey) !== '';
}

/** A partition key as text: empty for none; ` +ancestor` marks Chromium's cross-site ancestor bit. */
export function partitionText(key: PartitionKey | undefined): string {
  if (key?.topLevelSite === undefined || key.topLevelSite === '') return '';
  return key.hasCrossSiteAncestor === true ? `${key.topLevelSite} +ancestor` : key.topLevelSite;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
