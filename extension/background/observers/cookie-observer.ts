import browser, { type Cookies } from 'webextension-polyfill';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareCookies, identityKey } from '../../cookies/cookie-identity.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { PRIVATE_PREFIX, type Side, sideOfStore } from '../../protocol/side.ts';
import type { ChangeCause, NewTraceEvent } from '../../trace/model/event.ts';
import { fromApi, readCookies } from '../jar/api-cookie.ts';
import { hostsByHttpsAlone } from '../match-patterns.ts';
import { grantedOrigins } from '../permissions/watched-hosts.ts';
import { suffixOf } from '../suffixes.ts';

/** Where the digest of each side's jar lies between two starts, in memory. */
const DIGEST_KEYS: Readonly<Record<Side, string>> = { ordinary: 'jar:digest', private: `${PRIVATE_PREFIX}jar:digest` };

async function digestOf(cookies: readonly BrowserCookie[]): Promise<string> {
  const text = JSON.stringify([...cookies].sort(compareCookies));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].join(' ');
}

/** What was reported of one cookie. */
interface Change {
  readonly cookie: BrowserCookie;
  readonly removed: boolean;
}

/** A jar with the changes that were reported while it was read: the browser may have looked into it before them. */
function withChanges(cookies: readonly BrowserCookie[], changes: readonly Change[]): readonly BrowserCookie[] {
  if (changes.length === 0) return cookies;
  const jar = new Map(cookies.map((cookie) => [identityKey(cookie), cookie]));
  for (const { cookie, removed } of changes) {
    if (removed) jar.delete(identityKey(cookie));
    else jar.set(identityKey(cookie), cookie);
  }
  return [...jar.values()];
}

/** Watches the cookie jar; each change is recorded with the time at which it was seen, for the event has none. */
export class CookieObserver {
  readonly #record: (event: NewTraceEvent, side?: Side) => void;
  readonly #now: () => number;
  /** True for hosts that are granted but turned off. */
  ignores: (host: string) => boolean = () => false;
  /** Sides whose jar has changed since it was recorded: it may be again what it was then, and the log says otherwise. */
  readonly #changed = new Set<Side>();
  /** What is reported while the jar is being read, a list for each reading. */
  readonly #readings = new Set<Change[]>();

  constructor(record: (event: NewTraceEvent, side?: Side) => void, now: () => number) {
    this.#record = record;
    this.#now = now;
  }

  readonly #onChanged = (change: Cookies.OnChangedChangeInfoType): void => {
    const cookie = fromApi(change.cookie);
    for (const reading of this.#readings) reading.push({ cookie, removed: change.removed });
    if (this.ignores(bareDomain(cookie.domain))) return;
    const side = sideOfStore(cookie.storeId);
    if (!this.#changed.has(side)) {
      this.#changed.add(side);
      void this.forgetJar(side).catch(() => undefined);
    }
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
   * Records what a side's jar holds now, so that the fold learns what changed while nobody looked. A jar that is as it was
   * at the reconciliation before is not recorded again, unless `always`: a background starts often.
   *
   * @param before awaited before a jar is recorded, which may be large
   */
  async reconcile(side: Side, { always = false, before }: ReconcileOptions = {}): Promise<void> {
    const key = DIGEST_KEYS[side];
    if (!always) {
      const { [key]: known } = await browser.storage.session.get(key);
      if (known === (await digestOf(await this.#jarOf(side)))) return;
    }
    await before?.();
    const httpsOnly = __BROWSER__ === 'firefox' ? [] : hostsByHttpsAlone(await grantedOrigins());
    const cookies = await this.#jarOf(side);
    const suffixes = suffixesOf(cookies);
    // Nothing is awaited between the reading and the record: a change that is reported now comes after it in the log.
    this.#record(
      { kind: 'jar', time: this.#now(), cookies, suffixes, ...(httpsOnly.length > 0 && { httpsOnly }) },
      side,
    );
    this.#changed.delete(side);
    const digest = await digestOf(cookies);
    if (!this.#changed.has(side)) await browser.storage.session.set({ [key]: digest });
  }

  /** The next reconciliation of a side records its jar, as it may be: the log no longer holds it. */
  async forgetJar(side: Side): Promise<void> {
    await browser.storage.session.remove(DIGEST_KEYS[side]);
  }

  async #jarOf(side: Side): Promise<BrowserCookie[]> {
    const changes: Change[] = [];
    this.#readings.add(changes);
    try {
      const cookies = withChanges(await readCookies({}, this.#now()), changes);
      return cookies.filter(
        ({ storeId, domain }) => sideOfStore(storeId) === side && !this.ignores(bareDomain(domain)),
      );
    } finally {
      this.#readings.delete(changes);
    }
  }
}

/** How a jar is reconciled. */
export interface ReconcileOptions {
  readonly always?: boolean;
  readonly before?: () => Promise<void>;
}

function suffixesOf(cookies: readonly BrowserCookie[]): Record<string, string> {
  const suffixes: Record<string, string> = {};
  for (const cookie of cookies) {
    const host = bareDomain(cookie.domain);
    const suffix = suffixOf(host);
    if (suffix !== undefined) suffixes[host] = suffix;
  }
  return suffixes;
}
