import type { BrowserRules } from '../../../cookies/browser-rules.ts';
import { seededRandom } from '../random.ts';
import type { Exercise, Level } from './exercise.ts';
import { drawKept, keptExercise } from './kept-exercise.ts';
import { drawSent, sentExercise } from './sent-exercise.ts';

/** Spreads the seeds of exercises that follow each other. */
const STRIDE = 0x9e3779b1;

/** What makes an exercise: the same of all four make the same one. */
export interface ExerciseOptions {
  readonly seed: number;
  /** 0, 1, 2 … without end. */
  readonly number: number;
  readonly level: Level;
  /** The rules of the reader's browser: it makes the exercise and grades it. */
  readonly rules: BrowserRules;
}

/** Makes "be the browser": what is sent and what is kept by turns. */
export function makeExercise({ seed, number, level, rules }: ExerciseOptions): Exercise {
  const random = seededRandom(seed + Math.imul(number + 1, STRIDE) + level);
  return number % 2 === 0
    ? sentExercise(drawSent(level, rules, random), level, rules)
    : keptExercise(drawKept(level, rules, random), level, rules);
}
