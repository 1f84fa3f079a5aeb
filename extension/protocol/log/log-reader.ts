import type { Storage } from 'webextension-polyfill';
import type { LostEvent, TraceEvent } from '../../trace/model/event.ts';
import type { OnBatch, TraceSource } from '../trace-source.ts';
import { boundEvent } from './bound-event.ts';
import {
  batchesIn,
  EMPTY_END,
  EMPTY_HEAD,
  type FoundBatch,
  LOG_KEYS,
  type LogEnd,
  type LogHead,
  type LogKeys,
  type LogState,
  readBatch,
  type SpilledChunk,
  textsIn,
} from './log-layout.ts';
import { TextBook } from './text-book.ts';

type Changes = Readonly<Record<string, Storage.StorageChange>>;

/** The part of the storage API that reading takes; injected, so that tests need no browser. */
export interface SessionStorage {
  get(keys: null): Promise<Record<string, unknown>>;
  readonly onChanged: {
    addListener(listener: (changes: Changes) => void): void;
    removeListener(listener: (changes: Changes) => void): void;
  };
}

/** Where spilled chunks are read from. */
export interface SpilledEvents {
  /** Undefined where the chunk is gone. */
  get(first: number): Promise<readonly TraceEvent[] | undefined>;
}

export interface LogReaderOptions {
  readonly openSpill?: (key: string) => SpilledEvents | Promise<SpilledEvents>;
  /** Absent: those of the log of ordinary windows. */
  readonly keys?: LogKeys;
}

/** Most logs never spill: what reads the disk is loaded when there is something to read. */
async function openSpill(key: string): Promise<SpilledEvents> {
  const { SpillReader } = await import('./spill-reader.ts');
  return new SpillReader(key);
}

/**
 * Reads a log where it lies: first what is there, then each batch as the background writes it. It needs no background, so
 * an open view keeps none alive and survives each stop without noticing.
 */
export class LogReader implements TraceSource {
  readonly #session: SessionStorage;
  readonly #options: Required<LogReaderOptions>;

  constructor(session: SessionStorage, options: LogReaderOptions = {}) {
    this.#session = session;
    this.#options = { openSpill, keys: LOG_KEYS, ...options };
  }

  subscribe(onBatch: OnBatch, options: { signal: AbortSignal; tail?: boolean }): void {
    const begin = (again: boolean): Reading => {
      const reading = new Reading(this.#session, this.#options, onBatch, again);
      void reading.readAll(options.tail === true);
      return reading;
    };
    let reading: Reading | undefined;
    const listener = (changes: Changes): void => {
      if (reading?.changed(changes) !== 'another') return;
      // Cleared, or a clear was undone: it is another log now.
      reading.stop();
      reading = begin(true);
    };
    // Listen first: what is written while the log is read must not fall between the two.
    this.#session.onChanged.addListener(listener);
    options.signal.addEventListener('abort', () => {
      this.#session.onChanged.removeListener(listener);
      reading?.stop();
    });
    reading = begin(false);
  }
}

/** The past has been read but for what was written meanwhile. */
const NEARLY = 0.99;

/** One log from its beginning on, until it becomes another. */
class Reading {
  readonly #session: SessionStorage;
  readonly #options: Required<LogReaderOptions>;
  readonly #onBatch: OnBatch;
  #stopped = false;
  /** True until the reader has learned that what it had is no more. */
  #again: boolean;
  #texts = new TextBook();
  /** The newest epoch that a change has announced, and the one that is read. */
  #newest = 0;
  #epoch: number | undefined;
  #head: LogHead = EMPTY_HEAD;
  #last = 0;
  /** What comes before the texts are known that it refers to. */
  #early: Changes[] | undefined = [];
  /** What comes while older events are still being read. */
  #waiting: FoundBatch[] | undefined = [];

  constructor(session: SessionStorage, options: Required<LogReaderOptions>, onBatch: OnBatch, again: boolean) {
    this.#session = session;
    this.#options = options;
    this.#onBatch = onBatch;
    this.#again = again;
  }

  stop(): void {
    this.#stopped = true;
  }

  async readAll(tail: boolean): Promise<void> {
    const { keys } = this.#options;
    let stored = await this.#session.get(null);
    // An answer may have been on its way when a change was announced.
    while (!this.#stopped && epochIn(stored, keys) < this.#newest) stored = await this.#session.get(null);
    if (this.#stopped) return;
    this.#head = headIn(stored, keys);
    this.#epoch = this.#head.epoch;
    this.#last = this.#head.start.after;
    this.#texts = textsIn(stored, keys);
    const batches = [...batchesIn(stored, keys, this.#texts)];
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const changes of early) {
      this.#take(changes);
      const head = changes[keys.head]?.newValue as LogHead | undefined;
      if (head?.epoch === this.#epoch) this.#head = head;
    }
    const chunks = this.#head.chunks.filter(({ last }) => last > this.#last);
    if (tail) this.#last = chunks.splice(0).at(-1)?.last ?? this.#last;
    // Only what follows the last of them says that the reader has caught up.
    const parts = chunks.length + batches.length + 1;
    await this.#readChunks(chunks, (at) => (at + 1) / parts);
    for (const [at, batch] of batches.entries()) await this.#give(batch, (chunks.length + at + 1) / parts);
    await this.#catchUp(NEARLY);
    // A log without events says by its end alone whether recording is paused.
    this.#deliver([], (stored[keys.end] as LogEnd | undefined) ?? EMPTY_END, 1);
  }

  /** @returns `another` where what follows belongs to another log */
  changed(changes: Changes): 'same' | 'another' {
    const { keys } = this.#options;
    const change = changes[keys.head];
    const head = change?.newValue as LogHead | undefined;
    // The whole log is gone: the last private window was closed.
    if (change !== undefined && head === undefined) return 'another';
    if (head !== undefined) {
      this.#newest = Math.max(this.#newest, head.epoch);
      if (this.#epoch !== undefined && head.epoch > this.#epoch) return 'another';
      if (head.epoch === this.#epoch) this.#readNewChunks(head);
    }
    if (this.#early === undefined) this.#take(changes);
    else this.#early.push(changes);
    return 'same';
  }

  #take(changes: Changes): void {
    const { keys } = this.#options;
    const changed = Object.keys(changes);
    for (const key of changed) {
      const group = keys.groupOf(key);
      if (group !== undefined) this.#texts.put(group, changes[key]?.newValue);
    }
    for (const key of changed.filter(keys.isBatch).sort()) {
      const { newValue } = changes[key] ?? {};
      if (newValue === undefined) continue;
      // Decoded at once, for its texts may go before it is its turn.
      const batch = readBatch(key, newValue, this.#texts);
      if (this.#waiting === undefined) this.#give(batch, 1);
      else this.#waiting.push(batch);
    }
  }

  /** Events that found no room in memory lie on the disk alone: they are read from there, and what follows waits. */
  #readNewChunks(head: LogHead): void {
    this.#head = head;
    if (this.#waiting !== undefined || !head.chunks.some(({ last }) => last > this.#last)) return;
    this.#waiting = [];
    void this.#catchUp(1);
  }

  /** Gives what came meanwhile, from memory and from the disk, in order. */
  async #catchUp(progress: number): Promise<void> {
    for (;;) {
      const next = this.#head.chunks.find(({ last }) => last > this.#last);
      if (next === undefined || this.#stopped) break;
      while ((this.#waiting?.[0]?.batch?.events.at(0)?.n ?? next.first) < next.first) {
        await this.#give(this.#waiting?.shift() ?? { batch: undefined }, progress);
      }
      await this.#readChunks([next], () => progress);
    }
    this.#giveWaiting(progress);
  }

  async #readChunks(chunks: readonly SpilledChunk[], progress: (at: number) => number): Promise<void> {
    const { key } = this.#head;
    const spill = key === undefined || chunks.length === 0 ? undefined : await this.#options.openSpill(key);
    for (const [at, chunk] of chunks.entries()) {
      if (this.#stopped) return;
      const events = await spill?.get(chunk.first).catch(() => undefined);
      // Dropped meanwhile, to keep the bound: an event says so.
      const gone = events === undefined && !this.#head.chunks.some(({ first }) => first === chunk.first);
      if (!gone)
        await this.#give({ batch: { before: chunk.before, events: events ?? [unreadable(chunk)] } }, progress(at));
      this.#last = Math.max(this.#last, chunk.last);
    }
  }

  #giveWaiting(progress: number): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const batch of waiting) this.#give(batch, progress);
  }

  #give({ batch }: Pick<FoundBatch, 'batch'>, progress: number): Promise<void> | undefined {
    if (batch === undefined) return undefined;
    const events = batch.events.filter((event) => event.n > this.#last);
    this.#last = events.at(-1)?.n ?? this.#last;
    return events.length > 0 ? this.#deliver(events, batch.before, progress) : undefined;
  }

  #deliver(events: readonly TraceEvent[], state: LogState, progress: number): Promise<void> | undefined {
    if (this.#stopped) return undefined;
    const { entries, recording, browser } = state;
    const cleared = this.#again;
    this.#again = false;
    return this.#onBatch({
      events: events.map(boundEvent),
      cleared,
      entriesBefore: entries - this.#head.start.entries,
      before: { recording, ...(browser !== undefined && { browser }) },
      progress,
    });
  }
}

function headIn(stored: Readonly<Record<string, unknown>>, keys: LogKeys): LogHead {
  return (stored[keys.head] as LogHead | undefined) ?? EMPTY_HEAD;
}

function epochIn(stored: Readonly<Record<string, unknown>>, keys: LogKeys): number {
  return headIn(stored, keys).epoch;
}

/** What stands in the place of a chunk that is there and cannot be read. */
function unreadable({ last, time, events, entries }: SpilledChunk): LostEvent {
  return { kind: 'lost', n: last, time, events, entries, why: 'unreadable', from: time, to: time };
}
