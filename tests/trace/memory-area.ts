import type { SettingsArea } from '../../extension/protocol/settings/settings-store.ts';

/** `storage.local`, in this process. */
export function memoryArea(): SettingsArea & { readonly stored: Map<string, unknown> } {
  const stored = new Map<string, unknown>();
  const listeners = new Set<Parameters<SettingsArea['onChanged']['addListener']>[0]>();
  const notify = (key: string): void => {
    for (const listener of listeners) listener({ [key]: { newValue: stored.get(key) } });
  };
  return {
    stored,
    get: async () => structuredClone(Object.fromEntries(stored)),
    set: async (items) => {
      for (const [key, value] of Object.entries(items)) {
        stored.set(key, structuredClone(value));
        notify(key);
      }
    },
    remove: async (key) => {
      stored.delete(key);
      notify(key);
    },
    onChanged: {
      addListener: (listener) => listeners.add(listener),
      removeListener: (listener) => listeners.delete(listener),
    },
  };
}
