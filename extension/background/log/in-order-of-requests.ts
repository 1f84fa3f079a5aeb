import type { NewTraceEvent } from '../../trace/model/event.ts';

/**
 * The same events, those of each request in the order of their times; all others keep their places. A background that wakes
 * may hear of a request's end before its beginning: Chromium calls the listeners of each event apart. A fold would take the
 * request for one that was never seen.
 */
export function inOrderOfRequests(events: readonly NewTraceEvent[]): NewTraceEvent[] {
  const places = new Map<string, number[]>();
  for (const [at, event] of events.entries()) {
    if (!isOfRequest(event)) continue;
    const known = places.get(event.requestId);
    if (known === undefined) places.set(event.requestId, [at]);
    else known.push(at);
  }
  const ordered = [...events];
  for (const its of places.values()) {
    const sorted = its.map((at) => events[at]).filter((event) => event !== undefined);
    sorted.sort((one, other) => one.time - other.time);
    for (const [place, event] of sorted.entries()) ordered[its[place] ?? 0] = event;
  }
  return ordered;
}

function isOfRequest(
  event: NewTraceEvent,
): event is Extract<NewTraceEvent, { kind: 'request' | 'response' | 'completed' | 'failed' }> {
  return event.kind === 'request' || event.kind === 'response' || event.kind === 'completed' || event.kind === 'failed';
}
