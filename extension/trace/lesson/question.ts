import type { Phrase } from '../words/phrase.ts';
import type { LessonRow } from './lesson-rows.ts';
import type { Random } from './random.ts';

/** A possible answer. Two answers of a question never have the same `value`. */
export interface QuizOption {
  /** What it claims, to distinguish answers: a number, a cause … */
  readonly value: string;
  readonly said: Phrase;
}

/** A question about the reader's own trace, with one right answer. */
export interface QuizQuestion {
  /** Its kind and what it is about: no quiz holds one twice. */
  readonly id: string;
  readonly kind: QuestionKind;
  readonly ask: Phrase;
  readonly options: readonly QuizOption[];
  /** Index of the right option. */
  readonly right: number;
  readonly hint: Phrase;
  /** The key of the row that the hint points to. */
  readonly row: string;
  readonly explain: readonly Phrase[];
}

export type QuestionKind =
  | 'count-at'
  | 'before-at'
  | 'created-at'
  | 'sent-at'
  | 'action-at'
  | 'fate-of'
  | 'why-new'
  | 'set-cookie';

/** A question before its answers are mixed: the right one, and wrong ones that the trace refutes. */
export interface DraftQuestion extends Omit<QuizQuestion, 'options' | 'right'> {
  readonly right: QuizOption;
  /** In the order of plausibility; only as many as are needed are taken. */
  readonly wrong: readonly QuizOption[];
}

/** Makes all questions of one kind that the rows can bear. */
export type QuestionMaker = (rows: readonly LessonRow[], random: Random) => readonly DraftQuestion[];
