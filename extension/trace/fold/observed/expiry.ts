import type { FoldRun } from '../fold-run.ts';
import type { FoldState, ThreadState } from '../fold-state.ts';
import { endSession } from '../tools/threads.ts';

/**
 * Ends the sessions of a thread whose cookies have expired.
 *
 * @param now ms since 1970
 * @param event the `n` of what shows it, or of the last event
 */
export function endExpired(state: FoldState, tracked: ThreadState, now: number, event: number): void {
  for (const { session } of [...tracked.living.values()]) {
    if (session.expires === undefined || session.expires > now) continue;
    endSession(state, tracked, session, { cause: 'expired', time: session.expires, event });
  }
}

/**
 * Ends what has expired while no event came, as far as a renewal would have been seen.
 *
 * @returns when the next cookie expires, in ms since 1970; Infinity: none does
 */
export function expireSessions(run: FoldRun, now: number): number {
  const { state } = run;
  const { trace } = state;
  let next = Infinity;
  if (!trace.recording || !state.jarShown || state.jarForgotten) return next;
  for (const tracked of state.threads.values()) {
    const living = [...tracked.living.values()];
    endExpired(state, tracked, now, trace.lastEvent);
    for (const { session } of living) {
      if (session.end === undefined) next = Math.min(next, session.expires ?? Infinity);
      else {
        for (const entry of session.entries.slice(-1)) run.entryChanged(entry);
        // What shows the jar reads it again: then Chromium reports it, too.
        run.jarChanged();
      }
    }
  }
  return next;
}
