import type { Session } from '../model/session.ts';
import { chip, clock, type Phrase, phrase } from '../words/phrase.ts';
import { isStep, type LessonRow } from './lesson-rows.ts';

/** The row below the newest one while a session lives: how it will end if no further request comes. */
export interface ExitAhead {
  readonly session: Session;
  /** What will end it. */
  readonly by: Phrase;
  /** What that will mean, and how long the browser keeps the cookie. */
  readonly means: readonly Phrase[];
}

/** How the living session will end; undefined where the browser holds none. */
export function exitAhead(rows: readonly LessonRow[]): ExitAhead | undefined {
  const session = livingSession(rows);
  if (session === undefined) return undefined;
  const kept =
    session.expires === undefined
      ? phrase('lessonAheadWithBrowser')
      : phrase('lessonAheadUntil', clock(session.expires));
  return {
    session,
    by: phrase('lessonAheadBy', chip(session)),
    means: [phrase('lessonAheadMeans'), kept, phrase('lessonAheadServer')],
  };
}

/** The session that the browser was left with and that has not ended. */
export function livingSession(rows: readonly LessonRow[]): Session | undefined {
  const last = rows.findLast((row) => isStep(row) && row.held !== undefined);
  const held = last !== undefined && isStep(last) ? last.held : undefined;
  return held === undefined || (held.end !== undefined && held.end.undoneBy === undefined) ? undefined : held;
}
