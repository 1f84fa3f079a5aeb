import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Touched, TraceRow } from '../../trace/model/trace.ts';
import { indexOfEvent } from './row-order.ts';

/** Decides whether a row is shown. */
export type RowTest = (row: TraceRow) => boolean;

/**
 * The rows that pass a test, updated as rows come and change. New rows cost the same in a small and a large trace;
 * only a new test, or moved rows, test every row again.
 */
export class RowList {
  #rows: TraceRow[] = [];
  #test: RowTest = () => true;
  #seen = 0;

  /** The rows that passed, in order. */
  get rows(): readonly TraceRow[] {
    return this.#rows;
  }

  /** Uses another test from now on, and tests every row. */
  setTest(test: RowTest, all: readonly TraceRow[]): void {
    this.#test = test;
    this.#rebuild(all);
  }

  /** Applies what changed since the last call. */
  update(all: readonly TraceRow[], touched: Touched): void {
    if (touched.moved || all.length < this.#seen) {
      this.#rebuild(all);
      return;
    }
    const before = this.#seen;
    for (const entry of touched.entries) this.#again(all, entry, before);
    for (let i = before; i < all.length; i++) {
      const row = all[i];
      if (row !== undefined && this.#test(row)) this.#rows.push(row);
    }
    this.#seen = all.length;
  }

  #rebuild(all: readonly TraceRow[]): void {
    this.#rows = all.filter(this.#test);
    this.#seen = all.length;
  }

  /** Tests a known entry again: its response may have arrived. */
  #again(all: readonly TraceRow[], entry: RequestEntry, before: number): void {
    const at = indexOfEntry(all, entry);
    const row = all[at];
    if (row === undefined || at >= before) return;
    const shownAt = indexOfEntry(this.#rows, entry);
    const shows = this.#test(row);
    if (shows && shownAt === -1) this.#rows.splice(indexOfEvent(this.#rows, entry.id), 0, row);
    if (!shows && shownAt !== -1) this.#rows.splice(shownAt, 1);
  }
}

function indexOfEntry(rows: readonly TraceRow[], entry: RequestEntry): number {
  for (let i = indexOfEvent(rows, entry.id); i < rows.length; i++) {
    const row = rows[i];
    if (row?.kind === 'entry' && row.entry === entry) return i;
    if (row?.kind === 'entry' && row.entry.id > entry.id) return -1;
  }
  return -1;
}
