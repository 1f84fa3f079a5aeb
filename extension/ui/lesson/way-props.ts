import type { LessonModel } from './lesson-model.ts';

/** What every way to learn is given. */
export interface WayProps {
  readonly lesson: LessonModel;
  /** Goes to a row of the execution table. */
  readonly onGo: (key: string) => void;
}
