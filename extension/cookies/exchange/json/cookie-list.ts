import { isRecord } from '../../base64.ts';
import { parseUrl } from '../../hosts.ts';
import type { RowNote } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { SECURE_NAME } from '../lines/cookie-header.ts';
import { fieldsOf, readRecord } from '../rows/member-names.ts';
import { readRow } from '../rows/read-row.ts';
import { readRows } from '../rows/read-rows.ts';
import type { RowFields } from '../rows/row-fields.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** Where tools put their list: alone, under `cookies`, or in the answer of a protocol. */
export function cookieListOf(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document;
  if (!isRecord(document)) return undefined;
  for (const member of ['cookies', 'Cookies', 'data', 'value']) {
    if (Array.isArray(document[member])) return document[member];
  }
  const inner = document['result'] ?? document['data'];
  if (isRecord(inner) && Array.isArray(inner['cookies'])) return inner['cookies'];
  if (isCookieRecord(document)) return [document];
  return undefined;
}

/** Nesting that is followed for cookies in a document of no known form, and values in all. */
const DEEPEST = 8;
const MAX_VALUES = 500_000;

/** A member's name that is a host: what lies in it may be a list of that host's cookies. */
export const HOST = /^\.?[\w-]{1,63}(?:\.[\w-]{1,63})+$/;

/** Cookies anywhere in a document: records that say what they are called, what they hold and where they belong. */
export function nestedCookies(document: unknown): readonly JsonRecord[] {
  const found: JsonRecord[] = [];
  let values = 0;
  const visit = (value: unknown, depth: number, domain?: string): void => {
    if (depth > DEEPEST || ++values > MAX_VALUES) return;
    if (Array.isArray(value)) for (const item of value as unknown[]) visit(item, depth + 1, domain);
    if (!isRecord(value)) return;
    const placed = domain === undefined ? value : { domain, ...value };
    if (isWholeCookie(placed)) found.push(placed);
    else {
      for (const [key, item] of Object.entries(value)) {
        visit(item, depth + 1, Array.isArray(item) && HOST.test(key) ? key : undefined);
      }
    }
  };
  visit(document, 0);
  return found;
}

/** What only a cookie has beside its value. */
const OF_COOKIES: readonly (keyof RowFields)[] = [
  'domain',
  'path',
  'expires',
  'httpOnly',
  'secure',
  'sameSite',
  'maxAge',
];

/** Cookies by name that name no domain, as set-cookie-parser maps them: `{"sid": {"value": "abc", "path": "/"}}`. */
export function namedCookies(document: unknown): readonly JsonRecord[] {
  if (!isRecord(document)) return [];
  return Object.entries(document).flatMap(([name, item]) => {
    if (!isRecord(item)) return [];
    const fields = fieldsOf(item);
    const isCookie = typeof fields.value === 'string' && OF_COOKIES.some((field) => fields[field] !== undefined);
    return isCookie ? [{ name, ...item }] : [];
  });
}

function isWholeCookie(record: JsonRecord): boolean {
  const { name, value, domain } = fieldsOf(record);
  return typeof name === 'string' && typeof value === 'string' && typeof domain === 'string';
}

/** Records of the list that a format is known by: what only some cookies have must stand in one of the first. */
const MAX_LOOKED_AT = 50;

/** The first records of a document's list. */
export function firstRecords(document: unknown): readonly JsonRecord[] {
  return (cookieListOf(document) ?? []).slice(0, MAX_LOOKED_AT).filter(isRecord);
}

/** Whether one of the first records of the list has this. */
export function someRecord(document: unknown, has: (record: JsonRecord) => boolean): boolean {
  return firstRecords(document).some(has);
}

/** Whether a record has a member of its own. */
export function hasMember(record: JsonRecord, ...members: readonly string[]): boolean {
  return members.some((member) => Object.hasOwn(record, member));
}

/** A record that says two of three: what a cookie is called, what it holds, and where it belongs. */
export function isCookieRecord(record: JsonRecord): boolean {
  const { name, value, domain } = fieldsOf(record);
  return [name, value, domain].filter((field) => typeof field === 'string').length >= 2;
}

/** Changes a tool's record into one that `readRecord` reads. A note says what was done to it. */
export type Adapt = (record: JsonRecord, notes: RowNote[]) => JsonRecord;

/** Attributes that a tool does not know hold SameSite: `["SameSite=Lax"]` of tough-cookie, Postman's `{key, value}`. */
export const withExtensions: Adapt = (record) => {
  const list = record['extensions'];
  const texts = (Array.isArray(list) ? list.slice(0, 20) : []).map((item: unknown) =>
    (isRecord(item) ? `${String(item['key'])}=${String(item['value'])}` : String(item)).slice(0, 100),
  );
  const said = texts.find((text) => /^samesite=/i.test(text));
  return said === undefined ? record : { sameSite: said, ...record };
};

/** Reads the list of a document, each record by its members' names. */
export function readCookieList(document: unknown, origin: ExchangeOrigin, adapt: Adapt = withExtensions): Reading {
  return readRows(cookieListOf(document) ?? [], (item) => {
    const notes: RowNote[] = [];
    return readRecord(isRecord(item) ? adapt(item, notes) : item, origin.now, notes);
  });
}

/** Reads records that may name no domain: then they belong to the site that is looked at, which is said. */
export function readAssuming(items: readonly unknown[], origin: ExchangeOrigin): Reading {
  const host = parseUrl(origin.url)?.hostname;
  let assumed = false;
  const reading = readRows(items, (item) => {
    if (!isRecord(item)) return { ok: false, error: { code: 'not-an-object' } };
    const fields = fieldsOf(item);
    const named = [fields.domain, fields.url].some((place) => typeof place === 'string' && place !== '');
    if (!named && host !== undefined) assumed = true;
    const secure = fields.secure ?? SECURE_NAME.test(String(fields.name));
    return readRow(named ? fields : { ...fields, domain: host, hostOnly: true, secure }, { now: origin.now });
  });
  return assumed ? { ...reading, notes: [{ code: 'host-assumed', params: { host: host ?? '' } }] } : reading;
}

/** The site that a document names beside its cookies; else the one that is looked at. */
export function placedBy(document: unknown, origin: ExchangeOrigin): ExchangeOrigin {
  const { url, domain } = isRecord(document) ? fieldsOf(document) : {};
  const place = String(url ?? `https://${String(domain).replace(/^\./, '')}/`);
  return (url ?? domain) !== undefined && parseUrl(place) !== null ? { ...origin, url: place } : origin;
}

/** A list of names and values in which no record says where it belongs: `[{"name": "sid", "value": "abc"}]`. */
export function isPlacelessList(document: unknown): boolean {
  const list = cookieListOf(document);
  if (list === undefined || list.length === 0) return false;
  return list.every((item) => {
    if (!isRecord(item)) return false;
    const { name, value, domain, url } = fieldsOf(item);
    return typeof name === 'string' && value !== undefined && domain === undefined && url === undefined;
  });
}
