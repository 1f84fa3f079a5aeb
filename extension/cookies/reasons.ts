import type { RetrievalReason, RetrievalReasonCode, StoreReason, StoreReasonCode } from './reason-codes.ts';

/**
 * Where in a browser's work a reason arises. Chromium names the reasons of the first stage that fails:
 * a line that cannot be parsed is not asked for its SameSite.
 */
export type StoreStage = 'response' | 'parse' | 'create' | 'policy' | 'store';

/** Where a reason comes from. */
export interface ReasonSource {
  /** Step of RFC 6265bis, or the standard that says it instead. */
  readonly step: string;
  /** Names that Chrome's DevTools Protocol may give it (SetCookieBlockedReason, CookieBlockedReason); none: it stays silent. */
  readonly cdp: readonly string[];
}

export interface StoreReasonSource extends ReasonSource {
  readonly stage: StoreStage;
}

/** Every reason for refusing a Set-Cookie: step, DevTools name, stage. */
export const STORE_REASONS: Readonly<Record<StoreReasonCode, StoreReasonSource>> = {
  'credentials-omitted': { stage: 'response', step: 'Fetch, "credentials mode"', cdp: [] },
  'cors-anonymous': { stage: 'response', step: 'Fetch, "credentials mode"', cdp: [] },
  'cors-preflight': { stage: 'response', step: 'Fetch, "CORS-preflight fetch"', cdp: [] },
  'clear-site-data': { stage: 'response', step: 'Clear Site Data §4.1', cdp: ['SyntaxError'] },
  empty: { stage: 'parse', step: '§5.7 step 2', cdp: ['NoCookieContent'] },
  'too-large': { stage: 'parse', step: '§5.6 step 5', cdp: ['NameValuePairExceedsMaxSize'] },
  'control-character': { stage: 'parse', step: '§5.6 step 1', cdp: ['DisallowedCharacter'] },
  'empty-name': { stage: 'parse', step: 'beyond §5.6 step 3', cdp: [] },
  'nameless-with-equals': { stage: 'create', step: 'beyond §5.6 step 3', cdp: [] },
  'scheme-not-supported': { stage: 'create', step: '§5.7, "non-HTTP API"', cdp: ['SchemeNotSupported'] },
  'domain-non-ascii': { stage: 'create', step: '§5.7 step 8', cdp: ['InvalidDomain'] },
  'domain-public-suffix': { stage: 'create', step: '§5.7 step 9', cdp: ['InvalidDomain'] },
  'domain-mismatch': { stage: 'create', step: '§5.7 step 10', cdp: ['InvalidDomain'] },
  'prefix-secure': { stage: 'create', step: '§5.7 step 20', cdp: ['InvalidPrefix'] },
  'prefix-host': { stage: 'create', step: '§5.7 step 21', cdp: ['InvalidPrefix'] },
  'prefix-http': { stage: 'create', step: 'Layered Cookies, "__Http-"', cdp: ['InvalidPrefix'] },
  'prefix-host-http': { stage: 'create', step: 'Layered Cookies, "__Host-Http-"', cdp: ['InvalidPrefix'] },
  'prefix-nameless': { stage: 'create', step: '§5.7 step 22', cdp: ['InvalidPrefix'] },
  'partitioned-without-secure': { stage: 'create', step: 'CHIPS §2.1', cdp: [] },
  'third-party-blocked': {
    stage: 'policy',
    step: '§7.1, third-party cookies',
    cdp: ['UserPreferences', 'ThirdPartyPhaseout', 'ThirdPartyBlockedInFirstPartySet'],
  },
  'secure-on-insecure-origin': { stage: 'store', step: '§5.7 step 13', cdp: ['SecureOnly'] },
  'httponly-from-script': { stage: 'store', step: '§5.7 step 15', cdp: [] },
  'overwrites-secure': { stage: 'store', step: '§5.7 step 16', cdp: ['OverwriteSecure'] },
  'samesite-strict': { stage: 'store', step: '§5.7 step 18', cdp: ['SchemefulSameSiteStrict', 'SameSiteStrict'] },
  'samesite-lax': { stage: 'store', step: '§5.7 step 18', cdp: ['SchemefulSameSiteLax', 'SameSiteLax'] },
  'samesite-unspecified': {
    stage: 'store',
    step: '§5.7 step 18',
    cdp: ['SchemefulSameSiteUnspecifiedTreatedAsLax', 'SameSiteUnspecifiedTreatedAsLax'],
  },
  'samesite-none-without-secure': { stage: 'store', step: '§5.7 step 19', cdp: ['SameSiteNoneInsecure'] },
  'overwrites-httponly': { stage: 'store', step: '§5.7 step 23', cdp: [] },
};

/** Every reason for withholding a cookie: step and DevTools name. */
export const RETRIEVAL_REASONS: Readonly<Record<RetrievalReasonCode, ReasonSource>> = {
  'credentials-omitted': { step: 'Fetch, "credentials mode"', cdp: ['AnonymousContext'] },
  'cors-anonymous': { step: 'Fetch, "credentials mode"', cdp: ['AnonymousContext'] },
  'cors-preflight': { step: 'Fetch, "CORS-preflight fetch"', cdp: [] },
  'scheme-not-supported': { step: '§5.8.3', cdp: ['SchemeMismatch'] },
  'host-mismatch': { step: '§5.8.3 step 1', cdp: ['DomainMismatch'] },
  'path-mismatch': { step: '§5.8.3 step 1', cdp: ['NotOnPath'] },
  'secure-on-insecure-request': { step: '§5.8.3 step 1', cdp: ['SecureOnly'] },
  'httponly-to-script': { step: '§5.8.3 step 1', cdp: [] },
  expired: { step: '§5.7, expired cookies', cdp: [] },
  'partition-mismatch': { step: 'CHIPS §2.2', cdp: [] },
  'third-party-blocked': {
    step: '§7.1, third-party cookies',
    cdp: ['UserPreferences', 'ThirdPartyPhaseout', 'ThirdPartyBlockedInFirstPartySet'],
  },
  'samesite-strict': { step: '§5.8.3 step 1', cdp: ['SchemefulSameSiteStrict', 'SameSiteStrict'] },
  'samesite-lax': { step: '§5.8.3 step 1', cdp: ['SchemefulSameSiteLax', 'SameSiteLax'] },
  'samesite-unspecified': {
    step: '§5.8.3 step 1',
    cdp: ['SchemefulSameSiteUnspecifiedTreatedAsLax', 'SameSiteUnspecifiedTreatedAsLax'],
  },
  'samesite-none-without-secure': { step: '§5.7 step 19', cdp: ['SameSiteNoneInsecure'] },
};

const STAGES: readonly StoreStage[] = ['response', 'parse', 'create', 'policy', 'store'];

/**
 * The reasons that Chromium itself would name, out of all that apply: those of the first stage that fails,
 * and of the parser the first one alone. For comparing a verdict with DevTools' word.
 */
export function reasonsChromiumNames(reasons: readonly StoreReason[]): readonly StoreReason[] {
  const stage = STAGES.find((candidate) => reasons.some(({ code }) => STORE_REASONS[code].stage === candidate));
  const named = reasons.filter(({ code }) => STORE_REASONS[code].stage === stage);
  return stage === 'parse' ? named.slice(0, 1) : named;
}

/** The names that Chromium's DevTools give for a refusal, each once; empty where it stays silent. */
export function devToolsStoreNames(reasons: readonly StoreReason[]): readonly string[] {
  return [...new Set(reasonsChromiumNames(reasons).flatMap(({ code }) => STORE_REASONS[code].cdp.slice(0, 1)))];
}

/** The names that Chromium's DevTools give for a withheld cookie, each once. */
export function devToolsRetrievalNames(reasons: readonly RetrievalReason[]): readonly string[] {
  return [...new Set(reasons.flatMap(({ code }) => RETRIEVAL_REASONS[code].cdp.slice(0, 1)))];
}

/**
 * The reasons to withhold a cookie that Chromium itself would name: of a request without credentials it asks no cookie,
 * and shows none.
 */
export function retrievalReasonsChromiumNames(reasons: readonly RetrievalReason[]): readonly RetrievalReason[] {
  const silent = reasons.some(({ code }) => NO_COOKIE_ASKED.has(code));
  return silent ? [] : reasons;
}

const NO_COOKIE_ASKED: ReadonlySet<RetrievalReasonCode> = new Set([
  'credentials-omitted',
  'cors-anonymous',
  'cors-preflight',
]);
