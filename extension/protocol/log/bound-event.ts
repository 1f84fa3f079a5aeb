import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { TraceEvent } from '../../trace/model/event.ts';

/** The furthest time from 1970 that JavaScript can write, in ms (ECMA-262, section 21.4.1.1). */
const LAST_TIME = 8.64e15;

function within(value: number, most: number): number {
  // JSON has no infinite numbers: a recorder that wrote one left null.
  if (typeof value !== 'number' || Number.isNaN(value)) return 0;
  return Math.min(most, Math.max(-most, value));
}

function isTime(ms: number): boolean {
  return Number.isFinite(ms) && Math.abs(ms) <= LAST_TIME;
}

function boundCookie(cookie: BrowserCookie): BrowserCookie {
  const { expirationDate } = cookie;
  if (expirationDate === undefined || isTime(expirationDate * 1000)) return cookie;
  return { ...cookie, expirationDate: within(expirationDate, LAST_TIME / 1000) };
}

/**
 * An event whose numbers can be calculated with and written. Browsers hand on what they were given: a cookie's expiry
 * may lie beyond all dates. An event that is in order is returned as it is.
 */
export function boundEvent(event: TraceEvent): TraceEvent {
  const timed = isTime(event.time) ? event : { ...event, time: within(event.time, LAST_TIME) };
  switch (timed.kind) {
    case 'cookie-changed': {
      const cookie = boundCookie(timed.cookie);
      return cookie === timed.cookie ? timed : { ...timed, cookie };
    }
    case 'jar':
      return timed.cookies.every((cookie) => boundCookie(cookie) === cookie)
        ? timed
        : { ...timed, cookies: timed.cookies.map(boundCookie) };
    case 'count':
      return Number.isSafeInteger(timed.count)
        ? timed
        : { ...timed, count: Math.trunc(within(timed.count, Number.MAX_SAFE_INTEGER)) };
    default:
      return timed;
  }
}
