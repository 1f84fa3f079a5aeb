import { isStatic } from '../model/request-kind.ts';
import type { Session } from '../model/session.ts';

/** True for a session that the browser still holds and that the server turned away when it was sent last. */
export function isTurnedAway(session: Session): boolean {
  if (session.end !== undefined) return false;
  const last = session.entries.findLast(
    (entry) => entry.status !== undefined && !isStatic(entry) && entry.isForStrangers !== true,
  );
  return last?.effects.some(({ before, rejected }) => before === session && rejected !== undefined) === true;
}
