import type { BrowserRules } from './browser-rules.ts';
import type { AttributeEffects } from './read-attributes.ts';
import type { Warning } from './reason-codes.ts';

/** When a cookie ends: Max-Age before Expires, capped (§5.7 step 6, §5.5). ms since 1970; undefined: with the browser session. */
export function effectiveExpiry(
  effects: AttributeEffects,
  rules: BrowserRules,
  now: number,
  serverTime: number,
  warnings: Warning[],
): number | undefined {
  const cap = now + rules.maxLifetime * 1000;
  const capped = (time: number, attribute: number | undefined): number => {
    if (time <= cap) return time;
    const params = { days: rules.maxLifetime / 86_400 };
    warnings.push({ code: 'expiry-capped', params, ...(attribute !== undefined && { attribute }) });
    return cap;
  };
  if (effects.maxAge !== undefined) {
    if (effects.expiresAttribute !== undefined) {
      warnings.push({ code: 'expires-unused', attribute: effects.expiresAttribute });
    }
    if (effects.maxAge <= 0) return Number.NEGATIVE_INFINITY;
    return capped(now + effects.maxAge * 1000, effects.maxAgeAttribute);
  }
  if (effects.expires !== undefined) return capped(effects.expires + (now - serverTime), effects.expiresAttribute);
  return undefined;
}
