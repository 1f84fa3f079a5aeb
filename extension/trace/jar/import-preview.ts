import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, sameContent } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { RowError, RowNote } from '../../cookies/exchange/exchange-codes.ts';
import type { ExchangeRow } from '../../cookies/exchange/exchange-cookie.ts';
import type { StoreReason, Warning, WarningCode } from '../../cookies/reason-codes.ts';
import { byIdentity, hasExpired } from './jar-edit.ts';
import { judgePut, type PutContext } from './judge-put.ts';

/** Why an import will do nothing with a row. */
export type RowFault =
  /** The reader of the format could not make a cookie of it. */
  | { readonly why: 'unread'; readonly error: RowError }
  /** A later row is the same cookie; `row` is the number that is shown for it. */
  | { readonly why: 'later'; readonly row: number }
  | { readonly why: 'not-watched'; readonly host: string }
  | { readonly why: 'expired' }
  | { readonly why: 'refused'; readonly reasons: readonly StoreReason[] };

/** A row's own number, and the one that is shown for it: its line where one line is one cookie. */
interface RowNumbers {
  readonly row: number;
  readonly place: number;
}

/** What an import will do with one row. */
export type PreviewRow = RowNumbers & PreviewOutcome;

type PreviewOutcome =
  | {
      readonly kind: 'new' | 'replaces';
      readonly cookie: BrowserCookie;
      readonly current?: BrowserCookie;
      /** What the reader of the format did to it. */
      readonly notes: readonly RowNote[];
      readonly warnings: readonly Warning[];
      /** Its cookie store is not open here: it goes into the default one. */
      readonly moved: boolean;
    }
  /** The jar holds exactly this already. */
  | { readonly kind: 'same'; readonly cookie: BrowserCookie }
  | { readonly kind: 'fails'; readonly cookie?: BrowserCookie; readonly fault: RowFault };

export interface PreviewContext extends PutContext {
  /** The store that cookies go into whose format knows none, or names one that is not open now. */
  readonly storeId: string;
  readonly storeIds: ReadonlySet<string>;
  /** Whether the extension may write cookies of a host. */
  mayWrite(host: string): boolean;
}

/** Most formats know no SameSite: to say so for each row would bury what matters. */
const UNSAID: ReadonlySet<WarningCode> = new Set(['samesite-defaulted']);

/** Says row by row what an import will do, before anything is done. */
export function previewImport(rows: readonly ExchangeRow[], context: PreviewContext): PreviewRow[] {
  const held = byIdentity(context.jar);
  const sameName = Map.groupBy(context.jar, ({ name }) => name);
  const later = new Map<string, RowNumbers>();
  const read = rows.map((row) => {
    const place = row.line ?? row.row;
    if (!row.ok) return { ...row, place };
    const { storeId } = row.cookie;
    const known = storeId !== undefined && context.storeIds.has(storeId);
    const cookie: BrowserCookie = { ...row.cookie, storeId: known ? storeId : context.storeId };
    later.set(identityKey(cookie), { row: row.row, place });
    return { ...row, place, cookie, moved: storeId !== undefined && !known };
  });
  return read.map((row): PreviewRow => {
    const numbers: RowNumbers = { row: row.row, place: row.place };
    if (!row.ok) return { ...numbers, kind: 'fails', fault: unread(row.error) };
    const { cookie, notes, moved } = row;
    const fails = (fault: RowFault): PreviewRow => ({ ...numbers, kind: 'fails', cookie, fault });
    const key = identityKey(cookie);
    const winner = later.get(key);
    if (winner !== undefined && winner.row !== row.row) return fails({ why: 'later', row: winner.place });
    const host = bareDomain(cookie.domain);
    if (!context.mayWrite(host)) return fails({ why: 'not-watched', host });
    if (hasExpired(cookie, context.now)) return fails({ why: 'expired' });
    const current = held.get(key);
    if (current !== undefined && sameContent(current, cookie)) {
      return { ...numbers, kind: 'same', cookie };
    }
    // Only cookies of its name can stand in a cookie's way: a jar of thousands is not asked for each row.
    const verdict = judgePut(cookie, { ...context, jar: sameName.get(cookie.name) ?? [] });
    if (!verdict.accepted) return fails({ why: 'refused', reasons: verdict.refusals });
    const warnings = [...row.warnings, ...verdict.warnings].filter(({ code }) => !UNSAID.has(code));
    return {
      ...numbers,
      kind: current === undefined ? 'new' : 'replaces',
      cookie,
      ...(current !== undefined && { current }),
      notes,
      warnings: [...new Map(warnings.map((warning) => [warning.code, warning])).values()],
      moved,
    };
  });
}

/** A Set-Cookie line that the rules refuse fails for their reasons, as one that a server sends does. */
function unread(error: RowError): RowFault {
  return error.reasons === undefined ? { why: 'unread', error } : { why: 'refused', reasons: error.reasons };
}
