import browser from 'webextension-polyfill';
import { RefoldingSource } from '../protocol/settings/refolding-source.ts';
import { SettingsStore } from '../protocol/settings/settings-store.ts';
import type { CreateFold } from '../trace/model/trace.ts';
import { ownSide } from './own-side.ts';
import { SideSource } from './side-source.ts';

export const settingsStore = new SettingsStore(browser.storage.local);

/** The log of this page's side where it lies, read again when the user chooses another session cookie or count. */
export const traceSource = new RefoldingSource(new SideSource(ownSide), settingsStore);

/** A fold with the user's settings; options of the caller override them. */
export async function loadUserFold(): Promise<CreateFold> {
  const { createFold } = await import('../trace/fold/fold.ts');
  return (options = {}) => createFold({ ...traceSource.foldOptions(), ...options });
}
