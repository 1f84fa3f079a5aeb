import { useWorld } from '../../model/world.ts';
import { Icon } from '../icon.tsx';
import type { TableLayout } from './table-layout.ts';

/** What a table is sorted by, and how that changes. */
export interface TableSort {
  /** The column's id. */
  readonly column: string;
  readonly descending: boolean;
  readonly onSort: (column: string, descending: boolean) => void;
}

interface TableHeadProps {
  readonly layout: TableLayout<never>;
  readonly sort: TableSort | undefined;
}

/** The heads of the columns. In rows of two lines they are out of sight, so nothing in them takes the focus. */
export function TableHead({ layout, sort }: TableHeadProps) {
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
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
