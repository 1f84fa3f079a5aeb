import { cross, type ThreadMoment, type ThreadView } from '../site-view.ts';

// Two requests under way at once, and the later answer undid the earlier one.

/** The pairs of a thread's requests that carried one value and were under way at the same time. */
export function crossingPairs(
  { moments }: ThreadView,
  matches: (first: ThreadMoment, second: ThreadMoment) => boolean,
): [ThreadMoment, ThreadMoment][] {
  const found: [ThreadMoment, ThreadMoment][] = [];
  for (const [at, first] of moments.entries()) {
    for (let next = at + 1; next < moments.length; next++) {
      const second = moments[next];
      if (second === undefined || second.started >= first.answered) break;
      if (cross(first, second) && matches(first, second)) found.push([first, second]);
    }
  }
  return found;
}

/** The value that a request carried of a thread. */
export function sentValue({ entry, effect }: ThreadMoment): string | undefined {
  return entry.cookies.find(({ name }) => name === effect.thread.name)?.value;
}

export const writesNew = ({ lines }: ThreadMoment): boolean => lines.some(({ intent }) => intent === 'set');

export const deletes = ({ lines }: ThreadMoment): boolean => lines.some(({ intent }) => intent === 'delete');
