import type { Trace } from './trace.ts';

/** A trace of which nothing has been folded yet. */
export function emptyTrace(): Trace {
  return {
    revision: 0,
    lastEvent: 0,
    browser: 'chrome',
    rulesKnown: true,
    recording: true,
    entries: [],
    dropped: 0,
    rows: [],
    sessions: [],
    threads: new Map(),
    companions: new Map(),
    jar: new Map(),
    elsewhere: [],
  };
}
