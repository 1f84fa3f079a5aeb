import type { RequestEntry } from '../../model/entry.ts';
import type { Session } from '../../model/session.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { isAccepted, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { earlyToken } from './early-token.ts';

/** How soon after the answer to a sign-in its session must be refused for the sign-in to be too fresh, in ms. */
const FRESH = 5_000;

/** A session that was too fresh for one request, and known to the next. */
interface Late {
  readonly session: Session;
  readonly signIn: ThreadMoment;
  readonly refused: ThreadMoment;
  readonly accepted: ThreadMoment;
}

const isSafe = ({ method }: RequestEntry): boolean => method === 'GET' || method === 'HEAD';

function lateOf({ moments, byEntry, bySession }: ThreadView, session: Session): Late | undefined {
  const signIn = session.signedInBy === undefined ? undefined : byEntry.get(session.signedInBy);
  if (signIn === undefined) return undefined;
  const after = (bySession.get(session) ?? []).filter(({ index }) => index > signIn.index);
  const refused = after.find(({ effect }) => effect.rejected !== undefined);
  if (refused === undefined || refused.started < signIn.answered || refused.entry.refusedInBody === true)
    return undefined;
  if (refused.started > signIn.answered + FRESH) return undefined;
  const accepted = after.find(
    (each) =>
      each.index > refused.index &&
      isAccepted(each) &&
      each.path === refused.path &&
      each.origin === refused.origin &&
      each.entry.method === refused.entry.method,
  );
  if (accepted === undefined) return undefined;
  // Where it was accepted before, or is refused again, the servers behind the address disagree.
  const isAlternating = after.some(
    (each) =>
      (each.index < refused.index && isAccepted(each)) ||
      (each.index > accepted.index && each.effect.rejected !== undefined),
  );
  // What somebody sends in between may be a second factor, or another sign-in.
  const isAnother = moments.some(
    ({ index, entry }) => index > refused.index && index < accepted.index && !isSafe(entry),
  );
  return isAlternating || isAnother ? undefined : { session, signIn, refused, accepted };
}

/** The request right after a sign-in was turned away, and a later one was answered for the very same session. */
export const acceptedLate = {
  code: 'accepted-late',
  rank: 55,
  words: {
    title: 'findingAcceptedLate',
    args: ['session', 'step', 'request', 'signedIn', 'accepted'],
    variants: {
      early: { title: 'findingAcceptedLateToken', args: ['cookie', 'step', 'request', 'claim', 'ahead', 'accepted'] },
    },
  },
  find: (view) =>
    view.threads.flatMap((tracked) =>
      tracked.thread.sessions.flatMap((each): FoundFinding[] => {
        const late = lateOf(tracked, each);
        if (late === undefined) return [];
        const { session, signIn, refused, accepted } = late;
        const early = earlyToken(session, refused);
        return [
          {
            ...(early !== undefined && { variant: 'early' }),
            kind: 'fault',
            certainty: 'concluded',
            time: refused.answered,
            thread: tracked.thread,
            session,
            params: {
              session: chip(session),
              step: refused.entry.step,
              request: requestParam(refused),
              signedIn: signIn.entry.step,
              accepted: accepted.entry.step,
              cookie: code(tracked.thread.name),
              ...early?.params,
            },
            evidence: inTime([
              { entry: signIn.entry, code: signIn.lines.length > 0 ? 'set' : 'sent' },
              turnedAway(refused),
              { entry: accepted.entry, code: 'accepted' },
            ]),
            remedy: early === undefined ? 'save-first' : 'allow-skew',
          },
        ];
      }),
    ),
} as const satisfies Cause;
