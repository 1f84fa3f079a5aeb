import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { type Size, useSize } from '../use-size.ts';
import type { TableColumn } from './table-column.ts';
import { type TableLayout, tableLayout } from './table-layout.ts';

/** The place of a table on screen, and how its rows are laid out there. */
export interface TableFrame<Facts> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly size: Size;
  readonly layout: TableLayout<Facts>;
}

/** Follows the size of a table: the layout depends on the table's own width, not on the window's. */
export function useTableFrame<Facts>(columns: readonly TableColumn<Facts>[]): TableFrame<Facts> {
  const { ref, size } = useSize<HTMLDivElement>();
  const next = tableLayout(columns, size.width);
  // The same object while nothing differs: a drag of the window's edge draws no cell again.
  const kept = useRef(next);
  if (kept.current.grid !== next.grid) kept.current = next;
  return { scroller: ref, size, layout: kept.current };
}
