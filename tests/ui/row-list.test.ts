import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceRow } from '../../extension/trace/model/trace.ts';
import { RowList, type RowTest } from '../../extension/ui/model/row-list.ts';
import { indexOfRow, rowEvent, rowKey } from '../../extension/ui/model/row-order.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';

const counted: RowTest = (row) => row.kind !== 'entry' || row.entry.counts.length > 0;
const finished: RowTest = (row) => row.kind !== 'entry' || row.entry.status === 200;

/** Folds a story in pieces and updates a list with each. */
function listOver(story: Story, test_: RowTest, size: number): { list: RowList; rows: readonly TraceRow[] } {
  const fold = createFold();
  const list = new RowList();
  list.setTest(test_, fold.trace.rows);
  list.work(fold.trace.rows);
  for (let i = 0; i < story.events.length; i += size) {
    list.update(fold.trace.rows, fold.apply(story.events.slice(i, i + size)));
  }
  return { list, rows: fold.trace.rows };
}

describe('the list of shown rows', () => {
  for (const size of [1, 2, 3, 100]) {
    test(`equals a filter over all rows, when events come ${size} at a time`, () => {
      const story = lessonStory();
      const slow = story.asks('/slow', { cookie: 'sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB' });
      story.creates('other', 'aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO');
      slow.responds({ count: 4 }).completes();
      for (const test_ of [counted, finished, () => true]) {
        const { list, rows } = listOver(story, test_, size);
        assert.deepEqual(list.rows.map(rowKey), rows.filter(test_).map(rowKey));
      }
    });
  }

  test('removes a row that no longer passes', () => {
    const story = new Story().started();
    story.asks('/slow').responds({ status: 500 });
    const { list } = listOver(story, (row) => row.kind !== 'entry' || row.entry.status === undefined, 1);
    assert.deepEqual(list.rows, []);
  });

  test('finds the newest rows first, and shows no others than all or enough for a window', () => {
    const story = new Story().started();
    for (let i = 0; i < 3000; i++) story.visits(`/page/${i % 2}`, undefined, {});
    const { list, rows } = listOver(story, () => true, 1000);
    const all = list.rows;
    const even: RowTest = (row) => row.kind === 'entry' && row.entry.url.endsWith('/0');
    const late: RowTest = (row) => row.kind === 'entry' && row.entry.step > 2990;
    list.setTest(late, rows);
    assert.equal(
      list.work(rows, () => true),
      false,
    );
    assert.equal(list.rows, all, 'ten rows could be all, or not');
    assert.equal(list.work(rows), true);
    assert.equal(list.rows.length, 10);

    list.setTest(even, rows);
    list.work(rows, () => true);
    const first = list.rows;
    assert.ok(first.length >= 120 && first.length < 1000);
    assert.deepEqual(first.map(rowKey), rows.filter(even).slice(-first.length).map(rowKey));
    list.work(rows, () => true);
    assert.equal(list.rows, first, 'the next slice shows nothing new');
    list.work(rows);
    assert.deepEqual(list.rows.map(rowKey), rows.filter(even).map(rowKey));
  });

  test('tests at once what waits when events come, so that none of them is missed', () => {
    const story = new Story().started();
    for (let i = 0; i < 1000; i++) story.visits('/', undefined, {});
    const fold = createFold();
    const list = new RowList();
    list.update(fold.trace.rows, fold.apply(story.events));
    list.setTest(finished, fold.trace.rows);
    list.work(fold.trace.rows, () => true);
    const added = story.events.length;
    story.visits('/new', undefined, { status: 404 }).visits('/newer', undefined, {});
    list.update(fold.trace.rows, fold.apply(story.events.slice(added)));
    assert.equal(list.rows.length, 1001);
    assert.equal(list.work(fold.trace.rows), true);
    assert.deepEqual(list.rows.map(rowKey), fold.trace.rows.filter(finished).map(rowKey));
  });

  test('is rebuilt when rows are removed at the front', () => {
    const story = lessonStory();
    story.add({ kind: 'dropped', through: 12, entries: 3 });
    const { list, rows } = listOver(story, counted, 1);
    assert.deepEqual(list.rows.map(rowKey), rows.filter(counted).map(rowKey));
  });
});

describe('the order of rows', () => {
  test('is that of their events, so that binary search finds a row', () => {
    const story = lessonStory();
    story.userDeletes(cookieOf('sid', 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB'));
    const { rows } = listOver(story, () => true, 1);
    const events = rows.map(rowEvent);
    assert.deepEqual(
      events,
      events.toSorted((a, b) => a - b),
    );
    rows.forEach((row, index) => {
      assert.equal(indexOfRow(rows, row), index);
    });
  });
});
