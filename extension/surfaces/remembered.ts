import browser from 'webextension-polyfill';
import { PRIVATE_PREFIX } from '../protocol/side.ts';
import type { Remembered } from '../ui/model/kept.ts';
import { ownSide } from './own-side.ts';

/** What the inspector of a surface looked at, in memory: `storage.session` survives a reload and is never on the disk. */
export function rememberedOf(surface: string): Remembered {
  const { devtools } = browser as { readonly devtools?: typeof browser.devtools };
  // Each pair of DevTools is about a tab of its own; a full tab names its tab in its address.
  const place = devtools?.inspectedWindow?.tabId ?? location.search;
  const keyOf = async (): Promise<string> =>
    `${(await ownSide()) === 'private' ? PRIVATE_PREFIX : ''}looked.${surface}${place}`;
  return {
    read: async () => {
      const key = await keyOf();
      return (await browser.storage.session.get(key))[key];
    },
    write: async (looked) => browser.storage.session.set({ [await keyOf()]: looked }),
  };
}
