import browser from 'webextension-polyfill';
import { mountOptions } from '../../ui/options/mount-options.tsx';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';

/** As the background reads it: see `background/settings.ts`. */
async function readSettings(): Promise<Record<string, unknown>> {
  const { settings } = await browser.storage.local.get('settings');
  return (settings as Record<string, unknown> | undefined) ?? {};
}

const { root } = pageRoot();
mountOptions(
  root,
  createPageHost('tab', (onTab) => onTab(undefined)),
  {
    readLimit: async () => Number((await readSettings())['limit'] ?? 100_000),
    saveLimit: async (limit) => {
      await browser.storage.local.set({ settings: { ...(await readSettings()), limit } });
    },
  },
);
