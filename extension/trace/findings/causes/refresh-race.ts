import { span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { effectOf, inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { REFRESH_PATH } from '../refusals/refresh-address.ts';
import { cross, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { crossingPairs, deletes, sentValue, writesNew } from './crossing.ts';

/**
 * Refused, also as RFC 6749 section 5.2 has it: 400 with "invalid_grant"; or by a fault that clears the token, as Spring's
 * remember-me does, which takes a used one for stolen.
 */
function isTurnedDown(moment: ThreadMoment): boolean {
  const { denied, entry, path } = moment;
  const { status = 0 } = entry;
  return (
    denied || (REFRESH_PATH.test(path) && (status === 400 || status === 409)) || (status >= 400 && deletes(moment))
  );
}

/** The winner of a refresh and its loser, where two requests to one address carried the same token. */
function refreshPair(first: ThreadMoment, second: ThreadMoment): [ThreadMoment, ThreadMoment] | undefined {
  const isOneAddress = first.path === second.path && first.entry.method === second.entry.method;
  if (sentValue(first) === undefined || sentValue(first) !== sentValue(second)) return undefined;
  const [winner, loser] = writesNew(first) && first.ok ? [first, second] : [second, first];
  if (!writesNew(winner) || !winner.ok || !isTurnedDown(loser) || writesNew(loser)) return undefined;
  // Servers of pages renew at any address: only an answer that refuses the token itself says so there.
  return isOneAddress || (deletes(loser) && cross(winner, loser)) ? [winner, loser] : undefined;
}

/** How long after the winner's answer another tab may still send the old token, in ms: it had read it before. */
const STALE_WINDOW = 1_000;

/** Crossing pairs, and those whose second request left just after the first answer with the token from before it. */
function refreshPairs(tracked: ThreadView): [ThreadMoment, ThreadMoment][] {
  const pairs = crossingPairs(tracked, isTurnedDown);
  for (const [at, first] of tracked.moments.entries()) {
    if (!writesNew(first)) continue;
    for (const second of tracked.moments.slice(at + 1, at + 20)) {
      if (second.started < first.answered || second.started > first.answered + STALE_WINDOW) continue;
      pairs.push([first, second]);
    }
  }
  return pairs;
}

/** Several tabs may lose against one winner; each loss is reported once. */
function onePerLoser(found: readonly FoundFinding[]): FoundFinding[] {
  const byLoser = new Map<unknown, FoundFinding>();
  for (const one of found) byLoser.set(one.params['loser'], one);
  return [...byLoser.values()];
}

export const refreshRace = {
  code: 'refresh-race',
  rank: 80,
  words: {
    title: 'findingRefreshRace',
    args: ['winner', 'loser', 'request'],
    variants: { 'deletes-winner': { title: 'findingRefreshRaceDeletes', args: ['winner', 'loser', 'request'] } },
  },
  find(view) {
    const found: FoundFinding[] = [];
    const remembering = view.companions.filter(({ thread }) => thread.role === 'remember-me');
    for (const tracked of [...view.threads, ...remembering]) {
      for (const [first, second] of refreshPairs(tracked)) {
        const pair = refreshPair(first, second);
        if (pair === undefined) continue;
        const [winner, loser] = pair;
        // Whoever is refused beside a cookie that remembers was refused for another reason, unless it is cleared.
        if (tracked.thread.role !== 'session' && !deletes(loser)) continue;
        const undone = deletes(loser) && loser.answered > winner.answered;
        const effect = effectOf(view, loser);
        found.push({
          ...(undone && { variant: 'deletes-winner' }),
          kind: undone || effect !== undefined ? 'loss' : 'fault',
          certainty: 'observed',
          time: Math.max(loser.answered, effect?.answered ?? 0),
          thread: tracked.thread,
          ...(loser.effect.before !== undefined && { session: loser.effect.before }),
          params: {
            winner: winner.entry.step,
            loser: loser.entry.step,
            request: requestParam(loser),
            gap: span(Math.abs(loser.started - winner.started)),
          },
          evidence: inTime([
            { entry: winner.entry, code: 'set' },
            { entry: loser.entry, code: deletes(loser) ? 'cleared' : 'denied' },
            effect && turnedAway(effect),
          ]),
          remedy: 'refresh-once',
        });
      }
    }
    return onePerLoser(found);
  },
} as const satisfies Cause;
