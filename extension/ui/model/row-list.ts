import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Touched, TraceRow } from '../../trace/model/trace.ts';
import { indexOfEvent } from './row-order.ts';

/** Decides whether a row is shown. */
export type RowTest = (row: TraceRow) => boolean;

/**
 * The rows that pass a test, kept up to date as rows come and change. New rows cost what they are, not what the trace is;
 * only a new test, or rows that moved, look at every row.
 */
export class RowList {
  #rows: TraceRow[] = [];
  #test: RowTest = () => true;
  #seen = 0;

  /** The rows that are shown, in order. */
  get rows(): readonly TraceRow[] {
    return this.#rows;
  }

  /** Takes another test and looks at every row. */
  setTest(test: RowTest, all: readonly TraceRow[]): void {
    this.#test = test;
    this.#rebuild(all);
  }

  /** Takes in what changed since the last call. */
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

  /** Tests once more an entry that was there before: its response may have come. */
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
