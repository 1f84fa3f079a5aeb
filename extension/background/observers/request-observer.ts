import browser, { type WebRequest } from 'webextension-polyfill';
import type { NewTraceEvent, ResourceType } from '../../trace/model/event.ts';
import { EVERY_URL } from '../match-patterns.ts';
import { STORE_OF_TAB } from '../recorder.ts';
import { suffixesOf } from '../suffixes.ts';
import { type Generation, HeardOnce } from './heard-once.ts';
import type { TabFacts } from './tab-facts.ts';
import { credentialOf, keptRequestHeaders, keptResponseHeaders } from './web-request-headers.ts';

/**
 * How long old listeners stand beside the new, in ms. In Chromium adding the new and removing the old in one turn loses
 * nothing (measured over 60 changes under load). In Firefox an event that is on its way to a listener is dropped with it.
 */
const OVERLAP = __BROWSER__ === 'firefox' ? 500 : 0;

/** Both browsers' details, as far as they are alike. */
interface Details {
  readonly requestId: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly parentFrameId: number;
  readonly method: string;
  readonly url: string;
  readonly type: string;
  readonly timeStamp: number;
  readonly cookieStoreId?: string;
  readonly originUrl?: string;
  readonly initiator?: string;
  readonly frameAncestors?: readonly { readonly url: string }[];
}

/** Chromium gives the asking origin, Firefox the asking document's URL; the address bar has neither. */
function initiatorOf(details: Details): string | undefined {
  const initiator = details.initiator ?? details.originUrl;
  return initiator === undefined || initiator === 'null' || initiator === '' ? undefined : initiator;
}

/** Firefox reports the frames above; elsewhere the tab's document is known from its own requests. */
function topUrlOf(details: Details, tabs: TabFacts): string | undefined {
  if (details.type === 'main_frame') return details.url;
  return details.frameAncestors?.at(-1)?.url ?? tabs.topOf(details.tabId);
}

/**
 * The frames between the tab's document and the one that asks, which is the frame's parent where a frame is loaded.
 * Firefox reports them; Chromium's are known from their own requests, the nearest from its origin at least.
 */
function ancestorsOf(details: Details, tabs: TabFacts): readonly string[] {
  const asking = details.type === 'sub_frame' ? details.parentFrameId : details.frameId;
  if (asking <= 0 || details.type === 'main_frame') return [];
  const own = initiatorOf(details);
  const nearest = own === undefined ? [] : [own];
  if (details.frameAncestors !== undefined) {
    const above = details.frameAncestors.slice(0, -1).map(({ url }) => url);
    return details.type === 'sub_frame' ? above : [...nearest, ...above];
  }
  const known = tabs.framesFrom(details.tabId, asking);
  return known.length > 0 ? known : nearest;
}

/** Chromium shows Cookie and Set-Cookie only to listeners that ask for `extraHeaders`; Firefox throws at the word. */
function withCookies<T extends string>(...spec: T[]): T[] {
  return __BROWSER__ === 'chrome' ? [...spec, 'extraHeaders' as T] : spec;
}

/**
 * Firefox reports a changed cookie before the response that changed it, unless the listener blocks; so it blocks, and
 * answers at once with nothing.
 */
function afterTheJar(spec: WebRequest.OnHeadersReceivedOptions[]): WebRequest.OnHeadersReceivedOptions[] {
  return __BROWSER__ === 'firefox' ? ['blocking', ...spec] : spec;
}

/** Firefox says at once what came out of its cache. Of all but a redirect, the end of the request says so. */
function cachedRedirect(details: Details & { readonly statusCode: number }): { readonly fromCache?: true } {
  const { fromCache, statusCode } = details as { fromCache?: boolean; statusCode: number };
  return fromCache === true && statusCode > 300 && statusCode < 309 && statusCode !== 304 ? { fromCache } : {};
}

/** What follows requests beside the log: readers of counts. Each is called in the event's own turn. */
export interface RequestFollower {
  sent?(details: WebRequest.OnSendHeadersDetailsType): void;
  responded?(details: WebRequest.OnHeadersReceivedDetailsType): void;
  completed?(details: WebRequest.OnCompletedDetailsType): void;
}

/** Watches requests and reports each of their events as it comes; it keeps nothing between two of them. */
export class RequestObserver {
  readonly #record: (event: NewTraceEvent) => void;
  readonly #tabs: TabFacts;
  readonly #followers: readonly RequestFollower[];
  /**
   * Response headers that the user named as counts, in lower case. Undefined until the settings are read: then every
   * header that is a whole number is kept, for it may be the one.
   */
  countHeaders: ReadonlySet<string> | undefined;
  /** True for hosts that are granted but turned off. */
  ignores: (url: string) => boolean = () => false;
  #urls: readonly string[] = EVERY_URL;
  #running = false;
  #unlisten: (() => void) | undefined;
  /** Removes old listeners that still stand. */
  readonly #leaving = new Set<() => void>();
  readonly #heardOnce = new HeardOnce();

  constructor(record: (event: NewTraceEvent) => void, tabs: TabFacts, followers: readonly RequestFollower[] = []) {
    this.#record = record;
    this.#tabs = tabs;
    this.#followers = followers;
  }

  #of(details: Details) {
    const initiator = initiatorOf(details);
    const suffixes = suffixesOf([details.url, initiator]);
    return {
      time: details.timeStamp,
      requestId: details.requestId,
      tabId: details.tabId,
      frameId: details.frameId,
      method: details.method,
      url: details.url,
      type: details.type as ResourceType,
      storeId: details.cookieStoreId ?? this.#tabs.storeOf(details.tabId) ?? STORE_OF_TAB,
      ...(initiator !== undefined && { initiator }),
      ...(suffixes !== undefined && { suffixes }),
    };
  }

  readonly #onSendHeaders = (details: WebRequest.OnSendHeadersDetailsType): void => {
    if (this.ignores(details.url)) return;
    const of = this.#of(details);
    if (of.type === 'main_frame') {
      this.#tabs.setTop(of.tabId, of.url);
      this.#tabs.forgetFrames(of.tabId);
    }
    const topUrl = topUrlOf(details, this.#tabs);
    const ancestors = ancestorsOf(details, this.#tabs);
    if (of.type === 'sub_frame') {
      this.#tabs.setFrame(of.tabId, of.frameId, { parent: details.parentFrameId, url: of.url });
    }
    const suffixes = suffixesOf([of.url, of.initiator, topUrl, ...ancestors]);
    const credential = credentialOf(details.requestHeaders);
    this.#record({
      ...of,
      kind: 'request',
      ...(credential !== undefined && { credential }),
      headers: keptRequestHeaders(details.requestHeaders),
      ...(topUrl !== undefined && { topUrl }),
      ...(ancestors.length > 0 && { ancestors }),
      ...(suffixes !== undefined && { suffixes }),
    });
    for (const follower of this.#followers) follower.sent?.(details);
  };

  readonly #onHeadersReceived = (details: WebRequest.OnHeadersReceivedDetailsType): WebRequest.BlockingResponse => {
    if (this.ignores(details.url)) return {};
    this.#record({
      ...this.#of(details),
      kind: 'response',
      status: details.statusCode,
      statusLine: details.statusLine,
      headers: keptResponseHeaders(details.responseHeaders, this.countHeaders),
      ...cachedRedirect(details),
    });
    for (const follower of this.#followers) follower.responded?.(details);
    return {};
  };

  /** Chromium's word that the redirect that was just reported came out of its cache; no end of a redirect is reported. */
  readonly #onBeforeRedirect = (details: WebRequest.OnBeforeRedirectDetailsType): void => {
    if (!details.fromCache || this.ignores(details.url)) return;
    const { statusCode: status, statusLine } = details;
    this.#record({ ...this.#of(details), kind: 'response', status, statusLine, headers: [], fromCache: true });
  };

  readonly #onCompleted = (details: WebRequest.OnCompletedDetailsType): void => {
    if (this.ignores(details.url)) return;
    this.#record({
      ...this.#of(details),
      kind: 'completed',
      status: details.statusCode,
      fromCache: details.fromCache ?? false,
    });
    for (const follower of this.#followers) follower.completed?.(details);
  };

  readonly #onErrorOccurred = (details: WebRequest.OnErrorOccurredDetailsType): void => {
    if (this.ignores(details.url)) return;
    this.#record({ ...this.#of(details), kind: 'failed', error: details.error });
  };

  /** Registers the listeners; to be called in the background's first turn, or a waking event is lost. */
  start(): void {
    this.#running = true;
    this.#listen();
  }

  /** Takes the listeners away: requests then cost nothing. */
  stop(): void {
    this.#running = false;
    this.#unlisten?.();
    this.#unlisten = undefined;
    for (const leave of [...this.#leaving]) leave();
  }

  /** Listens to these match patterns from now on, and to nothing where there are none. */
  watch(urls: readonly string[]): void {
    if (urls.join() === this.#urls.join()) return;
    this.#urls = urls;
    if (this.#running) this.#listen();
  }

  /**
   * New listeners first, then away with the old, so that no event falls between the two: see `OVERLAP`. While both
   * listen, what one has reported the other does not report again.
   */
  #listen(): void {
    const before = this.#unlisten;
    this.#unlisten = this.#urls.length === 0 ? undefined : this.#addListeners([...this.#urls]);
    if (before === undefined) return;
    if (OVERLAP === 0) {
      before();
      return;
    }
    const leave = (): void => {
      before();
      this.#leaving.delete(leave);
      if (this.#leaving.size === 0) this.#heardOnce.forget();
    };
    this.#leaving.add(leave);
    setTimeout(leave, OVERLAP);
  }

  /** False for an event that another generation of listeners has recorded already. */
  #isNew(
    generation: Generation,
    kind: string,
    { requestId, method, url, statusCode }: { requestId: string; method: string; url: string; statusCode?: number },
  ): boolean {
    if (this.#leaving.size === 0) return true;
    return generation.isNew(`${kind} ${requestId} ${method} ${statusCode ?? ''} ${url}`);
  }

  #addListeners(urls: string[]): () => void {
    const { webRequest } = browser;
    const generation = this.#heardOnce.generation();
    // Functions of their own: adding one that is there already would change its filter and drop what is under way.
    const sent = (details: WebRequest.OnSendHeadersDetailsType): void => {
      if (this.#isNew(generation, 'sent', details)) this.#onSendHeaders(details);
    };
    const received = (details: WebRequest.OnHeadersReceivedDetailsType): WebRequest.BlockingResponse =>
      this.#isNew(generation, 'received', details) ? this.#onHeadersReceived(details) : {};
    const redirected = (details: WebRequest.OnBeforeRedirectDetailsType): void => {
      if (this.#isNew(generation, 'redirected', details)) this.#onBeforeRedirect(details);
    };
    const completed = (details: WebRequest.OnCompletedDetailsType): void => {
      if (this.#isNew(generation, 'completed', details)) this.#onCompleted(details);
    };
    const failed = (details: WebRequest.OnErrorOccurredDetailsType): void => {
      if (this.#isNew(generation, 'failed', details)) this.#onErrorOccurred(details);
    };
    webRequest.onSendHeaders.addListener(sent, { urls }, withCookies('requestHeaders'));
    webRequest.onHeadersReceived.addListener(received, { urls }, afterTheJar(withCookies('responseHeaders')));
    if (__BROWSER__ === 'chrome') webRequest.onBeforeRedirect.addListener(redirected, { urls });
    webRequest.onCompleted.addListener(completed, { urls });
    webRequest.onErrorOccurred.addListener(failed, { urls });
    return () => {
      generation.end();
      webRequest.onSendHeaders.removeListener(sent);
      webRequest.onHeadersReceived.removeListener(received);
      if (__BROWSER__ === 'chrome') webRequest.onBeforeRedirect.removeListener(redirected);
      webRequest.onCompleted.removeListener(completed);
      webRequest.onErrorOccurred.removeListener(failed);
    };
  }
}
