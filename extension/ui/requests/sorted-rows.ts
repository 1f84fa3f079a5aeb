import { countOf } from '../../trace/model/count-of.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { TraceRow } from '../../trace/model/trace.ts';
import { actionKeys } from '../../trace/summary/action-words.ts';
import { entryState } from '../../trace/summary/entry-state.ts';
import { effectIn, type Scope } from '../../trace/summary/scope.ts';
import { rowEvent } from '../model/row-order.ts';

/** What a request is sorted by; undefined comes last in both directions. */
type SortKey = (entry: RequestEntry, scope: Scope) => string | number | undefined;

const ACTIONS = Object.keys(actionKeys);

const keys: Readonly<Record<string, SortKey>> = {
  request: ({ method, url }) => `${url} ${method}`,
  'session-id': (entry, scope) => effectIn(scope, entry)?.before?.number,
  count: (entry) => countOf(entry),
  action: (entry, scope) => ACTIONS.indexOf(entryState(entry, effectIn(scope, entry))),
  response: ({ status }) => status,
};

/** Whether a column is another order than that of the recording. */
export function isSorted(column: string, descending: boolean): boolean {
  return Object.hasOwn(keys, column) || (descending && (column === 'time' || column === 'step'));
}

/**
 * The rows in the order of a column; equal ones in the order of the recording. The end of a session and other marks have
 * no such value: they come last.
 */
export function sortedRows(
  rows: readonly TraceRow[],
  column: string,
  descending: boolean,
  scope: Scope,
): readonly TraceRow[] {
  const keyOf = Object.hasOwn(keys, column) ? keys[column] : undefined;
  if (keyOf === undefined) return [...rows].sort((one, other) => rowEvent(other) - rowEvent(one));
  const turn = descending ? -1 : 1;
  return rows
    .map((row) => ({
      row,
      key: row.kind === 'entry' ? keyOf(row.entry, scope) : undefined,
      last: row.kind !== 'entry',
    }))
    .sort((one, other) => {
      if (one.last !== other.last) return one.last ? 1 : -1;
      if (one.key === other.key) return 0;
      if (one.key === undefined) return 1;
      if (other.key === undefined) return -1;
      return one.key < other.key ? -turn : turn;
    })
    .map(({ row }) => row);
}
