import type { PartitionKey } from './browser-cookie.ts';
import type { BrowserRules } from './browser-rules.ts';
import { bareDomain } from './domain-match.ts';
import { isIpAddress } from './hosts.ts';
import { parseOrigin } from './parse-origin.ts';

/** Answers of the Public Suffix List. Hosts are canonical; IP addresses have neither. */
export interface PublicSuffixes {
  /** `co.uk` for `shop.co.uk`; the last label where no rule is known. null for IP addresses. */
  publicSuffix(host: string): string | null;
  /** `shop.co.uk` for `www.shop.co.uk`; null for public suffixes themselves and IP addresses. */
  registrableDomain(host: string): string | null;
}

/** Asks without the dot at the end of `example.com.` and gives the answer with it: to browsers these are hosts of their own. */
export function withRootDot(host: string, ask: (name: string) => string | null): string | null {
  if (!host.endsWith('.')) return ask(host);
  const answer = ask(host.slice(0, -1));
  return answer === null ? null : `${answer}.`;
}

/**
 * Public suffixes from answers that are already known (host → its public suffix, null for none), so that a UI
 * can judge without the list. An unknown host is answered by its parents' known suffix, else by its last label.
 */
export function knownPublicSuffixes(known: Readonly<Record<string, string | null>>): PublicSuffixes {
  const suffixes = new Set(Object.values(known).filter((suffix) => suffix !== null));
  const byParents = (host: string): string | null => {
    const labels = host.split('.');
    for (let i = 0; i < labels.length - 1; i++) {
      const candidate = labels.slice(i).join('.');
      if (suffixes.has(candidate)) return candidate;
    }
    return labels.at(-1) ?? null;
  };
  const publicSuffix = (host: string): string | null => {
    if (isIpAddress(host)) return null;
    return Object.hasOwn(known, host) ? (known[host] ?? null) : withRootDot(host, byParents);
  };
  return {
    publicSuffix,
    registrableDomain: (host) => {
      const suffix = publicSuffix(host);
      if (suffix === null || suffix === host || !host.endsWith(`.${suffix}`)) return null;
      const before = host.slice(0, -suffix.length - 1);
      return `${before.slice(before.lastIndexOf('.') + 1)}.${suffix}`;
    },
  };
}

/** Site of a URL (HTML: scheme and registrable domain; a public suffix or an IP is its own), null for opaque origins. */
export function siteOf(url: string, suffixes: PublicSuffixes, schemeful = true): string | null {
  const parsed = parseOrigin(url);
  if (parsed === null || parsed.hostname === '') return null;
  const domain = suffixes.registrableDomain(bareDomain(parsed.hostname)) ?? parsed.hostname;
  return schemeful ? `${HTTP_SCHEME[parsed.protocol] ?? parsed.protocol}//${domain}` : domain;
}

/** WebSocket schemes belong to the site of their http siblings (HTML: "schemelessly same site" aside). */
const HTTP_SCHEME: Readonly<Record<string, string>> = { 'ws:': 'http:', 'wss:': 'https:' };

/** Same-site by RFC 6265bis §5.2; opaque origins are same-site with nothing. */
export function sameSite(urlA: string, urlB: string, schemeful: boolean, suffixes: PublicSuffixes): boolean {
  const site = siteOf(urlA, suffixes, schemeful);
  return site !== null && site === siteOf(urlB, suffixes, schemeful);
}

/** How a request's cookies travel: `anonymous` is a CORS request without credentials. */
export type CredentialsUse = 'include' | 'omit' | 'anonymous' | 'preflight';

/** A request as far as cookies care. What was not observed is left out, and the verdict says that it did not know. */
export interface CookieRequest {
  readonly url: string;
  /** Upper case, as in `GET`. */
  readonly method: string;
  /** The request is for the document of a tab or window. */
  readonly topLevelNavigation: boolean;
  /** URL or origin of the page that started it; null: the browser itself (typed, bookmark); absent: not known. `null` text: opaque. */
  readonly initiator?: string | null;
  /** URL of the tab's document, for anything that is no top-level navigation. Absent: not known. */
  readonly topLevelUrl?: string;
  /** URLs of the frames between the tab's document and the requester. */
  readonly ancestors?: readonly string[];
  /** URLs that redirected here, first one first. */
  readonly redirectedFrom?: readonly string[];
  readonly credentials?: CredentialsUse;
  /** Whether the browser blocks third-party cookies for this top-level site. Absent: not known. */
  readonly thirdPartyCookies?: 'allowed' | 'blocked';
}

/** Which SameSite values may go along: `strict` all; `lax` all but Strict; `lax-unsafe` None, and unspecified young ones. */
export type SameSiteLevel = 'strict' | 'lax' | 'lax-unsafe' | 'cross-site';

export interface SiteContext {
  /** For cookies to send (§5.8.3); null: not known. */
  readonly send: SameSiteLevel | null;
  /** For cookies to store (§5.7 step 18): asked for by its own site, or a top-level navigation; null: not known. */
  readonly mayStoreSameSite: boolean | null;
  /** The response belongs to another site than the tab's document; null: not known. */
  readonly thirdParty: boolean | null;
  /** Same registrable domain, but http against https. */
  readonly schemeOnly: boolean;
  /** All around it is of its own site, but a frame of another site led itself here. */
  readonly foreignFrame: boolean;
  /** Its own site asked for it; that it was redirected through another one counts in this browser. */
  readonly redirected: boolean;
  /** Partition of this request's partitioned cookies; null: not known. */
  readonly partitionKey: PartitionKey | null;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** The site-for-cookies computation of §5.2 for this browser. */
export function siteContext(
  request: CookieRequest,
  rules: Pick<BrowserRules, 'schemefulSameSite' | 'redirectsCountForSameSite' | 'partitionKeyHasAncestorBit'>,
  suffixes: PublicSuffixes,
): SiteContext {
  const { url } = request;
  const same = (other: string): boolean => sameSite(url, other, rules.schemefulSameSite, suffixes);
  const top = request.topLevelNavigation ? url : request.topLevelUrl;
  const around = top === undefined ? undefined : [top, ...(request.ancestors ?? [])];
  const firstParty = around?.every(same) ?? null;
  const redirected = rules.redirectsCountForSameSite && !(request.redirectedFrom ?? []).every(same);
  const schemeOnly = [...(around ?? []), request.initiator ?? url].some(
    (other) => !same(other) && sameSite(url, other, false, suffixes),
  );
  const site = top === undefined ? null : siteOf(top, suffixes);
  return {
    send: sendLevel(request, firstParty, same, redirected),
    mayStoreSameSite: mayStoreSameSite(request, firstParty, same),
    thirdParty: firstParty === null ? null : !firstParty,
    schemeOnly,
    foreignFrame: !request.topLevelNavigation && firstParty === true && askedBySite(request, same) === false,
    redirected: redirected && askedBySite(request, same) === true,
    partitionKey:
      site === null || firstParty === null
        ? null
        : { topLevelSite: site, ...(rules.partitionKeyHasAncestorBit && { hasCrossSiteAncestor: !firstParty }) },
  };
}

/** How a cross-site context comes about, for the sentence of a SameSite reason: 1 for true. */
export function siteParams({
  schemeOnly,
  foreignFrame,
  redirected,
}: SiteContext): Readonly<Record<'schemeOnly' | 'foreignFrame' | 'redirected', 0 | 1>> {
  return { schemeOnly: schemeOnly ? 1 : 0, foreignFrame: foreignFrame ? 1 : 0, redirected: redirected ? 1 : 0 };
}

/** True for whoever asks: the browser itself, or a page of this site. undefined: not known who asked. */
function askedBySite({ initiator }: CookieRequest, same: (url: string) => boolean): boolean | undefined {
  return initiator === undefined ? undefined : initiator === null || same(initiator);
}

/** A frame of another site that leads itself to the page's own site is cross-site, although all around it is same-site. */
function mayStoreSameSite(
  request: CookieRequest,
  firstParty: boolean | null,
  same: (url: string) => boolean,
): boolean | null {
  if (request.topLevelNavigation) return true;
  const bySite = askedBySite(request, same);
  // Whatever the page around it is: who asked is of another site.
  if (bySite === false) return false;
  return firstParty === true ? (bySite ?? null) : firstParty;
}

function sendLevel(
  request: CookieRequest,
  firstParty: boolean | null,
  same: (url: string) => boolean,
  redirected: boolean,
): SameSiteLevel | null {
  const bySite = askedBySite(request, same);
  if (!request.topLevelNavigation && bySite === false) return 'cross-site';
  if (firstParty === null) return null;
  if (!firstParty) return 'cross-site';
  if (bySite === undefined) return null;
  if (bySite && !redirected) return 'strict';
  if (!request.topLevelNavigation) return 'cross-site';
  return SAFE_METHODS.has(request.method) ? 'lax' : 'lax-unsafe';
}
