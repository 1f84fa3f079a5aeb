import type { BrowserCookie, CookieIdentity } from '../../cookies/browser-cookie.ts';
import { identityKey, sameContent } from '../../cookies/cookie-identity.ts';
import type { WhyNot } from '../model/why-not.ts';

/** One thing to do to the jar. */
export type JarEdit =
  | { readonly kind: 'put'; readonly cookie: BrowserCookie }
  | { readonly kind: 'delete'; readonly identity: CookieIdentity };

/** What one edit did to one cookie. `before` absent: there was none; `after` absent: it is gone. Never both absent. */
export interface CookieChange {
  readonly before?: BrowserCookie;
  readonly after?: BrowserCookie;
}

/** How one edit went: what it changed (nothing, where the jar was as wanted already), or why not. */
export type EditResult =
  | { readonly ok: true; readonly change?: CookieChange }
  | { readonly ok: false; readonly why: WhyNot };

/** The identity alone, of a cookie that may carry more. */
export function identityOf(cookie: CookieIdentity): CookieIdentity {
  const { name, domain, hostOnly, path, storeId, partitionKey, firstPartyDomain } = cookie;
  return {
    name,
    domain,
    hostOnly,
    path,
    storeId,
    ...(partitionKey !== undefined && { partitionKey }),
    ...(firstPartyDomain !== undefined && { firstPartyDomain }),
  };
}

/** True where a put would be refused or vanish at once: its expiry is past. `now` in ms since 1970. */
export function hasExpired(cookie: BrowserCookie, now: number): boolean {
  return cookie.expirationDate !== undefined && cookie.expirationDate * 1000 <= now;
}

/** Cookies by the key of their identity; of several with one identity the last counts, as in a jar. */
export function byIdentity(cookies: Iterable<BrowserCookie>): Map<string, BrowserCookie> {
  return new Map(Array.from(cookies, (cookie) => [identityKey(cookie), cookie]));
}

/**
 * The edits that turn one jar into another, deletions first. A Secure cookie that is still there would refuse an
 * insecure one of its name (RFC 6265bis §5.7 step 16). A full jar would evict what was just put.
 */
export function editsBetween(from: Iterable<BrowserCookie>, to: Iterable<BrowserCookie>): JarEdit[] {
  const held = byIdentity(from);
  const wanted = byIdentity(to);
  const edits: JarEdit[] = [];
  for (const [key, cookie] of held) if (!wanted.has(key)) edits.push({ kind: 'delete', identity: identityOf(cookie) });
  for (const [key, cookie] of wanted) {
    const now = held.get(key);
    if (now === undefined || !sameContent(now, cookie)) edits.push({ kind: 'put', cookie });
  }
  return edits;
}
