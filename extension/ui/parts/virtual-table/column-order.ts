/** Beside which other column one is put, and on which side of it. */
export interface ColumnPlace {
  readonly of: string;
  readonly side: 'before' | 'after';
}

interface Named {
  readonly id: string;
}

/**
 * Columns in the order that the user gave. A column that the order does not name, for it is new, stands behind the one
 * that it usually follows.
 *
 * @param order ids; empty: the usual order
 */
export function inOrder<Column extends Named>(columns: readonly Column[], order: readonly string[]): readonly Column[] {
  if (order.length === 0) return columns;
  const ordered = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  for (const [at, column] of columns.entries()) {
    if (ordered.includes(column)) continue;
    const before = columns[at - 1];
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, column);
  }
  return ordered;
}

/** The order after a column was put beside another one. */
export function movedIn(ids: readonly string[], id: string, { of, side }: ColumnPlace): readonly string[] {
  if (id === of || !ids.includes(of)) return ids;
  const others = ids.filter((each) => each !== id);
  const at = others.indexOf(of) + (side === 'after' ? 1 : 0);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** The place of a column beside its neighbour to the left or the right; undefined at the ends. */
export function placeBeside(ids: readonly string[], id: string, to: 'left' | 'right'): ColumnPlace | undefined {
  const at = ids.indexOf(id);
  const of = at === -1 ? undefined : ids[to === 'left' ? at - 1 : at + 1];
  return of === undefined ? undefined : { of, side: to === 'left' ? 'before' : 'after' };
}
