import type { BrowserRules } from './browser-rules.ts';
import { isIpAddress } from './hosts.ts';
import type { StoreReason, StoreReasonCode } from './reason-codes.ts';
import { asciiLowerCase } from './whitespace.ts';

/** What a cookie name prefix asks of its cookie (RFC 6265bis §4.1.3; `__Http-` and `__Host-Http-`: layered cookies). */
interface PrefixRule {
  readonly prefix: string;
  readonly code: StoreReasonCode;
  readonly httpOnly: boolean;
  readonly hostOnly: boolean;
  readonly beyondRfc6265bis: boolean;
}

/** Longest first: `__Host-Http-` also starts with `__Host-`. */
const PREFIXES: readonly PrefixRule[] = [
  { prefix: '__host-http-', code: 'prefix-host-http', httpOnly: true, hostOnly: true, beyondRfc6265bis: true },
  { prefix: '__host-', code: 'prefix-host', httpOnly: false, hostOnly: true, beyondRfc6265bis: false },
  { prefix: '__http-', code: 'prefix-http', httpOnly: true, hostOnly: false, beyondRfc6265bis: true },
  { prefix: '__secure-', code: 'prefix-secure', httpOnly: false, hostOnly: false, beyondRfc6265bis: false },
];

/** What of a cookie its prefix is held against. */
export interface PrefixFacts {
  readonly name: string;
  readonly value: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly hostOnly: boolean;
  /** The Domain attribute as written, without its dot; absent or empty when there was none. */
  readonly domainAttribute?: string;
  /** The cookie's path in the jar. */
  readonly path: string;
  /** The line had a Path attribute that counts. */
  readonly hasPathAttribute: boolean;
  readonly secureOrigin: boolean;
}

/** The prefix rule that a text falls under in this browser, whatever its letter case. */
function prefixOf(text: string, rules: BrowserRules): PrefixRule | undefined {
  const head = asciiLowerCase(text.slice(0, 12));
  return PREFIXES.find((rule) => head.startsWith(rule.prefix) && (rules.httpPrefixes || !rule.beyondRfc6265bis));
}

/** §5.7 steps 20 to 22: the broken promise of a cookie's name, with what is missing; or undefined. */
export function judgePrefix(cookie: PrefixFacts, rules: BrowserRules): StoreReason | undefined {
  if (cookie.name === '') {
    const disguised = prefixOf(cookie.value, rules);
    if (disguised === undefined) return undefined;
    return { code: 'prefix-nameless', params: { prefix: cookie.value.slice(0, disguised.prefix.length) } };
  }
  const rule = prefixOf(cookie.name, rules);
  if (rule === undefined) return undefined;
  const missing: string[] = [];
  let named = false;
  if (!cookie.secure) missing.push('Secure');
  else if (rules.prefixNeedsSecureOrigin && !cookie.secureOrigin) missing.push('https');
  if (rule.httpOnly && !cookie.httpOnly) missing.push('HttpOnly');
  if (rule.hostOnly) {
    if (cookie.path !== '/' || (rules.hostPrefixNeedsPathAttribute && !cookie.hasPathAttribute)) missing.push('Path=/');
    const domain = cookie.domainAttribute ?? '';
    named = rules.hostPrefixNeedsNoDomainAttribute && domain !== '' && !isIpAddress(domain);
    named ||= !cookie.hostOnly;
  }
  if (missing.length === 0 && !named) return undefined;
  const prefix = cookie.name.slice(0, rule.prefix.length);
  return { code: rule.code, params: { prefix, missing: missing.join(', '), hasDomain: named ? 1 : 0 } };
}
