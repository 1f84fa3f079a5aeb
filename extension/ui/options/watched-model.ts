import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Settings } from '../../protocol/settings/settings.ts';
import type { WatchedSites } from '../../protocol/site-commands.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import type { Host } from '../model/host.ts';
import type { SettingsHost } from './settings-host.ts';

/** The watched sites and their settings. */
export interface WatchedModel {
  /** Undefined until read. */
  readonly now: ReadonlySignal<{ readonly watched: WatchedSites; readonly settings: Settings } | undefined>;
  /** Why reading failed; empty if it did not. */
  readonly error: ReadonlySignal<string>;
}

/** Follows permissions and settings until the signal aborts. */
export function createWatchedModel(
  host: Pick<Host, 'send'>,
  settingsHost: SettingsHost,
  abort: AbortSignal,
): WatchedModel {
  const now = signal<{ watched: WatchedSites; settings: Settings } | undefined>(undefined);
  const error = signal('');
  let turn = 0;
  const read = async (): Promise<void> => {
    const mine = ++turn;
    try {
      const [watched, settings] = await Promise.all([host.send('watched-sites', {}), settingsHost.read()]);
      if (mine !== turn || abort.aborted) return;
      now.value = { watched, settings };
      error.value = '';
    } catch (reason) {
      if (mine === turn) error.value = whyFailed(reason);
    }
  };
  settingsHost.onChange(() => void read(), abort);
  void read();
  return { now, error };
}
