import type { ApiSameSite, BrowserCookie, PartitionKey } from '../browser-cookie.ts';
import { canonicalizeHost } from '../hosts.ts';
import { utf8Length } from '../octets.ts';
import { asciiLowerCase } from '../whitespace.ts';

/** A cookie on its way in or out: formats that know no cookie store leave it open. */
export type ExchangeCookie = Omit<BrowserCookie, 'storeId'> & { readonly storeId?: string };

/** One row of an imported text: a cookie, or one sentence on what is wrong and what to do. Rows count from 1, as people do. */
export type ExchangeRow =
  | { readonly ok: true; readonly row: number; readonly cookie: ExchangeCookie; readonly notes: readonly string[] }
  | { readonly ok: false; readonly row: number; readonly error: string };

export type ExchangeFormat =
  | 'sidtrail-json'
  | 'extension-json'
  | 'storage-state'
  | 'netscape'
  | 'set-cookie'
  | 'cookie-header';

/** What an imported text holds. `error` is about the whole text; then there are no rows, or no further ones. */
export interface ExchangeImport {
  readonly format: ExchangeFormat | null;
  readonly rows: readonly ExchangeRow[];
  readonly error?: string;
}

/** A text to hand out, with what the format could not carry: one sentence per cookie and loss. */
export interface ExchangeExport {
  readonly text: string;
  readonly losses: readonly { readonly cookie: ExchangeCookie; readonly loss: string }[];
}

/** Rows that one import reads at the most; browsers hold about 3,300 cookies. */
export const MAX_ROWS = 100_000;
/** Characters that one import reads at the most; a full jar takes about half of it. */
export const MAX_TEXT = 32 * 1024 * 1024;

/** The fields of a row, before they are believed. Absent: the format did not give them. */
export interface RowFields {
  readonly name: unknown;
  readonly value: unknown;
  readonly domain: unknown;
  readonly hostOnly?: unknown;
  readonly path?: unknown;
  readonly secure?: unknown;
  readonly httpOnly?: unknown;
  readonly sameSite?: unknown;
  /** Seconds since 1970; absent, null, 0 or below: a session cookie. */
  readonly expires?: unknown;
  readonly session?: unknown;
  readonly storeId?: unknown;
  readonly partitionKey?: unknown;
  readonly firstPartyDomain?: unknown;
}

/** Checks the fields of one row. Gives the cookie, or one sentence. */
export function readRow(row: number, fields: RowFields): ExchangeRow {
  const notes: string[] = [];
  const checked = checkFields(fields, notes);
  return typeof checked === 'string' ? { ok: false, row, error: checked } : { ok: true, row, cookie: checked, notes };
}

const FORBIDDEN = /[\x00-\x08\x0A-\x1F\x7F;]/;
const SAME_SITE: Readonly<Record<string, ApiSameSite>> = {
  strict: 'strict',
  lax: 'lax',
  none: 'no_restriction',
  no_restriction: 'no_restriction',
  unspecified: 'unspecified',
  '': 'unspecified',
};

function checkFields(fields: RowFields, notes: string[]): ExchangeCookie | string {
  const { name, value } = fields;
  if (typeof name !== 'string') return 'The name is missing: give "name" as text.';
  if (typeof value !== 'string') return `The value of "${shown(name)}" is missing: give "value" as text.`;
  if (name === '' && value === '') return 'Name and value are both empty: give at least one of them.';
  if (FORBIDDEN.test(name) || name.includes('=')) {
    return `The name "${shown(name)}" holds a character that no cookie name may have (";", "=" or a control character): remove it.`;
  }
  if (FORBIDDEN.test(value)) {
    return `The value of "${shown(name)}" holds ";" or a control character: percent-encode it (";" is %3B).`;
  }
  const octets = utf8Length(name) + utf8Length(value);
  if (octets > 4096) return `"${shown(name)}" has ${octets} octets: shorten name and value to 4096 together.`;
  const place = readDomain(fields);
  if (typeof place === 'string') return place;
  const path = fields.path === undefined || fields.path === null || fields.path === '' ? '/' : fields.path;
  if (typeof path !== 'string' || !path.startsWith('/') || FORBIDDEN.test(path)) {
    return `The path of "${shown(name)}" does not start with "/" or holds a forbidden character: use "/" or a path such as "/app".`;
  }
  const sameSite = readSameSite(fields.sameSite);
  if (sameSite === null) {
    return `SameSite of "${shown(name)}" is ${shown(JSON.stringify(fields.sameSite))}: use strict, lax, no_restriction or unspecified.`;
  }
  const expiry = readExpiry(fields);
  if (typeof expiry === 'string') return `${expiry} (cookie "${shown(name)}")`;
  const partition = readPartition(fields.partitionKey);
  if (partition === null)
    return `The partition key of "${shown(name)}" is not read: give {"topLevelSite": "https://example.com"}.`;
  if (sameSite === 'no_restriction' && !isTrue(fields.secure)) {
    notes.push('SameSite=None without Secure: browsers refuse this cookie unless Secure is set too.');
  }
  return {
    name,
    value,
    ...place,
    path,
    secure: isTrue(fields.secure),
    httpOnly: isTrue(fields.httpOnly),
    sameSite,
    ...expiry,
    ...(partition !== undefined && { partitionKey: partition }),
    ...(typeof fields.storeId === 'string' && fields.storeId !== '' && { storeId: fields.storeId }),
    ...(typeof fields.firstPartyDomain === 'string' &&
      fields.firstPartyDomain !== '' && { firstPartyDomain: fields.firstPartyDomain }),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && asciiLowerCase(value) === 'true');
}

function readDomain(fields: RowFields): { domain: string; hostOnly: boolean } | string {
  const { domain, hostOnly } = fields;
  const name = shown(String(fields.name));
  if (typeof domain !== 'string' || domain === '' || domain.length > 255) {
    return `The domain of "${name}" is missing: give the host that it belongs to, as in "example.com".`;
  }
  const dotted = domain.startsWith('.');
  const host = canonicalizeHost(dotted ? domain.slice(1) : domain);
  if (host === null)
    return `"${shown(domain)}" is no host name: give one such as "example.com", without scheme, port or path.`;
  const alone = typeof hostOnly === 'boolean' ? hostOnly : !dotted;
  return { domain: alone ? host : `.${host}`, hostOnly: alone };
}

function readSameSite(value: unknown): ApiSameSite | null {
  if (value === undefined || value === null) return 'unspecified';
  if (typeof value !== 'string') return null;
  const key = asciiLowerCase(value);
  return Object.hasOwn(SAME_SITE, key) ? (SAME_SITE[key] ?? null) : null;
}

/** The last second that a Date can hold. */
const LAST_SECOND = 8_640_000_000_000;

function readExpiry(fields: RowFields): { session: boolean; expirationDate?: number } | string {
  const { expires, session } = fields;
  if (session === true || expires === undefined || expires === null || expires === '') return { session: true };
  const seconds = typeof expires === 'string' ? Number(expires) : expires;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
    return 'The expiry is no number: give seconds since 1970, or leave it out for a session cookie.';
  }
  if (seconds <= 0) return { session: true };
  if (seconds > LAST_SECOND) return 'The expiry is beyond any calendar: give seconds since 1970, not milliseconds.';
  return { session: false, expirationDate: seconds };
}

/** undefined: none; null: not readable. */
function readPartition(value: unknown): PartitionKey | undefined | null {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return { topLevelSite: value };
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const { topLevelSite, hasCrossSiteAncestor } = value as { topLevelSite?: unknown; hasCrossSiteAncestor?: unknown };
  if (topLevelSite === undefined || topLevelSite === null || topLevelSite === '') return undefined;
  if (typeof topLevelSite !== 'string') return null;
  return { topLevelSite, ...(typeof hasCrossSiteAncestor === 'boolean' && { hasCrossSiteAncestor }) };
}

/** Foreign text in a sentence: short, and without what would break the line. */
export function shown(text: string): string {
  const clean = text.slice(0, 60).replace(/[\x00-\x1F\x7F]/g, '\uFFFD');
  return text.length > 60 ? `${clean}…` : clean;
}
