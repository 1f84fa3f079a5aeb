import { LOG_KEYS, type LogKeys, PRIVATE_LOG_KEYS } from './log/log-layout.ts';

/**
 * Private (incognito) windows have a side of their own: a log, a jar and a history that other windows do not show, that
 * never leave memory, and that go with the last private window.
 */
export type Side = 'ordinary' | 'private';

export const SIDES: readonly Side[] = ['ordinary', 'private'];

/** Where the log of each side lies. */
export const KEYS_OF_SIDE: Readonly<Record<Side, LogKeys>> = { ordinary: LOG_KEYS, private: PRIVATE_LOG_KEYS };

/** What begins the key of everything in `storage.session` that belongs to private windows. */
export const PRIVATE_PREFIX = 'private-';

/** The cookie stores of private windows: Chromium's and Firefox's. */
const PRIVATE_STORES: ReadonlySet<string> = new Set(['1', 'firefox-private']);

/** The side of a cookie store. */
export function sideOfStore(storeId: string): Side {
  return PRIVATE_STORES.has(storeId) ? 'private' : 'ordinary';
}
