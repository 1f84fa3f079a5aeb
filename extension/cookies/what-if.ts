import {
  type AttributeChange,
  type ChangeCode,
  changeCookie,
  changeLine,
  changeRequest,
  conflict,
} from './attribute-changes.ts';
import type { CookieIdentity, JarCookie } from './browser-cookie.ts';
import { isPartitioned, sameCookie } from './cookie-identity.ts';
import { bareDomain, domainMatches } from './domain-match.ts';
import { isSecureUrl, parseUrl } from './hosts.ts';
import type { RetrievalReasonCode, StoreReasonCode } from './reason-codes.ts';
import { judgeRetrieval, type RetrievalContext, type RetrievalVerdict } from './retrieve-cookies.ts';
import { type CookieRequest, type PublicSuffixes, siteContext } from './site.ts';
import { judgeSetCookie, type SetCookieInput, type StoreContext, type StoreVerdict } from './store-cookie.ts';

export type { AttributeChange } from './attribute-changes.ts';

/** The smallest set of changes by which this browser would have kept a Set-Cookie line. */
export interface StoreRemedy {
  readonly changes: readonly AttributeChange[];
  /** The line as it would have to be written. */
  readonly line: string;
  readonly verdict: StoreVerdict;
}

/** The smallest set of changes by which a cookie that was not sent would have gone along. */
export interface SendRemedy {
  readonly changes: readonly AttributeChange[];
  /** The cookie as it would stand in the jar. */
  readonly cookie: JarCookie;
  readonly verdict: RetrievalVerdict;
}

/** The line that set a cookie, and where: a change of it must be storable there. */
export interface SetBy {
  readonly line: SetCookieInput;
  readonly context: StoreContext;
}

/** More than three changes at once are another design, not a remedy. */
const MAX_CHANGES = 3;

const NOTHING_HELPS: readonly ChangeCode[] = [];
const SAME_SITE: readonly ChangeCode[] = ['same-site-lax', 'same-site-none'];

/** What could fix each refusal. Changes of attributes and of the request alone: no other name, no other value. */
const STORE_CANDIDATES: Readonly<Record<StoreReasonCode, readonly ChangeCode[]>> = {
  'control-character': NOTHING_HELPS,
  empty: NOTHING_HELPS,
  'too-large': NOTHING_HELPS,
  'empty-name': NOTHING_HELPS,
  'nameless-with-equals': NOTHING_HELPS,
  'prefix-nameless': NOTHING_HELPS,
  'scheme-not-supported': NOTHING_HELPS,
  'cors-preflight': NOTHING_HELPS,
  'clear-site-data': NOTHING_HELPS,
  'httponly-from-script': NOTHING_HELPS,
  'overwrites-httponly': NOTHING_HELPS,
  'domain-non-ascii': ['drop-domain'],
  'domain-public-suffix': ['drop-domain'],
  'domain-mismatch': ['drop-domain'],
  'prefix-secure': ['add-secure'],
  'prefix-host': ['add-secure', 'set-path', 'drop-domain'],
  'prefix-http': ['add-secure', 'add-http-only'],
  'prefix-host-http': ['add-secure', 'add-http-only', 'set-path', 'drop-domain'],
  'partitioned-without-secure': ['add-secure'],
  'third-party-blocked': ['partitioned', 'same-site-none'],
  'credentials-omitted': ['include-credentials'],
  'cors-anonymous': ['include-credentials'],
  'secure-on-insecure-origin': ['https'],
  'overwrites-secure': ['https'],
  'samesite-strict': SAME_SITE,
  'samesite-lax': SAME_SITE,
  'samesite-unspecified': SAME_SITE,
  'samesite-none-without-secure': ['add-secure', 'same-site-lax'],
};

/** What could let each cookie that was not sent go along. */
const SEND_CANDIDATES: Readonly<Record<RetrievalReasonCode, readonly ChangeCode[]>> = {
  'httponly-to-script': NOTHING_HELPS,
  'scheme-not-supported': NOTHING_HELPS,
  'cors-preflight': NOTHING_HELPS,
  'host-mismatch': ['set-domain'],
  'path-mismatch': ['set-path'],
  'secure-on-insecure-request': ['https'],
  expired: ['drop-expiry'],
  'partition-mismatch': ['partitioned', 'same-site-none'],
  'third-party-blocked': ['partitioned', 'same-site-none'],
  'credentials-omitted': ['include-credentials'],
  'cors-anonymous': ['include-credentials'],
  'samesite-strict': SAME_SITE,
  'samesite-lax': SAME_SITE,
  'samesite-unspecified': SAME_SITE,
  'samesite-none-without-secure': ['add-secure', 'same-site-lax'],
};

/** The order in which changes are proposed: what gives least away comes first. */
const PREFERENCE: readonly ChangeCode[] = [
  'include-credentials',
  'add-secure',
  'https',
  'same-site-lax',
  'add-http-only',
  'set-path',
  'drop-domain',
  'set-domain',
  'drop-expiry',
  'partitioned',
  'same-site-none',
];

/**
 * The smallest changes by which a refused Set-Cookie line would not have been refused, fewest changes first; no set of
 * them holds another. Empty for a line that was not refused, and where no change of attributes helps.
 */
export function changesThatStore(line: SetCookieInput, context: StoreContext): StoreRemedy[] {
  const { parsed, reasons } = judgeSetCookie(line, context);
  const candidates = proposals(reasons, STORE_CANDIDATES, context, () => undefined);
  return smallest(candidates, (changes) => {
    const remedy = storeWith(parsed.raw, context, changes);
    return remedy.verdict.outcome === 'refused' ? undefined : remedy;
  });
}

/**
 * The smallest changes by which a line would have reached a cookie of the jar, for example the deletion of a logout.
 * The cookie has another Domain, Path or partition, or the browser protects it. Empty where the line reaches it
 * already.
 */
export function changesThatReplace(line: SetCookieInput, context: StoreContext, held: CookieIdentity): StoreRemedy[] {
  const reaches = ({ outcome, cookie }: StoreVerdict): boolean =>
    outcome !== 'refused' && cookie !== undefined && sameCookie(cookie, held);
  const verdict = judgeSetCookie(line, context);
  if (reaches(verdict)) return [];
  const ways: AttributeChange[] = [
    { code: 'set-path', params: { path: held.path } },
    held.hostOnly ? { code: 'drop-domain' } : { code: 'set-domain', params: { domain: bareDomain(held.domain) } },
    ...(isPartitioned(held) ? [{ code: 'partitioned' } as const] : []),
  ];
  const taken = new Set(ways.map(({ code }) => code));
  const others = proposals(verdict.reasons, STORE_CANDIDATES, context, () => undefined);
  return smallest([...ways, ...others.filter(({ code }) => !taken.has(code))], (changes) => {
    const remedy = storeWith(verdict.parsed.raw, context, changes);
    return reaches(remedy.verdict) ? remedy : undefined;
  });
}

/**
 * The smallest changes by which a cookie that was not sent would have gone along with a request, fewest changes first.
 * @param setBy the line that set it: then each change must be storable there as well, and the partition is the one of
 *   that response. Without it, a Partitioned cookie is taken to have been set inside of the page that asks.
 */
export function changesThatSend(cookie: JarCookie, context: RetrievalContext, setBy?: SetBy): SendRemedy[] {
  const { reasons } = judgeRetrieval(cookie, context);
  const candidates = proposals(reasons, SEND_CANDIDATES, context, () =>
    commonDomain(bareDomain(cookie.domain), context.request, context.suffixes),
  );
  const partition = siteContext(context.request, context.rules, context.suffixes).partitionKey;
  return smallest(candidates, (changes) => {
    const made = setBy === undefined ? changeCookie(cookie, changes, partition) : storedBy(setBy, cookie, changes);
    if (made === undefined) return undefined;
    const verdict = judgeRetrieval(made, {
      ...context,
      request: changeRequest(context.request, changes, context.suffixes),
    });
    return verdict.sent ? { changes, cookie: made, verdict } : undefined;
  });
}

function storeWith(raw: string, context: StoreContext, changes: readonly AttributeChange[]): StoreRemedy {
  const changed = { ...context, request: changeRequest(context.request, changes, context.suffixes) };
  const { parsed } = judgeSetCookie(raw, context);
  const line = changeLine(parsed, changes);
  return { changes, line, verdict: judgeSetCookie(line, changed) };
}

/** The cookie that the changed line makes, as old as the one it stands for; undefined where it would not be kept. */
function storedBy(setBy: SetBy, held: JarCookie, changes: readonly AttributeChange[]): JarCookie | undefined {
  const raw = typeof setBy.line === 'string' ? setBy.line : setBy.line.raw;
  const { outcome, cookie } = storeWith(raw, setBy.context, changes).verdict;
  if (outcome !== 'stored' || cookie === undefined) return undefined;
  return { ...cookie, ...(held.createdAt !== undefined && { createdAt: held.createdAt }) };
}

interface AnyContext {
  readonly rules: StoreContext['rules'];
  readonly request: CookieRequest;
}

/** Every change that could fix one of the reasons; none where one of them cannot be fixed. */
function proposals<Code extends string>(
  reasons: readonly { readonly code: Code }[],
  table: Readonly<Record<Code, readonly ChangeCode[]>>,
  { rules, request }: AnyContext,
  domain: () => string | undefined,
): AttributeChange[] {
  if (reasons.length === 0 || reasons.some(({ code }) => table[code].length === 0)) return [];
  const wanted = new Set(reasons.flatMap(({ code }) => table[code]));
  // Whatever asks for Secure asks for https as well.
  const url = parseUrl(request.url);
  if (url !== null && !isSecureUrl(url, rules.trustsLoopback)) wanted.add('https');
  return PREFERENCE.filter((code) => wanted.has(code)).flatMap((code): AttributeChange[] => {
    if (code === 'set-path') return [{ code, params: { path: '/' } }];
    if (code !== 'set-domain') return [{ code }];
    const shared = domain();
    return shared === undefined ? [] : [{ code, params: { domain: shared } }];
  });
}

/** The nearest domain above (or at) a cookie's domain and a request's host that both share, no public suffix. */
function commonDomain(domain: string, request: CookieRequest, suffixes: PublicSuffixes): string | undefined {
  const host = parseUrl(request.url)?.hostname;
  const top = suffixes.registrableDomain(domain);
  if (host === undefined || top === null || suffixes.registrableDomain(host) !== top) return undefined;
  const labels = domain.split('.');
  for (let at = 0; at < labels.length; at++) {
    const candidate = labels.slice(at).join('.');
    if (domainMatches(host, candidate)) return candidate;
    if (candidate === top) return undefined;
  }
  return undefined;
}

/** Tries one change, then two, then three; a set that holds a smaller remedy is none. */
function smallest<Remedy extends { readonly changes: readonly AttributeChange[] }>(
  candidates: readonly AttributeChange[],
  attempt: (changes: readonly AttributeChange[]) => Remedy | undefined,
): Remedy[] {
  const found: Remedy[] = [];
  for (let size = 1; size <= MAX_CHANGES; size++) {
    for (const changes of subsets(candidates, size)) {
      if (conflict(changes)) continue;
      if (found.some((remedy) => remedy.changes.every((change) => changes.includes(change)))) continue;
      const remedy = attempt(changes);
      if (remedy !== undefined) found.push(remedy);
    }
  }
  return found;
}

/** All subsets of a size, in the order of their members. */
function subsets<T>(items: readonly T[], size: number, from = 0): T[][] {
  if (size === 0) return [[]];
  return items
    .slice(from)
    .flatMap((item, at) => subsets(items, size - 1, from + at + 1).map((rest) => [item, ...rest]));
}
