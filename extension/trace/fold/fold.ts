import type { RequestEntry } from '../entry.ts';
import type { TraceEvent } from '../event.ts';
import type { Fold, FoldOptions, Trace } from '../trace.ts';
import { applyEvent } from './apply-event.ts';
import type { ApplyStep } from './apply-step.ts';
import { newFoldState } from './fold-state.ts';

/**
 * Starts a fold over a log. Events are correlated here, by id and time, and not in the background's memory: that is
 * what survives a background that is stopped between a request and its response.
 */
export function createFold(options: FoldOptions = {}): Fold {
  const trace: Trace = {
    revision: 0,
    lastEvent: 0,
    browser: 'chrome',
    recording: true,
    entries: [],
    dropped: 0,
    rows: [],
    sessions: [],
    threads: new Map(),
    jar: new Map(),
    elsewhere: [],
  };
  const state = newFoldState(trace, options);
  return {
    trace,
    apply(events) {
      const entries = new Set<RequestEntry>();
      let jar = false;
      let moved = false;
      const touch: ApplyStep = {
        state,
        entry(entry) {
          entry.revision += 1;
          entries.add(entry);
        },
        jar() {
          jar = true;
        },
        moved() {
          moved = true;
        },
      };
      for (const event of events as readonly TraceEvent[]) {
        if (event.n <= trace.lastEvent) continue;
        trace.lastEvent = event.n;
        applyEvent(touch, event);
      }
      if (events.length > 0) trace.revision += 1;
      return { entries, jar, moved };
    },
  };
}
