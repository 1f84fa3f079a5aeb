import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { OnBatch, TraceBatch, TraceSource } from '../../protocol/trace-source.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { FileNotice } from '../../trace/model/file-codes.ts';

/** A trace from a file, shown instead of the recording. */
export interface OpenedFile {
  readonly name: string;
  readonly events: readonly TraceEvent[];
  /** The session cookies that the file names, by site: masked values cannot be recognised. */
  readonly sessionCookies: Readonly<Record<string, readonly string[]>>;
  /** Whether its cookie values are masked. */
  readonly masked: boolean;
  /** Notes that the reader needs to judge the content. */
  readonly notices: readonly FileNotice[];
  /** True for the sample trace that is shipped with the extension. */
  readonly isSample?: true;
}

interface Subscriber {
  readonly onBatch: OnBatch;
  readonly options: { signal: AbortSignal; tail?: boolean };
  /** Stops reading the live log while a file is shown. */
  live: AbortController;
}

/** A trace source that switches between the live log and a file. Recording continues meanwhile. */
export class OpenableSource implements TraceSource {
  readonly #inner: TraceSource;
  readonly #opened = signal<OpenedFile | undefined>(undefined);
  readonly #subscribers = new Set<Subscriber>();

  constructor(inner: TraceSource) {
    this.#inner = inner;
  }

  get opened(): ReadonlySignal<OpenedFile | undefined> {
    return this.#opened;
  }

  subscribe(onBatch: OnBatch, options: { signal: AbortSignal; tail?: boolean }): void {
    const subscriber: Subscriber = { onBatch, options, live: new AbortController() };
    this.#subscribers.add(subscriber);
    options.signal.addEventListener('abort', () => {
      subscriber.live.abort();
      this.#subscribers.delete(subscriber);
    });
    const file = this.#opened.peek();
    if (file === undefined) this.#follow(subscriber, false);
    else onBatch(wholeOf(file));
  }

  /** Gives all subscribers a file. */
  open(file: OpenedFile): void {
    this.#opened.value = file;
    for (const subscriber of this.#subscribers) {
      subscriber.live.abort();
      subscriber.onBatch(wholeOf(file));
    }
  }

  /** Gives all subscribers the live log again, from its start. */
  close(): void {
    if (this.#opened.peek() === undefined) return;
    this.#opened.value = undefined;
    for (const subscriber of this.#subscribers) {
      subscriber.live = new AbortController();
      subscriber.onBatch({ events: [], cleared: true, entriesBefore: 0, progress: 0 });
      this.#follow(subscriber, true);
    }
  }

  #follow(subscriber: Subscriber, again: boolean): void {
    let first = again;
    const { signal } = subscriber.live;
    this.#inner.subscribe(
      (batch) => {
        if (signal.aborted) return undefined;
        const cleared = first || batch.cleared;
        first = false;
        return subscriber.onBatch({ ...batch, cleared });
      },
      { ...subscriber.options, signal },
    );
  }
}

function wholeOf(file: OpenedFile): TraceBatch {
  return { events: file.events, cleared: true, entriesBefore: 0, progress: 1 };
}

/** All events that a source has now. */
export function collectEvents(source: TraceSource): Promise<readonly TraceEvent[]> {
  return new Promise((resolve) => {
    const done = new AbortController();
    let events: TraceEvent[] = [];
    source.subscribe(
      (batch) => {
        if (done.signal.aborted) return;
        if (batch.cleared) events = [];
        // push(...batch) would overflow the stack on a long log.
        for (const event of batch.events) events.push(event);
        if (batch.progress < 1) return;
        done.abort();
        resolve(events);
      },
      { signal: done.signal },
    );
  });
}
