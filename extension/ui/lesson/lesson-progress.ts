import { type Signal, signal } from '@preact/signals';
import type { Level } from '../../trace/lesson/exercises/exercise.ts';
import type { FaultId } from '../../trace/lesson/faults/fault.ts';
import type { Prediction } from '../../trace/lesson/prediction.ts';
import type { Quiz } from '../../trace/lesson/quiz.ts';
import { NO_SCORE, type Score } from '../../trace/lesson/score.ts';
import type { TourTaskId } from '../../trace/lesson/tour.ts';

/** A quiz that was started, and how far it has come. */
export interface QuizRound {
  readonly quiz: Quiz;
  /** Quizzes before it: in a class, which one of its number's. */
  readonly turn: number;
  /** The question that is shown; one more than the last: all are answered. */
  readonly at: number;
  /** Right answers, with that of the shown question once it is checked. */
  readonly right: number;
  /** What is chosen of the shown question. It stays while the reader looks at a row elsewhere. */
  readonly picked?: number;
  readonly checked?: boolean;
}

/** The questions of a quiz that are answered, of which some are right. */
export function quizScore(round: QuizRound | undefined): Score {
  if (round === undefined || round.quiz.kind === 'too-short') return NO_SCORE;
  return { answered: round.at + (round.checked === true ? 1 : 0), right: round.right };
}

/** What the reader has done on each way to learn. It lasts until the browser is closed. */
export interface LessonProgress {
  /** Keys of the rows that were looked at. */
  readonly looked: Signal<ReadonlySet<string>>;
  readonly read: Signal<boolean>;
  /** A task stays done, even if its rows leave the trace or the user looks at another site. */
  readonly ticked: Signal<ReadonlySet<TourTaskId>>;
  /** Faults whose cause the reader has found, and those that were then proved to be fixed. */
  readonly causes: Signal<ReadonlySet<FaultId>>;
  readonly fixed: Signal<ReadonlySet<FaultId>>;
  readonly quiz: Signal<QuizRound | undefined>;
  /** What was predicted last, and whether its answer is in the score. */
  readonly prediction: Signal<{ readonly said: Prediction; readonly counted: boolean } | undefined>;
  readonly predicted: Signal<Score>;
  readonly browser: Signal<Score>;
  readonly server: Signal<Score>;
  readonly level: Signal<Level>;
  /** What the exercises and quizzes are drawn from: the same number, the same exercises. */
  readonly seed: Signal<number>;
  /** The number that a class was given; it is the seed then. */
  readonly classSeed: Signal<number | undefined>;
  readonly saved: Signal<boolean>;
}

/** Nothing done yet. */
export function createLessonProgress(seed: number): LessonProgress {
  return {
    looked: signal(new Set()),
    read: signal(false),
    ticked: signal(new Set()),
    causes: signal(new Set()),
    fixed: signal(new Set()),
    quiz: signal(undefined),
    prediction: signal(undefined),
    predicted: signal<Score>(NO_SCORE),
    browser: signal<Score>(NO_SCORE),
    server: signal<Score>(NO_SCORE),
    level: signal<Level>(1),
    seed: signal(seed),
    classSeed: signal(undefined),
    saved: signal(false),
  };
}

/** A set with one more member; the same one where it is in there already. */
export function withMember<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  return set.has(member) ? set : new Set([...set, member]);
}
