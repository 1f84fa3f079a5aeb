import { isRecord } from '../../base64.ts';
import type { ApiSameSite } from '../../browser-cookie.ts';
import { type ExchangeCookie, type ExchangeExport, type ExchangeImport, readRow } from '../exchange-cookie.ts';
import { readRows } from '../read-rows.ts';

const SAME_SITE: Readonly<Record<Exclude<ApiSameSite, 'unspecified'>, string>> = {
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
    ...(cookie.sameSite !== 'unspecified' && { sameSite: SAME_SITE[cookie.sameSite] }),
    ...(cookie.partitionKey?.topLevelSite !== undefined && {
      partitionKey: cookie.partitionKey.topLevelSite,
      ...(cookie.partitionKey.hasCrossSiteAncestor !== undefined && {
        _crHasCrossSiteAncestor: cookie.partitionKey.hasCrossSiteAncestor,
      }),
    }),
  }));
  return { text: `${JSON.stringify({ cookies: list, origins: [] }, null, 2)}\n`, losses: [] };
}

/** Reads Playwright's storageState, already parsed; its origins (localStorage) are left aside. */
export function readStorageState(document: Readonly<Record<string, unknown>>): ExchangeImport {
  const items: readonly unknown[] = Array.isArray(document.cookies) ? document.cookies : [];
  return readRows('storage-state', items, (row, item) => {
    if (!isRecord(item)) return { ok: false, row, error: 'This row is no object: each cookie is one {…}.' };
    const site = item.partitionKey;
    const ancestor = item._crHasCrossSiteAncestor;
    const partitionKey =
      typeof site === 'string' && typeof ancestor === 'boolean'
        ? { topLevelSite: site, hasCrossSiteAncestor: ancestor }
        : site;
    return readRow(row, {
      name: item.name,
      value: item.value,
      domain: item.domain,
      path: item.path,
      secure: item.secure,
      httpOnly: item.httpOnly,
      sameSite: item.sameSite,
      expires: item.expires,
      partitionKey,
    });
  });
}
