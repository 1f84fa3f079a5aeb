import { endsNamedSession, endsSessions, isSignIn, isSignOut } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import {
  addressOf,
  firstFrom,
  indexOf,
  isAccepted,
  mayBeDone,
  type ThreadMoment,
  type ThreadView,
  wasDone,
} from '../site-view.ts';

// What a server refuses after a sign-out.

/** A sign-out that a session carried, and from which of a thread's moments on it shows that the session lived on. */
interface SignOut {
  readonly moment: ThreadMoment;
  /** The index of the first that shows it by itself. */
  readonly goesOn: number;
  /** The same by addresses: one that is answered shows it of a refusal there. */
  readonly answered: ReadonlyMap<string, number>;
}

const signOuts = new WeakMap<ThreadView, Map<Session, readonly SignOut[]>>();

/** The sign-outs that a session carried, in order, looked for once: each later request of the session asks. */
function signOutsOf(tracked: ThreadView, session: Session): readonly SignOut[] {
  const known = signOuts.get(tracked) ?? new Map<Session, readonly SignOut[]>();
  signOuts.set(tracked, known);
  const found = known.get(session) ?? findSignOuts(tracked, session);
  known.set(session, found);
  return found;
}

function findSignOuts({ moments, bySession }: ThreadView, session: Session): SignOut[] {
  const carried = bySession.get(session) ?? [];
  return carried
    .filter((moment) =>
      isSignOut(moment.entry) ? wasDone(moment) || mayBeDone(moment) : endsSessions(moment.entry) && wasDone(moment),
    )
    .map((signOut) => {
      // What ends sessions may have ended others: an answer in between shows that this one lived on.
      const endsOthers = !isSignOut(signOut.entry);
      const endsByName = endsNamedSession(signOut.entry);
      const answered = new Map<string, number>();
      for (let at = firstFrom(moments, signOut.index + 1, indexOf); at < moments.length; at += 1) {
        const moment = moments[at];
        if (moment === undefined) break;
        const goesOn = (): SignOut => ({ moment: signOut, goesOn: moment.index, answered });
        if (isSignIn(moment.entry) && !moment.denied) return goesOn();
        if (moment.effect.before !== session || !isAccepted(moment)) continue;
        // A page that shows who is in was answered for somebody: another application was left, or none.
        if (moment.entry.says === 'signed-in' && moment.started >= signOut.answered) return goesOn();
        if (endsOthers || (endsByName && moment.effect.accepted !== undefined)) return goesOn();
        // A page may open to everybody; an address of an API that refuses later does not.
        const isTold = moment.kind === 'api' && moment.started >= signOut.answered;
        if ((endsByName || isTold) && !answered.has(addressOf(moment))) answered.set(addressOf(moment), moment.index);
      }
      return { moment: signOut, goesOn: Number.POSITIVE_INFINITY, answered };
    });
}

/** The sign-out that a session's refusal follows: what was signed out, the server does not accept. */
export function refusedAfterSignOut(
  tracked: ThreadView,
  session: Session,
  refused: ThreadMoment,
): ThreadMoment | undefined {
  const signOut = signOutsOf(tracked, session).findLast(({ moment }) => moment.index < refused.index);
  if (signOut === undefined) return undefined;
  const goesOn = Math.min(signOut.goesOn, signOut.answered.get(addressOf(refused)) ?? Number.POSITIVE_INFINITY);
  return goesOn < refused.index ? undefined : signOut.moment;
}
