import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LogWriter, type LogWriterOptions } from '../../extension/background/log/log-writer.ts';
import { LogReader } from '../../extension/protocol/log/log-reader.ts';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import type { NewTraceEvent, TraceEvent } from '../../extension/trace/model/event.ts';

type Change = { oldValue?: unknown; newValue?: unknown };
type Listener = (changes: Record<string, Change>) => void;

/** `storage.session` in memory: a set is whole or fails, values are copies, and listeners hear of it. */
class MemoryArea {
  readonly items = new Map<string, unknown>();
  readonly #listeners = new Set<Listener>();
  quota = Number.POSITIVE_INFINITY;
  sets = 0;
  readonly onChanged = {
    addListener: (listener: Listener): void => void this.#listeners.add(listener),
    removeListener: (listener: Listener): void => void this.#listeners.delete(listener),
  };
  async get(keys: string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys ?? [...this.items.keys()];
    return structuredClone(
      Object.fromEntries(wanted.filter((key) => this.items.has(key)).map((key) => [key, this.items.get(key)])),
    );
  }
  async set(items: Record<string, unknown>): Promise<void> {
    this.sets += 1;
    const after = JSON.stringify([...this.items, ...Object.entries(items)]).length;
    if (after > this.quota) throw new Error('QUOTA_BYTES quota exceeded');
    const changes: Record<string, Change> = {};
    for (const [key, value] of Object.entries(structuredClone(items))) {
      changes[key] = { oldValue: this.items.get(key), newValue: value };
      this.items.set(key, value);
    }
    for (const listener of this.#listeners) listener(changes);
  }
  async remove(keys: string[]): Promise<void> {
    const changes: Record<string, Change> = {};
    for (const key of keys) {
      changes[key] = { oldValue: this.items.get(key) };
      this.items.delete(key);
    }
    for (const listener of this.#listeners) listener(changes);
  }
}

/** A spill in memory; `broken` refuses to be written, as a full disk does. */
class MemorySpill {
  readonly chunks = new Map<string, readonly TraceEvent[]>();
  broken = false;
  purges = 0;
  async put(epoch: number, first: number, events: readonly TraceEvent[]): Promise<void> {
    if (this.broken) throw new Error('The disk is full');
    this.chunks.set(`${epoch}/${first}`, structuredClone(events));
  }
  async get(epoch: number, first: number): Promise<readonly TraceEvent[] | undefined> {
    return this.chunks.get(`${epoch}/${first}`);
  }
  async delete(epoch: number, first: number): Promise<void> {
    this.chunks.delete(`${epoch}/${first}`);
  }
}

function setUp(changes: Partial<LogWriterOptions> = {}) {
  const session = new MemoryArea();
  const spill = new MemorySpill();
  const troubles: unknown[] = [];
  const options: LogWriterOptions = {
    session,
    newKey: async () => 'key',
    openSpill: () => spill,
    purge: async () => {
      spill.purges += 1;
      spill.chunks.clear();
    },
    limit: async () => 100_000,
    now: () => 0,
    onTrouble: (error) => troubles.push(error),
    ...changes,
  };
  const read = (tail = false) => {
    const batches: TraceBatch[] = [];
    const stop = new AbortController();
    const caughtUp = new Promise<void>((resolve) => {
      new LogReader(session as never, () => spill).subscribe(
        (batch) => {
          batches.push(batch);
          if (batch.progress === 1 && batch.events.length === 0) resolve();
        },
        { signal: stop.signal, tail },
      );
    });
    const numbers = () => batches.flatMap(({ events }) => events.map(({ n }) => n));
    return { batches, caughtUp, numbers, stop };
  };
  return { session, spill, troubles, options, read };
}

const request = (id: number): NewTraceEvent => ({
  kind: 'request',
  time: id,
  requestId: String(id),
  tabId: 1,
  frameId: 0,
  method: 'GET',
  url: `http://localhost/${id}`,
  type: 'main_frame',
  storeId: '0',
  headers: [],
});
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('the log', () => {
  test('gives events their places in the order of the calls, and a reader reads them all', async () => {
    const { options, read } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(50)) writer.append(request(id));
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(50));
  });

  test('writes what arrives during one write in the next, not one by one', async () => {
    const { options, session } = setUp();
    const writer = new LogWriter(options);
    await writer.flushed();
    const before = session.sets;
    for (const id of upTo(200)) writer.append(request(id));
    await writer.flushed();
    assert.ok(session.sets - before <= 2, `${session.sets - before} writes`);
  });

  test('is streamed to a reader that is there, each event once', async () => {
    const { options, read } = setUp();
    const writer = new LogWriter(options);
    writer.append(request(1));
    const reader = read();
    for (const id of upTo(20)) {
      writer.append(request(id + 1));
      if (id % 3 === 0) await writer.flushed();
    }
    await writer.flushed();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(21));
    reader.stop.abort();
    writer.append(request(99));
    await writer.flushed();
    assert.deepEqual(reader.numbers(), upTo(21));
  });

  test('goes on after the background was stopped, with the next number', async () => {
    const { options, read } = setUp();
    const first = new LogWriter(options);
    for (const id of upTo(5)) first.append(request(id));
    await first.flushed();
    const second = new LogWriter(options);
    second.append(request(6));
    await second.flushed();
    const reader = read();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(6));
    assert.equal(reader.batches[1]?.entriesBefore, 5);
  });

  test('spills its older part and reads it back in order', async () => {
    const { options, read, session, spill } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(8_000)) {
      writer.append(request(id));
      if (id % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    assert.ok(spill.chunks.size >= 2);
    assert.ok(session.items.size < 60, `${session.items.size} keys left in memory`);
    const reader = read();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(8_000));
    const tail = read(true);
    await tail.caughtUp;
    assert.equal(tail.numbers().at(-1), 8_000);
    assert.ok(tail.numbers().length < 3_200);
    assert.equal(tail.batches[0]?.entriesBefore, (tail.numbers()[0] ?? 0) - 1);
  });

  test('tells how much has been read, and that all has with nothing but the last of it', async () => {
    const { options, read, spill } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(8_000)) {
      writer.append(request(id));
      if (id % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    assert.ok(spill.chunks.size >= 2);
    const reader = read();
    writer.append(request(8_001));
    await writer.flushed();
    await reader.caughtUp;
    const told = reader.batches.map(({ progress }) => progress);
    assert.ok(told.length > 10);
    assert.deepEqual(
      told.filter((progress) => progress >= 1),
      [1],
    );
    assert.equal(told.at(-1), 1);
    assert.deepEqual(
      told,
      told.toSorted((one, other) => one - other),
    );
    assert.equal(reader.numbers().at(-1), 8_001);
  });

  test('cleared while its past is being read, it is read on from its new beginning', async () => {
    const { options, read, spill } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(8_000)) {
      writer.append(request(id));
      if (id % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    assert.ok(spill.chunks.size >= 2);
    const get = spill.get.bind(spill);
    spill.get = async (epoch, first) => {
      spill.get = get;
      const events = await get(epoch, first);
      const cleared = writer.clear();
      writer.append(request(1));
      await cleared;
      await writer.flushed();
      return events;
    };
    const reader = read();
    await reader.caughtUp;
    const at = reader.batches.findIndex((batch) => batch.cleared);
    assert.notEqual(at, -1);
    assert.deepEqual(
      reader.batches.slice(at).flatMap(({ events }) => events.map((event) => event.kind === 'request' && event.url)),
      ['http://localhost/1'],
    );
  });

  test('survives a stop between moving events and removing them: none is read twice', async () => {
    const { options, read, session } = setUp();
    const writer = new LogWriter(options);
    const remove = session.remove.bind(session);
    session.remove = async () => {
      throw new Error('stopped here');
    };
    for (const id of upTo(40)) {
      for (const part of upTo(100)) writer.append(request(id * 100 + part));
      await writer.flushed();
    }
    session.remove = remove;
    const next = new LogWriter(options);
    for (const id of upTo(40)) {
      for (const part of upTo(100)) next.append(request(id * 100 + part));
      await next.flushed();
    }
    const reader = read();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(8_000));
  });

  test('keeps its bound: the oldest entries leave, and an event says how many', async () => {
    const { options, read } = setUp({ limit: async () => 3_000 });
    const writer = new LogWriter(options);
    for (const id of upTo(9_000)) {
      writer.append(request(id));
      if (id % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    const events = reader.batches.flatMap((batch) => batch.events);
    const dropped = events.filter((event) => event.kind === 'dropped').at(-1);
    assert.ok(dropped?.kind === 'dropped' && dropped.entries >= 3_000);
    const entries = events.filter((event) => event.kind === 'request' && event.n > dropped.through).length;
    assert.equal(entries, 9_000 - dropped.entries);
    assert.ok(entries <= 6_000);
  });

  test('drops its oldest part, and says so, where the disk takes none', async () => {
    const { options, read, spill, troubles } = setUp();
    spill.broken = true;
    const writer = new LogWriter(options);
    for (const id of upTo(3_500)) {
      writer.append(request(id));
      if (id % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    assert.ok(troubles.length > 0);
    assert.ok(reader.batches.some((batch) => batch.events.some((event) => event.kind === 'dropped')));
    assert.equal(reader.numbers().at(-1), 3_501);
  });

  test('makes room where memory is full, and loses nothing', async () => {
    const { options, read, session } = setUp();
    session.quota = 300_000;
    const writer = new LogWriter(options);
    for (const id of upTo(2_500)) {
      writer.append(request(id));
      if (id % 50 === 0) await writer.flushed();
    }
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    assert.deepEqual(reader.numbers(), upTo(2_500));
  });

  test('is emptied by a clear: a reader that is there is told, and what follows is the first of the new one', async () => {
    const { options, read, session } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(10)) writer.append(request(id));
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    const cleared = writer.clear();
    writer.append(request(11));
    await cleared;
    await writer.flushed();
    const at = reader.batches.findIndex((batch) => batch.cleared);
    assert.ok(at > 0);
    assert.deepEqual(
      reader.batches.slice(at).flatMap(({ events }) => events.map(({ n }) => n)),
      [11],
    );
    assert.equal([...session.items.keys()].filter((key) => key.includes('batch')).length, 1);
    const later = read();
    await later.caughtUp;
    assert.deepEqual(later.numbers(), [11]);
    assert.equal(later.batches[0]?.entriesBefore, 0);
  });

  test('purges what an earlier run of the browser left on disk, for its key is gone', async () => {
    const { options, spill } = setUp();
    const writer = new LogWriter(options);
    await writer.flushed();
    assert.equal(spill.purges, 1);
    await new LogWriter(options).flushed();
    assert.equal(spill.purges, 1);
  });
});
