import type { RetrievalReasonCode, StoreReasonCode } from './reason-codes.ts';

/**
 * Where in a browser's work a reason arises. Chromium names the reasons of the first stage that fails:
 * a line that cannot be parsed is not asked for its SameSite.
 */
export type StoreStage = 'response' | 'parse' | 'create' | 'policy' | 'store';

/** Where a reason comes from. */
export interface ReasonSource {
  /** Section and step of RFC 6265bis, or the standard that says it instead. */
  readonly rule: string;
  /** Names that Chrome's DevTools Protocol may give it (SetCookieBlockedReason, CookieBlockedReason); none: it stays silent. */
  readonly cdp: readonly string[];
}

export interface StoreReasonSource extends ReasonSource {
  readonly stage: StoreStage;
}

/** Every reason for refusing a Set-Cookie: rule, DevTools name, stage. */
export const STORE_REASONS: Readonly<Record<StoreReasonCode, StoreReasonSource>> = {
  'credentials-omitted': { stage: 'response', rule: 'Fetch, "credentials mode"', cdp: [] },
  'cors-anonymous': { stage: 'response', rule: 'Fetch, "credentials mode"', cdp: [] },
  'cors-preflight': { stage: 'response', rule: 'Fetch, "CORS-preflight fetch"', cdp: [] },
  'clear-site-data': { stage: 'response', rule: 'Clear Site Data §4.1', cdp: ['SyntaxError'] },
  empty: { stage: 'parse', rule: '§5.7 step 2', cdp: ['NoCookieContent'] },
  'too-large': { stage: 'parse', rule: '§5.6 step 5', cdp: ['NameValuePairExceedsMaxSize'] },
  'control-character': { stage: 'parse', rule: '§5.6 step 1', cdp: ['DisallowedCharacter'] },
  'empty-name': { stage: 'parse', rule: 'beyond §5.6 step 3', cdp: [] },
  'nameless-with-equals': { stage: 'create', rule: 'beyond §5.6 step 3', cdp: [] },
  'scheme-not-supported': { stage: 'create', rule: '§5.7, "non-HTTP API"', cdp: ['SchemeNotSupported'] },
  'domain-non-ascii': { stage: 'create', rule: '§5.7 step 8', cdp: ['InvalidDomain'] },
  'domain-public-suffix': { stage: 'create', rule: '§5.7 step 9', cdp: ['InvalidDomain'] },
  'domain-mismatch': { stage: 'create', rule: '§5.7 step 10', cdp: ['InvalidDomain'] },
  'prefix-secure': { stage: 'create', rule: '§5.7 step 20', cdp: ['InvalidPrefix'] },
  'prefix-host': { stage: 'create', rule: '§5.7 step 21', cdp: ['InvalidPrefix'] },
  'prefix-http': { stage: 'create', rule: 'Layered Cookies, "__Http-"', cdp: ['InvalidPrefix'] },
  'prefix-host-http': { stage: 'create', rule: 'Layered Cookies, "__Host-Http-"', cdp: ['InvalidPrefix'] },
  'prefix-nameless': { stage: 'create', rule: '§5.7 step 22', cdp: ['InvalidPrefix'] },
  'partitioned-without-secure': { stage: 'create', rule: 'CHIPS §2.1', cdp: [] },
  'third-party-blocked': {
    stage: 'policy',
    rule: '§7.1, third-party cookies',
    cdp: ['UserPreferences', 'ThirdPartyPhaseout', 'ThirdPartyBlockedInFirstPartySet'],
  },
  'secure-on-insecure-origin': { stage: 'store', rule: '§5.7 step 13', cdp: ['SecureOnly'] },
  'httponly-from-script': { stage: 'store', rule: '§5.7 step 15', cdp: [] },
  'overwrites-secure': { stage: 'store', rule: '§5.7 step 16', cdp: ['OverwriteSecure'] },
  'samesite-strict': { stage: 'store', rule: '§5.7 step 18', cdp: ['SchemefulSameSiteStrict', 'SameSiteStrict'] },
  'samesite-lax': { stage: 'store', rule: '§5.7 step 18', cdp: ['SchemefulSameSiteLax', 'SameSiteLax'] },
  'samesite-unspecified': {
    stage: 'store',
    rule: '§5.7 step 18',
    cdp: ['SchemefulSameSiteUnspecifiedTreatedAsLax', 'SameSiteUnspecifiedTreatedAsLax'],
  },
  'samesite-none-without-secure': { stage: 'store', rule: '§5.7 step 19', cdp: ['SameSiteNoneInsecure'] },
  'overwrites-httponly': { stage: 'store', rule: '§5.7 step 23', cdp: [] },
};

/** Every reason for not sending a cookie: rule and DevTools name. */
export const RETRIEVAL_REASONS: Readonly<Record<RetrievalReasonCode, ReasonSource>> = {
  'credentials-omitted': { rule: 'Fetch, "credentials mode"', cdp: ['AnonymousContext'] },
  'cors-anonymous': { rule: 'Fetch, "credentials mode"', cdp: ['AnonymousContext'] },
  'cors-preflight': { rule: 'Fetch, "CORS-preflight fetch"', cdp: [] },
  'scheme-not-supported': { rule: '§5.8.3', cdp: ['SchemeMismatch'] },
  'host-mismatch': { rule: '§5.8.3 step 1', cdp: ['DomainMismatch'] },
  'path-mismatch': { rule: '§5.8.3 step 1', cdp: ['NotOnPath'] },
  'secure-on-insecure-request': { rule: '§5.8.3 step 1', cdp: ['SecureOnly'] },
  'httponly-to-script': { rule: '§5.8.3 step 1', cdp: [] },
  expired: { rule: '§5.7, expired cookies', cdp: [] },
  'partition-mismatch': { rule: 'CHIPS §2.2', cdp: [] },
  'third-party-blocked': {
    rule: '§7.1, third-party cookies',
    cdp: ['UserPreferences', 'ThirdPartyPhaseout', 'ThirdPartyBlockedInFirstPartySet'],
  },
  'samesite-strict': { rule: '§5.8.3 step 1', cdp: ['SchemefulSameSiteStrict', 'SameSiteStrict'] },
  'samesite-lax': { rule: '§5.8.3 step 1', cdp: ['SchemefulSameSiteLax', 'SameSiteLax'] },
  'samesite-unspecified': {
    rule: '§5.8.3 step 1',
    cdp: ['SchemefulSameSiteUnspecifiedTreatedAsLax', 'SameSiteUnspecifiedTreatedAsLax'],
  },
  'samesite-none-without-secure': { rule: '§5.7 step 19', cdp: ['SameSiteNoneInsecure'] },
};
