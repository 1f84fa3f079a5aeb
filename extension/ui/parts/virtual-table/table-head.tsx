import { useLayoutEffect, useRef } from 'preact/hooks';
import { isMenuKey, type MenuPlace, menuPlaceOf } from '../../model/menu-model.ts';
import { useWorld } from '../../model/world.ts';
import { Fit } from '../fit.tsx';
import { Icon } from '../icon.tsx';
import { ColumnEdge } from './column-edge.tsx';
import { type ColumnPlace, placeBeside } from './column-order.ts';
import type { PlacedColumn, TableLayout } from './table-layout.ts';

/** The sort order of a table, and how to change it. */
export interface TableSort {
  /** The column's id. */
  readonly column: string;
  readonly descending: boolean;
  readonly onSort: (column: string, descending: boolean) => void;
}

/** How the columns of a table are moved. */
export interface TableMoves {
  readonly onMove: (column: string, place: ColumnPlace) => void;
  /** Opens the menu of a heading. */
  readonly onMenu: (column: string, place: MenuPlace) => void;
  /** Follows a pointer that moves a heading; absent: not loaded yet. */
  readonly drag?: (
    start: PointerEvent & { readonly currentTarget: HTMLElement },
    onDrop: (column: string, place: ColumnPlace) => void,
  ) => void;
}

interface TableHeadProps {
  readonly layout: TableLayout<never>;
  readonly sort: TableSort | undefined;
  readonly onResize: ((column: string, width: number | undefined) => void) | undefined;
  readonly moves: TableMoves | undefined;
}

const steps: Readonly<Record<string, 'left' | 'right'>> = { ArrowLeft: 'left', ArrowRight: 'right' };

/** The column headings. With rows of two lines they are visually hidden, so they contain nothing focusable. */
export function TableHead({ layout, sort, onResize, moves }: TableHeadProps) {
  const seen = layout.headHeight > 0;
  const row = useRef<HTMLTableRowElement>(null);
  // A heading that is moved in the document loses the focus.
  const moved = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (moved.current !== undefined) headOf(row.current, moved.current)?.querySelector('button')?.focus();
    moved.current = undefined;
  }, [layout]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const id = columnOf(event);
    if (moves === undefined || id === undefined) return;
    if (isMenuKey(event)) {
      openMenu(event);
      return;
    }
    const to = event.shiftKey ? steps[event.key] : undefined;
    if (to === undefined) return;
    event.preventDefault();
    const place = placeBeside(
      layout.columns.map(({ column }) => column.id),
      id,
      to,
    );
    if (place === undefined) return;
    moved.current = id;
    moves.onMove(id, place);
  };
  const openMenu = (event: MouseEvent | KeyboardEvent): void => {
    const id = columnOf(event);
    const head = id === undefined ? undefined : headOf(row.current, id);
    if (moves === undefined || id === undefined || head === undefined) return;
    event.preventDefault();
    moves.onMenu(id, menuPlaceOf(event, head.querySelector('button') ?? head));
  };
  const hands = seen &&
    moves !== undefined && {
      onKeyDown,
      onContextMenu: openMenu,
      onPointerDown: (event: PointerEvent & { readonly currentTarget: HTMLElement }) =>
        moves.drag?.(event, moves.onMove),
    };

  return (
    <thead>
      <tr
        class="row"
        aria-rowindex={1}
        ref={row}
        data-movable={seen && moves?.drag !== undefined ? '' : undefined}
        {...hands}
      >
        {layout.columns.map((placed) => (
          <Head key={placed.column.id} placed={placed} seen={seen} sort={sort} onResize={onResize} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadProps extends Pick<TableHeadProps, 'sort' | 'onResize'> {
  readonly placed: PlacedColumn<never>;
  readonly seen: boolean;
}

function Head({ placed, seen, sort, onResize }: HeadProps) {
  const { text } = useWorld();
  const { id, label, brief, head, sortable } = placed.column;
  const said = text.say(label);
  const words = brief === undefined ? said : <Fit words={said} brief={text.say(brief.label)} needs={brief.needs} />;
  const sorted = sort?.column === id;
  const direction = sort?.descending === true ? 'descending' : 'ascending';
  return (
    <th scope="col" class={`cell ${id}`} data-column={id} aria-sort={seen && sorted ? direction : undefined}>
      {seen && head !== undefined ? (
        head()
      ) : seen && sort !== undefined && sortable === true ? (
        <button
          type="button"
          class={brief === undefined ? 'head' : 'head fits'}
          onClick={() => sort.onSort(id, sorted && !sort.descending)}
        >
          {words}
          {sorted && <Icon name={sort.descending ? 'down' : 'up'} />}
        </button>
      ) : (
        words
      )}
      {seen && onResize !== undefined && <ColumnEdge onResize={(width) => onResize(id, width)} />}
    </th>
  );
}

function columnOf({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('th[data-column]')?.dataset['column'] : undefined;
}

function headOf(row: HTMLElement | null, id: string): HTMLElement | undefined {
  return [...(row?.querySelectorAll<HTMLElement>('th') ?? [])].find((head) => head.dataset['column'] === id);
}
