import { type ExchangeFormat, type ExchangeImport, type ExchangeRow, MAX_ROWS } from './exchange-cookie.ts';

/** Reads items one by one, up to the bound; what is beyond is said, not dropped in silence. */
export function readRows<Item>(
  format: ExchangeFormat,
  items: readonly Item[],
  read: (row: number, item: Item) => ExchangeRow,
): ExchangeImport {
  const rows = items.slice(0, MAX_ROWS).map((item, index) => read(index + 1, item));
  if (items.length > MAX_ROWS) {
    const error = `The text has ${items.length} rows, only the first ${MAX_ROWS} are read: split it.`;
    return { format, rows, error };
  }
  if (rows.length === 0) return { format, rows, error: 'There is no cookie in this text.' };
  return { format, rows };
}
