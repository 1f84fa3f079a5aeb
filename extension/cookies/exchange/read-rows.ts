import { type ExchangeFormat, type ExchangeImport, type ExchangeRow, MAX_ROWS } from './exchange-cookie.ts';

/** Reads items one by one, up to the bound; that there is more is said, not dropped in silence. */
export function readRows<Item>(
  format: ExchangeFormat,
  items: Iterable<Item>,
  read: (row: number, item: Item) => ExchangeRow,
): ExchangeImport {
  const rows: ExchangeRow[] = [];
  for (const item of items) {
    if (rows.length === MAX_ROWS) {
      const error = `The text has more than ${MAX_ROWS} rows, only the first ${MAX_ROWS} are read: split it.`;
      return { format, rows, error };
    }
    rows.push(read(rows.length + 1, item));
  }
  if (rows.length === 0) return { format, rows, error: 'There is no cookie in this text.' };
  return { format, rows };
}

/** A line of a text, with its number from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly line: string;
}

/** The lines of a text that are not blank, one at a time: a file of line ends alone takes no memory. */
export function* numberedLines(text: string): Generator<NumberedLine> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; start < text.length; number++) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (/\S/.test(line)) yield { number, line };
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || unit === 0x0d) return i;
  }
  return text.length;
}
