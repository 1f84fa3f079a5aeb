import browser, { type Cookies } from 'webextension-polyfill';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareCookies } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { ChangeCause, NewTraceEvent } from '../../trace/model/event.ts';
import { fromApi, readCookies } from '../jar/api-cookie.ts';
import { suffixOf } from '../suffixes.ts';

/** Where the digest of the jar lies between two starts, in memory. */
const DIGEST_KEY = 'jar:digest';

async function digestOf(cookies: readonly BrowserCookie[]): Promise<string> {
  const text = JSON.stringify([...cookies].sort(compareCookies));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].join(' ');
}

/** Watches the cookie jar; each change is told with the time at which it was seen, for the event has none. */
export class CookieObserver {
  readonly #record: (event: NewTraceEvent) => void;
  readonly #now: () => number;
  /** True for hosts that are granted but turned off. */
  ignores: (host: string) => boolean = () => false;

  constructor(record: (event: NewTraceEvent) => void, now: () => number) {
    this.#record = record;
    this.#now = now;
  }

  readonly #onChanged = (change: Cookies.OnChangedChangeInfoType): void => {
    const cookie = fromApi(change.cookie);
    if (this.ignores(bareDomain(cookie.domain))) return;
    const suffix = suffixOf(bareDomain(cookie.domain));
    this.#record({
      kind: 'cookie-changed',
      time: this.#now(),
      cause: change.cause as ChangeCause,
      removed: change.removed,
      cookie,
      ...(suffix !== undefined && { suffix }),
    });
  };

  /** Registers the listener; to be called in the background's first turn. */
  start(): void {
    browser.cookies.onChanged.addListener(this.#onChanged);
  }

  stop(): void {
    browser.cookies.onChanged.removeListener(this.#onChanged);
  }

  /**
   * Records what the jar holds now, so that the fold learns what changed while nobody looked. A jar that is as it was
   * at the reconciliation before is not told again, unless `always`: a background starts often.
   */
  async reconcile({ always = false } = {}): Promise<void> {
    const seen = await readCookies({}, this.#now());
    const cookies = seen.filter((cookie) => !this.ignores(bareDomain(cookie.domain)));
    const digest = await digestOf(cookies);
    const { [DIGEST_KEY]: before } = await browser.storage.session.get(DIGEST_KEY);
    if (before === digest && !always) return;
    await browser.storage.session.set({ [DIGEST_KEY]: digest });
    const suffixes: Record<string, string> = {};
    for (const cookie of cookies) {
      const host = bareDomain(cookie.domain);
      const suffix = suffixOf(host);
      if (suffix !== undefined) suffixes[host] = suffix;
    }
    this.#record({ kind: 'jar', time: this.#now(), cookies, suffixes });
  }
}
