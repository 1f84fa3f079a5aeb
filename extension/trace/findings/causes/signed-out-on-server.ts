import { isSignOut } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { chip } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { filterInSlices } from '../pausing.ts';
import { inTime, refusalRow, requestParam } from './helpers.ts';
import { isRefusal, refusedAfterSignOut } from './refusals.ts';

/** A sign-out that left the cookie in the browser, and after which the server does not accept it: as it should be. */
export const signedOutOnServer = {
  code: 'signed-out-on-server',
  rank: 21,
  words: {
    title: 'findingSignedOutOnServer',
    args: ['session', 'step', 'request', 'refused'],
    variants: { revoked: { title: 'findingRevokedOnServer' } },
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
        if (signOut === undefined) continue;
        found.push({
          ...(!isSignOut(signOut.entry) && { variant: 'revoked' }),
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
