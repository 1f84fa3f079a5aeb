import browser from 'webextension-polyfill';
import { LogReader } from '../protocol/log/log-reader.ts';
import { KEYS_OF_SIDE, type Side } from '../protocol/side.ts';
import type { OnBatch, TraceSource } from '../protocol/trace-source.ts';

/** How long until the background is asked again that did not answer, in ms. */
const AGAIN_AFTER = 1_000;

/** The log of one side, once it is known which. */
export class SideSource implements TraceSource {
  readonly #side: () => Promise<Side>;

  constructor(side: () => Promise<Side>) {
    this.#side = side;
  }

  subscribe(onBatch: OnBatch, options: { signal: AbortSignal; tail?: boolean }): void {
    if (options.signal.aborted) return;
    const read = (side: Side): void => {
      if (options.signal.aborted) return;
      new LogReader(browser.storage.session, { keys: KEYS_OF_SIDE[side] }).subscribe(onBatch, options);
    };
    const again = (): void => {
      setTimeout(() => this.subscribe(onBatch, options), AGAIN_AFTER);
    };
    void this.#side().then(read, again);
  }
}
