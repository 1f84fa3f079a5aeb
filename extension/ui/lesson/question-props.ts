import type { LessonModel } from './lesson-model.ts';

/** What shows one exercise of a row without end, whichever way of the lesson asks it. */
export interface QuestionProps<Asked> {
  readonly exercise: Asked;
  readonly number: number;
  readonly lesson: LessonModel;
  /** Whether it appears because the reader went on to it. */
  readonly focus: boolean;
  readonly onNext: () => void;
}
