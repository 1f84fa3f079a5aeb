import { useMemo, useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import type { Scope } from '../../trace/summary/scope.ts';
import { useInspector } from '../model/inspector-context.ts';
import { indexOfEvent, indexOfRow, rowEvent, rowKey } from '../model/row-order.ts';
import { keyedRows, type RowSet } from '../parts/virtual-table/row-set.ts';
import type { TableSort } from '../parts/virtual-table/table-head.tsx';
import { isSorted, sortedRows } from './sorted-rows.ts';

interface SortedRows {
  readonly list: RowSet<TraceRow>;
  readonly sort: TableSort;
  /** Empty in the order of the recording. */
  readonly order: string;
}

/** The rows in the order that the user chose. `rows` is one array that changes in place: `revision` says when. */
export function useSortedRows(rows: readonly TraceRow[], revision: number, scope: Scope): SortedRows {
  const { layout } = useInspector();
  const column = layout.sortColumn.value;
  const descending = layout.sortDescending.value;
  const order = isSorted(column, descending) ? `${column} ${descending}` : '';
  const last = useRef<Last | undefined>(undefined);
  const list = useMemo((): RowSet<TraceRow> => {
    if (order === '') {
      last.current = undefined;
      return recorded(rows);
    }
    const before = last.current;
    const goesOn = before?.order === order && before.scope === scope && before.end === rows[before.rows.length - 1];
    const from = goesOn ? [...before.rows, ...rows.slice(before.rows.length)] : rows;
    const sorted = sortedRows(from, column, descending, scope);
    const end = rows.at(-1);
    last.current = end === undefined ? undefined : { order, scope, rows: sorted, end };
    return keyedRows(sorted, rowKey);
  }, [rows, revision, order, scope]);
  const sort: TableSort = {
    column,
    descending,
    onSort: (id, down) => {
      layout.sortColumn.value = id;
      layout.sortDescending.value = down;
    },
  };
  return { list, sort, order };
}

/** What was sorted last: with the new rows behind it, it is nearly in order, and quickly sorted. */
interface Last {
  readonly order: string;
  readonly scope: Scope;
  readonly rows: readonly TraceRow[];
  /** The newest of its rows. */
  readonly end: TraceRow;
}

/** Rows ordered by event, found by binary search. */
function recorded(rows: readonly TraceRow[]): RowSet<TraceRow> {
  return {
    rows,
    keyOf: rowKey,
    indexOf: (row) => indexOfRow(rows, row),
    indexNear: (row) => indexOfEvent(rows, rowEvent(row)),
  };
}
