import { useMemo } from 'preact/hooks';
import type { Trace, TraceRow } from '../../trace/model/trace.ts';
import type { Text } from '../../trace/words/text.ts';
import { useInspector } from '../model/inspector-context.ts';
import { endFollowerOf } from '../parts/virtual-table/end-follower.ts';
import { textWidth } from '../parts/virtual-table/text-width.ts';
import { useTableFrame } from '../parts/virtual-table/use-table-frame.ts';
import { type RowDrawing, VirtualTable } from '../parts/virtual-table/virtual-table.tsx';
import { resizeColumn, useChosenColumns } from './chosen-columns.ts';
import { columns, type WidestNumbers } from './columns.tsx';
import { fittedColumns } from './fitted-columns.ts';
import { requestWords } from './request-words.ts';
import { RowCells, rowVersion } from './rows.tsx';
import { moveBy } from './table-keys.ts';
import { useColumnMoves } from './use-column-moves.ts';
import { useMarks } from './use-marks.ts';
import { useSortedRows } from './use-sorted-rows.ts';

const loadMenu = () => import('./row-menu.ts');

interface RequestTableProps {
  /** Whether the details are beside the table; then arrow keys move them to the next row too. */
  readonly beside: boolean;
  /** The row whose details are shown. */
  readonly shown: TraceRow | undefined;
  /** Opens the details of a row; `go` moves the focus there. */
  readonly onOpen: (row: TraceRow, go: boolean) => void;
}

/** The table of requests, one row each, in order of time. */
export function RequestTable({ beside, shown, onOpen }: RequestTableProps) {
  const inspector = useInspector();
  const { text, trace, rows: rowsOf, listRevision, scope, selection, layout: chosen, spokenOf } = inspector;
  const revision = listRevision.value;
  const looked = scope.value;
  const { list, sort, order } = useSortedRows(rowsOf(), revision, looked);
  const { rows } = list;
  const widest = widestNumbers(trace.trace(), text);
  const fitted = useMemo(
    () => fittedColumns(columns, text, widest, textWidth, sort.column),
    [text, widest.step.length, widest.count.length, sort.column],
  );
  const frame = useTableFrame(useChosenColumns(fitted, chosen), chosen.compact.value, chosen.columnOrder.value);
  const follower = endFollowerOf(trace.trace());
  follower.waits = trace.progress.value < 1;
  const marks = useMarks(list, shown);
  const { layout } = frame;
  const { moves, said } = useColumnMoves(layout);
  // The line through the rows runs along their start.
  const trails = order === '' && (layout.lines === 2 || layout.columns[0]?.column.id === 'step');
  const host = useMemo(() => hostOf(rows), [looked, rows.length > 0]);
  const draw = useMemo<RowDrawing<TraceRow>['draw']>(
    () => (row) => <RowCells row={row} scope={looked} host={host} layout={layout} />,
    [looked, host, layout, trails],
  );
  const spoken = spokenOf.value;
  const drawing = useMemo<RowDrawing<TraceRow>>(() => {
    const steps = new Set(spoken?.evidence.map(({ entry }) => entry));
    const isSpoken = (row: TraceRow): boolean => row.kind === 'entry' && steps.has(row.entry);
    return {
      draw,
      version: rowVersion,
      className: (row) => `${row.kind}${trails ? '' : ' no-trails'}${isSpoken(row) ? ' spoken' : ''}`,
    };
  }, [draw, trails, spoken]);
  return (
    <>
      <VirtualTable
        label={text.say('requestsTable')}
        frame={frame}
        list={list}
        revision={revision}
        drawing={drawing}
        chosen={shown}
        seeks={selection.value.kind === 'row'}
        onOpen={onOpen}
        marked={marks.keys}
        onPick={marks.pick}
        onKey={marks.key}
        onMenu={(row, place) => void loadMenu().then(({ openRowMenu }) => openRowMenu(inspector, row, place))}
        onMove={(row, event, from) => {
          if (marks.move(row, event, from)) return;
          if (beside && selection.peek().kind === 'row') selection.value = { kind: 'row', row };
        }}
        enters="last"
        onResize={(column, width) => resizeColumn(chosen, column, width)}
        moves={moves}
        sort={sort}
        order={order}
        {...(order === '' && { follower })}
        moveBy={(key, at) => moveBy(key, at, rows)}
      />
      <span class="sr-only" role="status">
        {said}
      </span>
    </>
  );
}

/** The host of the first request: it is not repeated in every row. */
function hostOf(rows: readonly TraceRow[]): string | undefined {
  const first = rows.find((row) => row.kind === 'entry');
  return first?.kind === 'entry' ? requestWords(first.entry.url).host : undefined;
}

/** The widest numbers that a table is likely to show; widths change only when one more digit comes. */
function widestNumbers({ entries, sessions }: Trace, text: Text): WidestNumbers {
  const step = Math.max(entries.at(-1)?.step ?? 0, 99);
  const count = sessions.reduce((most, session) => Math.max(most, session.count ?? 0), 99);
  const widest = (number: number): string => text.number(Number('8'.repeat(String(number).length)));
  return { step: widest(step), count: widest(count) };
}
