import { BROWSER_RULES, type BrowserRules } from '../../cookies/browser-rules.ts';
import type { UnknownCode } from '../../cookies/reason-codes.ts';
import type { Trace } from '../model/trace.ts';

/**
 * The standard's rules without those that some browser does not follow: Safari takes a missing SameSite for None, keeps
 * SameSite=None without Secure, and counts http and https of one host as one site. What these rules refuse, every
 * browser refuses.
 */
const EVERY_BROWSER: BrowserRules = {
  ...BROWSER_RULES.rfc6265bis,
  laxByDefault: false,
  sameSiteNoneNeedsSecure: false,
  schemefulSameSite: false,
};

/** The rules of the browser that recorded a trace; what all browsers do, where its own are not known. */
export function rulesOfTrace(trace: Pick<Trace, 'browser' | 'rulesKnown'>): BrowserRules {
  if (!trace.rulesKnown) return EVERY_BROWSER;
  return BROWSER_RULES[trace.browser === 'firefox' ? 'firefox' : 'chromium'];
}

/** A verdict with the remark that the browser's own rules are not known, where that is so. */
export function withRulesKnown<V extends { readonly unknown: readonly UnknownCode[] }>(
  verdict: V,
  { rulesKnown }: Pick<Trace, 'rulesKnown'>,
): V {
  return rulesKnown ? verdict : { ...verdict, unknown: [...verdict.unknown, 'browser-rules'] };
}
