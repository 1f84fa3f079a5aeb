import { type Phrase, phrase } from '../words/phrase.ts';
import { GREATEST_SEED } from './class-results.ts';
import { isStep, type LessonRow } from './lesson-rows.ts';
import type { DraftQuestion, QuizQuestion } from './question.ts';
import { questionMakers } from './question-makers.ts';
import { type Random, seededRandom, shuffled } from './random.ts';

/** A quiz over the reader's own trace, or what to do first where the trace is too short for one. */
export type Quiz =
  | { readonly kind: 'ready'; readonly questions: readonly QuizQuestion[] }
  | { readonly kind: 'too-short'; readonly next: Phrase };

export interface QuizOptions {
  /** The same seed and rows make the same quiz. */
  readonly seed: number;
  /** Questions at most. */
  readonly length?: number;
}

const LENGTH = 5;
/** Answers of a question: below three it is a coin's toss. */
const MIN_OPTIONS = 3;
const MAX_OPTIONS = 4;
/** Steps below which there is nothing to ask. */
const MIN_STEPS = 3;

/** The seed of each quiz of a class, the first one being 0: another one in each turn, and the same one for everyone. */
export function quizSeed(classSeed: number, turn: number): number {
  // Beyond every number of a class, so that none begins with another one's second quiz.
  return classSeed + turn * (GREATEST_SEED + 1);
}

/** Makes a quiz: one question of each kind before a second of any. */
export function makeQuiz(rows: readonly LessonRow[], { seed, length = LENGTH }: QuizOptions): Quiz {
  const steps = rows.filter(isStep);
  if (steps.length === 0) return { kind: 'too-short', next: phrase('lessonQuizNextVisit') };
  if (steps.length < MIN_STEPS)
    return { kind: 'too-short', next: phrase('lessonQuizNextReload', MIN_STEPS - steps.length) };
  const random = seededRandom(seed);
  const piles = Object.values(questionMakers).map((make) => shuffled(make(rows, random).filter(answerable), random));
  const order = shuffled(piles, random);
  const questions: QuizQuestion[] = [];
  for (let round = 0; questions.length < length && order.some((pile) => round < pile.length); round++) {
    for (const pile of order) {
      const draft = pile[round];
      if (draft !== undefined && questions.length < length) questions.push(mix(draft, random));
    }
  }
  return questions.length === 0
    ? { kind: 'too-short', next: phrase('lessonQuizNextReload', 1) }
    : { kind: 'ready', questions };
}

function answerable(draft: DraftQuestion): boolean {
  return distinctWrong(draft).length >= MIN_OPTIONS - 1;
}

function distinctWrong({ right, wrong }: DraftQuestion): DraftQuestion['wrong'] {
  const seen = new Set([right.value]);
  return wrong.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function mix(draft: DraftQuestion, random: Random): QuizQuestion {
  const { right, wrong: _wrong, ...question } = draft;
  const options = shuffled([right, ...distinctWrong(draft).slice(0, MAX_OPTIONS - 1)], random);
  return { ...question, options, right: options.indexOf(right) };
}
