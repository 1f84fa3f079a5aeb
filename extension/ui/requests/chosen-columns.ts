import { useMemo } from 'preact/hooks';
import type { LayoutModel } from '../model/layout-model.ts';
import { type ColumnPlace, inOrder, movedIn } from '../parts/virtual-table/column-order.ts';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';

/** The column that is always shown: without it a row names nothing. */
export const fixedColumn = 'request';

/** What a column can be resized to; px. */
export const columnLimits = { least: 40, most: 1600 } as const;

/** The columns that the user left, with the widths that the user gave them. */
export function useChosenColumns<Facts>(
  columns: readonly TableColumn<Facts>[],
  { hiddenColumns, columnWidths }: LayoutModel,
): readonly TableColumn<Facts>[] {
  const hidden = hiddenColumns.value;
  const widths = columnWidths.value;
  return useMemo(() => chosenColumns(columns, hidden, widths), [columns, hidden, widths]);
}

/**
 * A width that the user gave is the most that a column takes: in a narrower table it shrinks to its usual least width.
 *
 * @param widths px, by the ids of columns
 */
export function chosenColumns<Facts>(
  columns: readonly TableColumn<Facts>[],
  hidden: readonly string[],
  widths: Readonly<Record<string, number>>,
): readonly TableColumn<Facts>[] {
  return columns
    .filter(({ id }) => id === fixedColumn || !hidden.includes(id))
    .map((column) => {
      const most = Object.hasOwn(widths, column.id) ? widths[column.id] : undefined;
      return most === undefined ? column : { ...column, width: { least: Math.min(column.width.least, most), most } };
    });
}

/** Gives a column a width in px, within limits; undefined: its usual width. */
export function resizeColumn({ columnWidths }: LayoutModel, id: string, width: number | undefined): void {
  const { [id]: _, ...others } = columnWidths.peek();
  const px =
    width === undefined ? undefined : Math.round(Math.min(Math.max(width, columnLimits.least), columnLimits.most));
  columnWidths.value = px === undefined ? others : { ...others, [id]: px };
}

interface Named {
  readonly id: string;
}

/** Puts a column beside another one. The columns that are hidden keep their places between the others. */
export function moveColumn(
  { columnOrder }: LayoutModel,
  columns: readonly Named[],
  id: string,
  place: ColumnPlace,
): void {
  const usual = columns.map((column) => column.id);
  const moved = movedIn(
    inOrder(columns, columnOrder.peek()).map((column) => column.id),
    id,
    place,
  );
  columnOrder.value = moved.join() === usual.join() ? [] : moved;
}

/** Puts all that was chosen for columns back: which are shown, their widths and their order. */
export function resetColumns({ hiddenColumns, columnWidths, columnOrder }: LayoutModel): void {
  hiddenColumns.value = [];
  columnWidths.value = {};
  columnOrder.value = [];
}

/** Whether anything was chosen for columns. */
export function areColumnsChosen({ hiddenColumns, columnWidths, columnOrder }: LayoutModel): boolean {
  const widths = Object.keys(columnWidths.value);
  return hiddenColumns.value.length + widths.length + columnOrder.value.length > 0;
}
