/** The rows of a table in order, and how one of them is found again after they changed. */
export interface RowSet<Row> {
  readonly rows: readonly Row[];
  /** A name of its own for each row, stable while the row is there. */
  keyOf(row: Row): string;
  /** -1 when it is not there. */
  indexOf(row: Row): number;
  /** Its index; when it is gone, that of the row that took its place; undefined where that cannot be known. */
  indexNear(row: Row): number | undefined;
}

/** Rows that are found by their key. */
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
