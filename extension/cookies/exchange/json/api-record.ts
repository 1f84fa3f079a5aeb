import { isRecord } from '../../base64.ts';
import { type ExchangeRow, readRow } from '../exchange-cookie.ts';

/** A row whose members are those of the cookies API, as our own JSON and that of other extensions have them. */
export function readApiRecord(row: number, item: unknown): ExchangeRow {
  if (!isRecord(item)) return { ok: false, row, error: 'This row is no object: each cookie is one {…}.' };
  return readRow(row, {
    name: item.name,
    value: item.value,
    domain: item.domain,
    hostOnly: item.hostOnly,
    path: item.path,
    secure: item.secure,
    httpOnly: item.httpOnly,
    sameSite: item.sameSite,
    expires: item.expirationDate ?? item.expires,
    session: item.session,
    storeId: item.storeId,
    partitionKey: item.partitionKey,
    firstPartyDomain: item.firstPartyDomain,
  });
}
