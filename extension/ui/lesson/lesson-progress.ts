import { type Signal, signal } from '@preact/signals';
import type { Quiz } from '../../trace/lesson/quiz.ts';
import type { TourTaskId } from '../../trace/lesson/tour.ts';

/** A quiz that was started, and how far it has come. */
export interface QuizRound {
  readonly quiz: Quiz;
  readonly at: number;
  readonly right: number;
}

/** What the reader has done on each way to learn. It lasts as long as the inspector is open. */
export interface LessonProgress {
  /** Keys of the rows that were looked at. */
  readonly looked: Signal<ReadonlySet<string>>;
  readonly read: Signal<boolean>;
  /** A task stays done, even if its rows leave the trace or the user looks at another site. */
  readonly ticked: Signal<ReadonlySet<TourTaskId>>;
  readonly quiz: Signal<QuizRound | undefined>;
  readonly saved: Signal<boolean>;
}

/** Nothing done yet. */
export function createLessonProgress(): LessonProgress {
  return {
    looked: signal(new Set()),
    read: signal(false),
    ticked: signal(new Set()),
    quiz: signal(undefined),
    saved: signal(false),
  };
}

/** A set with one more member; the same one where it is in there already. */
export function withMember<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  return set.has(member) ? set : new Set([...set, member]);
}
