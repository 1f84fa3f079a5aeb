import type { Trace } from '../model/trace.ts';
import type { LessonRow } from './lesson-rows.ts';
import type { Said } from './said.ts';

/** A question that something in the trace has just raised, and its answer. */
export interface KeyMoment {
  /** Its kind: each is raised once, by its first cause. */
  readonly kind: string;
  /** The key of the row that raised it. */
  readonly row: string;
  readonly ask: Said;
  readonly answer: readonly Said[];
}

/** What a kind of moment looks at. */
export interface MomentFacts {
  readonly trace: Pick<Trace, 'threads'>;
  readonly rows: readonly LessonRow[];
}
