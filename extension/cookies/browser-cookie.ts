/** SameSite as the WebExtension cookies API names it. `unspecified` is not `lax`: the server said nothing. */
export type ApiSameSite = 'no_restriction' | 'lax' | 'strict' | 'unspecified';

/** cookies.CookiePartitionKey of the WebExtension API. */
export interface PartitionKey {
  /** Scheme and registrable domain of the top-level site, as in `https://example.com`. */
  readonly topLevelSite?: string;
  /** Chromium: another site stands between the top-level page and the frame that holds the cookie. */
  readonly hasCrossSiteAncestor?: boolean;
}

/** What makes a cookie this cookie and no other. */
export interface CookieIdentity {
  readonly name: string;
  /** As the WebExtension API gives it: `.example.com` for a domain cookie, `example.com` for a host-only one. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  /** Cookie store: `0`, `1` in Chromium; `firefox-default`, `firefox-container-1`, `firefox-private` in Firefox. */
  readonly storeId: string;
  readonly partitionKey?: PartitionKey;
  /** Firefox with first-party isolation on; empty or absent else. */
  readonly firstPartyDomain?: string;
}

/** A cookie as the browser's jar holds it, in the terms of the WebExtension cookies API. */
export interface BrowserCookie extends CookieIdentity {
  readonly value: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: ApiSameSite;
  /** Ends with the browser session: no expirationDate. */
  readonly session: boolean;
  /** Seconds since 1970 (with a fraction), absent for session cookies. */
  readonly expirationDate?: number;
}

/** A cookie of the jar with what the cookies API does not give and a trace may have seen. */
export interface JarCookie extends BrowserCookie {
  /** RFC 6265bis creation-time, ms since 1970; a replacement keeps it. Absent: not seen. */
  readonly createdAt?: number;
  /** When it was last set, ms since 1970. Absent: not seen. */
  readonly updatedAt?: number;
}
