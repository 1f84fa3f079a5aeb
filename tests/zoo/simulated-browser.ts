import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isSecureUrl } from '../../extension/cookies/hosts.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { type CookieRequest, sameSite } from '../../extension/cookies/site.ts';
import type { Header, NewTraceEvent, ResourceType, TraceEvent } from '../../extension/trace/model/event.ts';
import { isKeptResponseHeader, KEPT_REQUEST_HEADERS } from '../../extension/trace/model/kept-headers.ts';
import type { Network } from './network.ts';
import { type JarChange, SimulatedJar } from './simulated-jar.ts';
import type { FetchOptions, Stage, Visitor } from './visitor.ts';

/** What a person takes from one click to the next, and a script from one request to the next, in ms. */
const BETWEEN_CLICKS = 1_500;
const BETWEEN_FETCHES = 40;
/** What an answer takes on its way, and its end after its head, in ms. */
const ON_THE_WAY = 24;
const TO_THE_END = 4;

/** A browser gives up after this many redirects. */
const MAX_REDIRECTS = 20;

/** An event before the clock has given it its time. */
type EventWithoutTime = NewTraceEvent extends infer E ? (E extends NewTraceEvent ? Omit<E, 'time'> : never) : never;

/** The document of a tab or frame. */
interface Document {
  readonly url: string;
}

/** One request as the browser makes it. */
interface Asked {
  readonly tabId: number;
  readonly frameId: number;
  readonly type: ResourceType;
  readonly method: string;
  readonly url: string;
  /** The document that asks; absent: the address bar. */
  readonly by?: Document;
  /** The tab's document; absent: this request is for it. */
  readonly top?: Document;
  readonly body?: string;
  readonly mode: 'navigate' | 'cors' | 'no-cors';
  readonly credentials: 'omit' | 'same-origin' | 'include';
}

interface Answered {
  readonly status: number;
  readonly url: string;
  readonly headers: readonly Header[];
}

export interface SimulatedBrowserOptions {
  /** When the story begins, in ms since 1970. */
  readonly start: number;
  readonly thirdPartyCookies: 'allowed' | 'blocked';
  readonly unwatched: readonly string[];
}

/**
 * A browser without a window: it keeps a jar by the cookie rules, asks real servers, and records what happens as the events that
 * the extension would have recorded. Node runs the whole zoo with it in seconds; real browsers then show that it is so.
 */
export class SimulatedBrowser {
  readonly events: TraceEvent[] = [];
  readonly #network: Network;
  readonly #options: SimulatedBrowserOptions;
  readonly #jar = new SimulatedJar();
  readonly #agents = { http: new HttpAgent(), https: new HttpsAgent({ rejectUnauthorized: false }) };
  #time: number;
  #requests = 0;
  #tabs = 0;

  constructor(network: Network, options: SimulatedBrowserOptions) {
    this.#network = network;
    this.#options = options;
    this.#time = options.start;
    this.#emit({ kind: 'started', browser: 'chrome', browserVersion: '156' });
    this.#emit({ kind: 'jar', cookies: [] });
  }

  /** Its clock, which the servers share, in ms since 1970. */
  get time(): number {
    return this.#time;
  }

  /** @param home the origin that paths are of */
  stage(home: string): Stage {
    const first = this.#tab(home);
    return {
      ...first,
      secondTab: async () => this.#tab(home),
      idle: (minutes) => {
        this.#time += minutes * 60_000;
      },
      passed: async (time) => {
        this.#time = Math.max(this.#time, time + 1);
      },
      now: () => this.#time,
    };
  }

  #tab(home: string): Visitor {
    this.#tabs += 1;
    const tabId = this.#tabs;
    let shown: Document | undefined;
    const real = (url: string): string => this.#network.real(new URL(url, home).href);
    const page = { tabId, frameId: 0, type: 'main_frame', mode: 'navigate', credentials: 'include' } as const;
    const go = async (asked: Pick<Asked, 'url' | 'method' | 'by' | 'body'>): Promise<void> => {
      this.#time += BETWEEN_CLICKS;
      const answered = await this.#ask({ ...page, ...asked });
      if (answered !== undefined) shown = answered;
    };
    const within = (
      url: string,
      more: Pick<Asked, 'type' | 'method' | 'mode' | 'credentials'>,
    ): Promise<Answered | undefined> => {
      if (shown === undefined) throw new Error(`The tab shows no page that could ask for ${url}.`);
      this.#time += BETWEEN_FETCHES;
      const frameId = more.type === 'sub_frame' ? 1 : 0;
      return this.#ask({ tabId, frameId, url: real(url), by: shown, top: shown, ...more });
    };
    return {
      open: (url) => go({ url: real(url), method: 'GET' }),
      follow: (url) => go({ url: real(url), method: 'GET', ...(shown && { by: shown }) }),
      submit: (url, fields = {}) =>
        go({ url: real(url), method: 'POST', body: String(new URLSearchParams(fields)), ...(shown && { by: shown }) }),
      fetch: async (url, { method = 'GET', credentials = 'same-origin' }: FetchOptions = {}) => {
        const answered = await within(url, { type: 'xmlhttprequest', method, mode: 'cors', credentials });
        return answered === undefined || !mayRead(answered, shown, credentials) ? 0 : answered.status;
      },
      image: async (url) => {
        await within(url, { type: 'image', method: 'GET', mode: 'no-cors', credentials: 'include' });
      },
      frame: async (url) => {
        await within(url, { type: 'sub_frame', method: 'GET', mode: 'navigate', credentials: 'include' });
      },
      writeCookie: async (line) => {
        const url = shown?.url ?? home;
        const request: CookieRequest = { url, method: 'GET', topLevelNavigation: true, initiator: url };
        this.#reportJar(this.#jar.take(line, request, this.#time, { script: true }));
      },
    };
  }

  /** Asks, goes where it is redirected to, and reports each hop. Undefined where the browser gives up. */
  async #ask(first: Asked): Promise<Answered | undefined> {
    this.#requests += 1;
    const requestId = String(this.#requests);
    const redirectedFrom: string[] = [];
    let asked = first;
    for (;;) {
      const answered = await this.#hop(asked, requestId, redirectedFrom);
      const location = answered.headers.findLast(([name]) => name === 'location')?.[1];
      if (location === undefined || answered.status < 300 || answered.status > 399) {
        this.#time += TO_THE_END;
        const of = this.#of(asked, requestId);
        this.#report(asked, { kind: 'completed', ...of, status: answered.status, fromCache: false });
        return answered;
      }
      if (redirectedFrom.length >= MAX_REDIRECTS) {
        const of = this.#of(asked, requestId);
        this.#report(asked, { kind: 'failed', ...of, error: 'net::ERR_TOO_MANY_REDIRECTS' });
        return undefined;
      }
      redirectedFrom.push(asked.url);
      const keepsMethod = answered.status === 307 || answered.status === 308;
      const { body, ...rest } = asked;
      asked = {
        ...rest,
        url: new URL(location, asked.url).href,
        method: keepsMethod ? asked.method : 'GET',
        ...(keepsMethod && body !== undefined && { body }),
      };
    }
  }

  async #hop(asked: Asked, requestId: string, redirectedFrom: readonly string[]): Promise<Answered> {
    const { by, top, method, url } = asked;
    const isCrossOrigin = by !== undefined && new URL(by.url).origin !== new URL(url).origin;
    const hasCredentials = asked.credentials === 'include' || (asked.credentials === 'same-origin' && !isCrossOrigin);
    const request: CookieRequest = {
      url,
      method,
      topLevelNavigation: asked.type === 'main_frame',
      initiator: by?.url ?? null,
      ...(top !== undefined && { topLevelUrl: top.url }),
      ...(redirectedFrom.length > 0 && { redirectedFrom }),
      credentials: hasCredentials ? 'include' : asked.credentials === 'omit' ? 'omit' : 'anonymous',
      thirdPartyCookies: this.#options.thirdPartyCookies,
    };
    const { header, changes } = this.#jar.header(request, this.#time);
    this.#reportJar(changes);
    const headers: Record<string, string> = {
      ...(hasCredentials && header !== undefined && { cookie: header }),
      ...this.#fetchHeaders(asked, redirectedFrom, hasCredentials),
      ...((method !== 'GET' || (asked.mode === 'cors' && isCrossOrigin)) && by && { origin: new URL(by.url).origin }),
    };
    const of = this.#of(asked, requestId);
    this.#report(asked, {
      kind: 'request',
      ...of,
      headers: Object.entries(headers).filter(([name]) => KEPT_REQUEST_HEADERS.has(name)),
      topUrl: top?.url ?? url,
    });
    const answer = await this.#send(asked, headers);
    this.#time += ON_THE_WAY;
    const kept = headersOf(answer).filter(([name, value]) => isKeptResponseHeader(name, value));
    const status = answer.statusCode ?? 0;
    this.#report(asked, { kind: 'response', ...of, status, statusLine: `HTTP/1.1 ${status}`, headers: kept });
    this.#keep(kept, request, hasCredentials);
    return { status, url, headers: kept };
  }

  /** What the jar makes of an answer. */
  #keep(headers: readonly Header[], request: CookieRequest, hasCredentials: boolean): void {
    const date = Date.parse(headers.find(([name]) => name === 'date')?.[1] ?? '');
    const clears = headers.some(([name, value]) => name === 'clear-site-data' && /"(?:cookies|\*)"/.test(value));
    this.#time += 1;
    if (clears) {
      this.#reportJar(this.#jar.clear(new URL(request.url).hostname));
      return;
    }
    if (!hasCredentials) return;
    const from = { script: false, ...(!Number.isNaN(date) && { serverTime: date }) };
    for (const [name, line] of headers)
      if (name === 'set-cookie') this.#reportJar(this.#jar.take(line, request, this.#time, from));
  }

  /** The headers that say where a request comes from; browsers give them to secure origins alone. */
  #fetchHeaders(
    { by, url, type, mode }: Asked,
    through: readonly string[],
    hasCredentials: boolean,
  ): Record<string, string> {
    const target = new URL(url);
    if (!isSecureUrl(target, true)) return {};
    const chain = [...(by === undefined ? [] : [by.url]), ...through];
    const isSame = chain.every((one) => new URL(one).origin === target.origin);
    const isSameSite = chain.every((one) => sameSite(one, url, true, publicSuffixList));
    const site = by === undefined ? 'none' : isSame ? 'same-origin' : isSameSite ? 'same-site' : 'cross-site';
    const isEmbedded = type !== 'main_frame' && site === 'cross-site' && hasCredentials;
    return {
      'sec-fetch-site': site,
      'sec-fetch-mode': mode,
      ...(isEmbedded && {
        'sec-fetch-storage-access': this.#options.thirdPartyCookies === 'blocked' ? 'none' : 'active',
      }),
    };
  }

  #send({ url, method, body, mode }: Asked, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const { protocol, hostname, port, host, pathname, search } = new URL(url);
    const isTls = protocol === 'https:';
    const sent = (isTls ? httpsRequest : httpRequest)({
      agent: isTls ? this.#agents.https : this.#agents.http,
      host: '127.0.0.1',
      ...(isTls && { servername: hostname }),
      port,
      method,
      path: `${pathname}${search}`,
      headers: {
        host,
        ...(mode === 'navigate' && { accept: 'text/html' }),
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer));
    });
    sent.end(body);
    return promise;
  }

  #of({ tabId, frameId, method, url, type, by, top }: Asked, requestId: string) {
    const suffixes: Record<string, string> = {};
    for (const one of [url, by?.url, top?.url]) {
      const host = one === undefined ? '' : new URL(one).hostname;
      const suffix = host.includes('.') ? publicSuffixList.publicSuffix(host) : null;
      if (suffix !== null) suffixes[host] = suffix;
    }
    const initiator = by === undefined ? {} : { initiator: new URL(by.url).origin };
    return { requestId, tabId, frameId, method, url, type, storeId: '0', suffixes, ...initiator };
  }

  /** Reports a request, where Sidtrail may watch its host. */
  #report({ url }: Asked, event: EventWithoutTime): void {
    if (!this.#options.unwatched.includes(new URL(url).hostname)) this.#emit(event);
  }

  #reportJar(changes: readonly JarChange[]): void {
    for (const { cookie: held, ...how } of changes) {
      const { createdAt: _created, updatedAt: _updated, ...cookie } = held;
      const host = cookie.domain.replace(/^\./, '');
      if (this.#options.unwatched.includes(host)) continue;
      const suffix = host.includes('.') ? publicSuffixList.publicSuffix(host) : null;
      this.#emit({ kind: 'cookie-changed', ...how, cookie, ...(suffix !== null && { suffix }) });
    }
  }

  #emit(event: EventWithoutTime): void {
    this.events.push({ ...event, time: this.#time, n: this.events.length + 1 } as TraceEvent);
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.push([rawHeaders[at]?.toLowerCase() ?? '', rawHeaders[at + 1] ?? '']);
  return headers;
}

/** Whether CORS lets a script see the answer. */
function mayRead({ headers, url }: Answered, by: Document | undefined, credentials: string): boolean {
  const origin = by === undefined ? '' : new URL(by.url).origin;
  if (new URL(url).origin === origin) return true;
  const header = (name: string): string | undefined => headers.find(([one]) => one === name)?.[1];
  const allowed = header('access-control-allow-origin');
  if (credentials !== 'include') return allowed === '*' || allowed === origin;
  return allowed === origin && header('access-control-allow-credentials') === 'true';
}
