import type { RequestEntry, SessionEffect } from '../model/entry.ts';
import { wasUnknown } from '../model/judged-by.ts';
import type { CountsAround } from '../summary/counts-around.ts';
import { type EntryState, entryState } from '../summary/entry-state.ts';

/**
 * What there is to say about a request on the thread that is followed: what it did to the session, or why nothing can
 * be said of that. `kept` and `restarted` are what a `resumed` one is when its count did not rise; `sent` and `new-id` are a
 * `resumed` and a `replaced` one of which nothing shows whether the server knew the session.
 */
export type LessonState = EntryState | 'kept' | 'restarted' | 'sent' | 'new-id';

/** The state of a request. */
export function lessonState(entry: RequestEntry, effect: SessionEffect, counts: CountsAround): LessonState {
  const state = entryState(entry, effect);
  if (state === 'replaced') return wasUnknown(effect.judgedBy) ? state : 'new-id';
  if (state !== 'resumed') return state;
  if (counts.count === undefined) return effect.accepted === undefined ? 'sent' : 'resumed';
  if (counts.count === 1 && counts.wasHigher) return 'restarted';
  return counts.count === counts.before ? 'kept' : 'resumed';
}
