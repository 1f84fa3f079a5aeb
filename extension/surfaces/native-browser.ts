import type { Browser } from 'webextension-polyfill';

/**
 * The extension API as the browser itself gives it to a page, for builds: Chrome's `chrome` answers with promises
 * (Manifest V3), Firefox's `browser` always did. The polyfill is left to the background, whose message listeners
 * answer by promise, which older Chromes do not understand. vite.config.ts puts this in its place.
 */
const scope = globalThis as unknown as { browser?: Browser; chrome: Browser };

export default scope.browser ?? scope.chrome;
