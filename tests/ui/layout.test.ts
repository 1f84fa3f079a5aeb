import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { placeOfDetails, sizeOfDetails } from '../../extension/ui/model/details-place.ts';
import type { Kept } from '../../extension/ui/model/kept.ts';
import { createLayoutModel } from '../../extension/ui/model/layout-model.ts';
import type { TableColumn } from '../../extension/ui/parts/virtual-table/table-column.ts';
import { tableLayout } from '../../extension/ui/parts/virtual-table/table-layout.ts';
import { chosenColumns, resizeColumn } from '../../extension/ui/requests/chosen-columns.ts';

/** A storage in memory. */
function keptIn(stored: Map<string, string>): Kept {
  return { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value) };
}

describe('the place of the details', () => {
  test('is beside the table in low and in wide views, below it in tall ones, over it in small ones', () => {
    assert.equal(placeOfDetails('auto', { width: 1024, height: 300 }), 'beside');
    assert.equal(placeOfDetails('auto', { width: 1280, height: 700 }), 'beside');
    assert.equal(placeOfDetails('auto', { width: 760, height: 300 }), 'beside');
    assert.equal(placeOfDetails('auto', { width: 760, height: 700 }), 'below');
    assert.equal(placeOfDetails('auto', { width: 360, height: 700 }), 'over');
  });

  test('is where the user wants it, if there is room for table and details', () => {
    assert.equal(placeOfDetails('below', { width: 1280, height: 700 }), 'below');
    assert.equal(placeOfDetails('below', { width: 360, height: 700 }), 'below');
    assert.equal(placeOfDetails('below', { width: 1280, height: 319 }), 'over');
    assert.equal(placeOfDetails('beside', { width: 760, height: 700 }), 'beside');
    assert.equal(placeOfDetails('beside', { width: 639, height: 700 }), 'over');
  });

  test('leaves table and details their least size, wherever the splitter was', () => {
    const view = { width: 1000, height: 600 };
    assert.deepEqual(sizeOfDetails('beside', view, undefined), { size: 320, least: 260, most: 740 });
    assert.equal(sizeOfDetails('beside', view, 900).size, 740);
    assert.equal(sizeOfDetails('beside', view, 10).size, 260);
    assert.deepEqual(sizeOfDetails('below', view, 300), { size: 300, least: 110, most: 490 });
  });
});

describe('the layout of a surface', () => {
  test('is remembered for this surface, the theme for all', () => {
    const stored = new Map<string, string>();
    const layout = createLayoutModel(keptIn(stored), 'devtools');
    layout.density.value = 'roomy';
    layout.detailsWidth.value = 411;
    layout.theme.value = 'dark';
    layout.hiddenColumns.value = ['time'];
    resizeColumn(layout, 'request', 333.4);
    layout.columnOrder.value = ['time', 'step'];
    const again = createLayoutModel(keptIn(stored), 'devtools');
    assert.equal(again.density.value, 'roomy');
    assert.equal(again.detailsWidth.value, 411);
    assert.deepEqual(again.hiddenColumns.value, ['time']);
    assert.deepEqual(again.columnWidths.value, { request: 333 });
    assert.deepEqual(again.columnOrder.value, ['time', 'step']);
    const other = createLayoutModel(keptIn(stored), 'tab');
    assert.equal(other.density.value, 'auto');
    assert.deepEqual(other.columnOrder.value, []);
    assert.equal(other.theme.value, 'dark');
  });

  test('forgets the size of the details when the splitter is put back', () => {
    const stored = new Map<string, string>();
    const layout = createLayoutModel(keptIn(stored), 'tab');
    layout.detailsWidth.value = 411;
    layout.detailsWidth.value = undefined;
    assert.equal(createLayoutModel(keptIn(stored), 'tab').detailsWidth.value, undefined);
  });

  test('is the usual one where the storage holds something else', () => {
    const strange = new Map([
      ['theme', '"url(x)"'],
      ['tab.density', 'compact'],
      ['tab.details', '"toString"'],
      ['tab.details-width', '-3'],
      ['tab.details-height', '1e9'],
      ['tab.hidden-columns', '{"length":3}'],
      ['tab.column-widths', '{"time":"90","request":200,"count":null}'],
    ]);
    const layout = createLayoutModel(keptIn(strange), 'tab');
    assert.equal(layout.theme.value, 'light dark');
    assert.equal(layout.density.value, 'auto');
    assert.equal(layout.details.value, 'auto');
    assert.equal(layout.detailsWidth.value, undefined);
    assert.equal(layout.detailsHeight.value, undefined);
    assert.deepEqual(layout.hiddenColumns.value, []);
    assert.deepEqual(layout.columnWidths.value, { request: 200 });
  });

  test('works without a storage', () => {
    const refuse = (): never => {
      throw new Error('The browser stores nothing.');
    };
    const layout = createLayoutModel({ getItem: refuse, setItem: refuse }, 'tab');
    layout.density.value = 'compact';
    assert.equal(layout.density.value, 'compact');
  });
});

describe('the columns that the user chose', () => {
  const column = (id: string, width: TableColumn<string>['width'], priority = 1): TableColumn<string> => ({
    id,
    label: 'columnTime',
    cell: (facts) => facts,
    width,
    priority,
  });
  const columns = [
    column('step', { least: 80 }),
    column('time', { least: 84 }, 2),
    column('request', { least: 110, share: 2 }),
  ];

  test('are without the hidden ones, but a row always names its request', () => {
    assert.deepEqual(
      chosenColumns(columns, ['time', 'request'], {}).map(({ id }) => id),
      ['step', 'request'],
    );
  });

  test('have the given width where there is room, and shrink to the usual least width where not', () => {
    const wide = chosenColumns(columns, [], { time: 200, step: 50 });
    assert.equal(tableLayout(wide, 900).grid, 'none / minmax(50px, 50px) minmax(84px, 200px) minmax(110px, 2fr)');
    assert.equal(tableLayout(wide, 250).lines, 1);
  });

  test('take a width within limits, and go back to the usual one', () => {
    const layout = createLayoutModel(keptIn(new Map()), 'tab');
    resizeColumn(layout, 'time', -20);
    resizeColumn(layout, 'step', 99_999);
    assert.deepEqual(layout.columnWidths.value, { time: 40, step: 1600 });
    resizeColumn(layout, 'time', undefined);
    assert.deepEqual(layout.columnWidths.value, { step: 1600 });
  });

  test('leave free space to the column that is to be read, until it is wide enough', () => {
    const [step, time, request] = columns;
    assert.ok(step && time && request);
    const comfortable = [step, time, { ...request, width: { ...request.width, comfort: 240 } }];
    assert.equal(tableLayout(comfortable, 900).grid, 'none / 80px 84px minmax(clamp(110px, 100% - 164px, 240px), 2fr)');
  });

  test('are rows of 24 px at least when they are compact', () => {
    assert.equal(tableLayout(columns, 900, true).rowHeight, 24);
    assert.equal(tableLayout(columns, 900).rowHeight, 30);
  });
});
