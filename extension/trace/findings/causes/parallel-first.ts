import { isRenewal, signInWorked } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import type { Evidence } from '../finding.ts';
import type { ThreadMoment } from '../site-view.ts';

function isOverwritten(session: Session, by: readonly ThreadMoment[]): boolean {
  const { end } = session;
  return end?.cause === 'overwritten' && by.some(({ entry }) => entry === end.entry);
}

const isGivenToKnown = ({ entry, ok }: ThreadMoment): boolean => signInWorked(entry) || (ok && isRenewal(entry));

/** For each of them, when the first of it and all that follow it was asked, in ms since 1970. */
function earliestFrom(moments: readonly ThreadMoment[]): readonly number[] {
  let earliest = Number.POSITIVE_INFINITY;
  return moments
    .toReversed()
    .map(({ started }) => {
      earliest = Math.min(earliest, started);
      return earliest;
    })
    .reverse();
}

export const parallelFirst = {
  code: 'parallel-first',
  rank: 52,
  words: { title: 'findingParallelFirst', args: ['sessions', 'cookie', 'lost'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of view.threads) {
      const created = moments.filter(({ effect }) => effect.action === 'created' && effect.before === undefined);
      const earliest = earliestFrom(created);
      for (const [at, first] of created.entries()) {
        if ((earliest[at + 1] ?? first.answered) >= first.answered) continue;
        const crossing = created.slice(at + 1).filter((other) => other.started < first.answered);
        const all = [first, ...crossing];
        const lost = all.filter(({ effect }) => effect.after !== undefined && isOverwritten(effect.after, all));
        const last = all.at(-1);
        if (lost.length === 0 || last === undefined) continue;
        const isRefused = moments.some(({ effect }) => effect.rejected);
        // Who signs in twice at once, or renews what they have, is in by the last one.
        if (all.every(isGivenToKnown) && !isRefused) continue;
        // What a visitor loses by that, whoever signs in since does not miss.
        const isOver = !isRefused && moments.some(({ entry, index }) => index > last.index && signInWorked(entry));
        const evidence: Evidence[] = all.slice(0, 4).map(({ entry }) => ({ entry, code: 'set' }));
        found.push({
          kind: isOver ? 'hint' : 'fault',
          certainty: 'observed',
          time: Math.max(...all.map(({ answered }) => answered)),
          thread,
          ...(lost[0]?.effect.after !== undefined && { session: lost[0].effect.after }),
          params: { sessions: all.length, lost: lost.length, cookie: code(thread.name) },
          evidence: inTime(evidence),
          remedy: 'start-with-one',
        });
        break;
      }
    }
    return found;
  },
} as const satisfies Cause;
