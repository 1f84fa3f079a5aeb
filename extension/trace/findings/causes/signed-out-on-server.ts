import { chip } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { ThreadMoment } from '../site-view.ts';
import { inTime, refusalRow, requestParam } from './helpers.ts';
import { isRefusal, refusedAfterSignOut } from './refusals.ts';

/** A sign-out that left the cookie in the browser, and after which the server does not accept it: as it should be. */
export const signedOutOnServer = {
  code: 'signed-out-on-server',
  rank: 21,
  words: { title: 'findingSignedOutOnServer', args: ['session', 'step', 'request', 'refused'] },
  find: (view) =>
    view.threads.flatMap((tracked) =>
      [...tracked.bySession].flatMap(([session, carried]): FoundFinding[] => {
        const refused = carried.find((moment) => isRefusal(tracked, moment));
        const signOut: ThreadMoment | undefined =
          refused === undefined ? undefined : refusedAfterSignOut(tracked, session, refused);
        if (refused === undefined || signOut === undefined) return [];
        return [
          {
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
          },
        ];
      }),
    ),
} as const satisfies Cause;
