/** The browsers that Sidtrail is built for. */
export const BROWSERS = ['chrome', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];

/** manifest.json as it stands at the top of the repo: the keys of both browsers together. */
export interface SharedManifest {
  readonly background: {
    readonly service_worker: string;
    readonly scripts: readonly string[];
    readonly type: 'module';
  };
  readonly action: Readonly<Record<string, unknown>>;
  readonly permissions: readonly string[];
  readonly [key: string]: unknown;
}

/** A manifest that one browser takes without a warning. */
export interface BrowserManifest {
  readonly background: Partial<SharedManifest['background']>;
  readonly permissions: readonly string[];
  readonly [key: string]: unknown;
}

/** What each browser does not know, and would warn about or refuse. */
const FOREIGN: Readonly<
  Record<Browser, { keys: readonly string[]; background: readonly string[]; permissions: readonly string[] }>
> = {
  chrome: {
    keys: ['sidebar_action', 'browser_specific_settings'],
    background: ['scripts'],
    permissions: ['webRequestBlocking', 'webRequestFilterResponse'],
  },
  firefox: {
    keys: ['side_panel', 'minimum_chrome_version'],
    background: ['service_worker'],
    permissions: ['sidePanel'],
  },
};

function without(record: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** The shared manifest less what this browser does not know. */
export function manifestFor(browser: Browser, manifest: SharedManifest): BrowserManifest {
  const foreign = FOREIGN[browser];
  return {
    ...without(manifest, foreign.keys),
    background: without(manifest.background, foreign.background),
    ...(browser === 'chrome' ? { action: without(manifest.action, ['default_area']) } : {}),
    permissions: manifest.permissions.filter((permission) => !foreign.permissions.includes(permission)),
  };
}
