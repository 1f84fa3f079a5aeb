import type { Session, Thread } from '../model/session.ts';

/** What the trace shows after the session's cookie was deleted and the page loaded again. */
export type NewSessionProof =
  /** The server has not answered with a session yet. */
  | { readonly kind: 'waiting' }
  /** A session with another id lives: the server started a new one. */
  | { readonly kind: 'new'; readonly before: Session; readonly after: Session }
  /** The server went on with a session that was there before: another cookie of the name was sent. */
  | { readonly kind: 'other'; readonly session: Session }
  /** The old id is back: a script, another tab or the server put it there again. */
  | { readonly kind: 'same'; readonly session: Session };

/**
 * Proves that the id changed: by the thread, not by the deletion.
 *
 * @param before the session whose cookie was deleted
 * @param since ms since 1970, when it was deleted
 */
export function proveNewSession(thread: Thread, before: Session, since: number): NewSessionProof {
  for (const session of thread.sessions) {
    if (session === before || session.end !== undefined) continue;
    if (session.firstSeen >= since && session.id !== before.id) return { kind: 'new', before, after: session };
    if (session.entries.length > 0 && session.lastSeen >= since) return { kind: 'other', session };
  }
  if (before.end === undefined && before.lastSeen > since) return { kind: 'same', session: before };
  return { kind: 'waiting' };
}

/** The session that requests carry now: of those that live, the one that a request carried last. */
export function livingSession(thread: Thread): Session | undefined {
  const alive = thread.sessions.filter(({ end }) => end === undefined || end.undoneBy !== undefined);
  const carried = alive.filter(({ entries }) => entries.length > 0);
  return (carried.length > 0 ? carried : alive).toSorted((a, b) => a.lastSeen - b.lastSeen).at(-1);
}
