import type { RequestEntry } from '../model/entry.ts';
import type { FoldState } from './fold-state.ts';

/** What a step of the fold works on, and how it tells what it touched. */
export interface ApplyStep {
  readonly state: FoldState;
  entry(entry: RequestEntry): void;
  jar(): void;
  moved(): void;
}
