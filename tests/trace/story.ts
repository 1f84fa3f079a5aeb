import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { BodySays } from '../../extension/trace/model/body-says.ts';
import type { Credential } from '../../extension/trace/model/credential.ts';
import type { ChangeCause, Header, ResourceType, TraceEvent } from '../../extension/trace/model/event.ts';

/** An event without its place, and without its time where it happens now. */
export type StoryEvent = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, 'n' | 'time'> & { readonly time?: number }
    : never
  : never;

/** What a response of the story says, beside its defaults. */
export interface Reply {
  readonly status?: number;
  readonly setCookie?: readonly string[];
  readonly count?: number;
  readonly headers?: readonly Header[];
  readonly fromCache?: boolean;
  /** What its body says of who asks. */
  readonly says?: BodySays;
}

/** What a request of the story says, beside its defaults. */
export interface Ask {
  /** True for the next hop of the request before it, which a redirect led to. */
  readonly hop?: true;
  readonly method?: string;
  readonly type?: ResourceType;
  readonly cookie?: string;
  readonly tabId?: number;
  readonly frameId?: number;
  readonly storeId?: string;
  readonly initiator?: string;
  readonly topUrl?: string;
  readonly headers?: readonly Header[];
  /** Which credential a header carries. */
  readonly credential?: Credential;
  readonly suffixes?: Readonly<Record<string, string>>;
}

/** A request on its way, to be answered later; so that stories can cross. */
export interface Asked {
  /** The response's head. */
  responds(reply?: Reply): Asked;
  completes(reply?: Pick<Reply, 'fromCache' | 'status'>): Asked;
  fails(error?: string): Asked;
}

/** A host-only session cookie of localhost, with what is named changed. */
export function cookieOf(name: string, value: string, changes: Partial<BrowserCookie> = {}): BrowserCookie {
  return {
    name,
    value,
    domain: 'localhost',
    hostOnly: true,
    path: '/',
    storeId: '0',
    secure: false,
    httpOnly: true,
    sameSite: 'lax',
    session: true,
    ...changes,
  };
}

/**
 * Makes a trace as a browser would have recorded it, by a small vocabulary of events in order. Its clock moves one
 * second from request to request, and a few ms within one.
 */
export class Story {
  readonly events: TraceEvent[] = [];
  time: number;
  #requests = 0;
  readonly origin: string;

  constructor(origin = 'http://localhost:3000', start = Date.UTC(2026, 10, 23, 18, 2, 11)) {
    this.origin = origin;
    this.time = start;
  }

  /** Adds any event at the story's time. */
  add(event: StoryEvent): this {
    this.events.push({ time: this.time, ...event, n: this.events.length + 1 } as TraceEvent);
    return this;
  }

  /** Lets time pass, in ms. */
  wait(ms: number): this {
    this.time += ms;
    return this;
  }

  started(browser: 'chrome' | 'firefox' = 'chrome'): this {
    return this.add({ kind: 'started', browser, browserVersion: '156' });
  }

  /** A request leaves; its response is what comes back. */
  asks(pathOrUrl: string, ask: Ask = {}): Asked {
    if (ask.hop !== true) this.#requests += 1;
    const of = {
      requestId: String(this.#requests),
      tabId: ask.tabId ?? 1,
      frameId: ask.frameId ?? 0,
      method: ask.method ?? 'GET',
      url: new URL(pathOrUrl, this.origin).href,
      type: ask.type ?? 'main_frame',
      storeId: ask.storeId ?? '0',
      ...(ask.initiator !== undefined && { initiator: ask.initiator }),
      ...(ask.suffixes !== undefined && { suffixes: ask.suffixes }),
    };
    const headers: Header[] = [...(ask.headers ?? [])];
    if (ask.cookie !== undefined) headers.push(['cookie', ask.cookie]);
    this.wait(1000).add({
      kind: 'request',
      ...of,
      frameId: of.frameId,
      headers,
      ...(ask.credential !== undefined && { credential: ask.credential }),
      ...(ask.topUrl !== undefined && { topUrl: ask.topUrl }),
    });
    let status = 200;
    const asked: Asked = {
      responds: (reply = {}) => {
        status = reply.status ?? 200;
        const replied: Header[] = [...(reply.headers ?? [])];
        for (const line of reply.setCookie ?? []) replied.push(['set-cookie', line]);
        if (reply.count !== undefined) replied.push(['session-count', String(reply.count)]);
        this.wait(6).add({
          kind: 'response',
          ...of,
          status,
          statusLine: `HTTP/1.1 ${status}`,
          headers: replied,
          ...(reply.says !== undefined && { says: reply.says }),
        });
        return asked;
      },
      completes: (end = {}) => {
        this.wait(3).add({
          kind: 'completed',
          ...of,
          status: end.status ?? status,
          fromCache: end.fromCache ?? false,
        });
        return asked;
      },
      fails: (error = 'net::ERR_ABORTED') => {
        this.wait(3).add({ kind: 'failed', ...of, error });
        return asked;
      },
    };
    return asked;
  }

  /** A whole exchange without a change of the jar. */
  visits(pathOrUrl: string, cookie: string | undefined, reply: Reply = {}, ask: Ask = {}): this {
    this.asks(pathOrUrl, { ...ask, ...(cookie !== undefined && { cookie }) })
      .responds(reply)
      .completes(reply);
    return this;
  }

  /** The jar has a new or changed cookie. */
  stores(cookie: BrowserCookie): this {
    return this.wait(1).add({ kind: 'cookie-changed', cause: 'explicit', removed: false, cookie });
  }

  /** The jar lost a cookie. */
  loses(cookie: BrowserCookie, cause: ChangeCause = 'explicit'): this {
    return this.wait(1).add({ kind: 'cookie-changed', cause, removed: true, cookie });
  }

  /** First contact: no cookie sent, the server sets one, the browser keeps it. */
  creates(name: string, value: string, reply: Reply = {}, path = '/'): this {
    const setCookie = [`${name}=${value}; Path=/; HttpOnly; SameSite=Lax`];
    const asked = this.asks(path).responds({ setCookie, count: 1, ...reply });
    this.stores(cookieOf(name, value));
    asked.completes();
    return this;
  }

  /** A visit that the server counts. */
  counts(name: string, value: string, count: number, path = '/'): this {
    return this.visits(path, `${name}=${value}`, { count });
  }

  /** The user deletes a cookie with the button. */
  userDeletes(cookie: BrowserCookie): this {
    const { name, domain, hostOnly, path, storeId } = cookie;
    this.wait(500).add({ kind: 'user-change', change: 'delete', identity: { name, domain, hostOnly, path, storeId } });
    return this.loses(cookie);
  }

  /** The user takes a deletion back. */
  userRestores(cookie: BrowserCookie): this {
    const { name, domain, hostOnly, path, storeId } = cookie;
    this.wait(500).add({
      kind: 'user-change',
      change: 'restore',
      identity: { name, domain, hostOnly, path, storeId },
    });
    return this.stores(cookie);
  }
}

/** The story of the classic lesson: born, counted to four, deleted by the user, born again, rotated at login. */
export function lessonStory(): Story {
  const first = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
  const second = 'p9QaZx4cVb7NmKj2HgFd5SaPo8Iu1YtRe3Wq6Lx1c';
  const third = 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB';
  const story = new Story().started();
  story.creates('sid', first);
  for (const count of [2, 3, 4]) story.wait(18_000).counts('sid', first, count);
  story.wait(27_000).userDeletes(cookieOf('sid', first));
  story.wait(3_000).creates('sid', second);
  const login = story.wait(17_000).asks('/login', { method: 'POST', cookie: `sid=${second}` });
  login.responds({
    status: 303,
    count: 2,
    setCookie: [`sid=${third}; Path=/; HttpOnly; SameSite=Lax`],
    headers: [['location', '/']],
  });
  story.stores(cookieOf('sid', third));
  login.completes({ status: 303 });
  story.counts('sid', third, 3);
  return story;
}
