import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { hasMember, readCookieList, someRecord } from './cookie-list.ts';

/** Cookie Quick Manager's own member names. */
export function isCookieQuickManager(document: unknown): boolean {
  return someRecord(document, (record) => hasMember(record, 'Host raw') && hasMember(record, 'Name raw'));
}

const HOST_URL = /^[a-z]+:\/\/([^/?#]+)\/?$/i;

/**
 * Reads Cookie Quick Manager's JSON. Its host is a URL, with a dot for domain cookies: `https://.example.com/`. That
 * dot decides, for "This domain only raw" means the opposite in some versions.
 */
export function readCookieQuickManager(document: unknown, origin: ExchangeOrigin): Reading {
  return readCookieList(document, origin, (record) => {
    const host = record['Host raw'];
    const bare = typeof host === 'string' ? HOST_URL.exec(host.slice(0, 300))?.[1] : undefined;
    return bare === undefined ? record : { ...record, 'Host raw': bare };
  });
}
