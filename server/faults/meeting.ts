import { setTimeout as delay } from 'node:timers/promises';

/** How long the first of two requests waits for the second, ms. */
const PATIENCE_MS = 2_000;
/** How long after the first answer the second one is sent, ms: the browser has taken in the first by then. */
const LAG_MS = 250;

type Pair = { readonly both: PromiseWithResolvers<void>; readonly firstSent: PromiseWithResolvers<void> };

/** Lets two requests of the same key cross, always in the same order: a race that goes wrong each time. */
export class Meeting {
  readonly #pairs = new Map<string, Pair>();

  /** Settles when the caller may act. The first one must say when its answer is sent; a third one is a first one again. */
  async arrive(key: string): Promise<{ readonly sent: () => void }> {
    const met = this.#pairs.get(key);
    if (met !== undefined) {
      this.#pairs.delete(key);
      met.both.resolve();
      await met.firstSent.promise;
      await delay(LAG_MS);
      return { sent: () => {} };
    }
    const pair: Pair = { both: Promise.withResolvers<void>(), firstSent: Promise.withResolvers<void>() };
    this.#pairs.set(key, pair);
    const alone = setTimeout(() => {
      this.#pairs.delete(key);
      pair.both.resolve();
    }, PATIENCE_MS);
    await pair.both.promise;
    clearTimeout(alone);
    return { sent: () => pair.firstSent.resolve() };
  }
}
