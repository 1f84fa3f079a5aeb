import type { JarCookie } from './browser-cookie.ts';
import { BROWSER_RULES, type BrowserName, type BrowserRules } from './browser-rules.ts';
import type { StoreReason } from './reason-codes.ts';
import { judgeRetrieval, type RetrievalContext } from './retrieve-cookies.ts';
import { judgeSetCookie, type StoreContext, type StoreVerdict } from './store-cookie.ts';

/** Where another browser would decide otherwise, all else being equal. */
export type OtherBrowserNote =
  | { readonly code: 'other-stores' | 'other-deletes' | 'other-sends'; readonly browser: BrowserName }
  | { readonly code: 'other-refuses'; readonly browser: BrowserName; readonly reasons: readonly StoreReason[] }
  /** `at`: ms since 1970; undefined: with the browser session. */
  | { readonly code: 'other-expires'; readonly browser: BrowserName; readonly at: number | undefined };

/** Expiries that differ by less are the same to people, in ms: Firefox makes up the seconds that a date leaves out. */
const SAME_EXPIRY = 90_000;

/** Another browser's rules; header text keeps the form in which this browser shows it. */
function rulesOf(name: BrowserName, here: BrowserRules): BrowserRules {
  return { ...BROWSER_RULES[name], headerText: here.headerText, jarName: here.jarName };
}

/** What another browser would make of a Set-Cookie line; undefined where it would do the same. */
export function compareStore(line: string, context: StoreContext, browser: BrowserName): OtherBrowserNote | undefined {
  const here = judgeSetCookie(line, context);
  const there = judgeSetCookie(line, { ...context, rules: rulesOf(browser, context.rules) });
  if (here.outcome === there.outcome) return compareExpiry(here, there, browser);
  switch (there.outcome) {
    case 'stored':
      return { code: 'other-stores', browser };
    case 'deletion':
      return { code: 'other-deletes', browser };
    case 'refused':
      return { code: 'other-refuses', browser, reasons: there.reasons };
  }
}

function compareExpiry(here: StoreVerdict, there: StoreVerdict, browser: BrowserName): OtherBrowserNote | undefined {
  if (here.outcome !== 'stored') return undefined;
  const [mine, other] = [here.parsed.expiryTime, there.parsed.expiryTime];
  const same = mine === other || (mine !== undefined && other !== undefined && Math.abs(mine - other) < SAME_EXPIRY);
  return same ? undefined : { code: 'other-expires', browser, at: other };
}

/** Whether another browser would send a cookie that this one withholds; undefined where it would not, or is not known to. */
export function compareRetrieval(
  cookie: JarCookie,
  context: RetrievalContext,
  browser: BrowserName,
): OtherBrowserNote | undefined {
  const there = judgeRetrieval(cookie, { ...context, rules: rulesOf(browser, context.rules) });
  return there.sent && there.unknown.length === 0 ? { code: 'other-sends', browser } : undefined;
}
