import { cross, type ThreadMoment, type ThreadView } from '../site-view.ts';

// Two requests under way at once, and the later answer undid the earlier one.

/**
 * The pairs of a thread's requests that were under way at the same time, in the order of the requests.
 *
 * A page may start a thousand requests at once: nearly each crosses each other then, half a million pairs. So only those
 * are looked at in which one request can decide anything; of these there are few.
 * @param decides What at least one of the two must be for the pair to match.
 */
export function crossingPairs(
  { moments }: ThreadView,
  decides: (moment: ThreadMoment) => boolean,
  matches: (first: ThreadMoment, second: ThreadMoment) => boolean = () => true,
): [ThreadMoment, ThreadMoment][] {
  const found: [ThreadMoment, ThreadMoment][] = [];
  const deciding = moments.flatMap((moment, at) => (decides(moment) ? [at] : []));
  let passed = 0;
  for (const [at, first] of moments.entries()) {
    const isDeciding = deciding[passed] === at;
    if (isDeciding) passed += 1;
    if (passed === deciding.length && !isDeciding) break;
    for (let next = isDeciding ? at + 1 : passed; ; next++) {
      const second = moments[isDeciding ? next : (deciding[next] ?? moments.length)];
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

/** Whether an answer gave the session another id. */
export const givesNewId = ({ effect }: ThreadMoment): boolean =>
  effect.action === 'rotated' || effect.action === 'replaced';
