import { createHash } from 'node:crypto';
import { registerHooks } from 'node:module';

/**
 * Makes the extension's background run in Node as it is: to be imported first, by a test that then imports the background.
 * The browser that it is built for stands in `globalThis.__BROWSER__`.
 */
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === 'webextension-polyfill') {
      return { url: new URL('./current-browser.ts', import.meta.url).href, shortCircuit: true };
    }
    // Vite gives the address of the built file.
    if (specifier.includes('?url')) {
      return { url: `data:text/javascript,export default "/${encodeURIComponent(specifier)}"`, shortCircuit: true };
    }
    return next(specifier, context);
  },
});

Object.assign(globalThis, {
  __BROWSER__: process.env['TEST_BROWSER'] ?? 'chrome',
  location: { origin: 'extension://id' },
});

// Node hashes on another thread, which takes no fixed number of turns: a test that waits by turns would fail under load.
crypto.subtle.digest = async (_algorithm, data) => {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer;
};
