import type { Settings } from '../../protocol/settings/settings.ts';

/** Where the settings and the permissions lie. */
export interface SettingsHost {
  read(): Promise<Settings>;
  setLimit(limit: number): Promise<void>;
  /** Calls after each change of a setting or a permission, wherever it was made, until the signal aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}
