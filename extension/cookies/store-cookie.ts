import type { ApiSameSite, BrowserCookie, JarCookie, PartitionKey } from './browser-cookie.ts';
import type { BrowserRules } from './browser-rules.ts';
import { partitionText, sameCookie } from './cookie-identity.ts';
import { pathOfRequest, readDomain, type Scope } from './cookie-scope.ts';
import { bareDomain, domainMatches } from './domain-match.ts';
import { isCookieScheme, isLoopback, isSecureUrl, parseUrl } from './hosts.ts';
import { decodeOctets, jarText } from './octets.ts';
import { type ParsedSetCookie, parseSetCookie } from './parse-set-cookie.ts';
import { pathMatches } from './path-match.ts';
import { judgePrefix } from './prefixes.ts';
import type { StoreReason, UnknownCode, Warning } from './reason-codes.ts';
import type { SameSiteValue } from './set-cookie-attributes.ts';
import { type CookieRequest, type PublicSuffixes, type SiteContext, siteContext, siteParams } from './site.ts';
import { expiryWarning, noteNeighbours, noteSurprises } from './store-warnings.ts';

/** Who set the cookie, in which browser, into which jar. What was not observed is left out. */
export interface StoreContext {
  readonly rules: BrowserRules;
  /** ms since 1970, when the response came. */
  readonly now: number;
  readonly suffixes: PublicSuffixes;
  readonly request: CookieRequest;
  /** ms, from the response's Date header: browsers shift Expires by the difference. */
  readonly serverTime?: number;
  /** document.cookie or the Cookie Store API, not a response. */
  readonly fromScript?: boolean;
  /** The response's Clear-Site-Data holds `"cookies"` or `"*"`. */
  readonly clearsCookies?: boolean;
  readonly storeId: string;
  /** The cookies held before, of this host at least. Absent: not known. */
  readonly jar?: readonly JarCookie[];
}

export type StoreOutcome = 'stored' | 'refused' | 'deletion';

/** What becomes of one Set-Cookie line. */
export interface StoreVerdict {
  readonly outcome: StoreOutcome;
  /** Every reason that applies, in the order of the rules; empty unless refused. */
  readonly reasons: readonly StoreReason[];
  readonly warnings: readonly Warning[];
  /** What had to be guessed because it was not observed. */
  readonly unknown: readonly UnknownCode[];
  readonly parsed: ParsedSetCookie;
  /** The cookie that the line describes, as the jar would show it; absent when the line or URL cannot be read. */
  readonly cookie?: JarCookie;
  /** The cookie of the same identity that was there: replaced, or taken away by a deletion. null: none. Absent: jar not known. */
  readonly replaces?: JarCookie | null;
}

/** A set-cookie-string, or one that is parsed already with the same rules. */
export type SetCookieInput = string | ParsedSetCookie;

/** RFC 6265bis §5.7 as this browser does it: stored, refused with every reason, or a deletion. Never throws. */
export function judgeSetCookie(input: SetCookieInput, context: StoreContext): StoreVerdict {
  const { rules, now } = context;
  const parsed = typeof input === 'string' ? parseSetCookie(input, rules, now, context) : input;
  const warnings = [...parsed.warnings];
  const unknown = new Set<UnknownCode>();
  const reasons: StoreReason[] = [...responseReasons(context, unknown), ...parsed.errors];

  const url = parseUrl(context.request.url);
  if (url === null || !isCookieScheme(url.protocol)) {
    reasons.push({ code: 'scheme-not-supported', params: { scheme: url?.protocol ?? '' } });
    return { outcome: 'refused', reasons, warnings, unknown: [...unknown], parsed };
  }
  if (parsed.errors.some(({ code }) => code === 'empty')) {
    return { outcome: 'refused', reasons, warnings, unknown: [...unknown], parsed };
  }

  const site = siteContext(context.request, rules, context.suffixes);
  const secureOrigin = isSecureUrl(url, rules.trustsLoopback);
  const scope = readDomain(parsed, url.hostname, context, { reasons, warnings, unknown });
  const path = parsed.path ?? pathOfRequest(parsed, url, rules);
  const { name, value } = jarText(parsed, rules);
  const broken = judgePrefix(
    {
      name: parsed.name,
      value: parsed.value,
      secure: parsed.secure,
      httpOnly: parsed.httpOnly,
      hostOnly: scope.hostOnly,
      ...(parsed.domain !== undefined && { domainAttribute: parsed.domain }),
      path,
      hasPathAttribute: parsed.path !== undefined,
      secureOrigin,
    },
    rules,
  );
  if (broken !== undefined) reasons.push(broken);
  if (parsed.partitioned && rules.partitionedNeedsSecure && !(parsed.secure && secureOrigin)) {
    reasons.push({ code: 'partitioned-without-secure' });
  }

  const partitionKey = partitionFor(parsed, site, rules, unknown);
  const shownPath = rules.headerText === 'octets' ? decodeOctets(path) : path;
  const cookie = jarCookie({ name, value, scope, path: shownPath, parsed, context, partitionKey });
  reasons.push(...policyReasons(parsed, context, site, unknown));
  reasons.push(...storeReasons(parsed, cookie, context, { site, secureOrigin }, unknown));

  const held = context.jar?.find((other) => isSame(cookie, other));
  const expired = parsed.expiryTime !== undefined && parsed.expiryTime <= now;
  const refused = reasons.length > 0;
  if (!expired) noteSurprises(parsed, cookie, url, context, warnings);
  if (!expired && !refused) noteNeighbours(cookie, context, held, warnings);
  const expiry = expired ? expiryWarning(parsed, context.serverTime ?? now) : undefined;
  // What is refused deletes nothing.
  if (expiry !== undefined && !(refused && expiry.code === 'already-expired')) warnings.push(expiry);
  return {
    outcome: refused ? 'refused' : expired ? 'deletion' : 'stored',
    reasons,
    warnings,
    unknown: [...unknown],
    parsed,
    cookie: keepCreationTime(cookie, held, rules),
    ...(context.jar !== undefined && { replaces: held ?? null }),
  };
}

/** §5.7 step 23: a cookie that replaces another is as old as that one. */
function keepCreationTime(cookie: JarCookie, held: JarCookie | undefined, rules: BrowserRules): JarCookie {
  if (held?.createdAt === undefined || !keepsCreationTime(held, cookie, rules)) return cookie;
  return { ...cookie, createdAt: held.createdAt };
}

/** True where this browser leaves a replaced cookie its creation-time. */
export function keepsCreationTime(
  before: { readonly value: string },
  after: { readonly value: string },
  rules: Pick<BrowserRules, 'keepsCreationTime'>,
): boolean {
  return rules.keepsCreationTime === 'always' || before.value === after.value;
}

/** The whole response's Set-Cookie lines are thrown away, whatever they say (Fetch §4.6, Clear Site Data §4.1). */
function responseReasons(context: StoreContext, unknown: Set<UnknownCode>): StoreReason[] {
  const reasons: StoreReason[] = [];
  if (context.fromScript) return reasons;
  const { credentials, topLevelNavigation } = context.request;
  if (credentials === 'omit') reasons.push({ code: 'credentials-omitted' });
  else if (credentials === 'anonymous') reasons.push({ code: 'cors-anonymous' });
  else if (credentials === 'preflight') reasons.push({ code: 'cors-preflight' });
  else if (credentials === undefined && !topLevelNavigation) unknown.add('credentials');
  if (context.clearsCookies && hearsClearSiteData(context.request.url, context.rules))
    reasons.push({ code: 'clear-site-data' });
  return reasons;
}

/** True where this browser honours the Clear-Site-Data of a response from here. */
export function hearsClearSiteData(address: string, rules: BrowserRules): boolean {
  const url = parseUrl(address);
  return !rules.clearSiteDataNeedsSecureOrigin || (url !== null && isSecureUrl(url, true));
}

function partitionFor(
  parsed: ParsedSetCookie,
  site: SiteContext,
  rules: BrowserRules,
  unknown: Set<UnknownCode>,
): PartitionKey | undefined {
  const wanted = parsed.partitioned || (rules.partitionsThirdParty && site.thirdParty === true);
  if (!wanted) {
    if (rules.partitionsThirdParty && site.thirdParty === null) unknown.add('partition');
    return undefined;
  }
  if (site.partitionKey === null) unknown.add('partition');
  return site.partitionKey ?? undefined;
}

const API_SAME_SITE: Readonly<Record<SameSiteValue, ApiSameSite>> = {
  strict: 'strict',
  lax: 'lax',
  none: 'no_restriction',
};

function jarCookie(made: {
  readonly name: string;
  readonly value: string;
  readonly scope: Scope;
  readonly path: string;
  readonly parsed: ParsedSetCookie;
  readonly context: StoreContext;
  readonly partitionKey: PartitionKey | undefined;
}): JarCookie {
  const { parsed, context } = made;
  const { expiryTime } = parsed;
  return {
    name: made.name,
    value: made.value,
    domain: made.scope.domain,
    hostOnly: made.scope.hostOnly,
    path: made.path,
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    sameSite: parsed.sameSite === undefined ? 'unspecified' : API_SAME_SITE[parsed.sameSite],
    session: expiryTime === undefined,
    ...(expiryTime !== undefined && { expirationDate: expiryTime / 1000 }),
    storeId: context.storeId,
    ...(made.partitionKey !== undefined && { partitionKey: made.partitionKey }),
    createdAt: context.now,
    updatedAt: context.now,
  };
}

/** What the user's or the browser's settings refuse. Partitioned cookies are let through. */
function policyReasons(
  parsed: ParsedSetCookie,
  context: StoreContext,
  site: SiteContext,
  unknown: Set<UnknownCode>,
): StoreReason[] {
  if (site.thirdParty === false) return [];
  if (context.rules.blocksListedTrackers && site.thirdParty === true) unknown.add('tracker-list');
  if (parsed.partitioned) return [];
  const setting = context.request.thirdPartyCookies;
  if (setting === 'blocked' && site.thirdParty === true) return [{ code: 'third-party-blocked' }];
  if (setting === undefined) unknown.add('third-party-blocking');
  return [];
}

/** §5.7 steps 13 to 19 and 23. */
function storeReasons(
  parsed: ParsedSetCookie,
  cookie: BrowserCookie,
  context: StoreContext,
  { site, secureOrigin }: { readonly site: SiteContext; readonly secureOrigin: boolean },
  unknown: Set<UnknownCode>,
): StoreReason[] {
  const { rules, jar } = context;
  const reasons: StoreReason[] = [];
  if (parsed.secure && !secureOrigin) {
    // Only a browser that does not trust its own computer gets here from there.
    const isLocal = isLoopback(parseUrl(context.request.url)?.hostname ?? '');
    reasons.push({ code: 'secure-on-insecure-origin', ...(isLocal && { params: { loopback: 1 } }) });
  }
  if (parsed.httpOnly && context.fromScript) reasons.push({ code: 'httponly-from-script' });
  if (jar === undefined) unknown.add('jar');
  if (!parsed.secure && !secureOrigin && jar?.some((held) => overlaysSecure(cookie, held, rules))) {
    reasons.push({ code: 'overwrites-secure' });
  }
  const bound = sameSiteBound(parsed.sameSite, rules);
  if (bound !== null) {
    if (site.mayStoreSameSite === null) unknown.add('site');
    else if (!site.mayStoreSameSite) reasons.push({ code: bound, params: siteParams(site) });
  }
  if (parsed.sameSite === 'none' && !parsed.secure && rules.sameSiteNoneNeedsSecure) {
    reasons.push({ code: 'samesite-none-without-secure' });
  }
  if (context.fromScript && jar?.some((held) => held.httpOnly && isSame(cookie, held))) {
    reasons.push({ code: 'overwrites-httponly' });
  }
  return reasons;
}

/** Names first: a key is made for the few that share one. */
function isSame(cookie: BrowserCookie, held: BrowserCookie): boolean {
  return held.name === cookie.name && sameCookie(cookie, held);
}

/** Step 16: leave secure cookies alone. Domains match either way, and the new path lies at or under the old one. */
function overlaysSecure(cookie: BrowserCookie, held: BrowserCookie, rules: BrowserRules): boolean {
  if (!held.secure || held.name !== cookie.name || held.storeId !== cookie.storeId) return false;
  if (partitionText(held.partitionKey) !== partitionText(cookie.partitionKey)) return false;
  const reaches = (from: BrowserCookie, to: BrowserCookie): boolean => {
    const [domain, host] = [bareDomain(from.domain), bareDomain(to.domain)];
    return from.hostOnly && rules.secureInTheWay === 'scopes-meet' ? domain === host : domainMatches(host, domain);
  };
  return (reaches(held, cookie) || reaches(cookie, held)) && pathMatches(cookie.path, held.path);
}

/** Which SameSite reason a cross-site context gives, or null when the cookie does not mind. */
function sameSiteBound(
  sameSite: SameSiteValue | undefined,
  rules: BrowserRules,
): 'samesite-strict' | 'samesite-lax' | 'samesite-unspecified' | null {
  if (sameSite === 'strict') return 'samesite-strict';
  if (sameSite === 'lax') return 'samesite-lax';
  if (sameSite === undefined && rules.laxByDefault) return 'samesite-unspecified';
  return null;
}
