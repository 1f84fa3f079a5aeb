import { readMask } from '../../cookies/value-rules/mask-form.ts';

/** Longest token that is taken apart, in characters: a cookie holds no more. */
const LONGEST_TOKEN = 8_192;

/** The last moment that a date can name, in ms since 1970. */
const LAST_DATE = 8.64e15;

/**
 * When a token says that it expires, in ms since 1970: the `exp` claim of a JWT (RFC 7519 section 4.1.4). Undefined for
 * what is none, or has none. The mask of a token says it, too.
 */
export function expiryInToken(value: string): number | undefined {
  if (value.length > LONGEST_TOKEN) return undefined;
  const masked = readMask(value)?.expires;
  if (masked !== undefined) return masked > 0 && masked * 1000 <= LAST_DATE ? masked * 1000 : undefined;
  const payload = /^ey[\w-]+\.(ey[\w-]+)\.[\w-]*$/.exec(value)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    if (typeof exp !== 'number' || !(exp > 0) || exp * 1000 > LAST_DATE) return undefined;
    return exp * 1000;
  } catch {
    return undefined;
  }
}
