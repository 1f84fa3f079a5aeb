import type { TraceRow } from '../../trace/model/trace.ts';
import { moveInList } from '../model/list-keys.ts';

/**
 * The index that a key moves to from `at`; undefined for a key that moves nothing. `]` and `[` go from one session's end
 * to the next and back.
 */
export function moveBy(key: string, at: number, rows: readonly TraceRow[], page: number): number | undefined {
  if (key !== ']' && key !== '[') return moveInList(key, at, rows.length, page);
  if (rows.length === 0) return undefined;
  const to =
    key === ']'
      ? rows.findIndex((row, index) => index > at && row.kind === 'end')
      : rows.findLastIndex((row, index) => index < at && row.kind === 'end');
  return to === -1 ? at : to;
}
