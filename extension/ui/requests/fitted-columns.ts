import type { Text } from '../../trace/words/text.ts';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import type { CellFacts, RequestColumn, WidestNumbers } from './columns.tsx';

/** Measures a text in px. */
export type MeasureText = (words: string, font: { readonly size: number; readonly bold?: boolean }) => number;

/** px beside the words of a heading: padding, an edge to drag, an arrow. */
const BESIDE_HEAD = 22;

/** px of the arrow in the heading that the table is sorted by. */
const ARROW = 16;

/** Gives each column the room for its heading and for what its cells usually say, in the user's language. */
export function fittedColumns(
  columns: readonly RequestColumn[],
  text: Text,
  widest: WidestNumbers,
  measure: MeasureText,
  sorted: string,
): readonly TableColumn<CellFacts>[] {
  const narrow: Readonly<Record<string, number>> = {
    step: 26 + measure(widest.step, { size: 11 }),
    count: 10 + measure(widest.count, { size: 13, bold: true }),
  };
  return columns.map((column) => {
    const { id, label, width, usual, rare, beside = 0 } = column;
    const px = (words: string): number => beside + measure(words, { size: 13, bold: id === 'count' });
    // The heading of the steps stands beside the trail.
    const head =
      (id === 'step' ? beside + 6 : BESIDE_HEAD) +
      (id === sorted ? ARROW : 0) +
      measure(text.say(label), { size: 12, bold: true });
    const least = Math.max(width.least, head, ...(usual?.(text, widest) ?? []).map(px));
    const most = rare === undefined ? undefined : Math.max(least, ...rare(text).map(px));
    const lines = column.narrow;
    const inTwo = narrow[id];
    const fits = inTwo !== undefined && lines !== undefined && lines !== 'unseen';
    return {
      ...column,
      width: { ...width, least, ...(most !== undefined && { most }) },
      ...(fits && { narrow: { ...lines, width: inTwo } }),
    };
  });
}
