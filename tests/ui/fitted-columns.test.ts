import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TableColumn } from '../../extension/ui/parts/virtual-table/table-column.ts';
import { tableLayout } from '../../extension/ui/parts/virtual-table/table-layout.ts';

describe('rows of two lines in a slim table', () => {
  const column = (id: string, narrow: TableColumn<string>['narrow']): TableColumn<string> => ({
    id,
    label: 'columnTime',
    width: { least: 300 },
    priority: 1,
    cell: (facts) => facts,
    ...(narrow !== undefined && { narrow }),
  });
  const columns = [
    column('step', { line: 'both', width: 50 }),
    column('path', { line: 1, width: 'rest' }),
    column('chip', { line: 2, width: 106, slim: 34 }),
    column('action', { line: 2, width: 'rest' }),
  ];

  test('give a column its slim width below 290 px', () => {
    assert.equal(tableLayout(columns, 289).grid, '25px 25px / 50px 34px minmax(0, 1fr)');
    assert.equal(tableLayout(columns, 290).grid, '25px 25px / 50px 106px minmax(0, 1fr)');
  });

  test('know the room of the second line, in steps of 4 px', () => {
    assert.deepEqual(
      [225, 300, 303, 1500].map((width) => tableLayout(columns, width).room),
      [140, 144, 144, Number.POSITIVE_INFINITY],
    );
  });
});
