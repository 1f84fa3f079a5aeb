import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { OnBatch, TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { CreateFold, Trace } from '../../extension/trace/model/trace.ts';
import { createTraceModel } from '../../extension/ui/model/trace-model.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';

/** A model whose clock goes on by 1 ms for each event that is folded, and whose tasks run when the test says so. */
async function slowModel() {
  let time = 0;
  let give: OnBatch = () => assert.fail('Nobody reads yet.');
  const tasks: (() => void)[] = [];
  const frames: (() => void)[] = [];
  const slices: number[] = [];
  const ends = new AbortController();
  const slowFold: CreateFold = (options) => {
    const fold = createFold(options);
    return {
      ...fold,
      apply: (events) => {
        time += events.length;
        slices[slices.length - 1] = (slices.at(-1) ?? 0) + events.length;
        return fold.apply(events);
      },
    };
  };
  const model = createTraceModel({
    source: {
      subscribe: (onBatch) => {
        give = onBatch;
      },
    },
    loadFold: async () => slowFold,
    nextFrame: (run) => frames.push(run),
    now: () => 0,
    clock: () => time,
    later: (run) => tasks.push(run),
    signal: ends.signal,
  });
  await Promise.resolve();
  await Promise.resolve();
  /** Runs one waiting task; false if there is none. */
  const turn = (): boolean => {
    const task = tasks.shift();
    slices.push(0);
    task?.();
    return task !== undefined;
  };
  return {
    model,
    frames,
    slices,
    ends,
    give: (batch: Partial<TraceBatch>) => {
      slices.push(0);
      return give({ events: [], cleared: false, entriesBefore: 0, progress: 1, ...batch });
    },
    turn,
    finish: () => {
      while (turn());
    },
  };
}

function longStory(visits: number): readonly TraceEvent[] {
  const story = new Story().started();
  for (let visit = 0; visit < visits; visit++) {
    if (visit % 50 === 0) story.creates('sid', `s${visit}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`);
    else story.counts('sid', `s${visit - (visit % 50)}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`, (visit % 50) + 1);
  }
  return story.events;
}

const atOnce = (events: readonly TraceEvent[]): Trace => {
  const fold = createFold();
  fold.apply(events);
  return fold.trace;
};

/**
 * A trace as a list of its objects, each with references to others by their places: a trace is full of circles, which
 * assert.deepEqual walks along each way that there is. `revision` counts calls of the fold.
 */
function objectsOf(trace: Trace): string[] {
  const places = new Map<object, number>([[trace, 0]]);
  const found: object[] = [trace];
  const placed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (!places.has(value)) places.set(value, found.push(value) - 1);
    return { object: places.get(value) };
  };
  const texts: string[] = [];
  for (const object of found) {
    const members = object instanceof Map || object instanceof Set ? [...object.entries()] : Object.entries(object);
    const shown = members.filter(([key]) => object !== trace || key !== 'revision');
    texts.push(JSON.stringify(shown.map(([key, value]) => [placed(key), placed(value)])));
  }
  return texts;
}

function assertSame(one: Trace, other: Trace): void {
  assert.deepEqual(objectsOf(one), objectsOf(other));
}

describe('a long log', () => {
  const events = longStory(1_000);

  test('is folded in slices, and its first rows are drawn after the first piece of it', async () => {
    const { give, model, frames, slices, turn, finish } = await slowModel();
    give({ events });
    assert.equal(frames.length, 1);
    frames.shift()?.();
    assert.ok(model.trace().rows.length > 5 && model.trace().entries.length < 100);
    assert.ok(model.progress.value > 0 && model.progress.value < 0.1, String(model.progress.value));
    assert.ok(turn());
    finish();
    assert.ok(Math.max(...slices) <= 32, `${Math.max(...slices)} events in one slice of 8 ms`);
    assert.equal(model.trace().entries.length, 1_000);
    assert.equal(model.progress.value, 1);
  });

  test('is drawn now and then while it is folded, not with each slice', async () => {
    const { give, model, frames, slices, turn } = await slowModel();
    give({ events });
    let drawn = 0;
    do {
      for (const frame of frames.splice(0)) {
        frame();
        drawn++;
      }
    } while (turn());
    assert.ok(slices.length > 90 && drawn >= 4 && drawn < slices.length / 5, `${drawn} of ${slices.length}`);
    assert.equal(model.trace().entries.length, 1_000);
  });

  test('keeps its order when live events come meanwhile', async () => {
    const { give, model, turn, finish } = await slowModel();
    give({ events: events.slice(0, 2_000), progress: 0.9 });
    turn();
    for (const event of events.slice(2_000)) give({ events: [event] });
    finish();
    assertSame(model.trace(), atOnce(events));
  });

  test('says that it has room when its events are folded', async () => {
    const { give, finish } = await slowModel();
    let room = false;
    const waits = give({ events })?.then(() => {
      room = true;
    });
    await Promise.resolve();
    assert.equal(room, false);
    finish();
    await waits;
    assert.equal(room, true);
    assert.equal(give({ events: [] }), undefined);
  });

  test('cleared meanwhile, is not folded to its end', async () => {
    const { give, model, slices, finish } = await slowModel();
    const waits = give({ events });
    const { events: next } = lessonStory();
    give({ events: next.slice(0, 20), cleared: true });
    finish();
    await waits;
    assert.ok(slices.reduce((sum, folded) => sum + folded) < 100);
    assertSame(model.trace(), atOnce(next.slice(0, 20)));
  });

  test('is not folded on after the view is gone', async () => {
    const { give, model, slices, ends, finish } = await slowModel();
    const waits = give({ events });
    ends.abort();
    await waits;
    finish();
    assert.equal(slices.filter((folded) => folded > 0).length, 1);
    assert.ok(model.trace().entries.length < 100);
  });

  test('is settled only when nothing waits: what waits may refute the silence', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { give, model, finish } = await slowModel();
    const story = new Story().started().add({ kind: 'jar', cookies: [] });
    story.visits('/', undefined, { setCookie: ['sid=0123456789abcdefABCDEF; Path=/; HttpOnly'] });
    const first = story.events.length;
    for (let more = 0; more < 40; more++) story.visits('/other', undefined, {});
    story.time = story.events[first - 1]?.time ?? 0;
    story.stores(cookieOf('sid', '0123456789abcdefABCDEF'));
    give({ events: story.events });
    t.mock.timers.tick(2_100);
    assert.equal(model.settled.value, 0);
    finish();
    t.mock.timers.tick(2_100);
    assert.equal(model.settled.value, 1);
    assert.equal(model.trace().entries[0]?.effects[0]?.action, 'created');
  });
});

describe('a trace', () => {
  const visit = fc.record({
    what: fc.constantFrom('creates', 'counts', 'refused', 'deleted', 'fails', 'paused', 'cleared' as const),
    session: fc.nat({ max: 3 }),
  });
  const story = fc.array(visit, { minLength: 1, maxLength: 40 }).map((visits) => {
    const traced = new Story().started().add({ kind: 'jar', cookies: [] });
    for (const { what, session } of visits) {
      const value = `s${session}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`;
      if (what === 'creates') traced.creates('sid', value);
      if (what === 'counts') traced.counts('sid', value, 2);
      if (what === 'refused') traced.visits('/r', undefined, { setCookie: [`sid=${value}; Domain=example.org`] });
      if (what === 'deleted') traced.userDeletes(cookieOf('sid', value));
      if (what === 'fails') traced.asks('/f', { cookie: `sid=${value}` }).fails('net::ERR_FAILED');
      if (what === 'paused') traced.add({ kind: 'recording', on: session % 2 === 0 });
      if (what === 'cleared')
        traced.visits('/c', `sid=${value}`, { headers: [['clear-site-data', '"cookies"']], status: 200 });
    }
    return traced.events;
  });

  test('is the same however its events were divided into batches and slices', async () => {
    await fc.assert(
      fc.asyncProperty(
        story,
        fc.array(fc.record({ size: fc.nat({ max: 60 }), turns: fc.nat({ max: 3 }) })),
        async (events, cuts) => {
          const { give, model, turn, finish } = await slowModel();
          let at = 0;
          for (const { size, turns } of cuts) {
            give({ events: events.slice(at, at + size), progress: 0.5 });
            at += size;
            for (let left = turns; left > 0; left--) turn();
          }
          give({ events: events.slice(at) });
          finish();
          assertSame(model.trace(), atOnce(events));
        },
      ),
    );
  });
});
