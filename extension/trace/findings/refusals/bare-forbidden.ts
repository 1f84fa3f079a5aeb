import { saysOver } from '../../model/said-in-address.ts';
import type { Session } from '../../model/session.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import {
  firstFrom,
  indexOf,
  isAccepted,
  isAt,
  type Moment,
  type SiteView,
  type ThreadMoment,
  type ThreadView,
} from '../site-view.ts';
import { signInAfter } from './signed-in-again.ts';

// A 403, of which it does not show whether the session is the reason.

/** True for a 403 that says nothing more: a missing right, a quota, a form that is too old and a firewall look alike. */
export function isBareForbidden({ entry, effect, lines }: ThreadMoment): boolean {
  if (entry.status !== 403 || effect.action === 'replaced' || lines.length > 0) return false;
  if (entry.says === 'offers-sign-in') return entry.refusedInBody !== true;
  return entry.says === undefined || entry.says === 'forbidden' || entry.says === 'signed-in';
}

/** What a session met in the course of a recording, as far as a 403 is judged by it. Looked for once. */
interface Course {
  /** The moments that were answered for it, and those of them of which more than the answer speaks for that. */
  readonly answered: readonly ThreadMoment[];
  readonly known: readonly ThreadMoment[];
  /** For each that was refused, the next one that was, at another address. */
  readonly refusedElsewhere: ReadonlyMap<ThreadMoment, ThreadMoment>;
}

const courses = new WeakMap<ThreadView, Map<Session, Course>>();

function courseOf(tracked: ThreadView, session: Session): Course {
  const all = courses.get(tracked) ?? new Map<Session, Course>();
  courses.set(tracked, all);
  const course = all.get(session) ?? findCourse(tracked.bySession.get(session) ?? []);
  all.set(session, course);
  return course;
}

function findCourse(carried: readonly ThreadMoment[]): Course {
  const refusedElsewhere = new Map<ThreadMoment, ThreadMoment>();
  let next: ThreadMoment | undefined;
  for (const moment of carried.filter(({ effect }) => effect.rejected !== undefined).toReversed()) {
    const other = next !== undefined && isAt(next, moment) ? refusedElsewhere.get(next) : next;
    if (other !== undefined) refusedElsewhere.set(moment, other);
    next = moment;
  }
  return {
    answered: carried.filter(isAccepted),
    known: carried.filter(({ effect }) => effect.accepted !== undefined),
    refusedElsewhere,
  };
}

const documents = new WeakMap<SiteView, readonly Moment[]>();

function documentAfter(view: SiteView, { index }: Moment): Moment | undefined {
  const known = documents.get(view) ?? view.moments.filter(({ kind }) => kind === 'document');
  documents.set(view, known);
  return known[firstFrom(known, index + 1, indexOf)];
}

/**
 * True where more than a 403 speaks for a loss: another address refused it as well, a page to sign in came next, or, after a
 * pause, somebody signed in. Without one they may have wanted the rights of another account.
 */
export function isBornOut(view: SiteView, tracked: ThreadView, moment: ThreadMoment): boolean {
  const session = moment.effect.before;
  // Its page shows that somebody is in.
  if (session === undefined || moment.entry.says === 'signed-in') return false;
  const { answered, known, refusedElsewhere } = courseOf(tracked, session);
  const signIn = signInAfter(view, tracked, moment);
  const isUntilThen = (later: Moment | undefined): boolean =>
    later !== undefined && later.index < (signIn?.index ?? Number.POSITIVE_INFINITY);
  const comes = (list: readonly ThreadMoment[]): boolean =>
    isUntilThen(list[firstFrom(list, moment.index + 1, indexOf)]);
  if (signIn !== undefined && !comes(answered)) return true;
  if (comes(known)) return false;
  if (isUntilThen(refusedElsewhere.get(moment))) return true;
  const next = documentAfter(view, moment);
  return (
    next?.ok === true &&
    (isLoginPage(next.path) || next.entry.says === 'sign-in-form' || saysOver(new URL(next.entry.url)))
  );
}
