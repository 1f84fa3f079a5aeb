import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { BrowserRules } from '../../cookies/browser-rules.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { StoreReason, Warning } from '../../cookies/reason-codes.ts';
import { setCookieLineOf } from '../../cookies/serialize-set-cookie.ts';
import type { PublicSuffixes } from '../../cookies/site.ts';
import { judgeSetCookie } from '../../cookies/store-cookie.ts';

/** What the browser will make of a cookie, said before it is put. */
export interface PutVerdict {
  readonly accepted: boolean;
  /** Why it would be refused. */
  readonly refusals: readonly StoreReason[];
  /** What would be kept but not as one may think. */
  readonly warnings: readonly Warning[];
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
    refusals: verdict.reasons,
    warnings: verdict.warnings,
  };
}
