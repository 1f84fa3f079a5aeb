import type { NewTraceEvent, TraceEvent } from '../../model/event.ts';
import { hostOf } from '../../model/site.ts';
import type { HarExchange } from './har-exchange.ts';
import type { HarPages } from './har-pages.ts';
import type { HarSource } from './har-source.ts';

/** What the events of a HAR need beside its exchanges. */
export interface EventContext {
  readonly source: HarSource;
  readonly pages: HarPages;
  /** Exchanges that were left out at the front to keep the bound. */
  readonly dropped: number;
  /** The public suffix of a host; undefined where it has none. */
  publicSuffix(host: string): string | undefined;
  pause?(): Promise<void>;
}

/** Exchanges between two pauses. */
const BATCH = 5_000;

/** Events that each dropped exchange stood for: request, response, completed. */
const EVENTS_OF_DROPPED = 3;

/** Remembers the suffix of each host: a recording of 100,000 requests names a few dozen. */
function suffixesOf(
  publicSuffix: (host: string) => string | undefined,
): (urls: readonly (string | undefined)[]) => Record<string, string> {
  const known = new Map<string, string | undefined>();
  return (urls) => {
    const suffixes: Record<string, string> = {};
    for (const url of urls) {
      const host = url === undefined ? '' : hostOf(url);
      if (host === '') continue;
      if (!known.has(host)) known.set(host, publicSuffix(host));
      const suffix = known.get(host);
      if (suffix !== undefined) suffixes[host] = suffix;
    }
    return suffixes;
  };
}

function eventsOf(
  exchange: HarExchange,
  index: number,
  context: EventContext,
  suffixes: ReturnType<typeof suffixesOf>,
): NewTraceEvent[] {
  const { source, pages } = context;
  const topUrl = pages.topUrlOf(exchange);
  const { initiator, url, response } = exchange;
  const request = {
    requestId: `har-${index + 1}`,
    tabId: pages.tabOf(exchange),
    frameId: exchange.type === 'sub_frame' ? 1 : 0,
    method: exchange.method,
    url,
    type: exchange.type,
    storeId: source.browser === 'firefox' ? 'firefox-default' : '0',
    ...(initiator !== undefined && { initiator }),
    suffixes: suffixes([url, initiator, topUrl]),
  };
  const events: NewTraceEvent[] = [
    {
      kind: 'request',
      time: exchange.started,
      ...request,
      ...(topUrl !== undefined && { topUrl }),
      headers: exchange.requestHeaders,
    },
  ];
  if (response === undefined) {
    events.push({
      kind: 'failed',
      time: exchange.ended,
      ...request,
      error: exchange.error ?? 'no response in the HAR',
    });
    return events;
  }
  events.push({ kind: 'response', time: exchange.responded, ...request, ...response });
  if (exchange.count !== undefined) {
    const { count, pattern, text } = exchange.count;
    const { requestId, tabId } = request;
    events.push({ kind: 'count', time: exchange.ended, requestId, tabId, url, count, source: 'body', pattern, text });
  }
  if (exchange.error === undefined) {
    const { status } = response;
    events.push({ kind: 'completed', time: exchange.ended, ...request, status, fromCache: exchange.fromCache });
  } else {
    events.push({ kind: 'failed', time: exchange.ended, ...request, error: exchange.error });
  }
  return events;
}

/** The log that a browser would have told, in the order of time. A HAR knows nothing of the jar: no event tells of it. */
export async function traceOfHar(exchanges: readonly HarExchange[], context: EventContext): Promise<TraceEvent[]> {
  const inTime = [...exchanges].sort((a, b) => a.started - b.started);
  const suffixes = suffixesOf(context.publicSuffix);
  const told: NewTraceEvent[] = [];
  for (const [index, exchange] of inTime.entries()) {
    told.push(...eventsOf(exchange, index + context.dropped, context, suffixes));
    if (index % BATCH === BATCH - 1) await context.pause?.();
  }
  told.sort((a, b) => a.time - b.time);
  const time = told[0]?.time ?? 0;
  const { browser, browserVersion } = context.source;
  const first: NewTraceEvent[] = [{ kind: 'started', time, browser, browserVersion }];
  const through = context.dropped * EVENTS_OF_DROPPED;
  if (context.dropped > 0) first.unshift({ kind: 'dropped', time, through, entries: context.dropped });
  return [...first, ...told].map((event, index) => ({ ...event, n: through + index + 1 }));
}
