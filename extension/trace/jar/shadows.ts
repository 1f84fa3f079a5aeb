import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, partitionText } from '../../cookies/cookie-identity.ts';
import { bareDomain, domainMatches } from '../../cookies/domain-match.ts';
import { pathMatches } from '../../cookies/path-match.ts';
import { compareForHeader } from '../../cookies/retrieve-cookies.ts';

/** A cookie that goes along with others of its name, so that a server may read the wrong one. */
export interface Shadow {
  /** Those that stand before it in the Cookie header: most servers read the first alone. */
  readonly behind: readonly BrowserCookie[];
  /** Those that stand behind it. */
  readonly before: readonly BrowserCookie[];
}

function hostsOverlap(a: BrowserCookie, b: BrowserCookie): boolean {
  const [one, two] = [bareDomain(a.domain), bareDomain(b.domain)];
  if (a.hostOnly && b.hostOnly) return one === two;
  if (a.hostOnly) return domainMatches(one, two);
  if (b.hostOnly) return domainMatches(two, one);
  return domainMatches(one, two) || domainMatches(two, one);
}

/** True where some request carries both. */
function meet(a: BrowserCookie, b: BrowserCookie): boolean {
  return hostsOverlap(a, b) && (pathMatches(a.path, b.path) || pathMatches(b.path, a.path));
}

/** Cookies of one name, store and partition; the others cannot meet in one header. */
function groupKey(cookie: BrowserCookie): string {
  return JSON.stringify([
    cookie.name,
    cookie.storeId,
    partitionText(cookie.partitionKey),
    cookie.firstPartyDomain ?? '',
  ]);
}

/** A name that stands so often in one jar is looked at no further: a browser keeps 180 cookies a domain. */
const MAX_OF_ONE_NAME = 400;

/** The cookies that shadow one another, by the key of their identity. Cookies that meet no other are left out. */
export function shadowsOf(cookies: Iterable<BrowserCookie & { readonly createdAt?: number }>): Map<string, Shadow> {
  const groups = new Map<string, BrowserCookie[]>();
  for (const cookie of cookies) {
    const key = groupKey(cookie);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cookie]);
    else if (group.length < MAX_OF_ONE_NAME) group.push(cookie);
  }
  const shadows = new Map<string, Shadow>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const ordered = [...group].sort(compareForHeader);
    for (const [index, cookie] of ordered.entries()) {
      const behind = ordered.slice(0, index).filter((other) => meet(cookie, other));
      const before = ordered.slice(index + 1).filter((other) => meet(cookie, other));
      if (behind.length + before.length > 0) shadows.set(identityKey(cookie), { behind, before });
    }
  }
  return shadows;
}
