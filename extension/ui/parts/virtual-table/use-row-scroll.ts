import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { type RowWindow, rowWindow, scrollFor, type Viewport } from '../../model/row-window.ts';
import type { EndFollower } from './end-follower.ts';
import type { RowSet } from './row-set.ts';
import type { TableFrame } from './use-table-frame.ts';

/** Where the reader is, so that rows that come or go above do not move what is read. */
interface Anchor<Row> {
  readonly row: Row;
  /** px of the row that are above the edge. */
  readonly offset: number;
}

interface RowScrollOptions<Row> {
  readonly list: RowSet<Row>;
  /** Another value whenever the rows differ: they may be one array that changes in place. */
  readonly revision: unknown;
  /** What the rows are sorted by; another order begins at the top. */
  readonly order: string;
  readonly frame: TableFrame<never>;
  /** Follows the end; undefined: the table stays where it is. */
  readonly follower: EndFollower | undefined;
  /** A row that following must not scroll out of sight. */
  readonly held: () => Row | undefined;
}

/** What a table knows of its scrolling. */
export interface RowScroll {
  readonly viewport: Viewport;
  /** The rows to draw. */
  readonly window: RowWindow;
  readonly onScroll: () => void;
  /** Brings a row into sight with the least movement; false when the table is gone. */
  reveal(index: number): boolean;
  toEnd(): void;
}

/** Scrolls rows of one height: what is drawn changes only when other rows come into sight. */
export function useRowScroll<Row>(options: RowScrollOptions<Row>): RowScroll {
  const { list, frame, follower } = options;
  const { rows } = list;
  const { rowHeight, headHeight } = frame.layout;
  // Not state: a scroll by a few px draws nothing.
  const scrollTop = useRef(0);
  const anchor = useRef<Anchor<Row> | undefined>(undefined);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const viewportAt = (top: number): Viewport => ({
    rowHeight,
    height: frame.size.height - headHeight,
    scrollTop: top,
  });

  // Decided before the changed rows are drawn, so that they are drawn once.
  const order = useRef(options.order);
  const change = useChange([options.revision, options.order, rowHeight, frame.size.height], () => {
    if (order.current !== options.order) {
      order.current = options.order;
      anchor.current = undefined;
      scrollTop.current = 0;
    }
    scrollTop.current = topAfterChange(options, viewportAt(scrollTop.current), anchor.current);
  });
  useLayoutEffect(() => {
    const element = frame.scroller.current;
    if (element === null || Math.abs(element.scrollTop - scrollTop.current) < 1) return;
    element.scrollTop = scrollTop.current;
  }, [change]);

  const viewport = viewportAt(scrollTop.current);
  // Before the table is measured nothing is drawn: its layout would be another.
  const window = frame.size.height === 0 ? { start: 0, end: 0 } : rowWindow(viewport, rows.length);

  const onScroll = (): void => {
    const element = frame.scroller.current;
    if (element === null) return;
    // The height as it is now: what the observer reported may be older.
    const now = { rowHeight, height: element.clientHeight - headHeight, scrollTop: element.scrollTop };
    const wasFollowing = follower?.following;
    scrollTop.current = now.scrollTop;
    follower?.scrolled(now, rows.length);
    const top = rows[Math.floor(now.scrollTop / rowHeight)];
    anchor.current = top === undefined ? undefined : { row: top, offset: now.scrollTop % rowHeight };
    const next = rowWindow(now, rows.length);
    if (next.start !== window.start || next.end !== window.end || follower?.following !== wasFollowing) {
      drawAgain(undefined);
    }
  };

  return {
    viewport,
    window,
    onScroll,
    reveal: (index) => {
      const element = frame.scroller.current;
      if (element === null) return false;
      element.scrollTop = scrollFor(viewportAt(element.scrollTop), index);
      scrollTop.current = element.scrollTop;
      return true;
    },
    toEnd: () => {
      const element = frame.scroller.current;
      if (element !== null) element.scrollTop = element.scrollHeight;
    },
  };
}

/** The scrollTop once rows changed: at the end for a reader who is there, else where what is read stays in place. */
function topAfterChange<Row>(
  { list, follower, held }: RowScrollOptions<Row>,
  viewport: Viewport,
  anchor: Anchor<Row> | undefined,
): number {
  const { rowHeight, height, scrollTop } = viewport;
  const count = list.rows.length;
  const endTop = Math.max(0, count * rowHeight - height);
  if (follower?.following === true && !leavesHeldRow(list, held(), viewport, endTop)) {
    follower.reached(count);
    return endTop;
  }
  const index = anchor === undefined ? undefined : list.indexNear(anchor.row);
  if (anchor === undefined || index === undefined) return Math.min(endTop, scrollTop);
  return Math.min(endTop, index * rowHeight + Math.min(anchor.offset, rowHeight));
}

function leavesHeldRow<Row>(
  list: RowSet<Row>,
  row: Row | undefined,
  { rowHeight, scrollTop }: Viewport,
  endTop: number,
): boolean {
  const index = row === undefined ? -1 : list.indexOf(row);
  return index !== -1 && index * rowHeight < endTop && index * rowHeight >= scrollTop;
}

/** Runs while drawing when a value differs from the last drawing; returns how often it did. */
function useChange(values: readonly unknown[], run: () => void): number {
  const last = useRef<readonly unknown[]>([]);
  const times = useRef(0);
  if (values.some((value, index) => value !== last.current[index])) {
    last.current = values;
    times.current += 1;
    run();
  }
  return times.current;
}
