import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { BrowserRules } from '../../cookies/browser-rules.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { explainStoreReason } from '../../cookies/explain-reasons.ts';
import { explainWarning } from '../../cookies/explain-warnings.ts';
import type { WarningCode } from '../../cookies/reason-codes.ts';
import { setCookieLineOf } from '../../cookies/serialize-set-cookie.ts';
import type { PublicSuffixes } from '../../cookies/site.ts';
import { judgeSetCookie } from '../../cookies/store-cookie.ts';

/** A sentence, and what it is about. */
export interface PutWarning {
  readonly code: WarningCode;
  readonly text: string;
}

/** What the browser will make of a cookie, said before it is put. */
export interface PutVerdict {
  readonly accepted: boolean;
  /** Why it would be refused: what and what to change, a sentence or two each. */
  readonly refusals: readonly string[];
  /** What would be kept but not as one may think. */
  readonly warnings: readonly PutWarning[];
}

export interface PutContext {
  readonly rules: BrowserRules;
  readonly suffixes: PublicSuffixes;
  readonly jar: readonly BrowserCookie[];
  /** ms since 1970. */
  readonly now: number;
}

/** The page that would set such a cookie on itself: the extension puts cookies from no page, so no SameSite rule applies. */
function urlFor(cookie: BrowserCookie): string {
  const host = bareDomain(cookie.domain);
  return `${cookie.secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}${cookie.path}`;
}

/** Judges a cookie by this browser's storage rules (RFC 6265bis §5.7), as if its own host had set it. */
export function judgePut(cookie: BrowserCookie, context: PutContext): PutVerdict {
  const verdict = judgeSetCookie(setCookieLineOf(cookie), {
    rules: context.rules,
    now: context.now,
    suffixes: context.suffixes,
    storeId: cookie.storeId,
    // The cookie itself is left out: to write over it is what the user wants.
    jar: context.jar.filter(
      (held) => held.name !== cookie.name || held.path !== cookie.path || held.domain !== cookie.domain,
    ),
    request: { url: urlFor(cookie), method: 'GET', topLevelNavigation: true, initiator: null, credentials: 'include' },
  });
  return {
    accepted: verdict.outcome !== 'refused',
    refusals: verdict.reasons.map((reason) => {
      const { what, change } = explainStoreReason(reason);
      return `${what} ${change}`;
    }),
    warnings: verdict.warnings.map((warning) => ({ code: warning.code, text: explainWarning(warning) })),
  };
}

/** What the browser made of a cookie, where that differs from what was asked: one sentence each. */
export function describeOutcome(wanted: BrowserCookie, stored: BrowserCookie): string[] {
  const told: string[] = [];
  if (stored.value !== wanted.value) told.push('The browser changed the value.');
  if (stored.secure !== wanted.secure) told.push(`The browser ${stored.secure ? 'added' : 'dropped'} Secure.`);
  if (stored.httpOnly !== wanted.httpOnly) told.push(`The browser ${stored.httpOnly ? 'added' : 'dropped'} HttpOnly.`);
  if (stored.sameSite !== wanted.sameSite) told.push(`The browser made SameSite ${SAME_SITE[stored.sameSite]}.`);
  if (stored.path !== wanted.path) told.push(`The browser made the path ${stored.path}.`);
  if (stored.session !== wanted.session) {
    told.push(stored.session ? 'The browser keeps it only until its session ends.' : 'The browser gave it an expiry.');
  } else if (stored.expirationDate !== undefined && wanted.expirationDate !== undefined) {
    const less = wanted.expirationDate - stored.expirationDate;
    // Browsers round to their own clock's grain; a second is no news.
    if (less > 1) told.push('The browser keeps no cookie longer than 400 days and shortened the expiry.');
    else if (less < -1) told.push('The browser gave it a later expiry.');
  }
  return told;
}

const SAME_SITE = { no_restriction: 'None', lax: 'Lax', strict: 'Strict', unspecified: 'unspecified' } as const;
