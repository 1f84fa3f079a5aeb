import { useLayoutEffect, useRef } from 'preact/hooks';
import { type RowWindow, rowsInSight, rowWindow, type Viewport, windowAfterScroll } from '../../model/row-window.ts';
import type { RowSet } from './row-set.ts';

/** Which rows are drawn: after a jump or a filter first those in sight alone, and once all is quiet those around them. */
export interface DrawnRows {
  /** The rows to draw now. */
  window(viewport: Viewport): RowWindow;
  /** The rows, their order or the size of the table have changed: call before they are drawn. */
  changed(viewport: Viewport): void;
  /** The table has scrolled. Returns whether other rows are to be drawn. */
  scrolled(viewport: Viewport, before: Viewport): boolean;
  /** The table is about to show a row of which nothing around it is drawn. */
  revealed(): void;
}

const NOTHING: RowWindow = { start: 0, end: 0 };

/** @param drawAgain draws the table once more */
export function useDrawnRows<Row>({ rows, keyOf }: RowSet<Row>, drawAgain: () => void): DrawnRows {
  const rest = useRest(drawAgain);
  // After a jump, and after a filter: the rows in sight, which are drawn alone.
  const inSight = useRef<RowWindow | undefined>(undefined);
  const drawn = useRef<RowWindow & { readonly first: string }>({ ...NOTHING, first: '' });
  const keyAt = (index: number): string => {
    const row = rows[index];
    return row === undefined ? '' : keyOf(row);
  };
  const follow = ({ start, end, isPart }: RowWindow & { readonly isPart: boolean }): void => {
    inSight.current = isPart ? { start, end } : undefined;
    if (isPart) rest.begin();
    else rest.end();
  };
  return {
    window: (viewport) => {
      if (!rest.isAwaited()) inSight.current = undefined;
      const window = inSight.current ?? rowWindow(viewport, rows.length);
      drawn.current = { ...window, first: keyAt(window.start) };
      return window;
    },
    changed: (viewport) => {
      const { start, end, first } = drawn.current;
      // A filter puts other rows into the places of those that are drawn.
      const next = windowAfterScroll(viewport, rows.length, first === keyAt(start) ? { start, end } : NOTHING);
      // Rows that change soon after a jump do not end it.
      if (rest.isAwaited() && !next.isPart) inSight.current = rowsInSight(viewport, rows.length);
      else if (start < end) follow(next);
    },
    scrolled: (viewport, before) => {
      // The table has scrolled itself to where it has drawn the rows: no reason to draw those around them already.
      if (inSight.current !== undefined && Math.abs(viewport.scrollTop - before.scrollTop) < 1) return false;
      const { start, end } = drawn.current;
      const next = windowAfterScroll(viewport, rows.length, { start, end });
      follow(next);
      return next.start !== start || next.end !== end;
    },
    revealed: () => {
      inSight.current = undefined;
      rest.end();
    },
  };
}

/** How long nothing must jump before the rows out of sight are drawn, in ms. */
const REST = 100;

/** Waits until no jump has followed the last one for a while. */
function useRest(onRest: () => void): { isAwaited(): boolean; begin(): void; end(): void } {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const end = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  useLayoutEffect(() => end, []);
  return {
    isAwaited: () => timer.current !== undefined,
    begin: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = undefined;
        onRest();
      }, REST);
    },
    end,
  };
}
