import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { type Size, useSize } from '../use-size.ts';
import type { TableColumn } from './table-column.ts';
import { type TableLayout, tableLayout } from './table-layout.ts';

/** The scrolling element of a table, its size, and the layout for that size. */
export interface TableFrame<Facts> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly size: Size;
  readonly layout: TableLayout<Facts>;
}

/** Follows the size of a table. The layout depends on the width of the table, not of the window. */
export function useTableFrame<Facts>(
  columns: readonly TableColumn<Facts>[],
  compact = false,
  order: readonly string[] = [],
): TableFrame<Facts> {
  const { ref, size } = useSize<HTMLDivElement>();
  const next = tableLayout(columns, size.width, compact, order);
  // Keep the object while nothing changes, so that resizing the window draws no cell again.
  const kept = useRef(next);
  const { grid, rowHeight, room } = kept.current;
  const changed = grid !== next.grid || rowHeight !== next.rowHeight || room !== next.room;
  if (changed || !sameColumns(kept.current, next)) kept.current = next;
  return { scroller: ref, size, layout: kept.current };
}

/** Columns of the same width may have changed their places. */
function sameColumns(one: TableLayout<never>, other: TableLayout<never>): boolean {
  const { columns } = other;
  return (
    one.columns.length === columns.length && one.columns.every(({ column }, at) => column.id === columns[at]?.column.id)
  );
}
