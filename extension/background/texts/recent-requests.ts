/** A request as others than webRequest know it. */
export interface SoughtRequest {
  readonly tabId: number;
  readonly url: string;
  /** Absent: any. */
  readonly method?: string;
  /** ms since 1970. */
  readonly startedDateTime: number;
  /** ms since 1970; absent: whenever. */
  readonly notBefore?: number;
  /** ms since 1970; absent: whenever. */
  readonly notAfter?: number;
}

export interface RecentRequest {
  readonly requestId: string;
  readonly tabId: number;
  readonly url: string;
  readonly method: string;
  /** ms since 1970. */
  readonly time: number;
}

const MOST = 300;

/** How far a request's time in DevTools may be from its time in webRequest, in ms: it may have waited for a connection. */
const WINDOW = 10_000;

/**
 * The last requests that were recorded, so that what DevTools reports of one (it knows no requestId) finds it. A
 * background that stops forgets them: what finished just then keeps the counts of its headers.
 */
export class RecentRequests {
  #recent: RecentRequest[] = [];

  note({ requestId, tabId, url, method, time }: RecentRequest): void {
    this.#recent.push({ requestId, tabId, url, method, time });
    if (this.#recent.length > MOST) this.#recent = this.#recent.slice(-MOST / 2);
  }

  /** The request of the same tab, method and URL that is nearest in time. */
  find(wanted: SoughtRequest): RecentRequest | undefined {
    const distance = ({ time }: RecentRequest): number => Math.abs(time - wanted.startedDateTime);
    let best: RecentRequest | undefined;
    for (const request of this.#recent) {
      if (request.tabId !== wanted.tabId || request.url !== wanted.url) continue;
      if (wanted.method !== undefined && request.method !== wanted.method) continue;
      if (wanted.notBefore !== undefined && request.time < wanted.notBefore) continue;
      if (wanted.notAfter !== undefined && request.time > wanted.notAfter) continue;
      if (distance(request) <= WINDOW && (best === undefined || distance(request) < distance(best))) best = request;
    }
    return best;
  }

  /** The same, found once: two requests for one URL at one time are two. */
  take(wanted: SoughtRequest): RecentRequest | undefined {
    const found = this.find(wanted);
    if (found !== undefined) this.#recent.splice(this.#recent.indexOf(found), 1);
    return found;
  }
}
