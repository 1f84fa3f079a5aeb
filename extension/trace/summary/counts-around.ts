import { countOf } from '../model/count-of.ts';
import type { RequestEntry, SessionEffect } from '../model/entry.ts';
import type { Session } from '../model/session.ts';

/** Readings that are looked back over: parallel requests lie close together. */
const REACH = 300;

/** Counts around a request, as the server reported them. */
export interface CountsAround {
  readonly before?: number;
  readonly count?: number;
  /** A count that was higher had been reported for this id before this request left. */
  readonly wasHigher: boolean;
}

/** The session whose count this one took over by a rotation. */
export function rotatedFrom(session: Session): Session | undefined {
  const { sessions } = session.thread;
  for (let i = sessions.indexOf(session) - 1; i >= 0; i--) {
    const earlier = sessions[i];
    if (earlier?.end?.cause === 'rotated' && earlier.end.successor === session) return earlier;
  }
  return undefined;
}

/**
 * The counts around a request. `before` is what the server found: the count of its last response before this request.
 * Where requests crossed, it is the next smaller count of all that were reported for this id. So two parallel requests
 * that were both counted as 5 both show 4.
 */
export function countsAround(entry: RequestEntry, effect: SessionEffect): CountsAround {
  const count = countOf(entry);
  const { before: sent } = effect;
  if (sent === undefined) return { ...(count !== undefined && { count }), wasHigher: false };
  const readings = readingsOf(sent).filter((reading) => reading.entry !== entry);
  const earlier = readings.filter((reading) => (reading.entry.respondedAt ?? Infinity) <= entry.startedDateTime);
  const last = earlier.at(-1)?.count;
  const wasHigher = count !== undefined && earlier.some((reading) => reading.count > count);
  const before = count === undefined || last === count ? last : largestBelow(count, readings);
  return { wasHigher, ...(count !== undefined && { count }), ...(before !== undefined && { before }) };
}

/** Whether the server knew the session and reported the count that it had before: it did not count this request. */
export function countStays(entry: RequestEntry, effect: SessionEffect): boolean {
  if (effect.action !== 'resumed') return false;
  const { before, count } = countsAround(entry, effect);
  return count !== undefined && count === before;
}

function readingsOf(session: Session): { readonly entry: RequestEntry; readonly count: number }[] {
  const own = session.counts.slice(-REACH);
  if (own.length === REACH) return own;
  const parent = rotatedFrom(session);
  return parent === undefined ? own : [...parent.counts.slice(-REACH), ...own];
}

function largestBelow(count: number, readings: readonly { readonly count: number }[]): number | undefined {
  let best: number | undefined;
  for (const reading of readings) {
    if (reading.count < count && (best === undefined || reading.count > best)) best = reading.count;
  }
  return best;
}
