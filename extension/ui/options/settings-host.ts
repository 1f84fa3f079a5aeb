import type { Settings } from '../../protocol/settings/settings.ts';

/** Access to the settings and permissions. */
export interface SettingsHost {
  read(): Promise<Settings>;
  setLimit(limit: number): Promise<void>;
  /** Calls the listener after each change of a setting or permission in any context, until the signal aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}
