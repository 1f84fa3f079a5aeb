/** The rows of a table in order, and how to find one again after a change. */
export interface RowSet<Row> {
  readonly rows: readonly Row[];
  /** A unique and stable key of a row. */
  keyOf(row: Row): string;
  /** -1 if it is missing. */
  indexOf(row: Row): number;
  /** Its index; for a missing row the index of its successor; undefined if unknown. */
  indexNear(row: Row): number | undefined;
}

/** Rows that are found by their keys. */
export function keyedRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string): RowSet<Row> {
  let indexes: ReadonlyMap<string, number> | undefined;
  const indexOf = (row: Row): number => {
    indexes ??= new Map(rows.map((each, index) => [keyOf(each), index]));
    return indexes.get(keyOf(row)) ?? -1;
  };
  return {
    rows,
    keyOf,
    indexOf,
    indexNear: (row) => {
      const index = indexOf(row);
      return index === -1 ? undefined : index;
    },
  };
}
