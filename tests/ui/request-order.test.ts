import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceRow } from '../../extension/trace/model/trace.ts';
import { rowKey } from '../../extension/ui/model/row-order.ts';
import { keyedRows } from '../../extension/ui/parts/virtual-table/row-set.ts';
import { allOf, noMarks, rangeTo, toggled } from '../../extension/ui/requests/row-marks.ts';
import { isSorted, sortedRows } from '../../extension/ui/requests/sorted-rows.ts';
import { lessonStory } from '../trace/story.ts';

const fold = createFold();
fold.apply(lessonStory().events);
const { rows } = fold.trace;

/** What each row is called here: the step of a request, or its kind. */
const named = (shown: readonly TraceRow[]) => shown.map((row) => (row.kind === 'entry' ? row.entry.step : row.kind));
const rowOf = (step: number): TraceRow => {
  const found = rows.find((row) => row.kind === 'entry' && row.entry.step === step);
  assert.ok(found !== undefined);
  return found;
};

describe('the order of the requests', () => {
  test('is that of the recording at first, which needs no sorting', () => {
    assert.deepEqual(
      [isSorted('time', false), isSorted('step', false), isSorted('toString', true)],
      [false, false, false],
    );
    assert.deepEqual([isSorted('time', true), isSorted('count', false)], [true, true]);
  });

  test('can be that of a column; equal ones stay in the order of the recording, marks come last', () => {
    assert.deepEqual(named(rows), [1, 2, 3, 4, 'end', 5, 6, 'end', 7]);
    assert.deepEqual(named(sortedRows(rows, 'count', false, {})), [1, 5, 2, 6, 3, 7, 4, 'end', 'end']);
    assert.deepEqual(named(sortedRows(rows, 'count', true, {})), [4, 3, 7, 2, 6, 1, 5, 'end', 'end']);
    assert.deepEqual(named(sortedRows(rows, 'time', true, {})), [7, 'end', 6, 5, 'end', 4, 3, 2, 1]);
  });

  test('leaves requests without a value last, in both directions', () => {
    // Steps 1 and 5 carried no session.
    assert.deepEqual(named(sortedRows(rows, 'session-id', false, {})), [2, 3, 4, 6, 7, 1, 5, 'end', 'end']);
    assert.deepEqual(named(sortedRows(rows, 'session-id', true, {})), [7, 6, 2, 3, 4, 1, 5, 'end', 'end']);
  });

  test('is the same when new rows are sorted into what was sorted', () => {
    const before = sortedRows(rows.slice(0, 5), 'count', true, {});
    const after = sortedRows([...before, ...rows.slice(5)], 'count', true, {});
    assert.deepEqual(named(after), named(sortedRows(rows, 'count', true, {})));
  });
});

describe('rows that are selected together', () => {
  const list = keyedRows(rows, rowKey);
  const steps = (keys: ReadonlySet<string>) => named(rows.filter((row) => keys.has(rowKey(row))));

  test('are added and taken out one by one, beginning with the row that is shown', () => {
    const two = toggled(noMarks, rowOf(3), rowOf(1));
    assert.deepEqual(steps(two.keys), [1, 3]);
    assert.deepEqual(steps(toggled(two, rowOf(1), rowOf(1)).keys), [3]);
  });

  test('are all requests between two, in both directions, also where the table is sorted', () => {
    const from = { ...noMarks, anchor: rowOf(4) };
    assert.deepEqual(steps(rangeTo(from, rowOf(6), list).keys), [4, 5, 6]);
    assert.deepEqual(steps(rangeTo(from, rowOf(2), list).keys), [2, 3, 4]);
    const sorted = keyedRows(sortedRows(rows, 'count', false, {}), rowKey);
    assert.deepEqual(steps(rangeTo({ ...noMarks, anchor: rowOf(1) }, rowOf(2), sorted).keys), [1, 2, 5]);
  });

  test('are all requests, and no mark', () => {
    assert.deepEqual(steps(allOf(rows).keys), [1, 2, 3, 4, 5, 6, 7]);
  });
});
