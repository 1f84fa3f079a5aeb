import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LogWriter } from '../../extension/background/log/log-writer.ts';
import { LOG_KEYS } from '../../extension/protocol/log/log-layout.ts';
import { request, setUp, turns, upTo } from './log-kit.ts';
import { QUOTA } from './memory-area.ts';

/** A cookie of so many characters that no other request has. */
function ownCookie(id: number, length: number): string {
  return `own=${String(id)
    .repeat(Math.ceil(length / String(id).length))
    .slice(0, length)}`;
}

/** A request of 2 kB that repeats nothing. */
const big = (id: number) => request(id, ownCookie(id, 2_000));

/** Appends requests of 2 kB in batches of fifty. */
async function fill(writer: LogWriter, requests: number, from = 1): Promise<void> {
  for (const id of upTo(requests)) {
    writer.append(big(from + id - 1));
    if (id % 50 === 0) await writer.flushed();
  }
  await writer.flushed();
}

describe('the log', () => {
  test('gives events their places in the order of the calls, and a reader reads them all', async () => {
    const { options, readAll } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(50)) writer.append(request(id));
    await writer.flushed();
    assert.deepEqual((await readAll()).numbers(), upTo(50));
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

  test('has four writes under way at a time, and writes what comes meanwhile together', async () => {
    const { options, session, readAll } = setUp();
    const writer = new LogWriter(options);
    await writer.flushed();
    const set = session.set.bind(session);
    const held: (() => void)[] = [];
    session.set = async (items) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await set(items);
    };
    for (const id of upTo(30)) {
      writer.append(request(id));
      await turns();
    }
    assert.equal(held.length, 4);
    session.set = set;
    const before = session.sets;
    for (const release of held) release();
    await writer.flushed();
    assert.equal(session.sets - before, 5);
    assert.deepEqual((await readAll()).numbers(), upTo(30));
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

  test('misses nothing that is written while the answer with what was there is on its way', async () => {
    const { options, read, session } = setUp();
    const writer = new LogWriter(options);
    writer.append(request(1, ownCookie(1, 500)));
    await writer.flushed();
    const get = session.get.bind(session);
    session.get = async (keys) => {
      const answer = await get(keys);
      if (keys === null) await turns();
      return answer;
    };
    const reader = read();
    await turns(5);
    writer.append(request(2, ownCookie(1, 500)));
    await writer.flushed();
    await reader.caughtUp;
    await turns();
    assert.deepEqual(reader.numbers(), [1, 2]);
  });

  test('goes on after the background was stopped, with the next number', async () => {
    const { options, readAll } = setUp();
    const first = new LogWriter(options);
    for (const id of upTo(5)) first.append(request(id));
    await first.flushed();
    const second = new LogWriter(options);
    second.append(request(6));
    await second.flushed();
    const reader = await readAll();
    assert.deepEqual(reader.numbers(), upTo(6));
    assert.equal(reader.batches[1]?.entriesBefore, 5);
  });

  test('spills its older part and reads it back in order', async () => {
    const { options, readAll, session, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 3_000);
    assert.ok(spill.chunks.size >= 2);
    assert.ok(session.items.size < 60, `${session.items.size} keys left in memory`);
    assert.ok(session.peak < 4_000_000, `${session.peak} bytes in memory`);
    assert.deepEqual((await readAll()).numbers(), upTo(3_000));
    const tail = await readAll(true);
    assert.equal(tail.numbers().at(-1), 3_000);
    assert.ok(tail.numbers().length < 1_200);
    assert.equal(tail.batches[0]?.entriesBefore, (tail.numbers()[0] ?? 0) - 1);
  });

  test('reports how much has been read, and that all has with nothing but the last of it', async () => {
    const { options, read, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 3_000);
    assert.ok(spill.chunks.size >= 2);
    const reader = read();
    writer.append(request(3_001));
    await writer.flushed();
    await reader.caughtUp;
    const reported = reader.batches.map(({ progress }) => progress);
    assert.ok(reported.length > 4);
    assert.deepEqual(
      reported.filter((progress) => progress >= 1),
      [1],
    );
    assert.equal(reported.at(-1), 1);
    assert.deepEqual(
      reported,
      reported.toSorted((one, other) => one - other),
    );
    assert.equal(reader.numbers().at(-1), 3_001);
  });

  test('cleared while its past is being read, it is read on from its new beginning', async () => {
    const { options, read, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 3_000);
    assert.ok(spill.chunks.size >= 2);
    const get = spill.get.bind(spill);
    spill.get = async (first) => {
      spill.get = get;
      const events = await get(first);
      const cleared = writer.clear();
      writer.append(request(1));
      await cleared;
      await writer.flushed();
      return events;
    };
    const reader = read();
    await reader.caughtUp;
    await turns();
    assert.ok(reader.batches.some(({ cleared }) => cleared));
    assert.deepEqual(
      reader.events().map((event) => event.kind === 'request' && event.url),
      ['http://localhost/1'],
    );
  });

  test('survives a stop between moving events and removing them: none is read twice', async () => {
    const { options, readAll, session } = setUp();
    const writer = new LogWriter(options);
    const remove = session.remove.bind(session);
    session.remove = async () => {
      throw new Error('stopped here');
    };
    await fill(writer, 1_500);
    session.remove = remove;
    const next = new LogWriter(options);
    await fill(next, 1_500, 1_501);
    const events = (await readAll()).events();
    const urls = new Set(events.map((event) => event.kind === 'request' && event.url));
    assert.deepEqual([events.length, urls.size], [3_000, 3_000]);
  });

  test('keeps its bound: the oldest entries leave, and an event says how many', async () => {
    const { options, readAll } = setUp({ limit: async () => 1_000 });
    const writer = new LogWriter(options);
    await fill(writer, 4_000);
    const events = (await readAll()).events();
    const dropped = events.filter((event) => event.kind === 'dropped').at(-1);
    assert.ok(dropped?.kind === 'dropped' && dropped.entries >= 2_000 && dropped.why === 'bound');
    const entries = events.filter((event) => event.kind === 'request' && event.n > dropped.through).length;
    assert.equal(entries, 4_000 - dropped.entries);
  });

  test('drops its oldest part, and says so, where the disk takes none', async () => {
    const { options, readAll, spill, troubles } = setUp();
    spill.broken = true;
    const writer = new LogWriter(options);
    await fill(writer, 1_200);
    const events = (await readAll()).events();
    assert.ok(troubles.length > 0);
    const dropped = events.find((event) => event.kind === 'dropped');
    assert.ok(dropped?.kind === 'dropped' && dropped.why === 'disk');
    const kept = events.filter((event) => event.kind === 'request').length;
    assert.equal(kept + dropped.entries, 1_200);
    assert.ok(kept > 100, `${kept} kept`);
  });

  test('says what is missing where the disk takes no more than it has', async () => {
    const { options, readAll, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 1_200);
    spill.broken = true;
    await fill(writer, 1_200, 1_201);
    const events = (await readAll()).events();
    const lost = events.filter((event) => event.kind === 'lost');
    assert.ok(lost.length > 0 && lost.every(({ why }) => why === 'disk'));
    const kept = events.filter((event) => event.kind === 'request').length;
    assert.equal(kept + lost.reduce((sum, { entries }) => sum + entries, 0), 2_400);
  });

  test('says that a chunk can no longer be read, and goes on behind it', async () => {
    const { options, readAll, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 3_000);
    const [first] = spill.chunks.keys();
    spill.chunks.delete(first ?? 0);
    const events = (await readAll()).events();
    const [lost, ...others] = events.filter((event) => event.kind === 'lost');
    assert.deepEqual(others, []);
    assert.equal(lost?.why, 'unreadable');
    assert.equal(events.filter(({ kind }) => kind === 'request').length + (lost?.entries ?? 0), 3_000);
    assert.equal(events[0], lost);
  });

  test('purges what an earlier run of the browser left on disk, for its key is gone', async () => {
    const { options, spill } = setUp();
    const writer = new LogWriter(options);
    await writer.flushed();
    assert.equal(spill.purges, 1);
    await new LogWriter(options).flushed();
    assert.equal(spill.purges, 1);
  });

  test('shows a view that starts in the middle whether recording is paused, and which browser recorded it', async () => {
    const { options, readAll } = setUp({ limit: async () => 100 });
    const writer = new LogWriter(options);
    writer.append({ kind: 'started', time: 1, browser: 'firefox', browserVersion: '153' });
    writer.append({ kind: 'recording', time: 2, on: false });
    await fill(writer, 3_000);
    const reader = await readAll();
    assert.ok((reader.numbers()[0] ?? 0) > 3);
    assert.deepEqual(reader.batches[0]?.before, { recording: false, browser: 'firefox' });
  });
});

describe('a cleared log', () => {
  test('is empty for a reader that is there, and what follows is the first of the new one', async () => {
    const { options, read, readAll } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(10)) writer.append(request(id));
    await writer.flushed();
    const reader = read();
    await reader.caughtUp;
    writer.append(request(11));
    const cleared = writer.clear();
    writer.append(request(12));
    await cleared;
    await writer.flushed();
    await turns();
    assert.deepEqual(reader.numbers(), [12]);
    const later = await readAll();
    assert.deepEqual(later.numbers(), [12]);
    assert.equal(later.batches[0]?.entriesBefore, 0);
  });

  test('comes back for a minute, with what was recorded since behind it', async () => {
    const { options, read, readAll, clock } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 1_500);
    const reader = read();
    await reader.caughtUp;
    await writer.clear();
    await fill(writer, 1_500, 1_501);
    clock.now += 59_000;
    assert.equal(await writer.undoClear(), true);
    writer.append(request(9));
    await writer.flushed();
    await turns();
    assert.deepEqual(reader.numbers(), upTo(3_001));
    const later = await readAll();
    assert.deepEqual(later.numbers(), upTo(3_001));
    assert.equal(later.batches[0]?.entriesBefore, 0);
    assert.equal(await writer.undoClear(), false);
  });

  test('comes back after the background was stopped, too', async () => {
    const { options, readAll } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 100);
    await writer.clear();
    assert.equal(await new LogWriter(options).undoClear(), true);
    assert.deepEqual((await readAll()).numbers(), upTo(100));
  });

  test('is gone after that minute: from memory and from the disk', async () => {
    const { options, readAll, session, spill, clock } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 1_500);
    assert.ok(spill.chunks.size > 0);
    await writer.clear();
    await fill(writer, 10, 1_501);
    clock.now += 30_000;
    await writer.forgetCleared();
    assert.ok(spill.chunks.size > 0, 'not before its time');
    clock.now += 31_000;
    assert.equal(await writer.undoClear(), false);
    await writer.forgetCleared();
    assert.equal(spill.chunks.size, 0);
    assert.ok(![...session.items.values()].some((value) => JSON.stringify(value).includes('http://localhost/1499')));
    assert.deepEqual(
      (await readAll()).events().map((event) => event.kind === 'request' && event.url),
      upTo(10).map((id) => `http://localhost/${1_500 + id}`),
    );
  });

  test('cleared twice, the second clear alone comes back', async () => {
    const { options, readAll } = setUp();
    const writer = new LogWriter(options);
    writer.append(request(1));
    await writer.clear();
    writer.append(request(2));
    await writer.clear();
    writer.append(request(3));
    assert.equal(await writer.undoClear(), true);
    await writer.flushed();
    assert.deepEqual((await readAll()).numbers(), [2, 3]);
  });

  test('cleared twice by a double click, comes back whole; not so where the first clear is too long ago', async () => {
    const { options, readAll, clock } = setUp();
    const writer = new LogWriter(options);
    const clear = (): Promise<void> => {
      const cleared = writer.clear();
      writer.append({ kind: 'started', time: clock.now, browser: 'chrome', browserVersion: '156' });
      return cleared;
    };
    writer.append(request(1));
    await Promise.all([clear(), clear()]);
    writer.append(request(2));
    assert.equal(await writer.undoClear(), true);
    await writer.flushed();
    const shown = async () =>
      (await readAll()).events().flatMap(({ kind, time }) => (kind === 'request' ? [time] : []));
    assert.deepEqual(await shown(), [1, 2]);
    await clear();
    clock.now += 61_000;
    await clear();
    assert.equal(await writer.undoClear(), true);
    assert.deepEqual(await shown(), []);
  });
});

describe('what the log keeps once', () => {
  const large = Array.from({ length: 9 }, (_, at) => `c${at}=${ownCookie(at + 11, 4_000).slice(4)}`).join('; ');

  test('a cookie that travels in every request, whatever else changes beside it', async () => {
    const { options, session, readAll } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(40)) {
      writer.append(request(id, `${large}; count=${id}`));
      await writer.flushed();
    }
    assert.ok(session.bytes < 40 * 1_000 + 2 * large.length, `${session.bytes} bytes`);
    assert.deepEqual(
      (await readAll()).events().map((event) => event.kind === 'request' && event.headers[0]?.[1]),
      upTo(40).map((id) => `${large}; count=${id}`),
    );
  });

  test('a jar whose cookies are as they were, also for the background after the next stop', async () => {
    const { options, session, readAll } = setUp();
    const cookies = upTo(3_000).map((id) => ({
      name: `cookie-${id}`,
      value: `value-${id}`,
      domain: `host-${id % 60}.example`,
      hostOnly: true,
      path: '/',
      secure: false,
      httpOnly: false,
      sameSite: 'lax' as const,
      session: true,
      storeId: '0',
    }));
    const jar = (time: number) => ({
      kind: 'jar' as const,
      time,
      cookies: cookies.map((cookie, at) => (at === time ? { ...cookie, value: 'changed' } : cookie)),
    });
    for (const time of upTo(10)) {
      const writer = new LogWriter(options);
      await writer.learnTexts();
      writer.append(jar(time));
      await writer.flushed();
    }
    const one = JSON.stringify(jar(1)).length;
    assert.ok(session.peak < 2.5 * one, `${session.peak} bytes for ten jars of ${one}`);
    assert.deepEqual(
      (await readAll()).events().map((event) => event.kind === 'jar' && event.cookies),
      upTo(10).map((time) => jar(time).cookies),
    );
  });

  test('a text that a later batch refers to stays when the batch that brought it leaves', async () => {
    const { options, readAll, spill, session } = setUp();
    const writer = new LogWriter(options);
    for (const id of upTo(1_500)) {
      writer.append(request(id, `${large}; ${ownCookie(id, 1_500)}`));
      if (id % 20 === 0) await writer.flushed();
    }
    await writer.flushed();
    assert.ok(spill.chunks.size >= 1);
    const events = (await readAll()).events();
    assert.deepEqual(
      events.map(({ n }) => n),
      upTo(1_500),
    );
    assert.ok(events.every((event) => event.kind === 'request' && event.headers[0]?.[1].startsWith(large)));
    const groups = [...session.items.keys()].filter((key) => LOG_KEYS.groupOf(key) !== undefined);
    assert.ok(groups.length < 60, `${groups.length} groups of texts`);
  });
});

describe('a log that finds no room', () => {
  test('sends what memory refuses to the disk, and a view that is open reads it from there', async () => {
    const { options, read, readAll, session, spill } = setUp();
    const writer = new LogWriter(options);
    const reader = read();
    await fill(writer, 100);
    session.quota = session.bytes + 3_000;
    await fill(writer, 100, 101);
    session.quota = Number.POSITIVE_INFINITY;
    await fill(writer, 10, 201);
    assert.ok(session.refusals > 0 && spill.chunks.size > 0);
    await turns();
    for (const numbers of [reader.numbers(), (await readAll()).numbers()]) {
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
      assert.equal(numbers.length, 210);
    }
  });

  test('gives a slow reader of its past what went to the disk meanwhile, too, in order', async () => {
    const { options, read, session, spill } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 100);
    const { promise: room, resolve: makeRoom } = Promise.withResolvers<void>();
    const reader = read(false, () => room);
    await turns();
    await fill(writer, 50, 101);
    session.quota = session.bytes + 3_000;
    await fill(writer, 50, 151);
    session.quota = Number.POSITIVE_INFINITY;
    await fill(writer, 10, 201);
    assert.ok(session.refusals > 0 && spill.chunks.size > 0 && reader.numbers().length < 100);
    makeRoom();
    await reader.caughtUp;
    assert.deepEqual(
      reader.numbers(),
      reader.numbers().toSorted((a, b) => a - b),
    );
    assert.equal(reader.numbers().length, 210);
  });

  test('refers to no text that was refused with the batch that brought it', async () => {
    const { options, readAll, session } = setUp();
    const writer = new LogWriter(options);
    await fill(writer, 10);
    const large = ownCookie(1_234_567, 6_000);
    session.quota = session.bytes + 4_000;
    writer.append(request(11, large));
    // The second is on its way before the first was refused, and finds room, for it is smaller.
    await Promise.resolve();
    writer.append(request(12, large.slice(0, 2_000)));
    writer.append(request(13, large));
    await writer.flushed();
    session.quota = QUOTA;
    writer.append(request(14, large));
    await writer.flushed();
    const cookies = (await readAll()).events().map((event) => event.kind === 'request' && event.headers[0]?.[1]);
    assert.equal(cookies.length, 14);
    assert.deepEqual(new Set(cookies.slice(10)), new Set([large, large.slice(0, 2_000)]));
  });

  test('takes an event that is larger than all of memory', async () => {
    const { options, read, readAll, session } = setUp();
    const writer = new LogWriter(options);
    const reader = read();
    writer.append(request(1));
    const huge = upTo(1_700_000).join('');
    assert.ok(huge.length > QUOTA);
    writer.append(request(2, `huge=${huge}`));
    writer.append(request(3));
    await writer.flushed();
    await turns();
    assert.deepEqual(reader.numbers(), [1, 2, 3]);
    assert.deepEqual((await readAll()).numbers(), [1, 2, 3]);
    assert.equal(session.refusals, 0);
  });

  test('where neither memory nor disk has room, says how much is missing, and records again when there is some', async () => {
    const { options, read, readAll, session, spill } = setUp();
    const writer = new LogWriter(options);
    const reader = read();
    await fill(writer, 20);
    session.broken = true;
    spill.broken = true;
    await fill(writer, 30, 21);
    session.broken = false;
    await fill(writer, 10, 51);
    await turns();
    const all = (await readAll()).events();
    const lost = all.filter((event) => event.kind === 'lost').reduce((sum, event) => sum + event.entries, 0);
    assert.equal(all.filter(({ kind }) => kind === 'request').length + lost, 60);
    assert.ok(lost >= 30, `${lost} lost`);
    // What it was shown before stays on an open view.
    assert.equal(reader.events().filter(({ kind }) => kind === 'request').length, 30);
    assert.ok(reader.events().some(({ kind }) => kind === 'lost'));
  });

  test('where nothing has room, whoever clears the log hears so at once, and nothing is cleared later', async () => {
    const { options, read, readAll, session, spill } = setUp();
    const writer = new LogWriter(options);
    const reader = read();
    await fill(writer, 20);
    session.broken = true;
    spill.broken = true;
    await fill(writer, 10, 21);
    await assert.rejects(writer.clear(), /quota/);
    assert.equal(await writer.undoClear(), false);
    session.broken = false;
    await fill(writer, 10, 31);
    await turns();
    assert.equal(reader.events().filter(({ kind }) => kind === 'request').length, 30);
    assert.ok(reader.batches.every(({ cleared }) => !cleared));
    await writer.clear();
    assert.deepEqual((await readAll()).events(), []);
  });

  test('in memory alone, it lets the oldest go and says so', async () => {
    const { spill: _, ...options } = setUp().options;
    const { session, readAll } = setUp();
    const writer = new LogWriter({ ...options, session });
    await fill(writer, 3_000);
    const events = (await readAll()).events();
    const dropped = events.filter((event) => event.kind === 'dropped').at(-1);
    assert.ok(dropped?.kind === 'dropped' && dropped.why === 'memory');
    const kept = events.filter((event) => event.kind === 'request' && event.n > dropped.through).length;
    assert.equal(kept + dropped.entries, 3_000);
    assert.ok(kept > 400 && session.peak < 4_000_000, `${kept} kept, ${session.peak} bytes`);
  });
});
