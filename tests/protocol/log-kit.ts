import type { LogStoreOptions } from '../../extension/background/log/log-store-options.ts';
import { LogReader } from '../../extension/protocol/log/log-reader.ts';
import { unpackChunk } from '../../extension/protocol/log/spill-reader.ts';
import { packChunk } from '../../extension/protocol/log/spill-store.ts';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import type { NewTraceEvent, TraceEvent } from '../../extension/trace/model/event.ts';
import { MemoryArea } from './memory-area.ts';

/** A disk in memory; `broken` refuses to be written, as a full disk does. */
export class MemorySpill {
  readonly chunks = new Map<number, string>();
  broken = false;
  purges = 0;
  async put(first: number, events: readonly TraceEvent[]): Promise<void> {
    if (this.broken) throw new Error('The disk is full');
    this.chunks.set(first, packChunk(events));
  }
  async get(first: number): Promise<readonly TraceEvent[] | undefined> {
    const packed = this.chunks.get(first);
    return packed === undefined ? undefined : unpackChunk(packed);
  }
  async delete(first: number): Promise<void> {
    this.chunks.delete(first);
  }
}

/** A log's surroundings, and readers of it. */
export function setUp(changes: Partial<LogStoreOptions> = {}) {
  const session = new MemoryArea();
  const spill = new MemorySpill();
  const troubles: unknown[] = [];
  const clock = { now: 1_000 };
  const options: LogStoreOptions = {
    session,
    spill: {
      newKey: async () => 'key',
      open: () => spill,
      purge: async () => {
        spill.purges += 1;
        spill.chunks.clear();
      },
    },
    limit: async () => 100_000,
    now: () => clock.now,
    onTrouble: (error) => troubles.push(error),
    ...changes,
  };
  /** @param room What a batch waits for after it was taken. */
  const read = (tail = false, room: () => Promise<void> | undefined = () => undefined) => {
    const batches: TraceBatch[] = [];
    const stop = new AbortController();
    const reader = new LogReader(session, { openSpill: () => spill, ...(options.keys && { keys: options.keys }) });
    const caughtUp = new Promise<void>((resolve) => {
      reader.subscribe(
        (batch) => {
          batches.push(batch);
          if (batch.progress === 1 && batch.events.length === 0) resolve();
          return room();
        },
        { signal: stop.signal, tail },
      );
    });
    /** The events of the log as it is now: those since it last became another. */
    const events = (): TraceEvent[] => {
      const from = batches.findLastIndex(({ cleared }) => cleared);
      return batches.slice(Math.max(0, from)).flatMap((batch) => batch.events);
    };
    const numbers = () => events().map(({ n }) => n);
    return { batches, caughtUp, events, numbers, stop };
  };
  /** All that a new view finds. */
  const readAll = async (tail = false) => {
    const reader = read(tail);
    await reader.caughtUp;
    reader.stop.abort();
    return reader;
  };
  return { session, spill, troubles, clock, options, read, readAll };
}

/** A request, with a Cookie header where one is given. */
export function request(id: number, cookie?: string): NewTraceEvent {
  return {
    kind: 'request',
    time: id,
    requestId: String(id),
    tabId: 1,
    frameId: 0,
    method: 'GET',
    url: `http://localhost/${id}`,
    type: 'main_frame',
    storeId: '0',
    headers: cookie === undefined ? [] : [['cookie', cookie]],
  };
}

/** 1, 2, 3 … */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** Lets everything happen that waits for nothing but its turn. */
export function turns(count = 50): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number): void => (left === 0 ? resolve() : void setImmediate(next, left - 1));
    next(count);
  });
}
