import type { ApiSameSite, BrowserCookie } from './browser-cookie.ts';
import { formatCookieDate } from './cookie-date.ts';
import { bareDomain } from './domain-match.ts';
import type { PriorityValue, SameSiteValue } from './set-cookie-attributes.ts';

/** The parts of a Set-Cookie line, in the order in which they are written. Absent parts are left out. */
export interface SetCookieParts {
  readonly name: string;
  readonly value: string;
  readonly domain?: string;
  readonly path?: string;
  /** Seconds. */
  readonly maxAge?: number;
  /** ms since 1970; before 1601 is written as 1970, which has the same effect everywhere. */
  readonly expires?: number;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly sameSite?: SameSiteValue;
  readonly partitioned?: boolean;
  readonly priority?: PriorityValue;
}

const SAME_SITE_TEXT: Readonly<Record<SameSiteValue, string>> = { strict: 'Strict', lax: 'Lax', none: 'None' };
const PRIORITY_TEXT: Readonly<Record<PriorityValue, string>> = { low: 'Low', medium: 'Medium', high: 'High' };
const YEAR_1601 = -11_644_473_600_000;
const YEAR_10000 = 253_402_300_800_000;

/** Writes a set-cookie-string (§4.1.1). What parse accepts, serialise → parse gives back. */
export function serializeSetCookie(parts: SetCookieParts): string {
  const pieces = [parts.name === '' && !parts.value.includes('=') ? parts.value : `${parts.name}=${parts.value}`];
  if (parts.domain !== undefined) pieces.push(`Domain=${parts.domain}`);
  if (parts.path !== undefined) pieces.push(`Path=${parts.path}`);
  if (parts.maxAge !== undefined) pieces.push(`Max-Age=${BigInt(Math.trunc(parts.maxAge))}`);
  if (parts.expires !== undefined) pieces.push(`Expires=${formatCookieDate(writableTime(parts.expires))}`);
  if (parts.secure) pieces.push('Secure');
  if (parts.httpOnly) pieces.push('HttpOnly');
  if (parts.sameSite !== undefined) pieces.push(`SameSite=${SAME_SITE_TEXT[parts.sameSite]}`);
  if (parts.partitioned) pieces.push('Partitioned');
  if (parts.priority !== undefined) pieces.push(`Priority=${PRIORITY_TEXT[parts.priority]}`);
  return pieces.join('; ');
}

function writableTime(time: number): number {
  if (time < YEAR_1601) return 0;
  return Math.min(time, YEAR_10000 - 1000);
}

const FROM_API: Readonly<Record<ApiSameSite, SameSiteValue | undefined>> = {
  strict: 'strict',
  lax: 'lax',
  no_restriction: 'none',
  unspecified: undefined,
};

/** The Set-Cookie line that makes a cookie of the jar again, sent by a response of its host. */
export function setCookieLineOf(cookie: Omit<BrowserCookie, 'storeId'>): string {
  const sameSite = FROM_API[cookie.sameSite];
  return serializeSetCookie({
    name: cookie.name,
    value: cookie.value,
    ...(!cookie.hostOnly && { domain: bareDomain(cookie.domain) }),
    path: cookie.path,
    ...(cookie.expirationDate !== undefined && { expires: cookie.expirationDate * 1000 }),
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    ...(sameSite !== undefined && { sameSite }),
    partitioned: cookie.partitionKey?.topLevelSite !== undefined,
  });
}
