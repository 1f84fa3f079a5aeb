import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLayoutModel } from '../../extension/ui/model/layout-model.ts';
import { inOrder, movedIn, placeBeside } from '../../extension/ui/parts/virtual-table/column-order.ts';
import { areColumnsChosen, moveColumn, resetColumns } from '../../extension/ui/requests/chosen-columns.ts';

const columns = ['step', 'time', 'request', 'count'].map((id) => ({ id }));
const idsOf = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id);

describe('the order of columns', () => {
  test('is the usual one until the user gives another', () => {
    assert.equal(inOrder(columns, []), columns);
    assert.deepEqual(idsOf(inOrder(columns, ['count', 'request', 'time', 'step'])), [
      'count',
      'request',
      'time',
      'step',
    ]);
  });

  test('has new columns behind those that they usually follow, and forgets those that are gone', () => {
    assert.deepEqual(idsOf(inOrder(columns, ['gone', 'request', 'step'])), ['request', 'count', 'step', 'time']);
    assert.deepEqual(idsOf(inOrder(columns, ['time', 'gone'])), ['step', 'time', 'request', 'count']);
  });

  test('is changed by putting one beside another', () => {
    const ids = idsOf(columns);
    assert.deepEqual(movedIn(ids, 'count', { of: 'time', side: 'before' }), ['step', 'count', 'time', 'request']);
    assert.deepEqual(movedIn(ids, 'step', { of: 'count', side: 'after' }), ['time', 'request', 'count', 'step']);
    assert.equal(movedIn(ids, 'step', { of: 'step', side: 'after' }), ids);
    assert.equal(movedIn(ids, 'step', { of: 'gone', side: 'after' }), ids);
  });

  test('is changed step by step up to both ends', () => {
    const ids = idsOf(columns);
    assert.deepEqual(placeBeside(ids, 'time', 'left'), { of: 'step', side: 'before' });
    assert.deepEqual(placeBeside(ids, 'time', 'right'), { of: 'request', side: 'after' });
    assert.equal(placeBeside(ids, 'step', 'left'), undefined);
    assert.equal(placeBeside(ids, 'count', 'right'), undefined);
    assert.equal(placeBeside(ids, 'gone', 'right'), undefined);
  });

  test('counts as chosen until every column stands where it usually does', () => {
    const layout = createLayoutModel({ getItem: () => null, setItem: () => undefined }, 'tab');
    moveColumn(layout, columns, 'count', { of: 'step', side: 'before' });
    assert.deepEqual(layout.columnOrder.value, ['count', 'step', 'time', 'request']);
    assert.equal(areColumnsChosen(layout), true);
    moveColumn(layout, columns, 'count', { of: 'request', side: 'after' });
    assert.deepEqual(layout.columnOrder.value, []);
    assert.equal(areColumnsChosen(layout), false);
    moveColumn(layout, columns, 'count', { of: 'time', side: 'before' });
    resetColumns(layout);
    assert.equal(areColumnsChosen(layout), false);
  });
});
