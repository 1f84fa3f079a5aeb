import type { BrowserCookie, JarCookie } from './browser-cookie.ts';
import type { BrowserRules } from './browser-rules.ts';
import { isPartitioned, partitionText } from './cookie-identity.ts';
import { bareDomain, domainMatches } from './domain-match.ts';
import { utf8Length } from './octets.ts';
import type { ParsedSetCookie } from './parse-set-cookie.ts';
import { pathMatches } from './path-match.ts';
import type { Warning } from './reason-codes.ts';
import type { AttributeName } from './set-cookie-attributes.ts';
import type { PublicSuffixes } from './site.ts';

/** Where a cookie lands. */
interface Landing {
  readonly rules: BrowserRules;
  readonly suffixes: PublicSuffixes;
  readonly jar?: readonly JarCookie[];
}

/** Things that stand in the line, or do not, and surprise their sender. */
export function noteSurprises(
  parsed: ParsedSetCookie,
  cookie: BrowserCookie,
  url: URL,
  { rules }: Pick<Landing, 'rules'>,
  warnings: Warning[],
): void {
  // What stands there and does not count is not "not given".
  const given = (name: AttributeName): 0 | 1 => (parsed.attributes.some(({ known }) => known === name) ? 1 : 0);
  if (!pathMatches(url.pathname, cookie.path)) {
    warnings.push({ code: 'path-does-not-match-request', params: { path: cookie.path, request: url.pathname } });
  }
  if (parsed.path === undefined && cookie.path !== '/') {
    warnings.push({ code: 'default-path', params: { path: cookie.path, given: given('path') } });
  }
  if (parsed.sameSite === undefined) {
    const as = rules.laxByDefault ? 'Lax' : 'None';
    warnings.push({ code: 'samesite-defaulted', params: { as, given: given('samesite') } });
  }
}

/** What a cookie that is new to the jar does to the others there. `held`: the one of its identity. */
export function noteNeighbours(
  cookie: BrowserCookie,
  context: Landing,
  held: BrowserCookie | undefined,
  warnings: Warning[],
): void {
  if (context.jar === undefined || held !== undefined) return;
  const twins = context.jar.filter((other) => shadows(cookie, other));
  if (twins.length > 0) warnings.push({ code: 'shadows', params: { count: twins.length } });
  const { maxPerDomain, maxPerPartition } = context.rules;
  const octets = isPartitioned(cookie) ? maxPerPartition?.octets : undefined;
  if (octets === undefined && context.jar.length < maxPerDomain) return;
  const owner = registrableDomains(context.suffixes);
  const neighbours = context.jar.filter((other) => sharesQuota(cookie, other, owner));
  if (neighbours.length >= maxPerDomain) {
    warnings.push({ code: 'evicts-others', params: { held: neighbours.length, limit: maxPerDomain } });
  }
  const size = [cookie, ...neighbours].reduce((sum, { name, value }) => sum + utf8Length(name) + utf8Length(value), 0);
  if (octets !== undefined && size > octets) {
    warnings.push({ code: 'evicts-by-size', params: { octets: size, limit: octets } });
  }
}

/** Same name in the same jar, so that both can go along in one request. */
function shadows(cookie: BrowserCookie, other: BrowserCookie): boolean {
  if (other.name !== cookie.name || other.storeId !== cookie.storeId) return false;
  // Two partitions never meet; a partition and none do.
  if (isPartitioned(cookie) && isPartitioned(other) && !inSamePartition(cookie, other)) return false;
  const [a, b] = [bareDomain(cookie.domain), bareDomain(other.domain)];
  const domains = a === b || (!other.hostOnly && domainMatches(a, b)) || (!cookie.hostOnly && domainMatches(b, a));
  return domains && (pathMatches(cookie.path, other.path) || pathMatches(other.path, cookie.path));
}

function inSamePartition(cookie: BrowserCookie, other: BrowserCookie): boolean {
  return partitionText(cookie.partitionKey) === partitionText(other.partitionKey);
}

/** Cookies count together per registrable domain, those of each partition apart. */
function sharesQuota(cookie: BrowserCookie, other: BrowserCookie, owner: (domain: string) => string): boolean {
  if (other.storeId !== cookie.storeId || !inSamePartition(cookie, other)) return false;
  return owner(other.domain) === owner(cookie.domain);
}

/** Registrable domains, each looked up once: a jar has many cookies and few domains. */
function registrableDomains(suffixes: PublicSuffixes): (domain: string) => string {
  const known = new Map<string, string>();
  return (domain) => {
    const before = known.get(domain);
    if (before !== undefined) return before;
    const owner = suffixes.registrableDomain(bareDomain(domain)) ?? bareDomain(domain);
    known.set(domain, owner);
    return owner;
  };
}

/** What a deletion leaves as value, where it is not empty. */
const NO_VALUE = /^(?:"?"|-|_?(?:deleted?|remove|expired?|delete_?me|null|none|undefined|0)_?)$/i;
/** Whoever deletes writes 1970, 1980 or so, or a moment ago with Max-Age or no value. */
const NO_DELETION = Date.UTC(2001, 0, 1);

/**
 * A deletion; or a cookie that was to live, with an Expires that was over when it came.
 * @param now ms since 1970, by the server's clock
 */
export function expiryWarning({ value, maxAge, expires = 0 }: ParsedSetCookie, now: number): Warning {
  const meant = maxAge === undefined && expires > NO_DELETION && value !== '' && !NO_VALUE.test(value);
  return meant ? { code: 'born-expired', params: { ago: now - expires } } : { code: 'already-expired' };
}
