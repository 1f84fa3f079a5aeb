import { AsyncLocalStorage } from 'node:async_hooks';

/** The API that one background has; code that runs for another one has another. */
export const running = new AsyncLocalStorage<object>();

/** Stands in the place of webextension-polyfill: whoever runs sees the API of its own background. */
const browser = new Proxy({} as Record<string, unknown>, {
  get: (_, name) => {
    const api = running.getStore();
    if (api === undefined) throw new Error(`browser.${String(name)} was used outside of a background.`);
    return Reflect.get(api, name);
  },
});

export default browser;
