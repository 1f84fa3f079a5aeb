import type { BrowserRules } from './browser-rules.ts';
import { domainMatches } from './domain-match.ts';
import { canonicalizeHost, isIpAddress } from './hosts.ts';
import { decodeOctets } from './octets.ts';
import type { ParsedSetCookie } from './parse-set-cookie.ts';
import { defaultPath } from './path-match.ts';
import type { StoreReason, UnknownCode, Warning } from './reason-codes.ts';
import type { PublicSuffixes } from './site.ts';

/** The hosts that get a cookie. */
export interface Scope {
  readonly domain: string;
  readonly hostOnly: boolean;
}

/** What judging a line finds; each rule adds its own. */
interface FoundInLine {
  readonly reasons: StoreReason[];
  readonly warnings: Warning[];
  readonly unknown: Set<UnknownCode>;
}

/** §5.7 steps 7 to 10: the cookie's domain and host-only-flag. */
export function readDomain(
  parsed: ParsedSetCookie,
  host: string,
  { rules, suffixes }: { readonly rules: BrowserRules; readonly suffixes: PublicSuffixes },
  { reasons, warnings, unknown }: FoundInLine,
): Scope {
  const written = parsed.domain ?? '';
  const hostOnly: Scope = { domain: host, hostOnly: true };
  if (written === '') return hostOnly;
  const domain = isAscii(written) ? written : canonicalDomain(written, rules);
  if (domain === null) {
    reasons.push({ code: 'domain-non-ascii', params: { domain: written } });
    return { domain: `.${written}`, hostOnly: false };
  }
  const isSuffix = !isIpAddress(domain) && suffixes.publicSuffix(domain) === domain;
  // Each browser has a list of its own, and new suffixes come every week.
  if (isSuffix && domain.includes('.') && domainMatches(host, domain)) unknown.add('public-suffix');
  const isOwnIp = isIpAddress(host) && domain === host && rules.ipDomainIsHostOnly;
  if (domain === host && (isSuffix || isOwnIp)) {
    const index = parsed.attributes.findIndex(({ known, reading }) => known === 'domain' && reading === 'applied');
    warnings.push({ code: 'domain-made-host-only', attribute: index, params: { domain } });
    return hostOnly;
  }
  // As it was written: of two dots, one is gone already.
  const shown = domain.length > 1 && domain.startsWith('.') ? `.${domain}` : domain;
  if (!domainMatches(host, domain)) reasons.push({ code: 'domain-mismatch', params: { domain: shown, host } });
  else if (isSuffix) reasons.push({ code: 'domain-public-suffix', params: { domain, host } });
  return { domain: `.${domain}`, hostOnly: false };
}

/** A Domain beyond ASCII in the form of a URL's host; null where this browser takes none. Escapes are no part of it. */
function canonicalDomain(written: string, rules: BrowserRules): string | null {
  if (rules.domainBeyondAscii === 'refused' || written.includes('%')) return null;
  return canonicalizeHost(rules.headerText === 'octets' ? decodeOctets(written) : written);
}

function isAscii(text: string): boolean {
  return !/[^\x00-\x7F]/.test(text);
}

/** The path where the line gives none that counts: the default-path, or what a browser without it keeps. */
export function pathOfRequest(parsed: ParsedSetCookie, url: URL, rules: BrowserRules): string {
  const path = defaultPath(url.pathname);
  if (rules.overLongDefaultPath === 'kept' || path.length <= rules.maxAttributeSize) return path;
  const written = parsed.attributes.findLast(
    ({ known, warning }) => known === 'path' && warning !== 'attribute-too-long',
  );
  return written?.value ?? '';
}
