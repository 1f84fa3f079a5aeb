import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowSet } from './row-set.ts';
import type { RowScroll } from './use-row-scroll.ts';
import type { TableFrame } from './use-table-frame.ts';

interface RovingRowOptions<Row> {
  readonly list: RowSet<Row>;
  readonly scroll: RowScroll;
  readonly frame: TableFrame<never>;
  /** Where the Tab key enters the table before any row was focused. */
  readonly enters: 'first-in-sight' | 'last';
}

/** The row that is the table's tab stop. */
export interface RovingRow<Row> {
  /** -1 in an empty table. */
  readonly index: number;
  /** Call when a row gets the focus. */
  readonly focused: (row: Row) => void;
  /** Scrolls to a row and focuses it. */
  goTo(index: number): void;
}

/** Keeps one tab stop in a table that draws only visible rows. */
export function useRovingRow<Row>({ list, scroll, frame, enters }: RovingRowOptions<Row>): RovingRow<Row> {
  const { rows } = list;
  const [active, setActive] = useState<Row | undefined>(undefined);
  const focusWanted = useRef(false);
  const found = active === undefined ? -1 : list.indexOf(active);
  const last = useRef(-1);
  // Its row is still drawn here, and goes with this drawing: the focus stays at its place.
  const isLost = found === -1 && frame.scroller.current?.querySelector('tr:focus') != null;
  if (isLost) focusWanted.current = true;
  const entry = enters === 'last' ? rows.length - 1 : Math.min(scroll.window.start, rows.length - 1);

  const index = found !== -1 ? found : isLost ? Math.min(last.current, rows.length - 1) : entry;
  last.current = index;

  // The target row is drawn by now.
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    frame.scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  });

  return {
    index,
    focused: (row) => setActive(() => row),
    goTo: (index) => {
      const row = rows[index];
      if (row === undefined || !scroll.reveal(index)) return;
      focusWanted.current = true;
      setActive(() => row);
    },
  };
}

/** The indexes to draw: the visible rows, and always the tab stop, so that it keeps the focus. */
export function drawnRows({ start, end }: RowScroll['window'], tabStop: number, count: number): readonly number[] {
  const drawn: number[] = [];
  if (tabStop >= 0 && tabStop < start) drawn.push(tabStop);
  for (let index = start; index < end; index++) drawn.push(index);
  if (tabStop >= end && tabStop < count) drawn.push(tabStop);
  return drawn;
}
