import type { TraceRow } from '../../trace/trace.ts';

type Move = (at: number, rows: readonly TraceRow[], page: number) => number;

/** How each key moves through the rows. */
const moves: Readonly<Record<string, Move>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  j: (at) => at + 1,
  k: (at) => at - 1,
  PageDown: (at, _rows, page) => at + page,
  PageUp: (at, _rows, page) => at - page,
  Home: () => 0,
  End: (_at, rows) => rows.length - 1,
  ']': (at, rows) => {
    const next = rows.findIndex((row, index) => index > at && row.kind === 'end');
    return next === -1 ? at : next;
  },
  '[': (at, rows) => rows.findLastIndex((row, index) => index < at && row.kind === 'end'),
};

/** The index that a key moves to from `at`; undefined for a key that moves nothing. */
export function moveBy(key: string, at: number, rows: readonly TraceRow[], page: number): number | undefined {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move === undefined || rows.length === 0) return undefined;
  const to = move(at, rows, page);
  return to === -1 && key === '[' ? at : Math.min(rows.length - 1, Math.max(0, to));
}
