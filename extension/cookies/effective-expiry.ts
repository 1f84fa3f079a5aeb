import type { BrowserRules } from './browser-rules.ts';
import type { AttributeEffects } from './read-attributes.ts';
import type { Warning } from './reason-codes.ts';

/** A Max-Age as near to now, read as a time in s or ms, is meant as one: no server wants a cookie for 50 years. */
const NEAR = 10 * 365 * 86_400_000;

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
    const { maxAge = 0 } = effects;
    const isTime = maxAge > 0 && [maxAge, maxAge * 1000].some((meant) => Math.abs(meant - now) < NEAR);
    const params = { days: rules.maxLifetime / 86_400, ...(isTime && { isTime: 1 }) };
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
