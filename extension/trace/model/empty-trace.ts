import type { StateBefore, Trace } from './trace.ts';

/**
 * A trace of which nothing has been folded yet.
 *
 * @param before what the log said before its first event
 */
export function emptyTrace(before?: StateBefore): Trace {
  return {
    revision: 0,
    lastEvent: 0,
    browser: before?.browser ?? 'chrome',
    rulesKnown: true,
    recording: before?.recording ?? true,
    entries: [],
    dropped: 0,
    rows: [],
    sessions: [],
    threads: new Map(),
    companions: new Map(),
    showsJar: false,
    jar: new Map(),
    elsewhere: [],
  };
}
