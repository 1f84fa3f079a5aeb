import { useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { useInspector } from '../model/inspector-context.ts';
import { indexOfEvent, indexOfRow, rowEvent, rowKey } from '../model/row-order.ts';
import { atEnd, rowWindow, scrollFor, type Viewport } from '../model/row-window.ts';
import { Icon } from '../parts/icon.tsx';
import { useSize } from '../parts/use-size.ts';
import { columns, gridColumns } from './columns.tsx';
import { requestWords } from './request-words.ts';
import { RowSlots } from './row-slots.ts';
import { RowCells, rowVersion } from './rows.tsx';
import { moveBy } from './table-keys.ts';

interface RequestTableProps {
  readonly narrow: boolean;
  /** The row whose details are shown. */
  readonly shown: TraceRow | undefined;
  /** Opens the details of a row; `go` moves the focus there. */
  readonly onOpen: (row: TraceRow, go: boolean) => void;
}

/** Where the reader is, so that rows that come or go above do not move what is read. */
interface Anchor {
  readonly event: number;
  readonly offset: number;
}

/** The table of requests: one row each, in order, only those in sight drawn. */
export function RequestTable({ narrow, shown, onOpen }: RequestTableProps) {
  const { text, rows: rowsOf, listRevision, scope, selection } = useInspector();
  const revision = listRevision.value;
  const rows = rowsOf();
  const rowHeight = narrow ? 52 : 30;
  // In two lines the columns' names are for the ear alone.
  const headHeight = narrow ? 0 : 30;
  const { ref: scroller, size } = useSize<HTMLDivElement>();
  // Kept apart from the state: a scroll draws anew only when other rows come into sight.
  const scrollTop = useRef(0);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const [active, setActive] = useState<TraceRow | undefined>(undefined);
  const seen = useRef(0);
  const following = useRef(true);
  const anchor = useRef<Anchor | undefined>(undefined);
  const focusWanted = useRef(false);
  const place = { height: size.height - headHeight, rowHeight };

  const leavesChosenRow = (endTop: number): boolean => {
    const chosen = selection.peek();
    if (chosen.kind !== 'row') return false;
    const index = indexOfRow(rows, chosen.row);
    return index !== -1 && index * rowHeight < endTop && index * rowHeight >= scrollTop.current;
  };

  // After rows changed (their revision stands for them): stay at the end if the reader is there, else keep the rows
  // that are read where they are. Decided before they are drawn, so that they are drawn once.
  const change = `${revision} ${rowHeight} ${size.height}`;
  const drawnChange = useRef('');
  if (drawnChange.current !== change) {
    drawnChange.current = change;
    const endTop = Math.max(0, rows.length * rowHeight - place.height);
    if (following.current && !leavesChosenRow(endTop)) {
      scrollTop.current = endTop;
      seen.current = rows.length;
    } else if (anchor.current !== undefined) {
      const { event, offset } = anchor.current;
      scrollTop.current = Math.min(endTop, indexOfEvent(rows, event) * rowHeight + offset);
    }
  }
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || Math.abs(element.scrollTop - scrollTop.current) < 1) return;
    element.scrollTop = scrollTop.current;
  }, [change]);

  const viewport: Viewport = { ...place, scrollTop: scrollTop.current };
  const { start, end } = rowWindow(viewport, rows.length);

  const noteScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    // Its height as it is now: what the observer told may be older.
    const now = { rowHeight, height: element.clientHeight - headHeight, scrollTop: element.scrollTop };
    const wasFollowing = following.current;
    scrollTop.current = now.scrollTop;
    following.current = atEnd(now, rows.length);
    if (following.current) seen.current = rows.length;
    const top = rows[Math.floor(now.scrollTop / rowHeight)];
    anchor.current = top === undefined ? undefined : { event: rowEvent(top), offset: now.scrollTop % rowHeight };
    const next = rowWindow(now, rows.length);
    if (next.start !== start || next.end !== end || following.current !== wasFollowing) drawAgain(undefined);
  };

  const activeIndex = active === undefined ? -1 : indexOfRow(rows, active);
  const goTo = (index: number): void => {
    const row = rows[index];
    const element = scroller.current;
    if (row === undefined || element === null) return;
    focusWanted.current = true;
    setActive(row);
    element.scrollTop = scrollFor({ ...place, scrollTop: element.scrollTop }, index);
    scrollTop.current = element.scrollTop;
    if (selection.peek().kind === 'row' && !narrow) selection.value = { kind: 'row', row };
  };

  // The row that was gone to is drawn by now: the focus follows.
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  });

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLButtonElement) return;
    const row = rows[tabStop];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (row !== undefined) onOpen(row, true);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = moveBy(event.key, tabStop, rows, Math.max(1, Math.floor(viewport.height / rowHeight) - 1));
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  };

  const host = useMemo(() => hostOf(rows), [scope.value, rows.length > 0]);
  const drawn: number[] = [];
  for (let i = start; i < end; i++) drawn.push(i);
  const tabStop = activeIndex === -1 ? Math.max(start, rows.length - 1) : activeIndex;
  if (tabStop < start && tabStop >= 0) drawn.unshift(tabStop);
  if (tabStop >= end && tabStop < rows.length) drawn.push(tabStop);
  const slots = useRef(new RowSlots()).current.assign(
    drawn.map((index) => {
      const row = rows[index];
      return row === undefined ? '' : rowKey(row);
    }),
  );
  const fresh = rows.length - seen.current;

  return (
    <div class={narrow ? 'requests narrow' : 'requests'}>
      <div class="scroller" ref={scroller} onScroll={noteScroll}>
        <table
          aria-label={text.say('requestsTable')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          style={{
            '--columns': gridColumns,
            '--row-height': `${rowHeight}px`,
            '--head-height': `${headHeight}px`,
            height: `${rows.length * rowHeight + headHeight}px`,
          }}
        >
          <thead>
            <tr class="row" aria-rowindex={1}>
              {columns.map(({ id, label }) => (
                <th key={id} scope="col" class={`cell ${id}`}>
                  {text.say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={onKey}>
            {drawn.map((index, at) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <Row
                  key={slots[at]}
                  row={row}
                  index={index}
                  top={index * rowHeight}
                  version={rowVersion(row)}
                  host={host}
                  tabStop={index === tabStop}
                  chosen={row === shown}
                  onOpen={onOpen}
                  onFocus={setActive}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {fresh > 0 && !atEnd(viewport, rows.length) && (
        <button
          type="button"
          class="fresh"
          onClick={() => {
            const element = scroller.current;
            if (element !== null) element.scrollTop = element.scrollHeight;
          }}
        >
          <Icon name="down" /> {text.plural('newRows', fresh)}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: TraceRow;
  readonly index: number;
  readonly top: number;
  readonly version: string;
  readonly host: string | undefined;
  readonly tabStop: boolean;
  readonly chosen: boolean;
  readonly onOpen: (row: TraceRow, go: boolean) => void;
  readonly onFocus: (row: TraceRow) => void;
}

function Row({ row, index, top, version, host, tabStop, chosen, onOpen, onFocus }: RowProps) {
  const { scope } = useInspector();
  const looked = scope.value;
  // The same element again tells Preact that nothing below it changed; the version stands for what changes in place.
  const cells = useMemo(() => <RowCells row={row} scope={looked} host={host} />, [row, version, looked, host]);
  return (
    <tr
      class={`row ${row.kind}${chosen ? ' chosen' : ''}`}
      aria-rowindex={index + 2}
      aria-current={chosen ? 'true' : undefined}
      tabIndex={tabStop ? 0 : -1}
      data-active={tabStop ? '' : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => {
        onFocus(row);
        onOpen(row, false);
      }}
      onFocus={() => onFocus(row)}
    >
      {cells}
    </tr>
  );
}

/** The host of the first request in sight of the scope: the one that goes without saying. */
function hostOf(rows: readonly TraceRow[]): string | undefined {
  const first = rows.find((row) => row.kind === 'entry');
  return first?.kind === 'entry' ? requestWords(first.entry.url).host : undefined;
}
