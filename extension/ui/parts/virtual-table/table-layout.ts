import { inOrder } from './column-order.ts';
import type { ColumnWidth, NarrowPlace, TableColumn } from './table-column.ts';

/** A column with its place in the rows. */
export interface PlacedColumn<Facts> {
  readonly column: TableColumn<Facts>;
  readonly className: string;
  readonly style: { readonly gridArea: string } | undefined;
}

/** The layout of a table's rows. All lengths are px. */
export interface TableLayout<Facts> {
  /** Lines of text per row. */
  readonly lines: 1 | 2;
  /** How much room the rest of the second line has, in px, rounded down; there is enough in rows of one line. */
  readonly room: number;
  /** Whether there is hardly room for words. */
  readonly slim: boolean;
  readonly rowHeight: number;
  /** 0 if the headings are hidden. */
  readonly headHeight: number;
  /** A narrower table scrolls horizontally. */
  readonly leastWidth: number;
  /** The value of `grid-template`. */
  readonly grid: string;
  readonly columns: readonly PlacedColumn<Facts>[];
}

/** The heights of rows and headings by the lines of a row, in px. */
interface RowHeights {
  readonly 1: { readonly row: number; readonly head: number };
  readonly 2: { readonly row: number; readonly head: number };
}

const ROOMY: RowHeights = { 1: { row: 30, head: 30 }, 2: { row: 52, head: 0 } };
// Rows of one line stay targets of 24 px.
const COMPACT: RowHeights = { 1: { row: 24, head: 24 }, 2: { row: 42, head: 0 } };

/** Rows are drawn again when their second line gets so much wider or narrower; px. */
const ROOM_STEP = 4;
/** Tables narrower than this leave out what the rows can do without: a sidebar has 240 px; px. */
const SLIM_BELOW = 290;

/**
 * The layout of columns for the width of their table: one line if the required columns fit, else two.
 *
 * @param order the ids of columns as the user ordered them; rows of two lines have places of their own
 */
export function tableLayout<Facts>(
  columns: readonly TableColumn<Facts>[],
  width: number,
  compact = false,
  order: readonly string[] = [],
): TableLayout<Facts> {
  const fitting = columnsThatFit(columns, width);
  const heights = compact ? COMPACT : ROOMY;
  return fitting === undefined ? twoLines(columns, width, heights) : oneLine(inOrder(fitting, order), heights);
}

function leastWidthOf(columns: readonly { readonly width: ColumnWidth }[]): number {
  return columns.reduce((sum, { width }) => sum + width.least, 0);
}

/** Leaves out optional columns until the rest fits; undefined if the required columns do not fit. */
function columnsThatFit<Facts>(
  columns: readonly TableColumn<Facts>[],
  width: number,
): readonly TableColumn<Facts>[] | undefined {
  let shown = columns;
  while (leastWidthOf(shown) > width) {
    const lowest = shown.reduce((highest, { priority }) => Math.max(highest, priority), 1);
    if (lowest === 1) return undefined;
    const leaves = shown.findLast(({ priority }) => priority === lowest);
    shown = shown.filter((column) => column !== leaves);
  }
  return shown;
}

/** @param others px that the other columns need at least */
function trackOf({ least, most, share, comfort }: ColumnWidth, others: number): string {
  if (share !== undefined) {
    const base = comfort === undefined ? `${least}px` : `clamp(${least}px, 100% - ${others}px, ${comfort}px)`;
    return `minmax(${base}, ${share}fr)`;
  }
  return most === undefined ? `${least}px` : `minmax(${least}px, ${most}px)`;
}

function oneLine<Facts>(columns: readonly TableColumn<Facts>[], heights: RowHeights): TableLayout<Facts> {
  const leastWidth = leastWidthOf(columns);
  return {
    lines: 1,
    room: Number.POSITIVE_INFINITY,
    slim: false,
    rowHeight: heights[1].row,
    headHeight: heights[1].head,
    leastWidth,
    grid: `none / ${columns.map(({ width }) => trackOf(width, leastWidth - width.least)).join(' ')}`,
    columns: columns.map((column) => ({ column, className: `cell ${column.id}`, style: undefined })),
  };
}

/** The edge of a cell, in px from the row's start or end. */
type Edge = { readonly start: number } | { readonly end: number };

interface NarrowCell<Facts> {
  readonly column: TableColumn<Facts>;
  readonly place: NarrowPlace;
  readonly from: Edge;
  readonly to: Edge;
}

function twoLines<Facts>(
  columns: readonly TableColumn<Facts>[],
  width: number,
  heights: RowHeights,
): TableLayout<Facts> {
  const second = cellsOfLine(columns, 2, width).filter(({ place }) => place.line === 2);
  const cells = [...cellsOfLine(columns, 1, width), ...second];
  const edges = cells.flatMap(({ from, to }) => [from, to]);
  const starts = sorted(edges.flatMap((edge) => ('start' in edge ? [edge.start] : [])));
  const ends = sorted(edges.flatMap((edge) => ('end' in edge ? [edge.end] : []))).toReversed();
  const lineOf = (edge: Edge): number =>
    'start' in edge ? starts.indexOf(edge.start) + 1 : starts.length + ends.indexOf(edge.end) + 1;
  const gaps = (list: readonly number[]) => list.slice(1).map((px, at) => `${Math.abs(px - (list[at] ?? 0))}px`);
  const height = (heights[2].row - 2) / 2;
  return {
    lines: 2,
    room: roomOf(second, width),
    slim: width < SLIM_BELOW,
    rowHeight: heights[2].row,
    headHeight: heights[2].head,
    leastWidth: 0,
    grid: `${height}px ${height}px / ${[...gaps(starts), 'minmax(0, 1fr)', ...gaps(ends)].join(' ')}`,
    columns: columns.flatMap((column): readonly PlacedColumn<Facts>[] => {
      if (column.narrow === 'unseen') {
        return [{ column, className: `cell ${column.id} unseen`, style: undefined }];
      }
      const cell = cells.find((each) => each.column === column);
      return cell === undefined ? [] : [placed(cell, lineOf)];
    }),
  };
}

/** What the other cells of a line leave to the one that takes the rest. */
function roomOf<Facts>(cells: readonly NarrowCell<Facts>[], width: number): number {
  const rest = cells.find(({ place }) => place.width === 'rest');
  if (rest === undefined) return 0;
  const px = (edge: Edge): number => ('start' in edge ? edge.start : edge.end);
  return Math.floor((width - px(rest.from) - px(rest.to)) / ROOM_STEP) * ROOM_STEP;
}

/** The cells of one line. Edges up to the cell that takes the rest count from the start, the others from the end. */
function cellsOfLine<Facts>(
  columns: readonly TableColumn<Facts>[],
  line: 1 | 2,
  width: number,
): readonly NarrowCell<Facts>[] {
  const placedIn = columns.flatMap((column) => {
    const { narrow } = column;
    if (narrow === undefined || narrow === 'unseen' || width < (narrow.from ?? 0)) return [];
    const slim = width < SLIM_BELOW ? narrow.slim : undefined;
    const place = slim === undefined ? narrow : { ...narrow, width: slim };
    return place.line === line || place.line === 'both' ? [{ column, place }] : [];
  });
  const rest = placedIn.findIndex(({ place }) => place.width === 'rest');
  const px = (from: number, to: number): number =>
    placedIn.slice(from, to).reduce((sum, { place }) => sum + (place.width === 'rest' ? 0 : place.width), 0);
  const edge = (at: number): Edge => (at <= rest ? { start: px(0, at) } : { end: px(at, placedIn.length) });
  return placedIn.map(({ column, place }, at) => ({ column, place, from: edge(at), to: edge(at + 1) }));
}

function placed<Facts>({ column, place, from, to }: NarrowCell<Facts>, lineOf: (edge: Edge) => number) {
  const [top, bottom] = place.line === 'both' ? [1, 3] : [place.line, place.line + 1];
  const both = place.line === 'both' ? ' both-lines' : '';
  const end = place.atEnd === true ? ' at-end' : '';
  return {
    column,
    className: `cell ${column.id}${both}${end}`,
    style: { gridArea: `${top} / ${lineOf(from)} / ${bottom} / ${lineOf(to)}` },
  };
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...new Set([0, ...numbers])].sort((a, b) => a - b);
}
