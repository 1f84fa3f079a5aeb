import type { BrowserCookie } from '../browser-cookie.ts';
import type { BrowserRules } from '../browser-rules.ts';
import type { Warning } from '../reason-codes.ts';
import type { PublicSuffixes } from '../site.ts';
import type { LossCode, RowError, RowNote, TextError, TextNote } from './exchange-codes.ts';

/** A cookie on its way in or out: formats that know no cookie store leave it open. */
export type ExchangeCookie = Omit<BrowserCookie, 'storeId'> & { readonly storeId?: string };

/** A cookie as a format's reader makes it of one record, line or pair. */
interface ReadCookie {
  readonly ok: true;
  /** Line of the text, from 1, where one line is one cookie. */
  readonly line?: number;
  readonly cookie: ExchangeCookie;
  readonly notes: readonly RowNote[];
  /** What the rules say of a Set-Cookie line that was accepted. */
  readonly warnings: readonly Warning[];
}

/** A record, line or pair that gives no cookie, with the reason. */
interface UnreadRow {
  readonly ok: false;
  readonly line?: number;
  readonly error: RowError;
}

export type ReadRow = ReadCookie | UnreadRow;

/** One row of an imported text. `row` counts the rows from 1, whatever lines they stand on. */
export type ExchangeRow = ReadRow & { readonly row: number };

/** What a format's reader gives. With an `error` there are no rows, or no further ones. */
export interface Reading {
  readonly rows: readonly ExchangeRow[];
  readonly notes?: readonly TextNote[];
  readonly error?: TextError;
}

/** Where a text comes from that does not say it itself. */
export interface ExchangeOrigin {
  /** URL of the request that header lines belong to; the site that is looked at. Empty: none. */
  readonly url: string;
  /** ms since 1970, for Max-Age. */
  readonly now: number;
  readonly suffixes: PublicSuffixes;
  /** The browser that will hold the cookies. */
  readonly rules?: BrowserRules;
}

/** A text to hand out, with what the format could not carry: one code per cookie and loss. */
export interface ExchangeExport {
  readonly text: string;
  readonly losses: readonly { readonly cookie: ExchangeCookie; readonly loss: LossCode }[];
}

/** Rows that one import reads at the most; browsers hold about 3,300 cookies. */
export const MAX_ROWS = 100_000;
/** Characters that one import reads at the most; a full jar takes about half of it. */
export const MAX_TEXT = 32 * 1024 * 1024;
