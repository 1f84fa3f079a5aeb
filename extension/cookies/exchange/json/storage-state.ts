import { isRecord } from '../../base64.ts';
import type { ApiSameSite } from '../../browser-cookie.ts';
import type { ExchangeCookie, ExchangeExport, ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { firstRecords, hasMember, readCookieList } from './cookie-list.ts';

/** SameSite as browsers' protocols name it. */
export const PROTOCOL_SAME_SITE: Readonly<Record<Exclude<ApiSameSite, 'unspecified'>, string>> = {
  strict: 'Strict',
  lax: 'Lax',
  no_restriction: 'None',
};

/** Cookies as Playwright's storageState, without origins. A cookie without SameSite is written without it. */
export function formatStorageState(cookies: readonly ExchangeCookie[]): ExchangeExport {
  const list = cookies.map((cookie) => ({
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    path: cookie.path,
    expires: cookie.expirationDate ?? -1,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    ...(cookie.sameSite !== 'unspecified' && { sameSite: PROTOCOL_SAME_SITE[cookie.sameSite] }),
    ...(cookie.partitionKey?.topLevelSite !== undefined && {
      partitionKey: cookie.partitionKey.topLevelSite,
      ...(cookie.partitionKey.hasCrossSiteAncestor !== undefined && {
        _crHasCrossSiteAncestor: cookie.partitionKey.hasCrossSiteAncestor,
      }),
    }),
  }));
  return { text: `${JSON.stringify({ cookies: list, origins: [] }, null, 2)}\n`, losses: [] };
}

/** Playwright's storageState, or the list of `context.cookies()`: `expires` is always there, and no size. */
export function isStorageState(document: unknown): boolean {
  if (isRecord(document) && Array.isArray(document['cookies']) && Array.isArray(document['origins'])) return true;
  const records = firstRecords(document);
  return (
    records.length > 0 &&
    records.every((record) => typeof record['expires'] === 'number' && hasMember(record, 'httpOnly', 'secure')) &&
    !records.some((record) => hasMember(record, 'size', 'session', 'hostOnly', 'key'))
  );
}

/** Reads storageState; what it holds of localStorage is left aside, and said. */
export function readStorageState(document: unknown, origin: ExchangeOrigin): Reading {
  const reading = withLaxNote(readCookieList(document, origin));
  const origins = isRecord(document) && Array.isArray(document['origins']) ? document['origins'].length : 0;
  if (origins === 0) return reading;
  return { ...reading, notes: [...(reading.notes ?? []), { code: 'local-storage-left', params: { count: origins } }] };
}

/** Playwright and WebDriver write Lax in Chromium where SameSite is not set: what was Lax cannot be known. */
export function withLaxNote(reading: Reading): Reading {
  const unsure = reading.rows.some((row) => row.ok && row.cookie.sameSite === 'lax');
  return unsure ? { ...reading, notes: [...(reading.notes ?? []), { code: 'lax-may-be-unset' }] } : reading;
}
