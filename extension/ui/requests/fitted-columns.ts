import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Text } from '../../trace/words/text.ts';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import type { CellFacts, RequestColumn, WidestNumbers } from './columns.tsx';

/** Measures a text in px. */
export type MeasureText = (words: string, font: { readonly size: number; readonly bold?: boolean }) => number;

/** px beside the words of a heading: its cell's padding, and an edge to drag. */
const PADDING = 16;
const EDGE = 6;

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
    const { id, label, briefLabel, width, usual, beside = 0 } = column;
    const px = (words: string): number => beside + measure(words, { size: 13, bold: id === 'count' });
    // The heading of the steps stands beside the trail.
    const padding = id === 'step' ? beside : PADDING;
    const headOf = (words: MessageKey): number =>
      padding + EDGE + (id === sorted ? ARROW : 0) + measure(text.say(words), { size: 12, bold: true });
    const head = headOf(label);
    const least = Math.max(width.least, headOf(briefLabel ?? label), ...(usual?.(text, widest) ?? []).map(px));
    const most = Math.max(least, head);
    const lines = column.narrow;
    const inTwo = narrow[id];
    const fits = inTwo !== undefined && lines !== undefined && lines !== 'unseen';
    return {
      ...column,
      width: { ...width, least, ...(most > least && { most }) },
      ...(briefLabel !== undefined && { brief: { label: briefLabel, needs: head - padding } }),
      ...(fits && { narrow: { ...lines, width: inTwo } }),
    };
  });
}
