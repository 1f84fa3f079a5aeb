import { isSignInPath, pathOfEntry, saysOver } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
import { isStatic } from '../model/request-kind.ts';
import type { Session } from '../model/session.ts';

/** The page that one is led to when one is turned away: it opens to everybody, and shows nothing of a session. */
function isForStrangers(entry: RequestEntry): boolean {
  if (entry.method !== 'GET') return false;
  return isSignInPath(pathOfEntry(entry)) || (URL.canParse(entry.url) && saysOver(new URL(entry.url)));
}

/** True for a session that the browser still holds and that the server turned away when it was sent last. */
export function isTurnedAway(session: Session): boolean {
  if (session.end !== undefined) return false;
  const last = session.entries.findLast(
    (entry) => entry.status !== undefined && !isStatic(entry) && !isForStrangers(entry),
  );
  return last?.effects.some(({ before, rejected }) => before === session && rejected !== undefined) === true;
}
