type Move = (at: number, count: number, page: number) => number;

/** How each key moves through a list. */
const moves: Readonly<Record<string, Move>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  j: (at) => at + 1,
  k: (at) => at - 1,
  PageDown: (at, _count, page) => at + page,
  PageUp: (at, _count, page) => at - page,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/**
 * The index that a key moves to from `at`; undefined for other keys.
 * @param page the number of visible lines
 */
export function moveInList(key: string, at: number, count: number, page: number): number | undefined {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move === undefined || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, move(at, count, page)));
}
