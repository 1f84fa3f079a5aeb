import type { Storage } from 'webextension-polyfill';
import { GENERAL_KEY, isSettingsKey, type Settings, type SiteChange, settingsIn, siteKey } from './settings.ts';

/** The part of `storage.local` that settings take; injected, so that tests need no browser. */
export interface SettingsArea {
  get(keys: null | string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
  readonly onChanged: {
    addListener(listener: (changes: Record<string, Storage.StorageChange>) => void): void;
    removeListener(listener: (changes: Record<string, Storage.StorageChange>) => void): void;
  };
}

/** The settings as every context of the extension reads, changes and follows them. */
export class SettingsStore {
  readonly #area: SettingsArea;

  constructor(area: SettingsArea) {
    this.#area = area;
  }

  async read(): Promise<Settings> {
    return settingsIn(await this.#area.get(null));
  }

  async changeSite(site: string, change: SiteChange): Promise<void> {
    const before = (await this.read()).sites[site] ?? {};
    const after = Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value != null));
    if (Object.keys(after).length === 0) await this.#area.remove(siteKey(site));
    else await this.#area.set({ [siteKey(site)]: after });
  }

  /** Forgets all that was chosen for a site. */
  async forgetSite(site: string): Promise<void> {
    await this.#area.remove(siteKey(site));
  }

  async setLimit(limit: number): Promise<void> {
    const { [GENERAL_KEY]: general } = await this.#area.get(GENERAL_KEY);
    const kept = typeof general === 'object' && general !== null ? general : {};
    await this.#area.set({ [GENERAL_KEY]: { ...kept, limit } });
  }

  /** Calls with all settings after each change, in this context or another, until the signal aborts. */
  onChange(listener: (settings: Settings) => void, signal?: AbortSignal): void {
    const heard = (changes: Record<string, Storage.StorageChange>): void => {
      if (!Object.keys(changes).some(isSettingsKey)) return;
      void this.read().then((settings) => {
        if (signal?.aborted !== true) listener(settings);
      });
    };
    this.#area.onChanged.addListener(heard);
    signal?.addEventListener('abort', () => this.#area.onChanged.removeListener(heard), { once: true });
  }
}
