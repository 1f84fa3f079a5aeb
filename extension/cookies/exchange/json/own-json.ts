import { isRecord } from '../../base64.ts';
import { shown } from '../exchange-codes.ts';
import type { ExchangeCookie, ExchangeExport, ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { fieldsOf } from '../rows/member-names.ts';
import { readRow } from '../rows/read-row.ts';
import { readRows } from '../rows/read-rows.ts';

/** The `format` member that sets our own JSON apart. */
const OWN_FORMAT = 'sidtrail-cookies';
/** Raised when a member changes its meaning; a reader refuses what is newer than itself. */
const OWN_VERSION = 1;

/** Cookies as our own JSON, documented in docs/cookie-formats.md. Loses nothing. `exportedAt` in ms since 1970. */
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

/** Whether a document is our own JSON, of whatever version. */
export function isOwnJson(document: unknown): boolean {
  return isRecord(document) && document['format'] === OWN_FORMAT;
}

/** Reads our own JSON, already parsed. */
export function readOwnJson(document: unknown, { now }: ExchangeOrigin): Reading {
  const { version, cookies } = isRecord(document) ? document : {};
  if (typeof version !== 'number' || version > OWN_VERSION) {
    const params = { version: shown(JSON.stringify(version) ?? ''), known: OWN_VERSION };
    return { rows: [], error: { code: 'own-version', params } };
  }
  if (!Array.isArray(cookies)) return { rows: [], error: { code: 'own-list-missing' } };
  return readRows(cookies, (item: unknown) =>
    isRecord(item)
      ? readRow({ ...fieldsOf(item), sameSiteIsExact: true }, { now })
      : { ok: false, error: { code: 'not-an-object' } },
  );
}
