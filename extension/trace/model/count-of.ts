import type { RequestEntry } from './entry.ts';

/** The count of an entry: that of the first source that has one, a header before the rest. */
export function countOf(entry: RequestEntry): number | undefined {
  return entry.counts[0]?.count;
}
