import type { ExchangeCookie, ExchangeExport } from '../exchange-cookie.ts';
import { hasMember, someRecord } from './cookie-list.ts';
import { PROTOCOL_SAME_SITE } from './storage-state.ts';

/** What the DevTools protocol's `Network.Cookie` has, and Puppeteer's `cookies()` with it. */
export function isDevToolsProtocol(document: unknown): boolean {
  return someRecord(
    document,
    (record) =>
      hasMember(record, 'sourceScheme', 'sameParty', 'partitionKeyOpaque', 'size') ||
      (hasMember(record, 'expires') && hasMember(record, 'session') && !hasMember(record, 'hostOnly')),
  );
}

/** Cookies as Puppeteer's `browser.setCookie(...)` takes them. */
export function formatPuppeteer(cookies: readonly ExchangeCookie[]): ExchangeExport {
  const list = cookies.map((cookie) => ({
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    path: cookie.path,
    expires: cookie.expirationDate ?? -1,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    session: cookie.session,
    ...(cookie.sameSite !== 'unspecified' && { sameSite: PROTOCOL_SAME_SITE[cookie.sameSite] }),
    ...(cookie.partitionKey?.topLevelSite !== undefined && {
      partitionKey: {
        sourceOrigin: cookie.partitionKey.topLevelSite,
        hasCrossSiteAncestor: cookie.partitionKey.hasCrossSiteAncestor ?? false,
      },
    }),
  }));
  return { text: `${JSON.stringify(list, null, 2)}\n`, losses: [] };
}
