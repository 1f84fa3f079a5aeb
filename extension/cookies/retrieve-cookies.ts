import type { BrowserCookie, JarCookie } from './browser-cookie.ts';
import type { BrowserRules } from './browser-rules.ts';
import { identityKey, isPartitioned } from './cookie-identity.ts';
import { coversHost } from './covers-host.ts';
import { isCookieScheme, isSecureUrl, parseUrl } from './hosts.ts';
import { pathMatches } from './path-match.ts';
import type { RetrievalReason, UnknownCode, Warning } from './reason-codes.ts';
import {
  type CookieRequest,
  type PublicSuffixes,
  type SameSiteLevel,
  type SiteContext,
  siteContext,
  siteParams,
} from './site.ts';

/** A request with the browser that makes it. */
export interface RetrievalContext {
  readonly rules: BrowserRules;
  /** ms since 1970, when the request left. */
  readonly now: number;
  readonly suffixes: PublicSuffixes;
  readonly request: CookieRequest;
  /** document.cookie or the Cookie Store API asks, not a request. */
  readonly forScript?: boolean;
}

/** Whether one cookie of the jar goes along with one request. */
export interface RetrievalVerdict {
  readonly sent: boolean;
  /** Every reason that applies; empty when sent. */
  readonly reasons: readonly RetrievalReason[];
  readonly warnings: readonly Warning[];
  readonly unknown: readonly UnknownCode[];
}

/** RFC 6265bis §5.8.3 as this browser does it, for one cookie. Never throws. */
export function judgeRetrieval(cookie: JarCookie, context: RetrievalContext): RetrievalVerdict {
  return judgeWith(cookie, context, siteOfRequest(context));
}

/** A cookie of the jar with its verdict for one request. */
export interface RetrievedCookie extends RetrievalVerdict {
  readonly cookie: JarCookie;
}

/**
 * The whole jar against one request: every cookie's verdict, the sent ones first in the order of the Cookie header.
 * A sent cookie that stands behind another of its name carries the warning `shadowed`: most servers read the first.
 */
export function retrieveCookies(jar: readonly JarCookie[], context: RetrievalContext): RetrievedCookie[] {
  const site = siteOfRequest(context);
  const judged = jar.map((cookie) => ({ cookie, ...judgeWith(cookie, context, site) }));
  const notSent = judged.filter(({ sent }) => !sent);
  const sent = judged.filter(({ sent }) => sent).sort((a, b) => compareForHeader(a.cookie, b.cookie));
  const first = new Map<string, JarCookie>();
  const marked = sent.map((retrieved) => {
    const before = first.get(retrieved.cookie.name);
    if (before === undefined) {
      first.set(retrieved.cookie.name, retrieved.cookie);
      return retrieved;
    }
    const params = { by: identityKey(before), path: before.path, domain: before.domain };
    return { ...retrieved, warnings: [...retrieved.warnings, { code: 'shadowed' as const, params }] };
  });
  return [...marked, ...notSent];
}

/** §5.8.3 step 2: longer paths first, then the earlier creation-time; unknown times keep their place. */
export function compareForHeader(a: JarCookie, b: JarCookie): number {
  const byPath = b.path.length - a.path.length;
  if (byPath !== 0 || a.createdAt === undefined || b.createdAt === undefined) return byPath;
  return a.createdAt - b.createdAt;
}

/** What is the same for every cookie of a request, worked out once: a jar may hold thousands. */
interface RequestSite extends SiteContext {
  readonly target: URL | null;
}

function siteOfRequest({ request, rules, suffixes }: RetrievalContext): RequestSite {
  return { ...siteContext(request, rules, suffixes), target: parseUrl(request.url) };
}

function judgeWith(cookie: JarCookie, context: RetrievalContext, site: RequestSite): RetrievalVerdict {
  const { rules, now, request } = context;
  const reasons: RetrievalReason[] = [];
  const warnings: Warning[] = [];
  const unknown = new Set<UnknownCode>();
  const url = site.target;
  if (url === null || !isCookieScheme(url.protocol)) {
    const scheme = url?.protocol ?? '';
    return { sent: false, reasons: [{ code: 'scheme-not-supported', params: { scheme } }], warnings, unknown: [] };
  }
  if (!context.forScript) reasons.push(...credentialReasons(request, unknown));
  if (!coversHost(cookie, url.hostname)) {
    reasons.push({ code: 'host-mismatch', params: { domain: cookie.domain, host: url.hostname } });
  }
  if (!pathMatches(url.pathname, cookie.path)) {
    reasons.push({ code: 'path-mismatch', params: { path: cookie.path, request: url.pathname } });
  }
  if (cookie.secure && !isSecureUrl(url, rules.trustsLoopback)) reasons.push({ code: 'secure-on-insecure-request' });
  if (cookie.httpOnly && context.forScript) reasons.push({ code: 'httponly-to-script' });
  if (cookie.expirationDate !== undefined && cookie.expirationDate * 1000 <= now) {
    reasons.push({ code: 'expired', params: { at: cookie.expirationDate * 1000 } });
  }
  reasons.push(...partitionReasons(cookie, site, rules, unknown));
  reasons.push(...thirdPartyReasons(cookie, context, site, unknown));
  reasons.push(...sameSiteReasons(cookie, context, site, warnings, unknown));
  return { sent: reasons.length === 0, reasons, warnings, unknown: [...unknown] };
}

function credentialReasons(request: CookieRequest, unknown: Set<UnknownCode>): RetrievalReason[] {
  if (request.credentials === 'omit') return [{ code: 'credentials-omitted' }];
  if (request.credentials === 'anonymous') return [{ code: 'cors-anonymous' }];
  if (request.credentials === 'preflight') return [{ code: 'cors-preflight' }];
  if (request.credentials === undefined && !request.topLevelNavigation) unknown.add('credentials');
  return [];
}

/** Partitioned cookies go along in their own partition alone; in Firefox the unpartitioned ones stay out of third-party requests. */
function partitionReasons(
  cookie: BrowserCookie,
  site: SiteContext,
  rules: BrowserRules,
  unknown: Set<UnknownCode>,
): RetrievalReason[] {
  const own = cookie.partitionKey?.topLevelSite ?? '';
  const mismatch = (): RetrievalReason[] => [
    { code: 'partition-mismatch', params: { cookie: own, request: site.partitionKey?.topLevelSite ?? '' } },
  ];
  if (!isPartitioned(cookie)) {
    if (!rules.partitionsThirdParty || site.thirdParty === false) return [];
    if (site.thirdParty === null) {
      unknown.add('partition');
      return [];
    }
    return mismatch();
  }
  const key = site.partitionKey;
  if (key === null) {
    unknown.add('partition');
    return [];
  }
  const ancestor = cookie.partitionKey?.hasCrossSiteAncestor;
  const sameAncestor =
    !rules.partitionKeyHasAncestorBit || ancestor === undefined || ancestor === key.hasCrossSiteAncestor;
  return own === key.topLevelSite && sameAncestor ? [] : mismatch();
}

function thirdPartyReasons(
  cookie: BrowserCookie,
  { request, rules }: RetrievalContext,
  site: SiteContext,
  unknown: Set<UnknownCode>,
): RetrievalReason[] {
  if (rules.blocksListedTrackers && site.thirdParty === true) unknown.add('tracker-list');
  if (isPartitioned(cookie) || site.thirdParty === false) return [];
  if (request.thirdPartyCookies === undefined) unknown.add('third-party-blocking');
  return request.thirdPartyCookies === 'blocked' && site.thirdParty === true ? [{ code: 'third-party-blocked' }] : [];
}

type SameSiteReasonCode = 'samesite-strict' | 'samesite-lax' | 'samesite-unspecified';
const ORDER: readonly SameSiteLevel[] = ['cross-site', 'lax-unsafe', 'lax', 'strict'];
const NEEDS: Readonly<Record<SameSiteReasonCode, SameSiteLevel>> = {
  'samesite-strict': 'strict',
  'samesite-lax': 'lax',
  'samesite-unspecified': 'lax',
};

function sameSiteReasons(
  cookie: JarCookie,
  context: RetrievalContext,
  site: SiteContext,
  warnings: Warning[],
  unknown: Set<UnknownCode>,
): RetrievalReason[] {
  const { rules } = context;
  if (cookie.sameSite === 'no_restriction' && !cookie.secure && rules.sameSiteNoneNeedsSecure) {
    return [{ code: 'samesite-none-without-secure' }];
  }
  const code = boundBy(cookie, rules);
  if (code === null || context.forScript) return [];
  const level = site.send;
  if (level === null) {
    unknown.add('site');
    return [];
  }
  if (ORDER.indexOf(level) >= ORDER.indexOf(NEEDS[code])) return [];
  if (code === 'samesite-unspecified' && level === 'lax-unsafe' && rules.laxAllowUnsafeAge > 0) {
    if (cookie.createdAt === undefined) unknown.add('creation-time');
    else if (context.now - cookie.createdAt <= rules.laxAllowUnsafeAge) {
      warnings.push({ code: 'sent-by-two-minutes', params: { age: context.now - cookie.createdAt } });
      return [];
    }
  }
  const params = { level, method: context.request.method, ...siteParams(site) };
  return [{ code, params }];
}

function boundBy(cookie: BrowserCookie, rules: BrowserRules): SameSiteReasonCode | null {
  switch (cookie.sameSite) {
    case 'strict':
      return 'samesite-strict';
    case 'lax':
      return 'samesite-lax';
    case 'unspecified':
      return rules.laxByDefault ? 'samesite-unspecified' : null;
    case 'no_restriction':
      return null;
  }
}
