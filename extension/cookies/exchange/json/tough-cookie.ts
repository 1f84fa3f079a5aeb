import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { type Adapt, hasMember, readCookieList, someRecord, withExtensions } from './cookie-list.ts';
import { isHeaderJson, readHeaderJson } from './header-json.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** tough-cookie, the jar of Node: Newman's exported jar, and what Insomnia and Bruno keep. Its name is `key`. */
export function isToughCookie(document: unknown): boolean {
  return someRecord(
    document,
    (record) => hasMember(record, 'key') && hasMember(record, 'domain', 'creation', 'hostOnly'),
  );
}

/** tough-cookie leaves out what is empty: the value too. */
const adapt: Adapt = (record, notes) => ({ value: '', ...withExtensions(record, notes) });

/** Reads the jar of tough-cookie. */
export function readToughCookie(document: unknown, origin: ExchangeOrigin): Reading {
  return readCookieList(document, origin, adapt);
}

/** Insomnia's export, version 3 or 4: jars among its resources. */
export function isInsomnia(document: unknown): boolean {
  return isRecord(document) && document['_type'] === 'export' && Array.isArray(document['resources']);
}

/** Reads every jar of an Insomnia export. */
export function readInsomnia(document: unknown, origin: ExchangeOrigin): Reading {
  const resources: readonly unknown[] =
    isRecord(document) && Array.isArray(document['resources']) ? document['resources'] : [];
  const cookies = resources.flatMap((resource): readonly unknown[] =>
    isRecord(resource) && resource['_type'] === 'cookie_jar' && Array.isArray(resource['cookies'])
      ? resource['cookies']
      : [],
  );
  if (cookies.length === 0) return { rows: [], error: { code: 'insomnia-empty' } };
  return readCookieList(cookies, origin, adapt);
}

/** Bruno's cookies.json: lists by domain. */
export function isBruno(document: unknown): boolean {
  if (!isRecord(document) || !isRecord(document['cookies'])) return false;
  return Object.hasOwn(document, 'encryptedPasskey') || Object.values(document['cookies']).every(isJar);
}

function isJar(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => isRecord(item) && hasMember(item, 'key'));
}

/** Bruno's marks of a value that its own key, or the system's, encrypts. */
const ENCRYPTED = /^\$0\d:/;

/** Reads Bruno's cookies.json. Its values are encrypted, unless the system offered no key store. */
export function readBruno(document: unknown, origin: ExchangeOrigin): Reading {
  const lists = isRecord(document) && isRecord(document['cookies']) ? Object.values(document['cookies']) : [];
  const cookies = lists.flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []));
  const { rows, ...rest } = readCookieList(cookies, origin, adapt);
  return {
    ...rest,
    rows: rows.map((row) => {
      if (!row.ok || !ENCRYPTED.test(row.cookie.value)) return row;
      return { ok: false, row: row.row, error: { code: 'encrypted', params: { name: row.cookie.name } } };
    }),
  };
}

/** A Postman collection, of any version. */
export function isPostmanCollection(document: unknown): boolean {
  const info = isRecord(document) ? document['info'] : undefined;
  return isRecord(info) && (hasMember(info, '_postman_id') || String(info['schema']).includes('getpostman.com'));
}

/** Folders in folders that are followed, and items in all. */
const DEEPEST = 20;
const MAX_ITEMS = 20_000;

/** Reads the cookies that a Postman collection keeps beside its saved responses; its jar is in no export. */
export function readPostmanCollection(document: unknown, origin: ExchangeOrigin): Reading {
  const found: unknown[] = [];
  let items = 0;
  const visit = (item: JsonRecord, depth: number): void => {
    if (depth > DEEPEST || ++items > MAX_ITEMS) return;
    for (const response of recordsOf(item['response'])) {
      if (Array.isArray(response['cookie'])) found.push(...(response['cookie'] as unknown[]).slice(0, 1000));
    }
    for (const inner of recordsOf(item['item'])) visit(inner, depth + 1);
  };
  if (isRecord(document)) visit(document, 0);
  if (found.length > 0) return readCookieList(found, origin, adapt);
  // A request may have its Cookie header by hand.
  return isHeaderJson(document)
    ? readHeaderJson(document, origin)
    : { rows: [], error: { code: 'postman-collection' } };
}

function recordsOf(list: unknown): readonly JsonRecord[] {
  return Array.isArray(list) ? (list as unknown[]).filter(isRecord) : [];
}
