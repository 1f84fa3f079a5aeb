import { useState } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';
import { useLater } from '../parts/later.ts';
import type { TableMoves } from '../parts/virtual-table/table-head.tsx';
import type { TableLayout } from '../parts/virtual-table/table-layout.ts';
import { moveColumn } from './chosen-columns.ts';
import { columns } from './columns.tsx';

const loadMenu = () => import('./head-menu.ts');
const loadDrag = () => import('../parts/virtual-table/drag-column.ts');

interface ColumnMoves {
  readonly moves: TableMoves;
  /** Where the column stands that was moved last: for screen readers. */
  readonly said: string;
}

/** How the columns of the requests are moved: by pointer, by keys, by the menu of a heading. */
export function useColumnMoves(frame: TableLayout<never>): ColumnMoves {
  const inspector = useInspector();
  const { text, layout } = inspector;
  const drag = useLater(loadDrag);
  const [moved, setMoved] = useState<string | undefined>(undefined);
  const shown = frame.columns.map(({ column }) => column.id);
  const at = moved === undefined ? -1 : shown.indexOf(moved);
  const label = frame.columns[at]?.column.label;
  return {
    moves: {
      onMove: (id, place) => {
        setMoved(id);
        moveColumn(layout, columns, id, place);
      },
      onMenu: (id, place) => void loadMenu().then(({ openHeadMenu }) => openHeadMenu(inspector, id, shown, place)),
      ...(drag !== undefined && { drag: drag.dragColumn }),
    },
    said:
      label === undefined
        ? ''
        : text.say('columnMoved', text.say(label), text.number(at + 1), text.number(shown.length)),
  };
}
