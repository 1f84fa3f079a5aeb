import browser from 'webextension-polyfill';

/** What the user chose; it lies in `storage.local` and holds no cookie value. Nothing is synced. */
export interface Settings {
  /** The most entries that are kept. */
  readonly limit: number;
}

export const DEFAULT_SETTINGS: Settings = { limit: 100_000 };

/** Reads the settings; what is missing is the default. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get('settings');
  return { ...DEFAULT_SETTINGS, ...(stored['settings'] as Partial<Settings> | undefined) };
}
