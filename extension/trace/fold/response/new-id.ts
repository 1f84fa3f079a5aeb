import { deniedBy, isSignIn, isSignOut, signInWorked } from '../../model/answer-class.ts';
import { countOf } from '../../model/count-of.ts';
import type { RequestEntry, SessionEffect } from '../../model/entry.ts';

/**
 * A new id in answer to a known one: did the session go on under it, or did the server not know the old one?
 * The count decides. Where there is none, the answer may: a server that asks to sign in did not know the session. A
 * sign-in that works gives a new id to the session that goes on. What it was judged by stands in the effect.
 *
 * A request that may change something may have ended the session itself ("start over"). Where the count starts again in
 * answer to one, nothing shows that the server did not know the old id; a count of 0 shows nothing at all.
 *
 * @param countBefore the last count of the session that was sent
 */
export function judgeNewId(
  entry: RequestEntry,
  effect: SessionEffect,
  countBefore: number | undefined,
): 'rotated' | 'replaced' {
  delete effect.judgedBy;
  const count = countOf(entry);
  const safe = entry.method === 'GET' || entry.method === 'HEAD' || entry.method === 'OPTIONS';
  if (count !== undefined) {
    // A visit of a session that goes on is at least its second; a login right after the first one counts none.
    const goesOn = count >= (countBefore ?? 2) && (count > 1 || !safe) && count > 0;
    if (safe || goesOn) effect.judgedBy = 'count';
    else if (countBefore !== undefined && count < countBefore) effect.judgedBy = 'restart';
    return goesOn ? 'rotated' : 'replaced';
  }
  // Whoever signs out gets an id for a stranger: nothing goes on, and the server knew the old one.
  if (isSignOut(entry)) return 'replaced';
  if (deniedBy(entry) !== undefined) {
    // A wrong password is refused as well: that says nothing of the session that was sent.
    if (!isSignIn(entry)) effect.judgedBy = 'answer';
    return 'replaced';
  }
  // Who is in no more signs in to a new session, whatever the old one still holds: nothing shows that it goes on.
  if (isSignIn(entry) && effect.before?.isTurnedAway === true) return 'replaced';
  const serverKnewIt = (effect.before?.entries.length ?? 0) > 1;
  if (signInWorked(entry) || (!safe && serverKnewIt && !isSignIn(entry))) {
    effect.judgedBy = 'method';
    return 'rotated';
  }
  if (!safe && serverKnewIt) return 'rotated';
  return 'replaced';
}
