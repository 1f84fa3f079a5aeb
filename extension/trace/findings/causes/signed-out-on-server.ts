import { isSignOut } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { chip } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, refusalRow, requestParam } from '../evidence-of.ts';
import { filterInSlices } from '../pausing.ts';
import { refusedAfterSignOut } from '../refusals/after-sign-out.ts';
import { isRefusal } from '../refusals/refusals.ts';
import { mayBeDone, type ThreadMoment } from '../site-view.ts';
import { deletes } from './crossing.ts';

const cleared = (signOut: ThreadMoment): boolean => deletes(signOut) && signOut.effect.action !== 'clear-failed';

/** True where the cookie that a sign-out had cleared is there again: the user, a protected cookie or a script wrote it. */
const isBack = (signOut: ThreadMoment, { end }: Session): boolean => cleared(signOut) && end === undefined;

/** True where the sign-out took the cookie away, by its own answer or by one that came while the refused request was under way. */
function tookItAway(signOut: ThreadMoment, { entry, started, answered }: ThreadMoment, { end }: Session): boolean {
  if (cleared(signOut)) return end !== undefined;
  return end?.entry !== undefined && end.entry !== entry && end.time >= started && end.time <= answered;
}

/** A sign-out that left the cookie in the browser, or whose cookie is back, and after which the server does not accept it: as it should be. */
export const signedOutOnServer = {
  code: 'signed-out-on-server',
  rank: 21,
  words: {
    title: 'findingSignedOutOnServer',
    args: ['session', 'step', 'request', 'refused'],
    variants: {
      revoked: { title: 'findingRevokedOnServer' },
      'brought-back': { title: 'findingSignedOutBroughtBack' },
    },
  },
  *find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      const refusals = yield* filterInSlices(tracked.moments, (moment) => isRefusal(tracked, moment));
      const seen = new Set<Session>();
      for (const refused of refusals) {
        const session = refused.effect.before;
        if (session === undefined || seen.has(session)) continue;
        seen.add(session);
        const signOut = refusedAfterSignOut(tracked, session, refused);
        if (signOut === undefined || tookItAway(signOut, refused, session)) continue;
        found.push({
          ...(isBack(signOut, session) && { variant: 'brought-back' }),
          ...((!isSignOut(signOut.entry) || mayBeDone(signOut)) && { variant: 'revoked' }),
          kind: 'ending',
          certainty: 'concluded',
          time: signOut.answered,
          thread: tracked.thread,
          session,
          params: {
            session: chip(session),
            step: signOut.entry.step,
            request: requestParam(signOut),
            refused: refused.entry.step,
          },
          evidence: inTime([{ entry: signOut.entry, code: 'sent' }, refusalRow(refused)]),
          remedy: 'nothing',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
