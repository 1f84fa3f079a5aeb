import type { Header, NewTraceEvent, TraceEvent } from '../../model/event.ts';
import { hostOf, siteOf } from '../../model/site-of.ts';
import type { HarExchange } from './har-exchange.ts';
import { asObserved } from './har-headers.ts';
import type { HarPages } from './har-pages.ts';
import { HarPlaces, type Place } from './har-places.ts';
import type { HarSource } from './har-source.ts';

/** What the events of a HAR need beside its exchanges. */
export interface EventContext {
  readonly source: HarSource;
  readonly pages: HarPages;
  /** Exchanges that were left out at the front to keep the bound. */
  readonly dropped: number;
  /** The public suffix of a host; undefined where it has none. */
  publicSuffix(host: string): string | undefined;
}

/** Events that each dropped exchange stood for: request, response, completed. */
const EVENTS_OF_DROPPED = 3;

/** Remembers the suffix of each host: a recording of 100,000 requests names a few dozen. */
class Suffixes {
  readonly #publicSuffix: (host: string) => string | undefined;
  readonly #known = new Map<string, string | undefined>();

  constructor(publicSuffix: (host: string) => string | undefined) {
    this.#publicSuffix = publicSuffix;
  }

  of(host: string): string | undefined {
    if (!this.#known.has(host)) this.#known.set(host, this.#publicSuffix(host));
    return this.#known.get(host);
  }

  siteOf(url: string): string {
    const host = hostOf(url);
    return siteOf(host, this.of(host));
  }

  /** By host. `fromEntries` defines members, so that a host `__proto__` is one like any other. */
  ofAll(urls: readonly (string | undefined)[]): Readonly<Record<string, string>> {
    const found = new Map<string, string>();
    for (const url of urls) {
      const host = url === undefined ? '' : hostOf(url);
      const suffix = host === '' ? undefined : this.of(host);
      if (suffix !== undefined) found.set(host, suffix);
    }
    return Object.fromEntries(found);
  }
}

/** One exchange as events. */
class ExchangeEvents {
  readonly #context: EventContext;
  readonly #suffixes: Suffixes;
  readonly #requestIds = new Map<HarExchange, string>();

  constructor(context: EventContext, suffixes: Suffixes) {
    this.#context = context;
    this.#suffixes = suffixes;
  }

  /**
   * @param index of the exchange, dropped ones counted
   * @param nextHop when the request begins that it redirects to, in ms since 1970
   */
  of(exchange: HarExchange, place: Place, index: number, nextHop: number | undefined): NewTraceEvent[] {
    const { source } = this.#context;
    const { type, tabId, frameId, topUrl, initiator, ancestors, before } = place;
    const { url, method, response } = exchange;
    // Redirect hops share their id, as the browser's do.
    const requestId = (before === undefined ? undefined : this.#requestIds.get(before)) ?? `har-${index + 1}`;
    if (nextHop !== undefined) this.#requestIds.set(exchange, requestId);
    const request = {
      requestId,
      tabId,
      frameId,
      method,
      url,
      type,
      storeId: source.browser === 'firefox' ? 'firefox-default' : '0',
      ...(initiator !== undefined && { initiator }),
      suffixes: this.#suffixes.ofAll([url, initiator, topUrl, ...(ancestors ?? [])]),
    };
    const asked: NewTraceEvent = {
      kind: 'request',
      time: exchange.started,
      ...request,
      ...(topUrl !== undefined && { topUrl }),
      ...(ancestors !== undefined && { ancestors }),
      ...(exchange.credential !== undefined && { credential: exchange.credential }),
      headers: this.#headers(exchange.requestHeaders),
    };
    // A browser reports no request that it answers from its cache.
    const events: NewTraceEvent[] = exchange.isUnseen && response !== undefined ? [] : [asked];
    if (response === undefined) {
      events.push({
        kind: 'failed',
        time: exchange.ended,
        ...request,
        error: exchange.error ?? 'no response in the HAR',
      });
      return events;
    }
    const responded = Math.min(exchange.responded, nextHop ?? exchange.responded);
    events.push({
      kind: 'response',
      time: responded,
      ...request,
      ...response,
      headers: this.#headers(response.headers),
      ...(nextHop !== undefined && exchange.fromCache && { fromCache: true }),
    });
    if (exchange.count !== undefined) {
      const { count, pattern, text } = exchange.count;
      events.push({ kind: 'count', time: exchange.ended, requestId, tabId, url, count, source: 'body', pattern, text });
    }
    // A browser reports the end of the last hop alone.
    if (nextHop !== undefined) return events;
    if (exchange.error === undefined) {
      const { status } = response;
      events.push({ kind: 'completed', time: exchange.ended, ...request, status, fromCache: exchange.fromCache });
    } else {
      events.push({ kind: 'failed', time: exchange.ended, ...request, error: exchange.error });
    }
    return events;
  }

  #headers(headers: readonly Header[]): Header[] {
    const text = this.#context.source.browser === 'firefox' ? 'octets' : 'utf-8';
    return headers.map(([name, value]): Header => [name, asObserved(value, text)]);
  }
}

/** The log that a browser would have recorded, in the order of time. A HAR knows nothing of the jar: no event is about it. */
export function traceOfHar(exchanges: readonly HarExchange[], context: EventContext): TraceEvent[] {
  const inTime = [...exchanges].sort((a, b) => a.started - b.started);
  const suffixes = new Suffixes(context.publicSuffix);
  const { source, pages, dropped } = context;
  const places = new HarPlaces(inTime, { source, pages, siteOf: (url) => suffixes.siteOf(url) });
  const made = new ExchangeEvents(context, suffixes);
  const events: NewTraceEvent[] = [];
  for (const [index, exchange] of inTime.entries()) {
    const place = places.placeOf(exchange);
    const next = places.redirectedTo(exchange)?.started;
    for (const event of made.of(exchange, place, index + dropped, next)) events.push(event);
  }
  events.sort((a, b) => a.time - b.time);
  const time = events[0]?.time ?? 0;
  const { browser, browserVersion, rulesKnown, product } = source;
  const first: NewTraceEvent[] = [
    {
      kind: 'started',
      time,
      browser,
      browserVersion,
      ...(!rulesKnown && { rulesKnown: false, ...(product !== undefined && { product }) }),
    },
  ];
  const through = dropped * EVENTS_OF_DROPPED;
  if (dropped > 0) first.unshift({ kind: 'dropped', time, through, entries: dropped });
  return [...first, ...events].map((event, index) => ({ ...event, n: through + index + 1 }));
}
