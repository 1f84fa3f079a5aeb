import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { cookieListOf, hasMember, readAssuming, someRecord } from './cookie-list.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** Go's http.Cookie, as encoding/json writes it: SameSite is a number of Go's own. */
export function isGoCookies(document: unknown): boolean {
  return someRecord(
    document,
    (record) =>
      hasMember(record, 'Name') &&
      (hasMember(record, 'RawExpires', 'Unparsed') || (hasMember(record, 'MaxAge') && hasMember(record, 'SameSite'))),
  );
}

/** net/http's SameSite: 0 where none was read, then DefaultMode, LaxMode, StrictMode, NoneMode. */
const SAME_SITE = ['unspecified', 'unspecified', 'lax', 'strict', 'none'] as const;

/** Before all others: what a Max-Age below 0 asks for. */
const DELETED = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** Reads Go's cookies. A Domain is the attribute, so the cookie is one of the domain; without it, of the site's host. */
export function readGoCookies(document: unknown, origin: ExchangeOrigin): Reading {
  return readAssuming(
    (cookieListOf(document) ?? []).map((item) => (isRecord(item) ? adapt(item) : item)),
    origin,
  );
}

function adapt(record: JsonRecord): JsonRecord {
  const { SameSite: sameSite, MaxAge: maxAge, ...rest } = record;
  return {
    ...rest,
    SameSite: typeof sameSite === 'number' ? (SAME_SITE[sameSite] ?? sameSite) : sameSite,
    // 0 is "no Max-Age" to Go.
    ...(typeof maxAge === 'number' && maxAge > 0 && { MaxAge: maxAge }),
    ...(typeof maxAge === 'number' && maxAge < 0 && { Expires: DELETED }),
    ...(!hasMember(record, 'HostOnly') && { HostOnly: false }),
  };
}
