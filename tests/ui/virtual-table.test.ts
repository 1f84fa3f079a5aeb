import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceRow } from '../../extension/trace/model/trace.ts';
import { moveInList } from '../../extension/ui/model/list-keys.ts';
import { atEnd, rowWindow, scrollFor, windowAfterScroll } from '../../extension/ui/model/row-window.ts';
import { EndFollower } from '../../extension/ui/parts/virtual-table/end-follower.ts';
import { keyedRows } from '../../extension/ui/parts/virtual-table/row-set.ts';
import { RowSlots } from '../../extension/ui/parts/virtual-table/row-slots.ts';
import type { TableColumn } from '../../extension/ui/parts/virtual-table/table-column.ts';
import { tableLayout } from '../../extension/ui/parts/virtual-table/table-layout.ts';
import { moveBy } from '../../extension/ui/requests/table-keys.ts';
import { lessonStory } from '../trace/story.ts';

describe('the drawn rows', () => {
  const viewport = { scrollTop: 0, height: 600, rowHeight: 30 };

  test('are the visible ones and a few more, for any number of rows', () => {
    for (const scrollTop of [0, 15, 30_000, 1_499_400, 2_999_400]) {
      const { start, end } = rowWindow({ ...viewport, scrollTop }, 100_000);
      assert.ok(start * 30 <= scrollTop && end * 30 >= Math.min(scrollTop + 600, 3_000_000), `at ${scrollTop}`);
      assert.ok(end - start <= 60, `${end - start} rows at ${scrollTop}`);
    }
  });

  test('are all rows of a short list, and none of an empty one', () => {
    assert.deepEqual(rowWindow(viewport, 7), { start: 0, end: 7 });
    assert.deepEqual(rowWindow(viewport, 0), { start: 0, end: 0 });
  });

  test('stay the same while scrolling by one row, so that nothing is drawn again', () => {
    assert.deepEqual(
      rowWindow({ ...viewport, scrollTop: 3000 }, 1000),
      rowWindow({ ...viewport, scrollTop: 3029 }, 1000),
    );
  });

  test('are only those in sight after a jump to where none was drawn, and more again next to them', () => {
    const before = rowWindow(viewport, 1000);
    const jumped = windowAfterScroll({ ...viewport, scrollTop: 15_010 }, 1000, before);
    assert.deepEqual(jumped, { start: 500, end: 521, isPart: true });
    const back = windowAfterScroll({ ...viewport, scrollTop: 2_000 }, 1000, jumped);
    assert.deepEqual(back, { start: 66, end: 87, isPart: true });
    const near = { ...viewport, scrollTop: 15_600 };
    assert.deepEqual(windowAfterScroll(near, 1000, jumped), { ...rowWindow(near, 1000), isPart: false });
    const end = windowAfterScroll({ ...viewport, scrollTop: 29_400 }, 1000, before);
    assert.deepEqual(end, { start: 980, end: 1000, isPart: true });
    assert.equal(windowAfterScroll({ ...viewport, scrollTop: 900 }, 0, before).isPart, false);
  });

  test('are at the end when the last row is visible, and always in a short list', () => {
    assert.equal(atEnd({ ...viewport, scrollTop: 2400 }, 100), true);
    assert.equal(atEnd({ ...viewport, scrollTop: 2300 }, 100), false);
    assert.equal(atEnd(viewport, 3), true);
  });

  test('move as little as possible to show a row', () => {
    assert.equal(scrollFor({ ...viewport, scrollTop: 300 }, 5), 150);
    assert.equal(scrollFor({ ...viewport, scrollTop: 300 }, 12), 300);
    assert.equal(scrollFor({ ...viewport, scrollTop: 300 }, 40), 630);
  });
});

describe('the elements of drawn rows', () => {
  test('stay with rows that stay, and are created for new rows', () => {
    const slots = new RowSlots();
    assert.deepEqual(slots.assign(['a', 'b', 'c']), [0, 1, 2]);
    assert.deepEqual(slots.assign(['b', 'c', 'd']), [1, 2, 3]);
  });

  test('are reused in order after a jump, except for the focused row', () => {
    const slots = new RowSlots();
    slots.assign(['a', 'b', 'c']);
    assert.deepEqual(slots.assign(['x', 'y', 'z', 'w']), [0, 1, 2, 3]);
    assert.deepEqual(slots.assign(['x', 'm', 'n', 'o']), [0, 1, 2, 3]);
  });

  test('are never shared by two rows', () => {
    const slots = new RowSlots();
    for (let i = 0; i < 200; i += 3) {
      const given = slots.assign(['fixed', ...Array.from({ length: 5 }, (_, k) => `${(i * 7) % 40}-${k}`)]);
      assert.equal(new Set(given).size, given.length);
    }
  });
});

describe('the keys of the table', () => {
  const fold = createFold();
  fold.apply(lessonStory().events);
  const { rows } = fold.trace;
  const ends = rows.flatMap((row: TraceRow, index) => (row.kind === 'end' ? [index] : []));

  test('move by rows, pages, to both ends, and not beyond them', () => {
    assert.equal(moveInList('ArrowDown', 0, 9, 5), 1);
    assert.equal(moveInList('ArrowUp', 0, 9, 5), 0);
    assert.equal(moveInList('PageDown', 6, 9, 5), 8);
    assert.equal(moveInList('Home', 6, 9, 5), 0);
    assert.equal(moveInList('End', 0, 9, 5), 8);
    assert.equal(moveInList('x', 0, 9, 5), undefined);
    assert.equal(moveInList('End', 0, 0, 5), undefined);
  });

  test('go from one end of a session to the next and back', () => {
    assert.equal(moveBy(']', 0, rows), ends[0]);
    assert.equal(moveBy(']', ends[0] ?? 0, rows), ends[1]);
    assert.equal(moveBy('[', ends[1] ?? 0, rows), ends[0]);
    assert.equal(moveBy('[', 0, rows), 0);
    assert.equal(moveBy(']', rows.length - 1, rows), rows.length - 1);
    assert.equal(moveBy('ArrowDown', 0, rows), undefined);
  });
});

describe('the layout of the columns', () => {
  const column = (id: string, rest: Omit<TableColumn<string>, 'id' | 'label' | 'cell'>): TableColumn<string> => ({
    id,
    label: 'columnTime',
    cell: (facts) => facts,
    ...rest,
  });
  const columns = [
    column('step', { width: { least: 50 }, priority: 1, narrow: { line: 'both', width: 40 } }),
    column('time', { width: { least: 80 }, priority: 2, narrow: 'unseen' }),
    column('url', { width: { least: 100, share: 2 }, priority: 1, narrow: { line: 1, width: 'rest' } }),
    column('id', { width: { least: 90, most: 120 }, priority: 1, narrow: { line: 2, width: 70, from: 200 } }),
    column('size', { width: { least: 60 }, priority: 3 }),
    column('word', { width: { least: 100, share: 1 }, priority: 1, narrow: { line: 2, width: 'rest', atEnd: true } }),
    column('code', { width: { least: 30 }, priority: 1, narrow: { line: 1, width: 30, atEnd: true } }),
  ];
  const shown = (width: number) => tableLayout(columns, width).columns.map(({ column: { id } }) => id);

  test('has one line with all columns if there is room, each with its minimum, maximum and share', () => {
    const layout = tableLayout(columns, 510);
    assert.equal(layout.lines, 1);
    assert.equal(layout.leastWidth, 510);
    assert.equal(layout.grid, 'none / 50px 80px minmax(100px, 2fr) minmax(90px, 120px) 60px minmax(100px, 1fr) 30px');
  });

  test('leaves out the least important columns first, and only as many as necessary', () => {
    assert.deepEqual(shown(509), ['step', 'time', 'url', 'id', 'word', 'code']);
    assert.deepEqual(shown(449), ['step', 'url', 'id', 'word', 'code']);
    assert.equal(tableLayout(columns, 370).lines, 1);
  });

  test('has two lines if the required columns do not fit, each column placed by its record', () => {
    const layout = tableLayout(columns, 369);
    assert.equal(layout.lines, 2);
    assert.equal(layout.leastWidth, 0);
    assert.equal(layout.grid, '25px 25px / 40px 70px minmax(0, 1fr) 30px');
    const area = Object.fromEntries(layout.columns.map((each) => [each.column.id, each.style?.gridArea]));
    assert.deepEqual(area, {
      step: '1 / 1 / 3 / 2',
      time: undefined,
      url: '1 / 2 / 2 / 4',
      id: '2 / 2 / 3 / 3',
      word: '2 / 3 / 3 / 5',
      code: '1 / 4 / 2 / 5',
    });
    assert.match(layout.columns.find((each) => each.column.id === 'time')?.className ?? '', /unseen/);
  });

  test('leaves out more columns of two lines in a very narrow table', () => {
    assert.deepEqual(shown(199), ['step', 'time', 'url', 'word', 'code']);
    assert.equal(tableLayout(columns, 199).grid, '25px 25px / 40px minmax(0, 1fr) 30px');
  });
});

describe('following the end of a table', () => {
  const viewport = { scrollTop: 0, height: 300, rowHeight: 30 };

  test('stops when the reader scrolls away, and continues once the end is visible', () => {
    const follower = new EndFollower();
    assert.equal(follower.following, true);
    follower.scrolled({ ...viewport, scrollTop: 100 }, 40);
    assert.equal(follower.following, false);
    follower.scrolled({ ...viewport, scrollTop: 900 }, 40);
    assert.equal(follower.following, true);
  });

  test('counts the rows that came since the end was visible', () => {
    const follower = new EndFollower();
    follower.reached(40);
    follower.scrolled({ ...viewport, scrollTop: 100 }, 40);
    assert.equal(follower.unseen(43), 3);
    follower.scrolled({ ...viewport, scrollTop: 990 }, 43);
    assert.equal(follower.unseen(43), 0);
  });
});

describe('rows found by their key', () => {
  test('are found in a new list, and not if they are missing', () => {
    const list = keyedRows([{ id: 'a' }, { id: 'b' }], ({ id }) => id);
    assert.equal(list.indexOf({ id: 'b' }), 1);
    assert.equal(list.indexOf({ id: 'c' }), -1);
    assert.equal(list.indexNear({ id: 'c' }), undefined);
  });
});
