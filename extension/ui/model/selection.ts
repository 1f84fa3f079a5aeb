import type { TraceRow } from '../../trace/model/trace.ts';

/** What the details show: the newest entry that matters, one row, or nothing. */
export type Selection =
  | { readonly kind: 'newest' }
  | { readonly kind: 'row'; readonly row: TraceRow }
  | { readonly kind: 'none' };

/** A cookie whose form is open. */
export interface EditedCookie {
  /** As `identityKey` makes it. */
  readonly key: string;
  readonly name: string;
}
