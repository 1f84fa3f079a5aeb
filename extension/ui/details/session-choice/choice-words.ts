import { isSessionRole } from '../../../cookies/names/cookie-role.ts';
import type { Candidate } from '../../../trace/model/candidates.ts';
import { knownCookiePhrases } from '../../../trace/words/cookie-role-words.ts';
import { type Phrase, phrase } from '../../../trace/words/phrase.ts';

/** True where a response was seen that set a session of this cookie. */
function wasSet(thread: Candidate['thread']): boolean {
  return thread?.sessions.some(({ origin }) => origin === 'server') === true;
}

/**
 * Why a cookie is treated as the session cookie, or what else it is.
 *
 * @param isOfFile the trace was opened from a file, which names its own session cookies
 */
export function whyOf({ thread, known }: Candidate, isOfFile = false): readonly Phrase[] {
  const why = thread?.why;
  if (why === 'chosen') return [phrase(isOfFile ? 'whyChosenInFile' : 'whyChosen')];
  if (known !== undefined && !isSessionRole(known.role)) return knownCookiePhrases(known);
  if (why === 'behaviour') return [phrase('whyBehaviour')];
  if (why === 'sent-back') return [phrase(wasSet(thread) ? 'whySentBack' : 'whyCarried')];
  if (known !== undefined) return knownCookiePhrases(known, why === 'counted' ? 'whyNameCounted' : undefined);
  return [phrase('whyNothing')];
}
