import type { Storage } from 'webextension-polyfill';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { TraceBatch, TraceSource } from '../trace-source.ts';
import {
  batchesIn,
  EMPTY_HEAD,
  HEAD_KEY,
  isBatchKey,
  type LogHead,
  readBatch,
  type StoredBatch,
} from './log-layout.ts';
import { SpillReader } from './spill-reader.ts';

/** The part of the storage API that reading takes; injected, so that tests need no browser. */
export interface SessionStorage {
  get(keys: null): Promise<Record<string, unknown>>;
  readonly onChanged: {
    addListener(listener: (changes: Record<string, Storage.StorageChange>) => void): void;
    removeListener(listener: (changes: Record<string, Storage.StorageChange>) => void): void;
  };
}

/** Where spilled chunks are read from. */
export interface SpilledEvents {
  get(epoch: number, first: number): Promise<readonly TraceEvent[] | undefined>;
}

/**
 * Reads the log where it lies: first what is there, then each batch as the background writes it. It needs no
 * background, so an open view keeps none alive and survives each stop without noticing.
 */
export class LogReader implements TraceSource {
  readonly #session: SessionStorage;
  readonly #openSpill: (key: string) => SpilledEvents;

  constructor(session: SessionStorage, openSpill: (key: string) => SpilledEvents = (key) => new SpillReader(key)) {
    this.#session = session;
    this.#openSpill = openSpill;
  }

  subscribe(onBatch: (batch: TraceBatch) => void, options: { signal: AbortSignal; tail?: boolean }): void {
    const reading = new Reading(onBatch, options.signal);
    const listener = (changes: Record<string, Storage.StorageChange>): void => reading.changed(changes);
    // Listen first: what is written while the log is read must not fall between the two.
    this.#session.onChanged.addListener(listener);
    options.signal.addEventListener('abort', () => this.#session.onChanged.removeListener(listener));
    void this.#readAll(reading, options);
  }

  async #readAll(reading: Reading, options: { signal: AbortSignal; tail?: boolean }): Promise<void> {
    // One get is one moment: what its head says has spilled is not missing from its batches.
    const stored = await this.#session.get(null);
    const head = (stored[HEAD_KEY] as LogHead | undefined) ?? EMPTY_HEAD;
    reading.epoch = head.epoch;
    const batches = batchesIn(stored);
    // Only what follows the last of them says that the reader has caught up.
    const parts = head.chunks.length + batches.length + 1;
    if (options.tail !== true && head.key !== undefined) {
      const spill = this.#openSpill(head.key);
      for (const [at, chunk] of head.chunks.entries()) {
        if (options.signal.aborted) return;
        // Cleared meanwhile: nothing of the past is left to be read.
        if (reading.epoch !== head.epoch) break;
        const events = await spill.get(head.epoch, chunk.first);
        if (events === undefined) continue;
        reading.give({ epoch: head.epoch, entriesBefore: chunk.entriesBefore, events }, (at + 1) / parts);
      }
    }
    for (const [at, { batch }] of batches.entries()) reading.give(batch, (head.chunks.length + at + 1) / parts);
    reading.caughtUp();
  }
}

/** The past has been read but for what was written meanwhile. */
const NEARLY = 0.99;

/** One subscription: what was given already, and what waits until the past has been read. */
class Reading {
  epoch = 0;
  readonly #onBatch: (batch: TraceBatch) => void;
  readonly #signal: AbortSignal;
  #last = 0;
  #waiting: StoredBatch[] | undefined = [];

  constructor(onBatch: (batch: TraceBatch) => void, signal: AbortSignal) {
    this.#onBatch = onBatch;
    this.#signal = signal;
  }

  give(batch: StoredBatch, progress: number): void {
    if (this.#signal.aborted || batch.epoch !== this.epoch) return;
    const events = batch.events.filter((event) => event.n > this.#last);
    this.#last = events.at(-1)?.n ?? this.#last;
    if (events.length > 0) this.#onBatch({ events, cleared: false, entriesBefore: batch.entriesBefore, progress });
  }

  /** The past has been read: gives what came meanwhile, and then an empty batch that says so. */
  caughtUp(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const batch of waiting) this.give(batch, NEARLY);
    if (!this.#signal.aborted) this.#onBatch({ events: [], cleared: false, entriesBefore: 0, progress: 1 });
  }

  changed(changes: Record<string, Storage.StorageChange>): void {
    const head = changes[HEAD_KEY]?.newValue as LogHead | undefined;
    if (head !== undefined && head.epoch > this.epoch && this.epoch > 0) {
      this.epoch = head.epoch;
      this.#onBatch({
        events: [],
        cleared: true,
        entriesBefore: 0,
        progress: this.#waiting === undefined ? 1 : NEARLY,
      });
    }
    for (const key of Object.keys(changes).filter(isBatchKey).sort()) {
      const batch = readBatch(changes[key]?.newValue);
      if (batch === undefined) continue;
      if (this.#waiting === undefined) this.give(batch, 1);
      else this.#waiting.push(batch);
    }
  }
}
