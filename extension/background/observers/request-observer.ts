import browser, { type WebRequest } from 'webextension-polyfill';
import type { NewTraceEvent, ResourceType } from '../../trace/event.ts';
import { suffixesOf } from '../suffixes.ts';
import { keptRequestHeaders, keptResponseHeaders } from './kept-headers.ts';
import type { TabFacts } from './tab-facts.ts';

/** Any URL: the browser itself keeps from us the hosts that the user has not granted. */
const FILTER: WebRequest.RequestFilter = { urls: ['*://*/*', 'ws://*/*', 'wss://*/*'] };

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

/** Firefox tells the frames above; elsewhere the tab's document is known from its own requests. */
function topUrlOf(details: Details, tabs: TabFacts): string | undefined {
  if (details.type === 'main_frame') return details.url;
  return details.frameAncestors?.at(-1)?.url ?? tabs.topOf(details.tabId);
}

/** Chromium shows Cookie and Set-Cookie only to listeners that ask for `extraHeaders`; Firefox throws at the word. */
function withCookies<T extends string>(...spec: T[]): T[] {
  return __BROWSER__ === 'chrome' ? [...spec, 'extraHeaders' as T] : spec;
}

/**
 * Firefox tells of a changed cookie before the response that changed it, unless the listener blocks; so it blocks, and
 * answers at once with nothing.
 */
function afterTheJar(spec: WebRequest.OnHeadersReceivedOptions[]): WebRequest.OnHeadersReceivedOptions[] {
  return __BROWSER__ === 'firefox' ? ['blocking', ...spec] : spec;
}

/** Watches requests and tells each of their events as it comes; it keeps nothing between two of them. */
export class RequestObserver {
  readonly #record: (event: NewTraceEvent) => void;
  readonly #tabs: TabFacts;
  /** Response headers that the user named as counts, in lower case. */
  countHeaders: ReadonlySet<string> = new Set();

  constructor(record: (event: NewTraceEvent) => void, tabs: TabFacts) {
    this.#record = record;
    this.#tabs = tabs;
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
      storeId: details.cookieStoreId ?? this.#tabs.storeOf(details.tabId),
      ...(initiator !== undefined && { initiator }),
      ...(suffixes !== undefined && { suffixes }),
    };
  }

  readonly #onSendHeaders = (details: WebRequest.OnSendHeadersDetailsType): void => {
    const of = this.#of(details);
    if (of.type === 'main_frame') this.#tabs.setTop(of.tabId, of.url);
    const topUrl = topUrlOf(details, this.#tabs);
    const suffixes = topUrl === undefined ? of.suffixes : suffixesOf([of.url, of.initiator, topUrl]);
    this.#record({
      ...of,
      kind: 'request',
      headers: keptRequestHeaders(details.requestHeaders),
      ...(topUrl !== undefined && { topUrl }),
      ...(suffixes !== undefined && { suffixes }),
    });
  };

  readonly #onHeadersReceived = (details: WebRequest.OnHeadersReceivedDetailsType): WebRequest.BlockingResponse => {
    this.#record({
      ...this.#of(details),
      kind: 'response',
      status: details.statusCode,
      statusLine: details.statusLine,
      headers: keptResponseHeaders(details.responseHeaders, this.countHeaders),
    });
    return {};
  };

  readonly #onCompleted = (details: WebRequest.OnCompletedDetailsType): void => {
    this.#record({
      ...this.#of(details),
      kind: 'completed',
      status: details.statusCode,
      fromCache: details.fromCache ?? false,
    });
  };

  readonly #onErrorOccurred = (details: WebRequest.OnErrorOccurredDetailsType): void => {
    this.#record({ ...this.#of(details), kind: 'failed', error: details.error });
  };

  /** Registers the listeners; to be called in the background's first turn, or a waking event is lost. */
  start(): void {
    const { webRequest } = browser;
    webRequest.onSendHeaders.addListener(this.#onSendHeaders, FILTER, withCookies('requestHeaders'));
    webRequest.onHeadersReceived.addListener(
      this.#onHeadersReceived,
      FILTER,
      afterTheJar(withCookies('responseHeaders')),
    );
    webRequest.onCompleted.addListener(this.#onCompleted, FILTER);
    webRequest.onErrorOccurred.addListener(this.#onErrorOccurred, FILTER);
  }

  /** Takes the listeners away: requests then cost nothing. */
  stop(): void {
    const { webRequest } = browser;
    webRequest.onSendHeaders.removeListener(this.#onSendHeaders);
    webRequest.onHeadersReceived.removeListener(this.#onHeadersReceived);
    webRequest.onCompleted.removeListener(this.#onCompleted);
    webRequest.onErrorOccurred.removeListener(this.#onErrorOccurred);
  }
}
