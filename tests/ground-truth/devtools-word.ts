import type { CdpTarget, TargetInfo } from '../browser/harness/chromium/cdp-target.ts';
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

/** The parts of the protocol's events that are read. */
interface Heard {
  readonly 'Network.requestWillBeSent': {
    readonly requestId: string;
    readonly request: { readonly url: string; readonly method: string };
  };
  readonly 'Network.requestWillBeSentExtraInfo': {
    readonly requestId: string;
    readonly associatedCookies: readonly {
      readonly cookie: { readonly name: string };
      readonly blockedReasons: readonly string[];
    }[];
  };
  readonly 'Network.responseReceivedExtraInfo': {
    readonly requestId: string;
    readonly blockedCookies: readonly {
      readonly cookie?: { readonly name: string };
      readonly blockedReasons: readonly string[];
    }[];
  };
}

/** A frame of another site waits until it is listened to. */
const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** What Chromium's DevTools Protocol reports of cookies. */
export class DevToolsWord {
  readonly #byRequest = new Map<string, Hops>();

  /** Listens to one tab, and to the frames of other sites in it, which are targets of their own. */
  async listen(session: CdpTarget): Promise<void> {
    for (const method of Object.keys(this.#heard) as (keyof Heard)[]) {
      session.on(method, (params) => this.#hear(method, params as unknown as Heard[typeof method]));
    }
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const frame = session.below(targetInfo as TargetInfo, String(sessionId));
      // It may be gone again.
      void this.listen(frame).catch(() => undefined);
      void frame.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
    });
    await Promise.all([session.send('Network.enable'), session.send('Target.setAutoAttach', AUTO_ATTACH)]);
  }

  readonly #heard: { readonly [Method in keyof Heard]: (event: Heard[Method]) => void } = {
    'Network.requestWillBeSent': ({ requestId, request: { url, method } }) => {
      this.#hops(requestId).requests.push({ url, method });
    },
    'Network.requestWillBeSentExtraInfo': ({ requestId, associatedCookies }) => {
      const withheld = associatedCookies.filter(({ blockedReasons }) => blockedReasons.length > 0);
      this.#hops(requestId).withheld.push(
        withheld.map(({ cookie, blockedReasons }) => ({ name: cookie.name, reasons: blockedReasons })),
      );
    },
    'Network.responseReceivedExtraInfo': ({ requestId, blockedCookies }) => {
      this.#hops(requestId).refused.push(
        blockedCookies.map(({ cookie, blockedReasons }) => ({ name: cookie?.name, reasons: blockedReasons })),
      );
    },
  };

  #hear<Method extends keyof Heard>(method: Method, event: Heard[Method]): void {
    this.#heard[method](event);
  }

  /** What it said of a request, once it has said all. */
  of(url: string, method = 'GET'): Promise<DevToolsExchange> {
    return until(() => this.#find(url, method), `DevTools to report ${method} ${url.slice(0, 120)}`);
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
