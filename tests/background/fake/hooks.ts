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
