import { DEFAULT_SETTINGS, type Settings } from '../protocol/settings/settings.ts';
import type { SettingsStore } from '../protocol/settings/settings-store.ts';

/** The settings as they are now, for handlers that cannot wait; the defaults until they have been read. */
export class LiveSettings {
  readonly ready: Promise<Settings>;
  #now: Settings = DEFAULT_SETTINGS;
  #known = false;

  /**
   * Listens at once; to be made in the background's first turn.
   *
   * @param onTrouble hears why the settings cannot be read: the defaults hold then, for recording waits for them
   */
  constructor(store: SettingsStore, onChange: (settings: Settings) => void, onTrouble: (error: unknown) => void) {
    const take = (settings: Settings): Settings => {
      this.#now = settings;
      this.#known = true;
      onChange(settings);
      return settings;
    };
    store.onChange(take);
    const read = store.read().catch((error: unknown) => {
      onTrouble(error);
      return DEFAULT_SETTINGS;
    });
    this.ready = read.then(take);
  }

  get now(): Settings {
    return this.#now;
  }

  /** False until they have been read. */
  get known(): boolean {
    return this.#known;
  }
}
