import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LogWriter } from '../../extension/background/log/log-writer.ts';
import { TailFold } from '../../extension/background/log/tail-fold.ts';
import type { NewTraceEvent, TraceEvent } from '../../extension/trace/model/event.ts';
import { setUp } from '../protocol/log-kit.ts';
import type { MemoryArea } from '../protocol/memory-area.ts';
import { id } from '../trace/ids.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';

/** A log's memory that says which batches were read, and may lack a way to list its keys. */
function watch(session: MemoryArea, hasKeys = true) {
  const read: number[] = [];
  const area = {
    get: (keys?: null | string | string[] | Record<string, unknown>) => {
      const batches = Array.isArray(keys) ? keys.filter((key) => key.includes(':batch:')).length : 0;
      if (batches > 0) read.push(batches);
      return session.get(keys);
    },
    ...(hasKeys && { getKeys: () => session.getKeys() }),
  };
  return { area, read };
}

describe('the folded tail of the log', () => {
  const { events } = lessonStory();
  /** The first visit once more, as another request. */
  const visit = (requestId: string): readonly TraceEvent[] =>
    events
      .slice(0, 4)
      .map((event): TraceEvent => ('requestId' in event ? { ...event, requestId } : event) as TraceEvent);
  const again = visit('again');
  const write = async (writer: LogWriter, some: readonly TraceEvent[]): Promise<void> => {
    for (const { n: _, ...event } of some) writer.append(event as NewTraceEvent);
    await writer.flushed();
  };
  /** Lets events come until the older ones spill, and what memory holds becomes one batch. */
  const writeUntilMerged = async (
    writer: LogWriter,
    { chunks }: ReturnType<typeof setUp>['spill'],
    between: () => Promise<void> = async () => undefined,
  ): Promise<void> => {
    const value = Array.from({ length: 400 }, (_, at) => at).join('');
    for (let at = 0; chunks.size === 0; at += 1) {
      writer.append({ kind: 'navigation', time: 0, tabId: 1, url: `http://localhost/${at}${value}${at}${value}` });
      if (at % 20 === 0) await writer.flushed();
      if (at % 20 === 0) await between();
      writer.append({ kind: 'navigation', time: 0, tabId: 1, url: `http://localhost/${'x'.repeat(at)}` });
    }
    await writer.flushed();
  };

  for (const hasKeys of [true, false]) {
    test(`is read on from where it was${hasKeys ? '' : ', also where storage cannot list its keys'}`, async () => {
      const { session, options } = setUp();
      const writer = new LogWriter(options);
      const { area, read } = watch(session, hasKeys);
      const tail = new TailFold(area as never);
      await write(writer, events.slice(0, 4));
      assert.equal((await tail.read()).entries.length, 1);
      read.length = 0;
      await write(writer, events.slice(4, 8));
      await write(writer, events.slice(8));
      assert.equal((await tail.read()).entries.length, 7);
      assert.deepEqual(read, [2]);
      await tail.read();
      assert.deepEqual(read, [2]);
    });
  }

  test('ends what has expired by the time it is read', async () => {
    const { session, options } = setUp();
    const tail = new TailFold(session as never);
    const story = new Story().started().add({ kind: 'jar', cookies: [] });
    const asked = story.asks('/').responds({ setCookie: [`sid=${id('a')}; Path=/; Max-Age=60; HttpOnly`] });
    const expires = story.time + 60_000;
    story.stores(cookieOf('sid', id('a'), { session: false, expirationDate: expires / 1000 }));
    asked.completes();
    await write(new LogWriter(options), story.events);
    const causeAt = async (now: number) => (await tail.read(now)).sessions[0]?.end?.cause;
    assert.deepEqual([await causeAt(expires - 1), await causeAt(expires)], [undefined, 'expired']);
  });

  test('keeps what it has when older batches spill, and reads what follows them', async () => {
    const { session, options, spill } = setUp();
    const writer = new LogWriter(options);
    const tail = new TailFold(session as never);
    await write(writer, events);
    const before = (await tail.read()).entries.length;
    await writeUntilMerged(writer, spill, async () => {
      await tail.read();
    });
    assert.equal((await tail.read()).entries.length, before);
    // What comes now refers to texts that the merged batch brought.
    await write(writer, again);
    assert.equal((await tail.read()).entries.length, before + 1);
    assert.equal((await new TailFold(session as never).read()).entries.at(-1)?.url, 'http://localhost:3000/');
  });

  test('misses nothing that was merged with what it has', async () => {
    const { session, options, spill } = setUp();
    const writer = new LogWriter(options);
    const tail = new TailFold(session as never);
    let visits = 0;
    await writeUntilMerged(writer, spill, async () => {
      await tail.read();
      await write(writer, visit(`visit-${++visits}`));
    });
    const { entries } = await tail.read();
    assert.equal(entries.length, visits);
    assert.ok(entries.every(({ step }, at) => step === at + 1));
  });

  test('begins again behind what it has not seen and memory no longer holds', async () => {
    const { session, options, spill } = setUp();
    const writer = new LogWriter(options);
    const tail = new TailFold(session as never);
    await write(writer, events);
    await tail.read();
    await write(writer, visit('gone'));
    await writeUntilMerged(writer, spill);
    await write(writer, again);
    const [{ entries }, fresh] = [await tail.read(), await new TailFold(session as never).read()];
    assert.deepEqual(
      entries.map(({ step, requestId }) => [step, requestId]),
      fresh.entries.map(({ step, requestId }) => [step, requestId]),
    );
    assert.equal(entries.at(-1)?.requestId, 'again');
  });

  test('is whole where it is forgotten while it is read', async () => {
    const { session, options } = setUp();
    const writer = new LogWriter(options);
    await write(writer, events.slice(0, 8));
    let forgets = 0;
    const area = {
      get: async (keys: null | string[]) => {
        const found = await session.get(keys);
        if (forgets-- > 0) tail.forget();
        return found;
      },
      getKeys: () => session.getKeys(),
    };
    const tail: TailFold = new TailFold(area as never);
    const before = (await tail.read()).entries.length;
    await write(writer, visit('new'));
    forgets = 1;
    assert.equal((await tail.read()).entries.length, before + 1);
    assert.equal((await tail.read()).entries.length, before + 1);
  });

  test('begins again when the log was cleared, and has all again when the clear is undone', async () => {
    const { session, options } = setUp();
    const writer = new LogWriter(options);
    const tail = new TailFold(session as never);
    await write(writer, events);
    const before = (await tail.read()).entries.length;
    await writer.clear();
    assert.equal((await tail.read()).entries.length, 0);
    await write(writer, again);
    const trace = await tail.read();
    assert.equal(trace.entries.length, 1);
    assert.equal(trace.entries[0]?.step, 1);
    await writer.undoClear();
    assert.equal((await tail.read()).entries.length, before + 1);
  });

  test('is read once where it is made ready and asked for at the same time', async () => {
    const { session, options } = setUp();
    await write(new LogWriter(options), events);
    const { area, read } = watch(session);
    const tail = new TailFold(area as never);
    const [ready, asked] = await Promise.all([tail.read(), tail.read()]);
    assert.equal(asked.entries.length, ready.entries.length);
    assert.ok(ready.entries.length > 0);
    assert.equal(read.length, 1);
  });

  test('of an empty log is an empty trace', async () => {
    const { session } = setUp();
    assert.deepEqual((await new TailFold(session as never).read()).entries, []);
  });
});
