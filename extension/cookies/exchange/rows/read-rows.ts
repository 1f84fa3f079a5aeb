import type { TextNote } from '../exchange-codes.ts';
import { type ExchangeRow, MAX_ROWS, type Reading, type ReadRow } from '../exchange-cookie.ts';

/** Reads items one by one, up to the bound; that there is more is said, not dropped in silence. */
export function readRows<Item>(
  items: Iterable<Item>,
  read: (item: Item) => ReadRow,
  notes: readonly TextNote[] = [],
): Reading {
  const rows: ExchangeRow[] = [];
  for (const item of items) {
    if (rows.length === MAX_ROWS) {
      return { rows, notes, error: { code: 'too-many-rows', params: { limit: MAX_ROWS } } };
    }
    rows.push({ ...read(item), row: rows.length + 1 });
  }
  if (rows.length === 0) return { rows, notes, error: { code: 'no-cookies' } };
  return { rows, notes };
}

/** Numbers rows that were read already. */
export function numberRows(rows: Iterable<ReadRow>, notes: readonly TextNote[] = []): Reading {
  return readRows(rows, (row) => row, notes);
}

/** A line of a text, with its number from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly line: string;
}

/** The lines of a text, one at a time: a file of line ends alone takes no memory. */
export function* allLines(text: string): Generator<NumberedLine> {
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const end = lineEnd(text, start);
    yield { number, line: text.slice(start, end) };
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

/** The lines of a text that are not blank. */
export function* numberedLines(text: string): Generator<NumberedLine> {
  for (const numbered of allLines(text)) if (/\S/.test(numbered.line)) yield numbered;
}

function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d) return i;
  }
  return text.length;
}
