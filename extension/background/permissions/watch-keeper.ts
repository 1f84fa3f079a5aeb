import type { Settings } from '../../protocol/settings/settings.ts';
import type { LiveSettings } from '../live-settings.ts';
import { offTest, patternsToWatch } from '../match-patterns.ts';
import type { CookieObserver } from '../observers/cookie-observer.ts';
import type { RequestObserver } from '../observers/request-observer.ts';
import { grantedOrigins } from './watched-hosts.ts';

/** Something that watches match patterns, and none where there are none. */
export interface Watcher {
  watch(patterns: readonly string[]): void;
}

/** Keeps the observers on the watched hosts alone, through every change of permission and settings. */
export class WatchKeeper {
  readonly #watchers: readonly Watcher[];
  readonly #requests: Pick<RequestObserver, 'ignores' | 'countHeaders'>;
  readonly #cookies: CookieObserver;
  readonly #settings: LiveSettings;
  #turn = 0;

  constructor(requests: RequestObserver, others: readonly Watcher[], cookies: CookieObserver, settings: LiveSettings) {
    this.#requests = requests;
    this.#watchers = [requests, ...others];
    this.#cookies = cookies;
    this.#settings = settings;
  }

  /** Takes over new settings. Resolves when the observers follow them. */
  async settingsChanged(settings: Settings): Promise<void> {
    const off = offTest(settings);
    this.#requests.ignores = off.url;
    this.#cookies.ignores = off.host;
    this.#requests.countHeaders = new Set(
      Object.values(settings.sites).flatMap(({ countHeader }) => (countHeader === undefined ? [] : [countHeader])),
    );
    await this.refresh();
  }

  /** Looks at what is granted now; the newest look counts. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const [origins] = await Promise.all([grantedOrigins(), this.#settings.ready]);
    if (turn !== this.#turn) return;
    const patterns = patternsToWatch(origins, this.#settings.now);
    for (const watcher of this.#watchers) watcher.watch(patterns);
  }
}
