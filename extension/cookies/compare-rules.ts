import type { JarCookie } from './browser-cookie.ts';
import { BROWSER_RULES, type BrowserName, type BrowserRules } from './browser-rules.ts';
import type { RetrievalReason, StoreReason } from './reason-codes.ts';
import { judgeRetrieval, type RetrievalContext, type RetrievalVerdict } from './retrieve-cookies.ts';
import { judgeSetCookie, type StoreContext, type StoreVerdict } from './store-cookie.ts';

/** How one browser's verdict stands to that of other rules. */
export interface RuleComparison<Verdict, R> {
  /** What the other rules say. */
  readonly other: Verdict;
  /** Reasons that this browser has and the other rules have not. */
  readonly onlyHere: readonly R[];
  /** Reasons that the other rules have and this browser has not. */
  readonly onlyThere: readonly R[];
  /** One stores (or sends) what the other does not. */
  readonly differs: boolean;
}

/**
 * RFC 6265bis with what it leaves to the browser as this browser does it: loopback as secure, Partitioned and the newer
 * prefixes, which have standards of their own. What differs from this is the browser's own way.
 */
function ruleFor(rules: BrowserRules): BrowserRules {
  return {
    ...BROWSER_RULES.rfc6265bis,
    headerText: rules.headerText,
    jarName: rules.jarName,
    trustsLoopback: rules.trustsLoopback,
    httpPrefixes: rules.httpPrefixes,
    partitioned: rules.partitioned,
    partitionedNeedsSecure: rules.partitionedNeedsSecure,
    partitionsThirdParty: rules.partitionsThirdParty,
    partitionKeyHasAncestorBit: rules.partitionKeyHasAncestorBit,
    priority: rules.priority,
  };
}

/** The rules to compare with; header text keeps the form in which this browser shows it. */
function rulesOf(name: BrowserName, here: BrowserRules): BrowserRules {
  if (name === 'rfc6265bis') return ruleFor(here);
  return { ...BROWSER_RULES[name], headerText: here.headerText, jarName: here.jarName };
}

/** A Set-Cookie line under other rules: where this browser differs from RFC 6265bis, or from the other browser. */
export function compareStore(
  verdict: StoreVerdict,
  context: StoreContext,
  name: BrowserName = 'rfc6265bis',
): RuleComparison<StoreVerdict, StoreReason> {
  const other = judgeSetCookie(verdict.parsed.raw, { ...context, rules: rulesOf(name, context.rules) });
  return {
    ...compareReasons(verdict.reasons, other.reasons),
    other,
    differs: other.outcome !== verdict.outcome,
  };
}

/** A cookie and a request under other rules. */
export function compareRetrieval(
  verdict: RetrievalVerdict,
  cookie: JarCookie,
  context: RetrievalContext,
  name: BrowserName = 'rfc6265bis',
): RuleComparison<RetrievalVerdict, RetrievalReason> {
  const other = judgeRetrieval(cookie, { ...context, rules: rulesOf(name, context.rules) });
  return { ...compareReasons(verdict.reasons, other.reasons), other, differs: other.sent !== verdict.sent };
}

function compareReasons<R extends { readonly code: string }>(
  here: readonly R[],
  there: readonly R[],
): { onlyHere: readonly R[]; onlyThere: readonly R[] } {
  const without = (list: readonly R[], others: readonly R[]): readonly R[] =>
    list.filter(({ code }) => others.every((other) => other.code !== code));
  return { onlyHere: without(here, there), onlyThere: without(there, here) };
}
