import type { CDPSession } from '@playwright/test';
import { until } from '../browser/harness/until.ts';

/** A cookie that DevTools shows as blocked, with its reasons. */
export interface BlockedCookie {
  /** Absent where the line could not be read. */
  readonly name: string | undefined;
  readonly reasons: readonly string[];
}

/** The cookies of one exchange in DevTools' words. */
export interface DevToolsExchange {
  /** Cookies of the jar that were not sent. */
  readonly withheld: readonly BlockedCookie[];
  /** Set-Cookie lines that were not stored. */
  readonly refused: readonly BlockedCookie[];
}

/** One request with its hops: the n-th of each list are of the same hop. */
interface Hops {
  readonly requests: { readonly url: string; readonly method: string }[];
  readonly withheld: (readonly BlockedCookie[])[];
  readonly refused: (readonly BlockedCookie[])[];
}

/** What Chromium's DevTools Protocol tells of cookies. */
export class DevToolsWord {
  readonly #byRequest = new Map<string, Hops>();

  /** Listens to one tab. */
  async listen(session: CDPSession): Promise<void> {
    session.on('Network.requestWillBeSent', ({ requestId, request: { url, method } }) => {
      this.#hops(requestId).requests.push({ url, method });
    });
    session.on('Network.requestWillBeSentExtraInfo', ({ requestId, associatedCookies }) => {
      const withheld = associatedCookies.filter(({ blockedReasons }) => blockedReasons.length > 0);
      this.#hops(requestId).withheld.push(
        withheld.map(({ cookie, blockedReasons }) => ({ name: cookie.name, reasons: blockedReasons })),
      );
    });
    session.on('Network.responseReceivedExtraInfo', ({ requestId, blockedCookies }) => {
      this.#hops(requestId).refused.push(
        blockedCookies.map(({ cookie, blockedReasons }) => ({ name: cookie?.name, reasons: blockedReasons })),
      );
    });
    await session.send('Network.enable');
  }

  /** What it said of a request, once it has said all. */
  of(url: string, method = 'GET'): Promise<DevToolsExchange> {
    return until(() => this.#find(url, method), `DevTools to tell of ${method} ${url.slice(0, 120)}`);
  }

  #find(url: string, method: string): DevToolsExchange | undefined {
    for (const { requests, withheld, refused } of this.#byRequest.values()) {
      const at = requests.findIndex((request) => request.url === url && request.method === method);
      const [kept, lost] = [withheld[at], refused[at]];
      if (kept !== undefined && lost !== undefined) return { withheld: kept, refused: lost };
    }
    return undefined;
  }

  #hops(requestId: string): Hops {
    const known = this.#byRequest.get(requestId);
    if (known !== undefined) return known;
    const hops: Hops = { requests: [], withheld: [], refused: [] };
    this.#byRequest.set(requestId, hops);
    return hops;
  }
}
