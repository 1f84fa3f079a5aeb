import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { lifeBands } from '../../extension/trace/summary/life-bands.ts';
import { isWithin, movedRange, openRange, shownRange } from '../../extension/trace/summary/time-range.ts';
import { TimeSpread } from '../../extension/trace/summary/time-spread.ts';
import { cookieOf, Story } from './story.ts';

const all = { from: 1000, to: 2000 };
const { POSITIVE_INFINITY: always, NEGATIVE_INFINITY: ever } = Number;

describe('a part of the time', () => {
  test('is changed by its ends, which never cross', () => {
    assert.deepEqual(movedRange(undefined, all, 'from', 300), { from: 1300, to: always });
    assert.deepEqual(movedRange({ from: 1300, to: always }, all, 'to', -500), { from: 1300, to: 1500 });
    assert.deepEqual(movedRange({ from: 1300, to: 1500 }, all, 'from', 900), { from: 1500, to: 1500 });
    assert.deepEqual(movedRange({ from: 1300, to: 1500 }, all, 'to', -900), { from: 1300, to: 1300 });
  });

  test('moves as a whole, and keeps its length at the ends of the recording', () => {
    assert.deepEqual(movedRange({ from: 1300, to: 1500 }, all, 'both', 200), { from: 1500, to: 1700 });
    assert.deepEqual(movedRange({ from: 1300, to: 1500 }, all, 'both', 5000), { from: 1800, to: always });
    assert.deepEqual(movedRange({ from: 1300, to: 1500 }, all, 'both', -5000), { from: ever, to: 1200 });
  });

  test('that leaves nothing out is none', () => {
    assert.equal(openRange(all, all), undefined);
    assert.equal(movedRange({ from: 1300, to: always }, all, 'from', -1000), undefined);
  });

  test('whose end is open goes on with the recording', () => {
    const range = { from: 1300, to: always };
    assert.ok(isWithin(range, 9_999));
    assert.ok(!isWithin(range, 1_299));
    assert.deepEqual(shownRange(range, { from: 1000, to: 5000 }), { from: 1300, to: 5000 });
  });
});

const at = (startedDateTime: number) => ({ startedDateTime }) as RequestEntry;

describe('requests by time', () => {
  test('keep their number, however long the recording becomes', () => {
    const spread = new TimeSpread();
    const entries: RequestEntry[] = [];
    for (let i = 0; i < 5000; i++) entries.push(at(1_000_000 + i * i));
    spread.follow(entries, () => true);
    const bins = spread.bins();
    assert.ok(bins.length > 100 && bins.length <= 240, `${bins.length} bins`);
    assert.equal(
      bins.reduce((sum, { count }) => sum + count, 0),
      5000,
    );
    for (const { from, to, count } of bins) {
      assert.equal(
        entries.filter(({ startedDateTime }) => startedDateTime >= from && startedDateTime < to).length,
        count,
      );
    }
    assert.deepEqual(spread.all, { from: 1_000_000, to: 1_000_000 + 4999 ** 2 });
  });

  test('are counted once as they come, and again when the oldest have left', () => {
    const spread = new TimeSpread();
    const entries = [at(5000), at(2000)];
    const sum = () => spread.bins().reduce((all, { count }) => all + count, 0);
    spread.follow(entries, () => true);
    spread.follow(entries, () => true);
    assert.equal(sum(), 2);
    assert.deepEqual(spread.all, { from: 2000, to: 5000 });
    entries.push(at(9000));
    spread.follow(entries, ({ startedDateTime }) => startedDateTime !== 9000);
    assert.equal(sum(), 2);
    entries.shift();
    spread.follow(entries, () => true);
    assert.deepEqual([sum(), spread.all], [2, { from: 2000, to: 9000 }]);
    spread.follow([], () => true);
    assert.equal(spread.all, undefined);
  });
});

/** Sessions that followed one another, each with three requests. */
function following(sessions: number) {
  const story = new Story().started();
  for (let i = 0; i < sessions; i++) {
    const value = `s${String(i).padStart(3, '0')}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`;
    story.creates('sid', value).counts('sid', value, 2).counts('sid', value, 3);
    story.userDeletes(cookieOf('sid', value));
  }
  return traceOf(story);
}

function traceOf(story: Story) {
  const fold = createFold();
  fold.apply(story.events);
  const { entries, sessions } = fold.trace;
  return { sessions, time: { from: entries[0]?.startedDateTime ?? 0, to: entries.at(-1)?.startedDateTime ?? 0 } };
}

describe('the lives of sessions on an axis', () => {
  test('stand alone where there is room for their numbers', () => {
    const { sessions, time } = following(40);
    const bands = lifeBands(sessions, { time, width: 1256, lanes: 2 });
    assert.equal(sessions.length, 40);
    assert.deepEqual(
      bands.map(({ first, count, lane }) => [first.number, count, lane]),
      sessions.map(({ number }) => [number, 1, 0]),
    );
  });

  test('share a band where there is none, and no number covers another', () => {
    const { sessions, time } = following(40);
    const bands = lifeBands(sessions, { time, width: 228, lanes: 2 });
    assert.equal(
      bands.reduce((sum, { count }) => sum + count, 0),
      40,
    );
    assert.ok(bands.length >= 5 && bands.length < 12, `${bands.length} bands`);
    for (const [index, band] of bands.entries()) {
      const next = bands[index + 1];
      if (next?.lane !== band.lane) continue;
      const letters = band.count === 1 ? 1 : `${band.first.number}–${band.last.number}`.length;
      assert.ok(next.name - band.name >= letters * 6, `${band.first.number} is covered`);
      assert.equal(next.first.number, band.last.number + 1);
    }
  });

  test('that overlap have lanes of their own; in the last one they share a band', () => {
    const story = new Story().started();
    for (const name of ['sid', 'admin_session', 'shop_session', 'app_session']) {
      story.creates(name, `${name}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789`, {}, '/');
    }
    for (let i = 0; i < 20; i++) story.counts('sid', 'sidQwErTyUiOpAsDfGhJkLzXcVbNm0123456789', 2 + i);
    const { sessions, time } = traceOf(story);
    assert.equal(sessions.length, 4);
    const bands = lifeBands(sessions, { time, width: 200, lanes: 2 });
    const held = bands.map(({ lane, count }) => [lane, count]);
    assert.deepEqual(held, [
      [0, 1],
      [1, 3],
    ]);
    for (const { to } of bands) assert.equal(to, 200);
  });

  test('of which the last is short has its number before the end of the axis', () => {
    const story = new Story().started();
    story.creates('sid', 'firstQwErTyUiOpAsDfGhJkLzXcVbNm0123456789');
    for (let i = 0; i < 200; i++) story.counts('sid', 'firstQwErTyUiOpAsDfGhJkLzXcVbNm0123456789', 2 + i);
    story.creates('sid', 'secondQwErTyUiOpAsDfGhJkLzXcVbNm0123456789');
    const { sessions, time } = traceOf(story);
    const bands = lifeBands(sessions, { time, width: 300, lanes: 2 });
    assert.deepEqual(
      bands.map(({ first, count, name }) => [first.number, count, Math.round(name)]),
      [
        [1, 1, 0],
        [2, 1, 296],
      ],
    );
  });
});
