import type { EndCause } from '../model/session.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';

/** Why a request came without an id, so that the server made a new session. */
export type NewSessionCause =
  /** Nothing of this cookie was seen before. */
  | 'first'
  /** The session before it had ended. */
  | Exclude<EndCause, 'rotated' | 'replaced'>
  /** The browser had refused the cookie before. */
  | 'refused'
  /** Another request was on its way at the same time and got a session of its own. */
  | 'parallel'
  /** A session was still held, but not sent here. */
  | 'not-sent'
  /** The request itself was not seen. */
  | 'unseen';

/** Why a `created` row made a session, by the rows before it. */
export function newSessionCause(rows: readonly LessonRow[], row: StepRow): NewSessionCause {
  if (row.entry.requestUnseen) return 'unseen';
  const started = row.entry.startedDateTime;
  for (let i = rows.findIndex(({ key }) => key === row.key) - 1; i >= 0; i--) {
    const before = rows[i];
    if (before === undefined) break;
    if (isStep(before)) {
      const cause = causeOfStep(before, started);
      if (cause !== undefined) return cause;
      continue;
    }
    const { end } = before;
    if (end.undoneBy !== undefined || end.cause === 'rotated') continue;
    // A replaced session leaves its successor behind: that one's fate counts.
    if (end.cause !== 'replaced') return end.cause;
  }
  return earlierSession(row) ? 'unknown' : 'first';
}

function causeOfStep(before: StepRow, started: number): NewSessionCause | undefined {
  if (before.state === 'refused') return 'refused';
  if (before.held === undefined) return undefined;
  const crossed = (before.entry.respondedAt ?? Infinity) > started;
  if (crossed) return before.state === 'created' ? 'parallel' : undefined;
  // It left a session with the browser. Had that not ended when this request left, it was there and was not sent. An
  // end that a browser reports late (Firefox an expiry) stands below in the rows.
  const { end } = before.held;
  if (end === undefined || end.time > started) return 'not-sent';
  return end.cause === 'rotated' || end.cause === 'replaced' ? undefined : end.cause;
}

function earlierSession(row: StepRow): boolean {
  const { sessions } = row.effect.thread;
  const at = row.held === undefined ? -1 : sessions.indexOf(row.held);
  return at > 0;
}
