import type { Trace } from '../model/trace.ts';
import type { Phrase } from '../words/phrase.ts';
import type { LessonRow } from './lesson-rows.ts';

/** A question that something in the trace has just raised, and its answer. */
export interface KeyMoment {
  /** Its kind: each is raised once, by its first cause. */
  readonly kind: string;
  /** The key of the row that raised it. */
  readonly row: string;
  readonly ask: Phrase;
  readonly answer: readonly Phrase[];
}

/** What a kind of moment looks at. */
export interface MomentFacts {
  readonly trace: Pick<Trace, 'threads'>;
  readonly rows: readonly LessonRow[];
}
