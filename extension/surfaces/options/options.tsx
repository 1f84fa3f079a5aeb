import browser from 'webextension-polyfill';
import { SettingsStore } from '../../protocol/settings/settings-store.ts';
import { mountOptions } from '../../ui/options/mount-options.tsx';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';

const store = new SettingsStore(browser.storage.local);
const { root, signal } = pageRoot();
void createPageHost('tab', (onTab) => onTab(undefined)).then((host) =>
  mountOptions(
    root,
    host,
    {
      read: () => store.read(),
      setLimit: (limit) => store.setLimit(limit),
      onChange: (listener, abort) => {
        const { onAdded, onRemoved } = browser.permissions;
        const heard = (): void => listener();
        store.onChange(heard, abort);
        onAdded.addListener(heard);
        onRemoved.addListener(heard);
        abort.addEventListener('abort', () => {
          onAdded.removeListener(heard);
          onRemoved.removeListener(heard);
        });
      },
    },
    signal,
  ),
);
