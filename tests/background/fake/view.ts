import { LogReader } from '../../../extension/protocol/log/log-reader.ts';
import { KEYS_OF_SIDE, type Side } from '../../../extension/protocol/side.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../../extension/trace/model/entry.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import type { Fold, Trace } from '../../../extension/trace/model/trace.ts';
import type { FakeBrowser } from './fake-browser.ts';

/** An open view: it reads and folds a log as the inspector does. */
export class View {
  readonly #ends = new AbortController();
  #fold: Fold | undefined;
  events: TraceEvent[] = [];
  caughtUp = false;

  constructor(browser: FakeBrowser, side: Side = 'ordinary') {
    const reader = new LogReader(browser.session, { openSpill: () => browser.spill, keys: KEYS_OF_SIDE[side] });
    reader.subscribe(
      (batch) => {
        if (batch.cleared || this.#fold === undefined) {
          const { entriesBefore, before } = batch;
          this.#fold = createFold({ entriesBefore, ...(before !== undefined && { before }) });
          this.events = [];
        }
        this.#fold.apply(batch.events);
        for (const event of batch.events) this.events.push(event);
        this.caughtUp = batch.progress === 1;
      },
      { signal: this.#ends.signal },
    );
  }

  get trace(): Trace {
    this.#fold ??= createFold();
    return this.#fold.trace;
  }

  get entries(): readonly RequestEntry[] {
    return this.trace.entries;
  }

  get paths(): string[] {
    return this.entries.map(({ url }) => new URL(url).pathname);
  }

  close(): void {
    this.#ends.abort();
  }
}
