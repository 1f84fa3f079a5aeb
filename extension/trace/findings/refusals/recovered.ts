import { isRenewal, isSignIn, redirectOf } from '../../model/answer-class.ts';
import { isSignInElsewhere } from '../../model/asks-to-sign-in.ts';
import type { SessionEffect } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import { saysOver, saysRefused, shownPage } from '../../model/said-in-address.ts';
import type { Session } from '../../model/session.ts';
import { isLoginPage, isSignInPath } from '../../model/sign-in-address.ts';
import { firstFrom, indexOf, isAt, type Moment, type SiteView, settersOf } from '../site-view.ts';

// Refusals that were fixed without the user.

/** How soon after a refusal a client that renews its tokens asks again, in ms. */
export const RECOVERY_WINDOW = 30_000;

/**
 * True where a refusal was fixed without the user: the token was renewed, and the same address answered well.
 *
 * @param signIn the sign-in of somebody who had been signed in: what comes after it was not fixed by itself
 */
export function recovered(view: SiteView, refused: Moment, signIn?: Moment): boolean {
  if (wentOnByItself(view, refused)) return true;
  const renewed = new Set<Session>();
  // Where nothing shows what came of it, a renewal that worked is what there is to know.
  let isRenewed = false;
  for (let at = refused.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment === undefined || moment === signIn) return false;
    if (moment.started > refused.answered + RECOVERY_WINDOW) break;
    if (isRenewed && moment.denied) return false;
    if (moment.kind === 'document' && moment.denied) return false;
    if (moment.kind === 'document' && isSignIn(moment.entry)) return false;
    if (refused.kind === 'document' && isShownSignIn(moment)) return false;
    // What a renewal gave out is accepted, whatever is asked for with it.
    if (moment.ok && moment.entry.effects.some(({ before }) => before !== undefined && renewed.has(before)))
      return true;
    for (const session of givenByRenewal(moment)) renewed.add(session);
    isRenewed ||= refused.kind === 'api' && moment.ok && isRenewal(moment.entry);
    // A good answer to somebody without a session is a page for strangers: nothing was fixed by it.
    const isKnown = ({ before }: SessionEffect): boolean => before !== undefined && !isOfOther(view, refused, before);
    if (moment.ok && isAt(moment, refused) && moment.entry.effects.some(isKnown))
      return refused.kind !== 'document' || !isByPerson(moment);
  }
  return isRenewed;
}

/** True for the session of another browser in a file: one jar does not send two in turns, unless a response changes it. */
function isOfOther({ threads }: SiteView, { entry, index }: Moment, session: Session): boolean {
  const tracked = threads.find(({ thread }) => thread === session.thread);
  const own = tracked?.byEntry.get(entry)?.effect.before;
  const first = tracked?.bySession.get(session)?.[0];
  if (tracked === undefined || own === undefined || own === session || first === undefined) return false;
  const carried = tracked.bySession.get(own) ?? [];
  const last = carried[firstFrom(carried, index, indexOf) - 1];
  const isBack = settersOf(tracked, own.value).some((each) => each.index >= first.index);
  return !isBack && last !== undefined && last.started >= first.answered;
}

/** A page that somebody opened, not a script or a redirect: whoever tries again has seen that it was refused. */
function isByPerson({ kind, entry }: Moment): boolean {
  if (kind !== 'document' || (entry.redirectedFrom?.length ?? 0) > 0) return false;
  const headers = entry.requestHeaders;
  return headerValue(headers, 'sec-fetch-user') !== undefined || headerValue(headers, 'sec-fetch-site') === 'none';
}

/** A page to sign in that somebody saw, in a file that does not say whether a person or a script went on from there. */
const isShownSignIn = ({ kind, ok, path, entry }: Moment): boolean =>
  kind === 'document' && ok && isLoginPage(path) && headerValue(entry.requestHeaders, 'sec-fetch-site') === undefined;

/** The sessions that a renewal wrote anew. */
function givenByRenewal({ entry, ok }: Moment): Session[] {
  if (!ok || !isRenewal(entry)) return [];
  return entry.effects.flatMap(({ before, after, wrote }) =>
    after !== undefined && (after !== before || wrote !== undefined) ? [after] : [],
  );
}

/** True where redirects led from a refused page to one that opened, past a refresh or a provider, and nobody was asked. */
function wentOnByItself(view: SiteView, refused: Moment): boolean {
  const { requestId } = refused.entry;
  const target = redirectOf(refused.entry);
  if (refused.kind !== 'document' || target === undefined) return false;
  // What an application of one page shows for a fragment, no request shows.
  if (isSignInPath(shownPage(target).pathname) && !isSignInPath(target.pathname)) return false;
  let last: Moment | undefined;
  for (let at = refused.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment === undefined || moment.started > (last ?? refused).answered + RECOVERY_WINDOW) break;
    if (moment.entry.requestId === requestId) last = moment;
  }
  if (last?.ok !== true) return false;
  // Who is in may want a right: the page to sign in says so.
  if (last.entry.says === 'signed-in') return true;
  if (isSignInPath(last.path) || refused.entry.leadsToForm === true) return false;
  const shown = new URL(last.entry.url);
  return !saysOver(shown) && !saysRefused(shown) && !isSignInElsewhere(shown, new URL(refused.entry.url));
}
