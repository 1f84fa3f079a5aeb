import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey, sameContent } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { ExchangeRow } from '../../cookies/exchange/exchange-cookie.ts';
import type { WarningCode } from '../../cookies/reason-codes.ts';
import { byIdentity, hasExpired } from './jar-step.ts';
import { judgePut, type PutContext } from './judge-put.ts';

/** What an import will do with one row. */
export type PreviewRow =
  | {
      readonly kind: 'new' | 'replaces';
      readonly row: number;
      readonly cookie: BrowserCookie;
      readonly current?: BrowserCookie;
      readonly notes: readonly string[];
    }
  /** Nothing will be done, and why. `same`: the jar holds it already. */
  | { readonly kind: 'same' | 'fails'; readonly row: number; readonly cookie?: BrowserCookie; readonly why: string };

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
  const later = new Map<string, number>();
  const read = rows.map((row) => {
    if (!row.ok) return row;
    const { storeId } = row.cookie;
    const known = storeId !== undefined && context.storeIds.has(storeId);
    const cookie: BrowserCookie = { ...row.cookie, storeId: known ? storeId : context.storeId };
    later.set(identityKey(cookie), row.row);
    const moved =
      storeId !== undefined && !known ? ['Its cookie store is not open here: it goes into the default one.'] : [];
    return { ...row, cookie, notes: [...row.notes, ...moved] };
  });
  return read.map((row): PreviewRow => {
    if (!row.ok) return { kind: 'fails', row: row.row, why: row.error };
    const { cookie, notes } = row;
    const fails = (why: string): PreviewRow => ({ kind: 'fails', row: row.row, cookie, why });
    const key = identityKey(cookie);
    const winner = later.get(key);
    if (winner !== undefined && winner !== row.row)
      return fails(`Row ${winner} is the same cookie and comes later: that one counts.`);
    const host = bareDomain(cookie.domain);
    if (!context.mayWrite(host)) return fails(`${host} is not watched: watch this site first, then import again.`);
    if (hasExpired(cookie, context.now)) return fails('It has expired, so the browser would drop it at once.');
    const current = held.get(key);
    if (current !== undefined && sameContent(current, cookie)) {
      return { kind: 'same', row: row.row, cookie, why: 'The browser holds exactly this already.' };
    }
    // Only cookies of its name can stand in a cookie's way: a jar of thousands is not asked for each row.
    const verdict = judgePut(cookie, { ...context, jar: sameName.get(cookie.name) ?? [] });
    if (!verdict.accepted) return fails(verdict.refusals.join(' '));
    return {
      kind: current === undefined ? 'new' : 'replaces',
      row: row.row,
      cookie,
      ...(current !== undefined && { current }),
      notes: [...notes, ...verdict.warnings.flatMap(({ code, text }) => (UNSAID.has(code) ? [] : [text]))],
    };
  });
}
