import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What stands in the browser beside the page: nothing, a floor, or Sidtrail. */
export interface Variant {
  readonly name: string;
  /** The folder of its extension; absent for a browser without one. */
  readonly extension?: string;
}

const HOSTS = ['*://localhost/*'];

/** An extension that does nothing: the floor of having one. */
const IDLE = {
  manifest: { permissions: ['storage'] },
  background: 'chrome.runtime.onInstalled.addListener(() => {});',
};

/** An extension that may listen to requests, and listens to none: Chromium leads every request past it all the same. */
const PERMITTED = {
  manifest: { permissions: ['webRequest'], host_permissions: HOSTS },
  background: 'chrome.runtime.onInstalled.addListener(() => {});',
};

/** The same three webRequest listeners as Sidtrail's, empty: the floor that the browser sets for anyone who listens. */
const BARE = {
  manifest: { permissions: ['webRequest'], host_permissions: HOSTS },
  background: `
    const filter = { urls: ['*://localhost/*'] };
    chrome.webRequest.onSendHeaders.addListener(() => {}, filter, ['requestHeaders', 'extraHeaders']);
    chrome.webRequest.onHeadersReceived.addListener(() => {}, filter, ['responseHeaders', 'extraHeaders']);
    chrome.webRequest.onCompleted.addListener(() => {}, filter);`,
};

/** The variants, with the folders of the floors; `remove` takes those away. */
export function variants(sidtrail: string): { variants: readonly Variant[]; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-bench-'));
  const write = (name: string, { manifest, background }: typeof IDLE | typeof PERMITTED): string => {
    const place = path.join(folder, name);
    mkdirSync(place);
    const whole = { manifest_version: 3, name, version: '1', background: { service_worker: 'main.js' }, ...manifest };
    writeFileSync(path.join(place, 'manifest.json'), JSON.stringify(whole));
    writeFileSync(path.join(place, 'main.js'), background);
    return place;
  };
  return {
    variants: [
      { name: 'no extension' },
      { name: 'idle extension', extension: write('idle', IDLE) },
      { name: 'webRequest allowed, no listener', extension: write('permitted', PERMITTED) },
      { name: 'three bare listeners', extension: write('bare', BARE) },
      { name: 'Sidtrail', extension: sidtrail },
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
