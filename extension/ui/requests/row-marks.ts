import type { TraceRow } from '../../trace/model/trace.ts';
import { rowKey } from '../model/row-order.ts';
import type { RowSet } from '../parts/virtual-table/row-set.ts';

/** The rows that are selected together, and the one that a range begins at. */
export interface Marks {
  readonly keys: ReadonlySet<string>;
  readonly anchor: TraceRow | undefined;
}

const isRequest = (row: TraceRow): boolean => row.kind === 'entry';

/** Adds a row, or takes it out; the row whose details are shown counts as the first of them. */
export function toggled({ keys }: Marks, row: TraceRow, shown: TraceRow | undefined): Marks {
  const next = new Set(keys);
  if (next.size === 0 && shown !== undefined && isRequest(shown)) next.add(rowKey(shown));
  const key = rowKey(row);
  if (!next.delete(key) && isRequest(row)) next.add(key);
  return { keys: next, anchor: row };
}

/** The requests from the anchor to a row, both included. */
export function rangeTo({ anchor }: Marks, row: TraceRow, { rows, indexOf }: RowSet<TraceRow>): Marks {
  const from = anchor === undefined ? -1 : indexOf(anchor);
  const to = indexOf(row);
  if (from === -1) return { keys: new Set(isRequest(row) ? [rowKey(row)] : []), anchor: row };
  const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { keys: new Set(between.filter(isRequest).map(rowKey)), anchor };
}

/** All requests of the table. */
export function allOf(rows: readonly TraceRow[]): Marks {
  return { keys: new Set(rows.filter(isRequest).map(rowKey)), anchor: rows[0] };
}

export const noMarks: Marks = { keys: new Set(), anchor: undefined };
