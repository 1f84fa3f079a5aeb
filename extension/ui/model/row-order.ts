import type { TraceRow } from '../../trace/model/trace.ts';

/** The `n` of the event of a row. Rows are ordered by it. */
export function rowEvent(row: TraceRow): number {
  switch (row.kind) {
    case 'entry':
      return row.entry.id;
    case 'end':
      return row.end.event;
    case 'mark':
      return row.mark.event;
  }
}

/** What a row shows: another object where the recording was folded again. */
export function rowSubject(row: TraceRow): object {
  switch (row.kind) {
    case 'entry':
      return row.entry;
    case 'end':
      return row.end;
    case 'mark':
      return row.mark;
  }
}

/** A unique and stable key of a row. */
export function rowKey(row: TraceRow): string {
  return row.kind === 'end' ? `end:${row.session.number}:${row.end.event}` : `${row.kind}:${rowEvent(row)}`;
}

/** The index of the first row not before event `n`; rows.length if all are before it. */
export function indexOfEvent(rows: readonly TraceRow[], n: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && rowEvent(row) < n) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of a row by its key; -1 if it is missing. */
export function indexOfRow(rows: readonly TraceRow[], row: TraceRow): number {
  const key = rowKey(row);
  const n = rowEvent(row);
  for (let i = indexOfEvent(rows, n); i < rows.length; i++) {
    const other = rows[i];
    if (other === undefined || rowEvent(other) !== n) return -1;
    if (rowKey(other) === key) return i;
  }
  return -1;
}
