import type { ResourceType, TraceEvent } from '../../model/event.ts';
import type { HarExchange } from './har-exchange.ts';
import type { EventMark, OtherEvent, OwnEntry } from './own-entry.ts';

/** The events of an exchange that Sidtrail wrote; undefined where it did not, or where the file was changed since. */
function eventsOf(exchange: HarExchange, own: OwnEntry): TraceEvent[] | undefined {
  const { requestId, frameId, tabId, storeId, topUrl, initiator, ancestors, suffixes } = own;
  const { response } = exchange;
  const from = (kind: 'request' | 'response' | 'completed' | 'failed', [n, time]: EventMark) => ({
    kind,
    n,
    time,
    requestId,
    tabId,
    frameId,
    storeId,
    method: exchange.method,
    url: exchange.url,
    // Fetch and Chrome gain types faster than a table would.
    type: own.type as ResourceType,
    ...(initiator !== undefined && { initiator }),
    ...(suffixes !== undefined && { suffixes }),
  });
  const events: TraceEvent[] = [];
  if (own.request !== undefined) {
    events.push({
      ...from('request', own.request),
      kind: 'request',
      ...(topUrl !== undefined && { topUrl }),
      ...(ancestors !== undefined && { ancestors }),
      ...(own.credential !== undefined && { credential: own.credential }),
      headers: exchange.requestHeaders,
    });
  }
  if (own.response !== undefined) {
    if (response === undefined) return undefined;
    const { status, headers } = response;
    const statusLine = own.statusLine ?? response.statusLine;
    const says = own.says !== undefined && { says: own.says };
    const kept = exchange.fromCache && own.completed === undefined && { fromCache: true };
    events.push({ ...from('response', own.response), kind: 'response', status, statusLine, headers, ...says, ...kept });
  }
  if (own.completed !== undefined) {
    const { fromCache } = exchange;
    events.push({ ...from('completed', own.completed), kind: 'completed', status: response?.status ?? 0, fromCache });
  }
  if (own.failed !== undefined) {
    events.push({ ...from('failed', own.failed), kind: 'failed', error: exchange.error ?? '' });
  }
  return events;
}

/**
 * The log of a HAR that Sidtrail saved, event by event as it was; undefined where an entry is not Sidtrail's or the
 * order does not hold, because the file was changed by another tool.
 *
 * @param others the events that are no part of an exchange
 */
export function ownLog(exchanges: readonly HarExchange[], others: readonly OtherEvent[]): TraceEvent[] | undefined {
  const events: TraceEvent[] = [...others];
  for (const exchange of exchanges) {
    const own = exchange.own === undefined ? undefined : eventsOf(exchange, exchange.own);
    if (own === undefined) return undefined;
    for (const event of own) events.push(event);
  }
  events.sort((a, b) => a.n - b.n);
  for (let i = 1; i < events.length; i += 1) if (events[i]?.n === events[i - 1]?.n) return undefined;
  return events;
}
