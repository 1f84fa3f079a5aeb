import type { TraceRow } from '../../trace/model/trace.ts';

/** The index that `]` and `[` move to: the next session's end, or the one before; undefined for any other key. */
export function moveBy(key: string, at: number, rows: readonly TraceRow[]): number | undefined {
  if ((key !== ']' && key !== '[') || rows.length === 0) return undefined;
  const to =
    key === ']'
      ? rows.findIndex((row, index) => index > at && row.kind === 'end')
      : rows.findLastIndex((row, index) => index < at && row.kind === 'end');
  return to === -1 ? at : to;
}
