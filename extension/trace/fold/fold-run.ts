import type { RequestEntry } from '../model/entry.ts';
import type { FoldState } from './fold-state.ts';

/** One call of the fold: the state that it works on, and what it reports as changed. */
export interface FoldRun {
  readonly state: FoldState;
  entryChanged(entry: RequestEntry): void;
  jarChanged(): void;
  /** Rows were taken from the table: indexes moved. */
  rowsMoved(): void;
}
