import { signInWorked } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { IDLE } from '../idle.ts';
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
import { firstAfterPause } from './first-after-pause.ts';
import { isPublic } from './public-addresses.ts';

// Somebody who had been refused signs in again.

/** How soon after a refusal a script signs in by what it keeps, in ms: later, somebody has typed a password. */
const TYPING = 3_000;

/** True for a sign-in that worked at an address where people sign in, by a script of the page's form or the form itself. */
const isSignInByForm = ({ entry, path }: Moment): boolean =>
  entry.method === 'POST' && isLoginPage(path) && signInWorked(entry);

const signInsByForm = new WeakMap<SiteView, readonly Moment[]>();

const signInsAfter = new WeakMap<ThreadMoment, { readonly signIn: Moment | undefined }>();

/** The sign-in after a refusal, looked for once: each later request of the session asks. */
export function signInAfter(view: SiteView, tracked: ThreadView, refused: ThreadMoment): Moment | undefined {
  const known = signInsAfter.get(refused) ?? { signIn: findSignInAfter(view, tracked, refused) };
  signInsAfter.set(refused, known);
  return known.signIn;
}

/** The longest pause from the last request that was answered well for a session to a refused one, in ms. */
function pauseBefore(carried: readonly ThreadMoment[], session: Session, refused: ThreadMoment): number {
  let next = firstAfterPause(carried, session, refused);
  let longest = 0;
  for (let at = firstFrom(carried, next.index, indexOf) - 1; at >= 0; at -= 1) {
    const each = carried[at];
    if (each === undefined) break;
    longest = Math.max(longest, next.started - each.answered);
    if (isAccepted(each)) break;
    next = each;
  }
  return longest;
}

/**
 * The first sign-in by a form after a refusal of somebody who was known before it, and long enough after it for a password to
 * be typed. A stranger who is refused signs in for the first time, and without a pause the password may be asked for again.
 */
function findSignInAfter(view: SiteView, { bySession }: ThreadView, refused: ThreadMoment): Moment | undefined {
  const all = signInsByForm.get(view) ?? view.moments.filter(isSignInByForm);
  signInsByForm.set(view, all);
  const next = all[firstFrom(all, refused.answered + TYPING, ({ started }) => started)];
  const session = refused.effect.before;
  if (next === undefined || session === undefined) return undefined;
  const carried = bySession.get(session) ?? [];
  const count = firstFrom(carried, refused.index, indexOf);
  if (pauseBefore(carried, session, refused) < IDLE) return undefined;
  const { signedInBy } = session;
  if (signedInBy !== undefined && signedInBy.id < refused.entry.id) return next;
  const speaksForIt = (each: ThreadMoment): boolean =>
    each.effect.accepted !== undefined || (isAccepted(each) && isAt(each, refused) && !isPublic(view, each));
  return carried.slice(0, count).some(speaksForIt) ? next : undefined;
}
