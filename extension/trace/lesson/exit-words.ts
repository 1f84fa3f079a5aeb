import type { EndCause } from '../model/session.ts';
import { endPhrase, endWordOf } from '../summary/end-words.ts';
import { type Phrase, phrase } from '../words/phrase.ts';
import type { ExitRow } from './lesson-rows.ts';

/** By whom a session was ended. */
export function exitBySaid({ session, end }: ExitRow): Phrase {
  return endPhrase(session, end);
}

// Of these the server knows: a cookie that is restored afterwards may stand for nothing there.
const serverKnows: ReadonlySet<EndCause> = new Set(['server', 'clear-site-data', 'replaced', 'rotated', 'expired']);

/** What that end means. */
export function exitMeansSaid({ end }: ExitRow): Phrase {
  if (end.undoneBy === undefined) return phrase(endWordOf(end).more);
  if (end.undoneBy === 'carried' || end.undoneBy === 'kept') return phrase('lessonKeptMeans');
  return phrase(serverKnows.has(end.cause) ? 'lessonRestoredMeans' : 'lessonUndoneMeans');
}
