import { isCallback } from '../../model/answer-class.ts';
import { code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { type Moment, showsLoss, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { isStateRole, reaches } from './helpers.ts';

interface ExpiredState {
  readonly set: ThreadMoment;
  readonly expiry: number;
}

/** The line that set a state last before a way back which it would have reached; undefined where it still held then. */
function expiredBefore({ moments }: ThreadView, callback: Moment): ExpiredState | undefined {
  const set = moments.findLast(({ index, lines }) => index < callback.index && lines.length > 0);
  const line = set?.lines.at(-1);
  const expiry = line?.parsed.expiryTime;
  if (set === undefined || line === undefined || line.intent !== 'set' || expiry === undefined) return undefined;
  // What had expired when it came was never kept: that is another cause's to say.
  const isOver = expiry > set.answered && expiry <= callback.started;
  return isOver && reaches(line.identity, callback.entry.url) ? { set, expiry } : undefined;
}

/** A provider led back after the cookie with the state of the sign-in had expired: somebody took long at its form. */
export const stateExpired = {
  code: 'state-expired',
  rank: 71,
  words: { title: 'findingStateExpired', args: ['cookie', 'set', 'lifetime', 'step', 'request', 'taken'] },
  find(view) {
    const callback = view.moments.findLast((moment) => isCallback(moment.entry) && showsLoss(moment));
    const states = view.companions.filter(({ thread }) => isStateRole(thread.role));
    // Another sign-in's state came along: what is wrong with that one does not show.
    const carriesState = callback?.entry.cookies.some(({ name }) => states.some(({ thread }) => thread.name === name));
    if (callback === undefined || carriesState === true) return [];
    return states.flatMap((tracked): FoundFinding[] => {
      const found = expiredBefore(tracked, callback);
      if (found === undefined) return [];
      const { set, expiry } = found;
      return [
        {
          kind: 'loss',
          certainty: 'confirmed',
          time: callback.answered,
          thread: tracked.thread,
          params: {
            cookie: code(tracked.thread.name),
            set: set.entry.step,
            lifetime: span(expiry - set.answered),
            step: callback.entry.step,
            request: requestParam(callback),
            taken: span(callback.started - set.answered),
          },
          evidence: inTime([{ entry: set.entry, code: 'set' }, turnedAway(callback)]),
          remedy: 'longer-state',
        },
      ];
    });
  },
} as const satisfies Cause;
