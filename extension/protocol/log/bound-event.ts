import { bounded, boundedCookie, boundedTime, isTime } from '../../trace/model/bounds.ts';
import type { TraceEvent } from '../../trace/model/event.ts';

/** An event whose numbers can be calculated with and written. One that is in order is returned as it is. */
export function boundEvent(event: TraceEvent): TraceEvent {
  const timed = isTime(event.time) ? event : { ...event, time: boundedTime(event.time) };
  switch (timed.kind) {
    case 'cookie-changed': {
      const cookie = boundedCookie(timed.cookie);
      return cookie === timed.cookie ? timed : { ...timed, cookie };
    }
    case 'jar':
      return timed.cookies.every((cookie) => boundedCookie(cookie) === cookie)
        ? timed
        : { ...timed, cookies: timed.cookies.map(boundedCookie) };
    case 'count':
      return Number.isSafeInteger(timed.count)
        ? timed
        : { ...timed, count: Math.trunc(bounded(timed.count, Number.MAX_SAFE_INTEGER)) };
    default:
      return timed;
  }
}
