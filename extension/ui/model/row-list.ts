import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Touched, TraceRow } from '../../trace/model/trace.ts';
import { indexOfEvent } from './row-order.ts';

/** Decides whether a row is shown. */
export type RowTest = (row: TraceRow) => boolean;

/** Rows between two looks at the clock. One costs some 0.1 µs, and several times that when the code is new. */
const PIECE = 512;

/** So many rows fill any window: fewer are not shown while others may still be found. */
const SCREENFUL = 120;

/**
 * The rows that pass a test, updated as rows come and change. New rows cost the same in a small and a large trace;
 * only a new test, or moved rows, test every row again. A new test begins at the newest row, and may be interrupted.
 */
export class RowList {
  #rows: TraceRow[] = [];
  #test: RowTest = () => true;
  #seen = 0;
  /** The rows before `at` still wait for the new test; `found` holds those behind it that passed, newest first. */
  #waiting: { at: number; readonly found: TraceRow[]; isShown: boolean } | undefined;

  /** The rows that passed, in order. While a new test has found less than a window shows, those of the test before. */
  get rows(): readonly TraceRow[] {
    return this.#rows;
  }

  /** Uses another test from now on. Nothing is tested before `work`. */
  setTest(test: RowTest, all: readonly TraceRow[]): void {
    this.#test = test;
    this.#seen = all.length;
    this.#waiting = { at: all.length, found: [], isShown: false };
  }

  /**
   * Tests rows until all are tested or the time is up.
   * @returns Whether all are tested.
   */
  work(all: readonly TraceRow[], isOver: () => boolean = () => false): boolean {
    const waiting = this.#waiting;
    if (waiting === undefined) return true;
    const { found } = waiting;
    do {
      const until = Math.max(0, waiting.at - PIECE);
      while (waiting.at > until) {
        waiting.at -= 1;
        const row = all[waiting.at];
        if (row !== undefined && this.#test(row)) found.push(row);
      }
    } while (waiting.at > 0 && !isOver());
    const isDone = waiting.at === 0;
    if (isDone) this.#waiting = undefined;
    // Between the first rows and all of them nothing is drawn: drawing costs more than testing.
    if (isDone || (!waiting.isShown && found.length >= SCREENFUL)) {
      waiting.isShown = true;
      this.#rows = found.toReversed();
    }
    return isDone;
  }

  /** Applies what changed since the last call. What still waits is tested at once. */
  update(all: readonly TraceRow[], touched: Touched): void {
    if (touched.moved || all.length < this.#seen) {
      this.setTest(this.#test, all);
      this.work(all);
      return;
    }
    this.work(all);
    const before = this.#seen;
    for (const entry of touched.entries) this.#again(all, entry, before);
    for (let i = before; i < all.length; i++) {
      const row = all[i];
      if (row !== undefined && this.#test(row)) this.#rows.push(row);
    }
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
