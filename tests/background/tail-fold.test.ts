import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TailFold } from '../../extension/background/log/tail-fold.ts';
import { batchKey, END_KEY, type StoredBatch } from '../../extension/protocol/log/log-layout.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { lessonStory } from '../trace/story.ts';

/** The part of storage.session that a tail is read from, kept in memory; it counts what is read. */
class Area {
  readonly stored: Record<string, unknown> = { [END_KEY]: {} };
  readonly asked: number[] = [];
  readonly getKeys?: () => Promise<string[]>;

  constructor(hasKeys = true) {
    if (hasKeys) this.getKeys = async () => Object.keys(this.stored);
  }

  write(events: readonly TraceEvent[], epoch = 1, entriesBefore = 0): void {
    const batch: StoredBatch = { epoch, entriesBefore, events };
    this.stored[batchKey(events[0]?.n ?? 0)] = JSON.stringify(batch);
  }

  clear(): void {
    for (const key of Object.keys(this.stored)) delete this.stored[key];
  }

  async get(keys?: null | string | string[] | Record<string, unknown>): Promise<Record<string, unknown>> {
    if (!Array.isArray(keys)) return { ...this.stored };
    this.asked.push(keys.length);
    return Object.fromEntries(keys.map((key) => [key, this.stored[key]]));
  }
}

describe('the folded tail of the log', () => {
  const { events } = lessonStory();

  for (const hasKeys of [true, false]) {
    test(`is read on from where it was${hasKeys ? '' : ', also where storage cannot list its keys'}`, async () => {
      const area = new Area(hasKeys);
      const tail = new TailFold(area);
      area.write(events.slice(0, 4));
      assert.equal((await tail.read()).entries.length, 1);
      area.write(events.slice(4, 8));
      area.write(events.slice(8));
      assert.equal((await tail.read()).entries.length, 7);
      assert.deepEqual(area.asked, [1, 2]);
      await tail.read();
      assert.deepEqual(area.asked, [1, 2]);
    });
  }

  test('keeps what it has when older batches spill', async () => {
    const area = new Area();
    const tail = new TailFold(area);
    area.write(events.slice(0, 20));
    area.write(events.slice(20));
    const before = (await tail.read()).entries.length;
    delete area.stored[batchKey(1)];
    assert.equal((await tail.read()).entries.length, before);
  });

  test('begins anew when the log was cleared', async () => {
    const area = new Area();
    const tail = new TailFold(area);
    area.write(events);
    await tail.read();
    area.clear();
    assert.equal((await tail.read()).entries.length, 0);
    // The numbers of events go on when a log is cleared; its epoch is another.
    area.write(
      events.slice(0, 4).map((event) => ({ ...event, n: event.n + 1000 })),
      2,
    );
    const trace = await tail.read();
    assert.equal(trace.entries.length, 1);
    assert.equal(trace.entries[0]?.step, 1);
  });

  test('of an empty log is an empty trace', async () => {
    assert.deepEqual((await new TailFold(new Area()).read()).entries, []);
  });
});
