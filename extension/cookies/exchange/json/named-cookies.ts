import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { cookieListOf, hasMember, placedBy, readAssuming, someRecord } from './cookie-list.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** HTTPie's session file, older and newer. */
export function isHttpie(document: unknown): boolean {
  return isRecord(document) && isRecord(document['__meta__']) && Object.hasOwn(document['__meta__'], 'httpie');
}

/** Reads HTTPie's session. A cookie without a domain belongs to the host that the session's folder names. */
export function readHttpie(document: unknown, origin: ExchangeOrigin): Reading {
  const cookies = isRecord(document) ? document['cookies'] : undefined;
  if (Array.isArray(cookies)) return readAssuming(cookies, origin);
  return readAssuming(isRecord(cookies) ? namedRecords(Object.entries(cookies)) : [], origin);
}

/** Values by name, where what surrounds them says that they are cookies: `{"cookies": {"sid": "abc"}}`. */
export function isCookiePairs(document: unknown): boolean {
  const cookies = isRecord(document) ? document['cookies'] : undefined;
  if (!isRecord(cookies)) return false;
  const values = Object.values(cookies);
  return values.length > 0 && values.every((value) => typeof value !== 'object' || value === null);
}

/** Reads cookies that are given as values by name. They name no host. */
export function readCookiePairs(document: unknown, origin: ExchangeOrigin): Reading {
  const cookies = isRecord(document) ? document['cookies'] : undefined;
  return readAssuming(isRecord(cookies) ? namedRecords(Object.entries(cookies)) : [], placedBy(document, origin));
}

/** A heading of Firefox's panel in the user's language. Only its cookies show that it is none of a program's settings. */
const PANEL_PART = /^(?=.*(?:cooki|куки|クッキー|쿠키)).{3,40}$/i;

/** What "Copy All" gives in the Cookies tab of Firefox's network monitor. */
export function isFirefoxPanel(document: unknown): boolean {
  const parts = Object.entries(isRecord(document) ? document : {});
  if (parts.some(([name]) => /^(?:Response|Request) Cookies$/.test(name))) return true;
  const isCookie = (item: unknown): boolean => isRecord(item) && typeof item['value'] === 'string';
  const areAll = parts.every(([name, part]) => PANEL_PART.test(name) && isRecord(part));
  return areAll && parts.some(([, part]) => Object.values(part as object).some(isCookie));
}

/** Reads Firefox's panel: cookies by name, those of the response with their attributes. They name no host. */
export function readFirefoxPanel(document: unknown, origin: ExchangeOrigin): Reading {
  const all = Object.values(isRecord(document) ? document : {}).flatMap((part) =>
    Object.entries(isRecord(part) ? part : {}),
  );
  const set = all.filter(([, item]) => isRecord(item));
  const names = new Set(set.map(([name]) => name));
  const sent = all.filter(([name, item]) => !isRecord(item) && !names.has(name));
  return readAssuming(namedRecords([...set, ...sent]), origin);
}

/** What `cookieStore.getAll()` gives: times in milliseconds, and no domain for a host-only cookie. */
export function isCookieStore(document: unknown): boolean {
  return someRecord(
    document,
    (record) =>
      !hasMember(record, 'httpOnly', 'hostOnly', 'key') &&
      (hasMember(record, 'partitioned') || (record['domain'] === null && hasMember(record, 'expires'))),
  );
}

/** Reads the cookies of `cookieStore.getAll()`: those without a domain belong to the site that is looked at. */
export function readCookieStore(document: unknown, origin: ExchangeOrigin): Reading {
  const list = cookieListOf(document) ?? [];
  return readAssuming(
    list.map((item) => (isRecord(item) ? { ...item, hostOnly: item['domain'] === null } : item)),
    origin,
  );
}

function namedRecords(cookies: readonly (readonly [name: string, item: unknown])[]): JsonRecord[] {
  return cookies.map(([name, item]) => (isRecord(item) ? { ...item, name } : { name, value: item }));
}
