import { isRecord } from '../../base64.ts';
import { utf8Length } from '../../octets.ts';
import { type RowNote, shown, shownValue } from '../exchange-codes.ts';
import type { ExchangeCookie, ReadRow } from '../exchange-cookie.ts';
import { isHidden, isTemplate } from './is-hidden.ts';
import { readExpiry } from './read-expiry.ts';
import { readDomain, readPartition } from './read-place.ts';
import { readSameSite } from './read-same-site.ts';
import { type Fault, fault, isFault } from './row-fault.ts';
import { isFlag, isTrue, type RowFields } from './row-fields.ts';

/** Where a row stands, and what is noted of it already. */
interface RowPlace {
  readonly line?: number;
  readonly notes?: readonly RowNote[];
  /** ms since 1970. */
  readonly now?: number;
}

/** Checks the fields of one row. Gives the cookie, or why there is none. */
export function readRow(fields: RowFields, { line, notes = [], now = 0 }: RowPlace = {}): ReadRow {
  const said = [...notes];
  const checked = checkFields(withOriginAttributes(fields), said, now);
  const at = line === undefined ? {} : { line };
  if (isFault(checked)) return { ok: false, ...at, error: checked.fault };
  return { ok: true, ...at, cookie: checked, notes: said, warnings: [] };
}

const FORBIDDEN = /[\x00-\x08\x0A-\x1F\x7F;]/;
/** Octets of name and value: RFC 6265bis §5.6 step 5. */
const LONGEST_PAIR = 4096;
/** Octets of an attribute's value: RFC 6265bis §5.6. */
const LONGEST_PATH = 1024;

function checkFields(fields: RowFields, notes: RowNote[], now: number): ExchangeCookie | Fault {
  const given = fields.name;
  if (typeof given !== 'string') return fault('name-missing');
  const name = shown(given);
  const value = readValue(fields, notes);
  if (isFault(value)) return value;
  if (given === '' && value === '') return fault('nothing');
  if (isTemplate(value)) return fault('variable', { text: shown(`${given}=${value}`) });
  if (isHidden(value)) return fault('redacted', { name: name || shown(value) });
  if (value === '' && isSomething(fields.encryptedValue)) return fault('encrypted', { name });
  if (FORBIDDEN.test(given) || given.includes('=')) return fault('name-character', { name });
  if (FORBIDDEN.test(value)) return fault('value-character', { name });
  const octets = utf8Length(given) + utf8Length(value);
  if (octets > LONGEST_PAIR) return fault('too-large', { name, octets });
  const place = readDomain(fields, notes);
  if (isFault(place)) return place;
  const path = fields.path === undefined || fields.path === null || fields.path === '' ? '/' : fields.path;
  if (typeof path !== 'string' || !path.startsWith('/') || FORBIDDEN.test(path)) return fault('path-bad', { name });
  if (utf8Length(path) > LONGEST_PATH) return fault('path-long', { name, octets: utf8Length(path) });
  const sameSite = readSameSite(fields);
  if (isFault(sameSite)) return sameSite;
  const expiry = readExpiry(fields, notes, now);
  if (isFault(expiry)) return expiry;
  const partition = readPartition(fields);
  if (isFault(partition)) return partition;
  const flag = unreadFlag(fields);
  if (flag !== undefined) return flag;
  const secure = isTrue(fields.secure);
  const isBareNone = sameSite === 'no_restriction' && !secure;
  if (isBareNone) notes.push({ code: fields.sameSiteIsExact ? 'none-without-secure' : 'none-read-as-unset' });
  noteSize(fields.size, octets, notes);
  const { storeId, firstPartyDomain } = fields;
  return {
    name: given,
    value,
    ...place,
    path,
    secure,
    httpOnly: isTrue(fields.httpOnly),
    // No browser holds such a cookie; WebDriver in Firefox, BiDi in Chromium and older cookie tools write it for "not set".
    sameSite: isBareNone && !fields.sameSiteIsExact ? 'unspecified' : sameSite,
    ...expiry,
    ...(partition !== undefined && { partitionKey: partition }),
    ...(typeof storeId === 'string' && storeId !== '' && { storeId: storeId.slice(0, 200) }),
    ...(typeof firstPartyDomain === 'string' && firstPartyDomain !== '' && { firstPartyDomain }),
  };
}

/**
 * The value of a row. A whole number or true is what a serialiser made of a text: `JSON_NUMERIC_CHECK`, a spreadsheet.
 * What may have lost something on the way (1.50, 12345678901234567890) is refused.
 */
function readValue({ name: given, value }: RowFields, notes: RowNote[]): string | Fault {
  const name = shown(String(given));
  if (typeof value === 'string') {
    if (value.includes('\uFFFD')) notes.push({ code: 'replaced-character' });
    return value;
  }
  if (isRecord(value) && value['type'] === 'base64') return fault('binary-value', { name });
  if (value === undefined) return fault('value-missing', { name });
  if (typeof value !== 'boolean' && !Number.isSafeInteger(value)) {
    return fault('value-kind', { name, value: shownValue(value) });
  }
  notes.push({ code: 'value-number', params: { value: String(value) } });
  return String(value);
}

/** The first flag that says neither yes nor no. */
function unreadFlag({ name, secure, httpOnly }: RowFields): Fault | undefined {
  for (const [flag, value] of Object.entries({ Secure: secure, HttpOnly: httpOnly })) {
    if (!isFlag(value)) return fault('flag-value', { name: shown(String(name)), flag, value: shownValue(value) });
  }
  return undefined;
}

function isSomething(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Firefox keeps container, partition and first party of a cookie in one text. */
function withOriginAttributes(fields: RowFields): RowFields {
  const text = fields.originAttributes;
  if (typeof text !== 'string' || !text.startsWith('^')) return fields;
  const attributes = new URLSearchParams(text.slice(1, 500));
  const container = attributes.get('userContextId');
  return {
    ...fields,
    partitionKey: attributes.get('partitionKey'),
    firstPartyDomain: attributes.get('firstPartyDomain'),
    ...(container !== null && { storeId: `firefox-container-${container.slice(0, 10)}` }),
  };
}

/** DevTools' table counts the octets of name and value: a cell that was cut when it was copied shows by that. */
function noteSize(size: unknown, octets: number, notes: RowNote[]): void {
  const said = typeof size === 'string' && /^\d{1,6}(?: B)?$/.test(size) ? Number.parseInt(size, 10) : size;
  if (typeof said === 'number' && Number.isInteger(said) && said !== octets) {
    notes.push({ code: 'size-differs', params: { said, found: octets } });
  }
}
