import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings/settings.ts';
import type { SettingsStore } from '../protocol/settings/settings-store.ts';

/** The settings as they are now, for handlers that cannot wait; the defaults until they have been read. */
export class LiveSettings {
  readonly ready: Promise<Settings>;
  #now: Settings = DEFAULT_SETTINGS;
  #known = false;

  /** Listens at once; to be made in the background's first turn. */
  constructor(store: SettingsStore, onChange: (settings: Settings) => void) {
    const take = (settings: Settings): Settings => {
      this.#now = settings;
      this.#known = true;
      onChange(settings);
      return settings;
    };
    store.onChange(take);
    this.ready = store.read().then(take);
  }

  get now(): Settings {
    return this.#now;
  }

  /** False until they have been read. */
  get known(): boolean {
    return this.#known;
  }
}
