import type { JarRow } from '../../trace/jar/jar-rows.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Text } from '../../trace/words/text.ts';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import { jarColumns } from './jar-columns.tsx';

/** px of the verdict's cell beside its words: padding and an icon. */
const BESIDE_SENT = 40;
/** px of a heading beside its words: padding and the arrow of the sorted one. */
const BESIDE_HEAD = 36;
/** px of the icon alone, where there is hardly room for words. */
const SLIM_SENT = 26;

const verdicts: readonly MessageKey[] = ['jarIsSent', 'jarNotSent'];

/** The columns, wide enough for their headings and for the words of the verdict in the user's language. */
export function fittedJarColumns(
  text: Text,
  measure: (words: string, font: { readonly size: number; readonly bold?: boolean }) => number,
): readonly TableColumn<JarRow>[] {
  const sent = BESIDE_SENT + Math.max(...verdicts.map((key) => measure(text.say(key), { size: 13 })));
  return jarColumns.map((column) => {
    const { id, label, width, head, narrow } = column;
    const heading = head === undefined ? BESIDE_HEAD + measure(text.say(label), { size: 12, bold: true }) : 0;
    if (id !== 'sent' || narrow === undefined || narrow === 'unseen') {
      return { ...column, width: { ...width, least: Math.max(width.least, heading) } };
    }
    return {
      ...column,
      width: { ...width, least: Math.max(sent, heading) },
      narrow: { ...narrow, width: sent, slim: SLIM_SENT },
    };
  });
}
