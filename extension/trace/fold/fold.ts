import { emptyTrace } from '../model/empty-trace.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { Fold, FoldOptions, Touched } from '../model/trace.ts';
import { applyEvent } from './apply-event.ts';
import type { FoldRun } from './fold-run.ts';
import { type FoldState, newFoldState } from './fold-state.ts';
import { expireSessions } from './observed/expiry.ts';
import { settleSilence } from './observed/silence.ts';

/** Starts a call of the fold and collects what it changes. */
function startRun(state: FoldState): { run: FoldRun; touched(): Touched } {
  const entries = new Set<RequestEntry>();
  let jar = false;
  let moved = false;
  const before = state.trace.lastEvent;
  const run: FoldRun = {
    state,
    entryChanged(entry) {
      entry.revision += 1;
      entries.add(entry);
    },
    jarChanged() {
      jar = true;
    },
    rowsMoved() {
      moved = true;
    },
  };
  return {
    run,
    touched() {
      if (entries.size > 0 || state.trace.lastEvent !== before) state.trace.revision += 1;
      return { entries, jar, moved };
    },
  };
}

/**
 * Starts a fold over a log. Events are correlated here, by id and time, and not in the background's memory: that is
 * what survives a background that is stopped between a request and its response.
 */
export function createFold(options: FoldOptions = {}): Fold {
  const trace = emptyTrace(options.before);
  const state = newFoldState(trace, options);
  return {
    trace,
    apply(events) {
      const { run, touched } = startRun(state);
      for (const event of events) {
        if (event.n <= trace.lastEvent) continue;
        trace.lastEvent = event.n;
        settleSilence(run, event.time);
        applyEvent(run, event);
      }
      return touched();
    },
    settle(now) {
      const { run, touched } = startRun(state);
      settleSilence(run, now);
      return touched();
    },
    expire(now) {
      const { run, touched } = startRun(state);
      const next = expireSessions(run, now);
      return { ...touched(), next };
    },
  };
}
