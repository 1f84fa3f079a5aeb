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

  test('is rebuilt when rows are removed at the front', () => {
    const story = lessonStory();
    story.tell({ kind: 'dropped', through: 12, entries: 3 });
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
