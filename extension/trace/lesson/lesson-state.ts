import type { RequestEntry, SessionAction, SessionEffect } from '../model/entry.ts';
import { wasUnknown } from '../model/judged-by.ts';
import type { CountsAround } from '../summary/counts-around.ts';

/**
 * What there is to say about a request on the thread that is followed: what it did to the session, or why nothing can
 * be said of that. `kept` and `restarted` are what a `resumed` one is when its count did not rise; `sent` and `new-id` are a
 * `resumed` and a `replaced` one of which nothing shows whether the server knew the session.
 */
export type LessonState = SessionAction | 'kept' | 'restarted' | 'sent' | 'new-id' | 'pending' | 'failed' | 'cached';

/** The state of a request. */
export function lessonState(entry: RequestEntry, effect: SessionEffect, counts: CountsAround): LessonState {
  if (entry.error !== undefined && entry.status === undefined) return 'failed';
  // A cache hit shows a Cookie header, but nothing reached the server.
  if (entry.fromCache === true && entry.setCookies.length === 0) return 'cached';
  if (entry.status === undefined && effect.action !== 'not-sent') return 'pending';
  if (effect.action === 'replaced' && !wasUnknown(effect.judgedBy)) return 'new-id';
  if (effect.action !== 'resumed') return effect.action;
  if (counts.count === undefined) return effect.accepted === undefined ? 'sent' : 'resumed';
  if (counts.count === 1 && counts.wasHigher) return 'restarted';
  return counts.count === counts.before ? 'kept' : 'resumed';
}
