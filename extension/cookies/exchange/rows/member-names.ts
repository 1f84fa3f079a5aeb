import { isRecord } from '../../base64.ts';
import type { RowNote } from '../exchange-codes.ts';
import type { ReadRow } from '../exchange-cookie.ts';
import { readRow } from './read-row.ts';
import type { RowFields } from './row-fields.ts';

/** A field that a record or table may give. */
export type MemberField = Exclude<keyof RowFields, 'sameSiteIsExact'>;

/**
 * How tools name the members of a cookie, in lower case, without spaces, `_` and `-`. Where a record has several
 * of them the first one counts: Cookie Quick Manager writes "Expires" for people and "Expires raw" for programs.
 */
const MEMBERS: Readonly<Record<MemberField, readonly string[]>> = {
  name: ['nameraw', 'name', 'key', 'cookiename', 'keyname'],
  value: ['contentraw', 'value', 'cookievalue'],
  domain: ['domain', 'hostkey', 'host', 'hostraw', 'cookiedomain'],
  url: ['url'],
  hostOnly: ['hostonly'],
  path: ['pathraw', 'path'],
  secure: ['sendforraw', 'secure', 'issecure'],
  httpOnly: ['httponlyraw', 'httponly', 'ishttponly'],
  sameSite: ['samesiteraw', 'samesite'],
  expires: ['expirationdate', 'expiry', 'expiresraw', 'expiresutc', 'expires', 'expires/maxage', 'expiration'],
  maxAge: ['maxage'],
  since: ['lastaccessed', 'creation'],
  session: ['session', 'issession'],
  persistent: ['persistent', 'ispersistent'],
  storeId: ['storeid', 'storeraw'],
  partitionKey: ['partitionkey', 'goog:partitionkey', 'partitionkeysite', 'topframesitekey'],
  partitioned: ['partitioned'],
  hasCrossSiteAncestor: ['crhascrosssiteancestor', 'hascrosssiteancestor', 'crosssite'],
  partitionKeyOpaque: ['partitionkeyopaque'],
  firstPartyDomain: ['firstpartydomain'],
  size: ['size'],
  encryptedValue: ['encryptedvalue'],
  originAttributes: ['originattributes'],
};

const FIELDS: ReadonlyMap<string, { readonly field: MemberField; readonly rank: number }> = new Map(
  (Object.keys(MEMBERS) as MemberField[]).flatMap((field) =>
    MEMBERS[field].map((member, rank) => [member, { field, rank }] as const),
  ),
);

/** Members of one record that are looked at; no cookie tool writes half as many. */
const MAX_MEMBERS = 100;

/** Other names of an expiry, as OkHttp's `expiresAt`: a cookie that lives must not become one that ends with the session. */
const EXPIRY_NAME = /^expir(?!ed$)/;
const OTHER_EXPIRY = { field: 'expires', rank: MEMBERS.expires.length } as const;

/** The field that a member's or column's name stands for. */
export function fieldOf(member: string): { readonly field: MemberField; readonly rank: number } | undefined {
  const name = member
    .slice(0, 60)
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  return FIELDS.get(name) ?? (EXPIRY_NAME.test(name) ? OTHER_EXPIRY : undefined);
}

/** The fields of a record, whatever its tool calls them. */
export function fieldsOf(record: Readonly<Record<string, unknown>>): RowFields {
  const found = new Map<MemberField, { readonly rank: number; readonly value: unknown }>();
  for (const member of Object.keys(record).slice(0, MAX_MEMBERS)) {
    const known = fieldOf(member);
    if (known === undefined) continue;
    const { field, rank } = known;
    const held = found.get(field);
    if (held === undefined || rank < held.rank) found.set(field, { rank, value: record[member] });
  }
  const fields = Object.fromEntries(Array.from(found, ([field, { value }]) => [field, value]));
  return { name: undefined, value: undefined, domain: undefined, ...fields };
}

/** A row of a record, as most tools write one. */
export function readRecord(item: unknown, now: number, notes: readonly RowNote[] = []): ReadRow {
  if (!isRecord(item)) return { ok: false, error: { code: 'not-an-object' } };
  return readRow(fieldsOf(item), { now, notes });
}
