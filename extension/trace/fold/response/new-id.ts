import { deniedBy, isSignIn, signInWorked } from '../../model/answer-class.ts';
import { countOf } from '../../model/count-of.ts';
import type { RequestEntry, SessionStep } from '../../model/entry.ts';

/**
 * A new id in answer to a known one: did the session go on under it, or did the server not know the old one?
 * The count tells. Where there is none, the answer may: a server that asks to sign in did not know the session, and a
 * sign-in that works gives a new id to the session that goes on. What it was judged by stands in the step.
 *
 * @param countBefore the last count of the session that was sent
 */
export function judgeNewId(
  entry: RequestEntry,
  step: SessionStep,
  countBefore: number | undefined,
): 'rotated' | 'replaced' {
  delete step.judgedBy;
  const count = countOf(entry);
  const safe = entry.method === 'GET' || entry.method === 'HEAD' || entry.method === 'OPTIONS';
  if (count !== undefined) {
    step.judgedBy = 'count';
    // A visit of a session that goes on is at least its second; a login right after the first one counts none.
    if (countBefore !== undefined) return count >= countBefore && (count > 1 || !safe) ? 'rotated' : 'replaced';
    return count > 1 ? 'rotated' : 'replaced';
  }
  if (deniedBy(entry) !== undefined) {
    step.judgedBy = 'answer';
    return 'replaced';
  }
  const serverKnewIt = (step.before?.entries.length ?? 0) > 1;
  if (signInWorked(entry) || (!safe && serverKnewIt && !isSignIn(entry))) {
    step.judgedBy = 'method';
    return 'rotated';
  }
  if (!safe && serverKnewIt) return 'rotated';
  return 'replaced';
}
