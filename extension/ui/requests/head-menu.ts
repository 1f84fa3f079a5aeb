import type { InspectorModel } from '../model/inspector-model.ts';
import type { MenuItem, MenuPlace } from '../model/menu-model.ts';
import { placeBeside } from '../parts/virtual-table/column-order.ts';
import { areColumnsChosen, fixedColumn, moveColumn, resetColumns } from './chosen-columns.ts';
import { columns } from './columns.tsx';

/**
 * Opens the menu of a heading.
 *
 * @param shown the ids of the columns that are shown, in their order
 */
export function openHeadMenu(inspector: InspectorModel, id: string, shown: readonly string[], place: MenuPlace): void {
  const { text, menus, layout } = inspector;
  const label = columns.find((column) => column.id === id)?.label;
  if (label === undefined) return;
  const sortBy = (descending: boolean) => (): void => {
    layout.sortColumn.value = id;
    layout.sortDescending.value = descending;
  };
  const step = (to: 'left' | 'right'): readonly MenuItem[] => {
    const beside = placeBeside(shown, id, to);
    if (beside === undefined) return [];
    const words = text.say(to === 'left' ? 'columnMoveLeft' : 'columnMoveRight');
    return [{ label: words, run: () => moveColumn(layout, columns, id, beside) }];
  };
  menus.menu.value = {
    ...place,
    label: text.say('columnMenu', text.say(label)),
    items: () => [
      { label: text.say('sortUp'), run: sortBy(false) },
      { label: text.say('sortDown'), run: sortBy(true) },
      ...step('left'),
      ...step('right'),
      ...(id === fixedColumn
        ? []
        : [
            {
              label: text.say('columnHide'),
              run: () => {
                layout.hiddenColumns.value = [...layout.hiddenColumns.peek(), id];
              },
            },
          ]),
      ...(areColumnsChosen(layout) ? [{ label: text.say('columnsReset'), run: () => resetColumns(layout) }] : []),
    ],
  };
}
