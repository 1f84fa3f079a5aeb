import type { Browser } from 'webextension-polyfill';

/**
 * The browser's own extension API for pages in builds: Chrome's `chrome` returns promises
 * (Manifest V3), Firefox's `browser` always did. Only the background needs the polyfill: its message listeners return
 * promises, which older Chrome versions do not support. vite.config.ts replaces the polyfill by this file.
 */
const scope = globalThis as unknown as { browser?: Browser; chrome: Browser };

export default scope.browser ?? scope.chrome;
