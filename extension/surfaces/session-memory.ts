import browser from 'webextension-polyfill';
import { PRIVATE_PREFIX } from '../protocol/side.ts';
import type { Remembered, SharedMemory } from '../ui/model/kept.ts';
import { ownSide } from './own-side.ts';

/** What the inspector of a surface looked at, in memory: `storage.session` survives a reload and is never on the disk. */
export function rememberedOf(surface: string): Remembered {
  const { devtools } = browser as { readonly devtools?: typeof browser.devtools };
  // Each pair of DevTools is about a tab of its own; a full tab names its tab in its address.
  const place = devtools?.inspectedWindow?.tabId ?? location.search;
  const keyOf = keyOfSide(`looked.${surface}${place}`);
  return {
    read: async () => {
      const key = await keyOf();
      return (await browser.storage.session.get(key))[key];
    },
    write: async (looked) => browser.storage.session.set({ [await keyOf()]: looked }),
  };
}

/** How far the reader has come in the lesson: one for all surfaces, in memory as well. */
export function lessonMemory(): SharedMemory {
  // Each surface hears of every write. What is its own is old news, and may be older than what it shows.
  const by = crypto.randomUUID();
  const keyOf = keyOfSide('lesson');
  return {
    read: async () => {
      const key = await keyOf();
      return written((await browser.storage.session.get(key))[key])?.lesson;
    },
    write: async (lesson) => browser.storage.session.set({ [await keyOf()]: { by, lesson } }),
    watch: (onWritten) =>
      void keyOf().then((key) =>
        browser.storage.session.onChanged.addListener((changes) => {
          const now = written(changes[key]?.newValue);
          if (now !== undefined && now.by !== by) onWritten(now.lesson);
        }),
      ),
  };
}

/** A key of ordinary windows, or the same of private ones. */
function keyOfSide(name: string): () => Promise<string> {
  return async () => `${(await ownSide()) === 'private' ? PRIVATE_PREFIX : ''}${name}`;
}

function written(value: unknown): { readonly by?: unknown; readonly lesson?: unknown } | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
