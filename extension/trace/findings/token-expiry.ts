import { decodePercent } from '../../cookies/percent.ts';
import { bareValue } from '../../cookies/value-rules/bare-value.ts';
import { readMask, type ValidFrom } from '../../cookies/value-rules/mask-form.ts';

/** Longest token that is taken apart, in characters: a cookie holds no more. */
const LONGEST_TOKEN = 8_192;

/** The last moment that a date can name, in ms since 1970. */
const LAST_DATE = 8.64e15;

/** The claims of a JWT (RFC 7519 section 4.1); undefined for what is none. */
function claimsOf(value: string): Readonly<Record<string, unknown>> | undefined {
  if (value.length > LONGEST_TOKEN) return undefined;
  const token = bareValue(value.includes('%') ? (decodePercent(value) ?? value) : value);
  const payload = /^ey[\w-]+\.(ey[\w-]+)\.[\w-]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

/** A NumericDate, in s since 1970, as ms; undefined for what is none. */
function timeOf(date: unknown): number | undefined {
  return typeof date === 'number' && date > 0 && date * 1000 <= LAST_DATE ? date * 1000 : undefined;
}

/** When a token says that it expires (`exp`), in ms since 1970. The mask of a token says it, too. */
export function expiryInToken(value: string): number | undefined {
  return timeOf(
    value.length > LONGEST_TOKEN ? undefined : (readMask(bareValue(value))?.expires ?? claimsOf(value)?.['exp']),
  );
}

/** From when on a token says that it is valid: libraries refuse one whose `nbf` or `iat` lies ahead. Its mask says it, too. */
export function validFrom(value: string): ValidFrom | undefined {
  if (value.length > LONGEST_TOKEN) return undefined;
  const mask = readMask(bareValue(value));
  if (mask !== undefined) return mask.from;
  const claims = claimsOf(value);
  const [nbf, iat] = [timeOf(claims?.['nbf']), timeOf(claims?.['iat'])];
  const time = Math.max(nbf ?? 0, iat ?? 0);
  return time === 0 ? undefined : { claim: time === nbf ? 'nbf' : 'iat', time: Math.floor(time / 1000) };
}
