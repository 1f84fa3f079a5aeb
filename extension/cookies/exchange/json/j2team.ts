import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { readCookieList } from './cookie-list.ts';

/** J2TEAM Cookies: the page's URL beside the list. */
export function isJ2team(document: unknown): boolean {
  return isRecord(document) && typeof document['url'] === 'string' && Array.isArray(document['cookies']);
}

/** Reads J2TEAM's JSON. A cookie without a domain belongs to the host of the URL. */
export function readJ2team(document: unknown, origin: ExchangeOrigin): Reading {
  const url = isRecord(document) ? document['url'] : undefined;
  const host = typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : undefined;
  return readCookieList(document, origin, (record) =>
    host === undefined || typeof record['domain'] === 'string' ? record : { ...record, domain: host, hostOnly: true },
  );
}
