import { useWorld } from '../../model/world.ts';
import { Icon } from '../icon.tsx';
import { ColumnEdge } from './column-edge.tsx';
import type { TableLayout } from './table-layout.ts';

/** The sort order of a table, and how to change it. */
export interface TableSort {
  /** The column's id. */
  readonly column: string;
  readonly descending: boolean;
  readonly onSort: (column: string, descending: boolean) => void;
}

interface TableHeadProps {
  readonly layout: TableLayout<never>;
  readonly sort: TableSort | undefined;
  readonly onResize: ((column: string, width: number | undefined) => void) | undefined;
}

/** The column headings. With rows of two lines they are visually hidden, so they contain nothing focusable. */
export function TableHead({ layout, sort, onResize }: TableHeadProps) {
  const { text } = useWorld();
  const seen = layout.headHeight > 0;
  return (
    <thead>
      <tr class="row" aria-rowindex={1}>
        {layout.columns.map(({ column: { id, label, head, sortable } }) => {
          const words = text.say(label);
          const sorted = sort?.column === id;
          const direction = sort?.descending === true ? 'descending' : 'ascending';
          return (
            <th key={id} scope="col" class={`cell ${id}`} aria-sort={seen && sorted ? direction : undefined}>
              {seen && head !== undefined ? (
                head()
              ) : seen && sort !== undefined && sortable === true ? (
                <button type="button" class="head" onClick={() => sort.onSort(id, sorted && !sort.descending)}>
                  {words}
                  {sorted && <Icon name={sort.descending ? 'down' : 'up'} />}
                </button>
              ) : (
                words
              )}
              {seen && onResize !== undefined && <ColumnEdge onResize={(width) => onResize(id, width)} />}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
