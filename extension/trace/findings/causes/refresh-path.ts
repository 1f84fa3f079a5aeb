import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { effectOf, inTime, requestParam, turnedAway } from '../evidence-of.ts';
import type { Evidence } from '../finding.ts';
import { REFRESH_PATH } from '../refusals/refresh-address.ts';

/** The refresh token's Path keeps it from the address that needs it. */
export const refreshPath = {
  code: 'refresh-path',
  rank: 74,
  words: { title: 'findingRefreshPath', args: ['cookie', 'step', 'request', 'path'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments } of [...view.threads, ...view.companions]) {
      const moment = moments.findLast(
        ({ effect, denied, path }) =>
          denied &&
          REFRESH_PATH.test(path) &&
          effect.notSent?.predicted.reasons.some(({ code: reason }) => reason === 'path-mismatch') === true,
      );
      if (moment?.effect.notSent === undefined) continue;
      const effect = effectOf(view, moment);
      const evidence: (Evidence | undefined)[] = [
        { entry: moment.entry, code: 'not-sent' },
        effect && turnedAway(effect),
      ];
      found.push({
        kind: 'loss',
        certainty: 'confirmed',
        time: effect?.answered ?? moment.answered,
        thread,
        params: {
          cookie: code(thread.name),
          step: moment.entry.step,
          request: requestParam(moment),
          path: code(moment.effect.notSent.cookie.path),
        },
        evidence: inTime(evidence),
        remedy: 'refresh-path',
      });
    }
    return found;
  },
} as const satisfies Cause;
