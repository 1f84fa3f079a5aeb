import browser from 'webextension-polyfill';
import { LogReader } from '../protocol/log/log-reader.ts';
import { RefoldingSource } from '../protocol/settings/refolding-source.ts';
import { SettingsStore } from '../protocol/settings/settings-store.ts';
import type { CreateFold } from '../trace/model/trace.ts';

export const settingsStore = new SettingsStore(browser.storage.local);

/** The log, read again when the user chooses another session cookie or count. */
export const traceSource = new RefoldingSource(new LogReader(browser.storage.session), settingsStore);

/** A fold with the user's settings; options of the caller override them. */
export async function loadUserFold(): Promise<CreateFold> {
  const { createFold } = await import('../trace/fold/fold.ts');
  return (options = {}) => createFold({ ...traceSource.foldOptions(), ...options });
}
