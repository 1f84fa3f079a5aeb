import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { type RowWindow, scrollFor, type Viewport } from '../../model/row-window.ts';
import type { EndFollower } from './end-follower.ts';
import type { RowSet } from './row-set.ts';
import { useDrawnRows } from './use-drawn-rows.ts';
import type { TableFrame } from './use-table-frame.ts';

/** The reader's position, so that rows added or removed above do not move the text. */
interface Anchor<Row> {
  readonly row: Row;
  /** How many px of the row are above the edge. */
  readonly offset: number;
}

interface RowScrollOptions<Row> {
  readonly list: RowSet<Row>;
  /** Must change whenever the rows change: they may be one array that changes in place. */
  readonly revision: unknown;
  /** The sort order; a new order scrolls to the top. */
  readonly order: string;
  readonly frame: TableFrame<never>;
  /** Follows the end; undefined: the table keeps its position. */
  readonly follower: EndFollower | undefined;
  /** A row that following must not scroll out of view. */
  readonly held: () => Row | undefined;
}

/** The scroll state of a table. */
export interface RowScroll {
  readonly viewport: Viewport;
  /** The rows to draw. */
  readonly window: RowWindow;
  readonly onScroll: () => void;
  /** Scrolls a row into view with the least movement; false if the table is unmounted. */
  reveal(index: number): boolean;
  toEnd(): void;
}

/** Scrolls rows of the same height. Draws again only when other rows become visible. */
export function useRowScroll<Row>(options: RowScrollOptions<Row>): RowScroll {
  const { list, frame, follower } = options;
  const { rows } = list;
  const { rowHeight, headHeight } = frame.layout;
  // A ref, not state: scrolling by a few px draws nothing.
  const scrollTop = useRef(follower?.top ?? 0);
  const anchor = useRef<Anchor<Row> | undefined>(undefined);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const drawn = useDrawnRows(list, () => drawAgain(undefined));
  const viewportAt = (top: number): Viewport => ({
    rowHeight,
    height: frame.size.height - headHeight,
    scrollTop: top,
  });

  // Decide before drawing the changed rows, so that they are drawn once.
  const order = useRef(options.order);
  const change = useChange([options.revision, options.order, rowHeight, frame.size.height], () => {
    if (order.current !== options.order) {
      order.current = options.order;
      anchor.current = undefined;
      scrollTop.current = 0;
    }
    scrollTop.current = topAfterChange(options, viewportAt(scrollTop.current), anchor.current);
    drawn.changed(viewportAt(scrollTop.current));
  });
  useLayoutEffect(() => {
    const element = frame.scroller.current;
    if (element === null || Math.abs(element.scrollTop - scrollTop.current) < 1) return;
    element.scrollTop = scrollTop.current;
  }, [change]);

  const viewport = viewportAt(scrollTop.current);
  // Draw nothing before the table is measured: the layout would be wrong.
  const window = frame.size.height === 0 ? { start: 0, end: 0 } : drawn.window(viewport);

  const moved = (now: Viewport, stays = false): void => {
    scrollTop.current = now.scrollTop;
    follower?.scrolled(now, rows.length, stays);
    const top = rows[Math.floor(now.scrollTop / rowHeight)];
    anchor.current = top === undefined ? undefined : { row: top, offset: now.scrollTop % rowHeight };
  };

  const onScroll = (): void => {
    const element = frame.scroller.current;
    if (element === null) return;
    const before = viewportAt(scrollTop.current);
    // The current height: the observer's value may be outdated.
    const now = { rowHeight, height: element.clientHeight - headHeight, scrollTop: element.scrollTop };
    const wasFollowing = follower?.following;
    // Where the table scrolled itself, the reader's place stays: of a new filter only the newest rows may be there yet.
    if (Math.abs(now.scrollTop - scrollTop.current) >= 1) moved(now);
    else follower?.scrolled(now, rows.length);
    const draws = drawn.scrolled(now, before);
    if (draws || follower?.following !== wasFollowing) drawAgain(undefined);
  };

  return {
    viewport,
    window,
    onScroll,
    reveal: (index) => {
      const element = frame.scroller.current;
      if (element === null) return false;
      const top = scrollFor(viewportAt(element.scrollTop), index);
      const scrolls = top !== element.scrollTop;
      if (scrolls) element.scrollTop = top;
      // At once: rows that change before the scroll event would else lead back to the end.
      moved(viewportAt(element.scrollTop), index < rows.length - 1);
      if (scrolls) drawn.revealed();
      return true;
    },
    toEnd: () => {
      const element = frame.scroller.current;
      if (element === null) return;
      element.scrollTop = element.scrollHeight;
      moved(viewportAt(element.scrollTop));
      drawAgain(undefined);
    },
  };
}

/** The scrollTop after the rows changed: the end if it is followed, else where the visible rows stay in place. */
function topAfterChange<Row>(
  { list, follower, held }: RowScrollOptions<Row>,
  viewport: Viewport,
  anchor: Anchor<Row> | undefined,
): number {
  const { rowHeight, height, scrollTop } = viewport;
  const count = list.rows.length;
  const endTop = Math.max(0, count * rowHeight - height);
  if (follower?.following === true && !follower.waits && !leavesHeldRow(list, held(), viewport, endTop)) {
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

/** Calls `run` during rendering if a value differs from the last rendering; returns the number of changes. */
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
