import { useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { RowSet } from '../parts/virtual-table/row-set.ts';
import { allOf, type Marks, noMarks, rangeTo, toggled } from './row-marks.ts';

/** How rows are selected together: Ctrl or Command click, Shift click and arrows, Ctrl+A; Escape leaves it. */
export interface UseMarks {
  readonly keys: ReadonlySet<string>;
  /** A click; returns whether it selected. */
  readonly pick: (row: TraceRow, event: MouseEvent) => boolean;
  /** An arrow key moved to a row; returns whether it selected. */
  readonly move: (row: TraceRow, event: KeyboardEvent, from: TraceRow | undefined) => boolean;
  readonly key: (event: KeyboardEvent) => boolean;
}

export function useMarks(list: RowSet<TraceRow>, shown: TraceRow | undefined): UseMarks {
  const { marked } = useInspector();
  const anchor = useRef<TraceRow | undefined>(undefined);
  const now = (): Marks => ({ keys: marked.peek(), anchor: anchor.current });
  const mark = (next: Marks): true => {
    marked.value = next.keys;
    anchor.current = next.anchor;
    return true;
  };
  const leave = (): false => {
    if (marked.peek().size > 0) marked.value = new Set();
    return false;
  };
  return {
    keys: marked.value,
    pick: (row, event) => {
      if (event.shiftKey) return mark(rangeTo({ ...now(), anchor: anchor.current ?? shown }, row, list));
      if (event.ctrlKey || event.metaKey) return mark(toggled(now(), row, shown));
      anchor.current = row;
      return leave();
    },
    move: (row, event, from) => {
      if (event.shiftKey) {
        const begin = marked.peek().size === 0 ? from : anchor.current;
        return mark(rangeTo({ ...now(), anchor: begin }, row, list));
      }
      anchor.current = row;
      return leave();
    },
    key: ({ key, ctrlKey, metaKey }) => {
      if (key === 'a' && (ctrlKey || metaKey)) return mark(allOf(list.rows));
      return key === 'Escape' && marked.peek().size > 0 ? mark(noMarks) : false;
    },
  };
}
