import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { moveInList } from '../../model/list-keys.ts';
import { isMenuKey, type MenuPlace, menuPlaceOf } from '../../model/menu-model.ts';
import { titleCutCell } from '../title-cut.ts';
import type { EndFollower } from './end-follower.ts';
import { FreshButton } from './fresh-button.tsx';
import type { RowSet } from './row-set.ts';
import { RowSlots } from './row-slots.ts';
import { TableHead, type TableMoves, type TableSort } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useLongPress } from './use-long-press.ts';
import { drawnRows, type RovingRow, useRovingRow } from './use-roving-row.ts';
import { useRowScroll } from './use-row-scroll.ts';
import type { TableFrame } from './use-table-frame.ts';

/** How a feature draws its rows. Keep the object while nothing that it depends on changes. */
export interface RowDrawing<Row> {
  /** Draws the cells of a row. */
  readonly draw: (row: Row) => ComponentChildren;
  /** Must change whenever a row that changes in place has to be drawn again. */
  readonly version: (row: Row) => string;
  readonly className: (row: Row) => string;
}

interface VirtualTableProps<Row, Facts> {
  /** Its accessible name. */
  readonly label: string;
  readonly frame: TableFrame<Facts>;
  readonly list: RowSet<Row>;
  /** Must change whenever the rows change: they may be one array that changes in place. */
  readonly revision: unknown;
  readonly drawing: RowDrawing<Row>;
  /** The row whose details are shown. */
  readonly chosen: Row | undefined;
  /** Whether that row is brought into sight, once for each that is chosen. */
  readonly seeks: boolean;
  /** Opens the details of a row; `go` moves the focus there. */
  readonly onOpen: (row: Row, go: boolean) => void;
  /** Called when the keyboard moves to a row; `from`: where it was. */
  readonly onMove: (row: Row, event: KeyboardEvent, from: Row | undefined) => void;
  /** A click on a row before it opens it; returns whether it did something else. */
  readonly onPick?: (row: Row, event: MouseEvent) => boolean;
  /** The keys of the rows that are selected together. */
  readonly marked?: ReadonlySet<string>;
  /** Opens the context menu of a row. */
  readonly onMenu?: (row: Row, place: MenuPlace) => void;
  /** Where the Tab key enters the table before any row was focused. */
  readonly enters: 'first-in-sight' | 'last';
  readonly sort?: TableSort;
  /** Called when the edge of a heading is dragged (px), or put back by a double click (undefined). */
  readonly onResize?: (column: string, width: number | undefined) => void;
  /** How columns are moved; absent: they stay. */
  readonly moves?: TableMoves;
  /** The sort order; a new order scrolls to the top. */
  readonly order?: string;
  /** Follows the end; undefined: the table keeps its position. */
  readonly follower?: EndFollower;
  /** Handles the feature's own keys; returns whether it handled the key. */
  readonly onKey?: (event: KeyboardEvent, row: Row | undefined) => boolean;
  /** The index that a key of the feature moves to from `at`; undefined for other keys. */
  readonly moveBy?: (key: string, at: number) => number | undefined;
}

/** A table that draws only the visible rows, all of the same height: 100,000 rows scroll like 100. */
export function VirtualTable<Row, Facts>(props: VirtualTableProps<Row, Facts>) {
  const { label, frame, list, revision, drawing, chosen, sort, order = '', follower, onOpen, marked } = props;
  const { layout } = frame;
  const { rowHeight, headHeight } = layout;
  const count = list.rows.length;
  const scroll = useRowScroll({ list, revision, order, frame, follower, held: () => chosen });
  const roving = useRovingRow({ list, scroll, frame, enters: props.enters });
  const drawn = drawnRows(scroll.window, roving.index, count);
  const keys = drawn.map((index) => keyAt(list, index));
  const slots = useState(() => new RowSlots())[0].assign(keys);
  const chosenKey = chosen === undefined ? undefined : list.keyOf(chosen);

  const sought = props.seeks && chosen !== undefined && frame.size.height > 0 ? list.indexOf(chosen) : -1;
  // It may have been chosen elsewhere: in the answer's steps, or before another view was looked at.
  useLayoutEffect(() => {
    if (sought !== -1) scroll.reveal(sought);
  }, [chosenKey, sought !== -1]);

  const press = useLongPress((event) => openMenu(event, props));
  const page = Math.max(1, Math.floor(scroll.viewport.height / rowHeight) - 1);

  return (
    <div class={`virtual-table${layout.lines === 2 ? ' two-lines' : ''}${layout.slim ? ' slim' : ''}`}>
      <div class="scroller" ref={frame.scroller} onScroll={scroll.onScroll} onPointerOver={titleCutCell}>
        <table
          aria-label={label}
          aria-rowcount={count + 1}
          aria-colcount={layout.columns.length}
          style={{
            '--grid': layout.grid,
            '--row-height': `${rowHeight}px`,
            '--head-height': `${headHeight}px`,
            minWidth: `${layout.leastWidth}px`,
            height: `${count * rowHeight + headHeight}px`,
          }}
        >
          <TableHead layout={layout} sort={sort} onResize={props.onResize} moves={props.moves} />
          <tbody
            onKeyDown={(event) => handleKey(event, props, roving, page)}
            onContextMenu={(event) => openMenu(event, props)}
            {...press}
            onMouseDown={(event) => {
              press.onMouseDown(event);
              if (props.onPick !== undefined) keepText(event);
            }}
          >
            {drawn.map((index, at) => {
              const row = list.rows[index];
              return row === undefined ? null : (
                <TableRow
                  key={slots[at]}
                  row={row}
                  index={index}
                  top={index * rowHeight}
                  className={drawing.className(row)}
                  tabStop={index === roving.index}
                  chosen={keys[at] === chosenKey}
                  version={drawing.version(row)}
                  draw={drawing.draw}
                  {...(marked !== undefined && marked.size > 0 && { marked: marked.has(keys[at] ?? '') })}
                  onOpen={(opened: Row, event: MouseEvent) => {
                    if (props.onPick?.(opened, event) !== true) onOpen(opened, false);
                  }}
                  onFocus={roving.focused}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {follower !== undefined && <FreshButton follower={follower} scroll={scroll} count={count} />}
    </div>
  );
}

function keyAt<Row>({ rows, keyOf }: RowSet<Row>, index: number): string {
  const row = rows[index];
  return row === undefined ? '' : keyOf(row);
}

/** Opens the menu of the row that an event is about. */
function openMenu<Row, Facts>(
  event: MouseEvent | KeyboardEvent,
  { list, onMenu }: Pick<VirtualTableProps<Row, Facts>, 'list' | 'onMenu'>,
): void {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('tr') : null;
  const row = element === null ? undefined : list.rows[Number(element.getAttribute('aria-rowindex')) - 2];
  if (element === null || row === undefined || onMenu === undefined) return;
  event.preventDefault();
  onMenu(row, menuPlaceOf(event, element));
}

/** A Shift click selects rows, where the browser would select the text between two clicks. */
function keepText(event: MouseEvent): void {
  if (!event.shiftKey || event.button !== 0 || !(event.target instanceof Element)) return;
  event.preventDefault();
  event.target.closest('tr')?.focus({ preventScroll: true });
}

/** Handles a key: first the feature's own keys, then opening and moving. */
function handleKey<Row, Facts>(
  event: KeyboardEvent,
  props: VirtualTableProps<Row, Facts>,
  roving: RovingRow<Row>,
  page: number,
): void {
  const { list, onKey, onOpen, onMove, moveBy } = props;
  if (isMenuKey(event)) {
    openMenu(event, props);
    return;
  }
  if (event.target instanceof HTMLButtonElement) return;
  const row = list.rows[roving.index];
  if (onKey?.(event, row) === true) {
    event.preventDefault();
    return;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    if (row !== undefined) onOpen(row, true);
    return;
  }
  const count = list.rows.length;
  const to = moveBy?.(event.key, roving.index) ?? moveInList(event.key, roving.index, count, page);
  const next = to === undefined ? undefined : list.rows[to];
  if (to === undefined || next === undefined) return;
  event.preventDefault();
  roving.goTo(to);
  onMove(next, event, row);
}
