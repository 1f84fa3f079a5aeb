import type { RequestEntry, SessionAction, SessionEffect } from '../model/entry.ts';

/** What there is to say about an entry: what it did to the session, or why nothing can be said of that. */
export type EntryState = SessionAction | 'pending' | 'failed' | 'cached';

/** The state of an entry on the thread that is looked at; `effect` is absent when it did nothing there. */
export function entryState(entry: RequestEntry, effect: SessionEffect | undefined): EntryState {
  if (entry.error !== undefined && entry.status === undefined) return 'failed';
  // A cache hit shows a Cookie header, but nothing reached the server.
  if (entry.fromCache === true && entry.setCookies.length === 0) return 'cached';
  if (entry.status === undefined && effect?.action !== 'not-sent') return 'pending';
  return effect?.action ?? 'none';
}

/** The counts of other sources that do not agree with it. */
export function otherCountsOf(entry: RequestEntry): readonly number[] {
  const [first, ...others] = new Set(entry.counts.map(({ count }) => count));
  return first === undefined ? [] : others;
}
