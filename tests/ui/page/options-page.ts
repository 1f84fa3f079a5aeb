import type { SendCommand } from '../../../extension/protocol/commands.ts';
import type { SiteChange } from '../../../extension/protocol/settings/settings.ts';
import { SettingsStore } from '../../../extension/protocol/settings/settings-store.ts';
import type { SeenText, WatchedSites } from '../../../extension/protocol/site-commands.ts';
import type { Host } from '../../../extension/ui/model/host.ts';
import { mountOptions } from '../../../extension/ui/options/mount-options.tsx';
import { memoryArea } from '../../trace/memory-area.ts';

const watched: WatchedSites = {
  sites: [
    { site: 'localhost', patterns: ['*://localhost/*'], fixed: true },
    { site: 'example.com', patterns: ['*://shop.example.com/*', '*://*.example.com/*'], fixed: false },
    { site: 'shop.test', patterns: ['*://shop.test/*'], fixed: false },
  ],
  everySite: false,
  privateWindows: false,
};

const seen: SeenText = {
  url: 'https://shop.example.com/me',
  mediaType: 'application/json',
  text: '{ "session": { "visits": 12 } }',
  source: 'body',
};

/** Mounts the options page with settings in memory. `example.com` has patterns of an earlier version. */
export async function mountOptionsPage(root: HTMLElement, host: Host, signal: AbortSignal): Promise<void> {
  const area = memoryArea();
  await area.set({
    'site:example.com': {
      countPatterns: [
        { kind: 'text', pattern: 'seen\\s+(\\d+) times' },
        { kind: 'text', pattern: '(?:hits|views): (\\d+)' },
        { kind: 'member', name: 'visits' },
      ],
    },
  });
  const store = new SettingsStore(area);
  const forgotten = new Set<string>();
  const answers = {
    'watched-sites': () => ({ ...watched, sites: watched.sites.filter(({ site }) => !forgotten.has(site)) }),
    'change-site': ({ site, change }: { site: string; change: SiteChange }) => store.changeSite(site, change),
    'forget-site': async ({ site }: { site: string }) => {
      forgotten.add(site);
      const had = (await store.read()).sites[site];
      await area.remove(`site:${site}`);
      return { ok: true, ...(had !== undefined && { had }) };
    },
    'last-text': ({ site }: { site: string }) => (site === 'example.com' ? { seen } : {}),
  } as unknown as Record<string, (input: unknown) => unknown>;
  const requestPermission = async (patterns: readonly string[]): Promise<boolean> => {
    for (const { site, patterns: its } of watched.sites)
      if (its.every((each) => patterns.includes(each))) forgotten.delete(site);
    return true;
  };
  const send: SendCommand = async (command, input) => (await answers[command]?.(input)) as never;
  const settings = {
    read: () => store.read(),
    setLimit: (limit: number) => store.setLimit(limit),
    onChange: (listener: () => void, abort: AbortSignal) => store.onChange(listener, abort),
  };
  Object.assign(window, { settings });
  // Inherit from the fixture: a copy would lose its methods, which are on the class.
  mountOptions(root, Object.assign(Object.create(host) as Host, { send, requestPermission }), settings, signal);
}
