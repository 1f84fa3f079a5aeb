import type { ExchangeCookie, ExchangeExport, ExchangeImport } from '../exchange-cookie.ts';
import { readRows } from '../read-rows.ts';
import { readApiRecord } from './api-record.ts';

/** The `format` member that tells our own JSON from others. */
export const OWN_FORMAT = 'sidtrail-cookies';
/** Raised when a member changes its meaning; a reader refuses what is newer than itself. */
export const OWN_VERSION = 1;

/** Cookies as our own JSON, documented in docs/cookie-rules.md. Loses nothing. `exportedAt` in ms. */
export function formatOwnJson(cookies: readonly ExchangeCookie[], exportedAt: number): ExchangeExport {
  const document = {
    format: OWN_FORMAT,
    version: OWN_VERSION,
    exportedAt: new Date(exportedAt).toISOString(),
    cookies: cookies.map((cookie) => ({
      name: cookie.name,
      value: cookie.value,
      domain: cookie.domain,
      hostOnly: cookie.hostOnly,
      path: cookie.path,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      sameSite: cookie.sameSite,
      session: cookie.session,
      expirationDate: cookie.expirationDate,
      storeId: cookie.storeId,
      partitionKey: cookie.partitionKey,
      firstPartyDomain: cookie.firstPartyDomain,
    })),
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, losses: [] };
}

/** Reads our own JSON, already parsed. */
export function readOwnJson(document: Readonly<Record<string, unknown>>): ExchangeImport {
  const format = 'sidtrail-json';
  if (typeof document.version !== 'number' || document.version > OWN_VERSION) {
    const error = `The file has version ${JSON.stringify(document.version) ?? 'none'}, this extension reads version ${OWN_VERSION}: update the extension.`;
    return { format, rows: [], error };
  }
  if (!Array.isArray(document.cookies)) {
    return { format, rows: [], error: 'The file has no list "cookies": export it again.' };
  }
  return readRows(format, document.cookies, readApiRecord);
}
