import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { TraceRow } from '../../trace/model/trace.ts';
import { newestEntry } from '../../trace/summary/newest-entry.ts';
import type { Scope } from '../../trace/summary/scope.ts';
import { indexOfRow, rowSubject } from './row-order.ts';
import type { ShownRows } from './shown-rows.ts';

/** What the details show: the newest entry that matters, one row, or nothing. */
export type Selection =
  | { readonly kind: 'newest' }
  | { readonly kind: 'row'; readonly row: TraceRow }
  | { readonly kind: 'none' };

/** A cookie whose form is open. */
export interface EditedCookie {
  /** Made by `identityKey`. */
  readonly key: string;
  readonly name: string;
}

/** What the details show. */
export interface SelectionModel {
  readonly selection: Signal<Selection>;
  /** The row that the details show. */
  readonly selected: ReadonlySignal<TraceRow | undefined>;
  /** The keys of the rows that are selected together; usually none. */
  readonly marked: Signal<ReadonlySet<string>>;
  /** The cookie whose form is shown instead of the row's details. */
  readonly editing: Signal<EditedCookie | undefined>;
  /** Deselects a row that is no longer in the trace, and takes the new one where the trace was folded again. */
  keepSelected(rows: readonly TraceRow[]): void;
}

/**
 * Creates the selection among the shown rows.
 *
 * @param progress How much of the recording is read, 0 to 1. Before 1 the newest request is another one at every look, and
 *   the details keep the one that they showed first.
 */
export function createSelectionModel(
  shown: ShownRows,
  scope: ReadonlySignal<Scope>,
  progress: ReadonlySignal<number>,
): SelectionModel {
  const selection = signal<Selection>({ kind: 'newest' });
  let first: { readonly row: TraceRow | undefined; readonly scope: Scope } | undefined;
  const newest = (): TraceRow | undefined => {
    void shown.listRevision.value;
    const rows = shown.rows();
    if (progress.value < 1 && first?.row !== undefined && first.scope === scope.value) {
      if (rows[indexOfRow(rows, first.row)] === first.row) return first.row;
    }
    first = { row: newestEntry(rows, scope.value), scope: scope.value };
    return first.row;
  };
  const editing = signal<EditedCookie | undefined>(undefined);
  effect(() => {
    void selection.value;
    editing.value = undefined;
  });
  return {
    selection,
    selected: computed(() => {
      const chosen = selection.value;
      if (chosen.kind === 'row') return chosen.row;
      if (chosen.kind === 'none') return undefined;
      return newest();
    }),
    marked: signal<ReadonlySet<string>>(new Set()),
    editing,
    keepSelected: (rows) => {
      const chosen = selection.peek();
      if (chosen.kind !== 'row') return;
      const row = rows[indexOfRow(rows, chosen.row)];
      if (row === undefined) selection.value = { kind: 'newest' };
      else if (rowSubject(row) !== rowSubject(chosen.row)) {
        const edited = editing.peek();
        selection.value = { kind: 'row', row };
        editing.value = edited;
      }
    },
  };
}
