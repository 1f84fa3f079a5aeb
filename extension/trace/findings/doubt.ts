import { isRedacted } from '../../cookies/redacted.ts';
import { endsNamedSession, isSignIn, isSignOut, redirectOf } from '../model/answer-class.ts';
import type { RequestEntry, SetCookieEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';
import type { Session } from '../model/session.ts';
import { isEntrance, isSignInPath } from '../model/sign-in-address.ts';
import { IDLE } from './idle.ts';
import type { Pausing } from './pausing.ts';
import {
  isAccepted,
  isAt,
  type Moment,
  pauseBefore,
  type SiteView,
  showsKnown,
  type ThreadMoment,
  wasDone,
} from './site-view.ts';
import { type TroubleCode, troubleBeside } from './trouble.ts';

// What keeps an answer from saying that all is well, though nothing shows a loss.

export type DoubtCode =
  /** It sent the session and was refused, where nothing shows that the session was the reason. */
  | 'refused'
  /** It sent the session and failed with a fault such as 500. */
  | 'failed'
  /** It sent the session and was sent to sign in, or told that nobody is, where nobody is known to have been signed in. */
  | 'found-nobody'
  /** The same of a session on which somebody had signed in: it may be about another account. */
  | 'said-nobody'
  /** The same after a sign-in that may have worked or not. */
  | 'sign-in-unclear'
  /** It sent the session to an address that had opened, and was led to where strangers come in. */
  | 'led-away'
  /** Its answer says that something failed, or names no user, at an address that had answered it well. */
  | 'not-done'
  /** It sent the session after a sign-out that left the cookie, and was answered where it had been before. */
  | 'after-sign-out'
  /** It was answered with this session in place of the one that it sent, after a pause. */
  | 'new-id'
  /** It sent the session and was shown what strangers see; a page had shown who is in, with the id before it. */
  | 'shown-as-guest'
  /** It lacks the session: any to the host that set it, where none has carried it; else one that was turned away. */
  | 'lacks'
  | TroubleCode;

/** A later request that does not speak for the session. */
export interface Doubt {
  readonly code: DoubtCode;
  readonly entry: RequestEntry;
  /** What it was answered with, where that has more to say than a status. */
  readonly shown?: string;
  /** How long no request had come before it, in ms. */
  readonly pause?: number;
  /** The last request before it that the server answered for the session. */
  readonly accepted: ThreadMoment | undefined;
}

/** A sign-in that is answered 401 did not know the password; other refusals of it may have another reason. */
function isWrongPassword(entry: RequestEntry): boolean {
  return isSignIn(entry) && entry.status === 401;
}

const hasFailed = ({ status }: RequestEntry): boolean => status !== undefined && status >= 400;

const addressOf = ({ entry, origin, path }: Moment): string => `${entry.method} ${origin} ${path}`;

const isAlike = (one: Moment, other: Moment): boolean => isAt(one, other) && one.entry.method === other.entry.method;

/**
 * True where the server sends to the place at which strangers come in, and this is not where the request came to; or where
 * a network's page stands between.
 */
function leadsToEntrance({ entry, origin, path }: Moment): boolean {
  const target = redirectOf(entry);
  if (target === undefined) return false;
  if (target.origin !== origin) return isSignInPath(target.pathname);
  return target.pathname !== path && isEntrance(target.pathname);
}

/** For each address, the last request that was answered well. */
function lastGoodOf(carried: readonly ThreadMoment[]): ReadonlyMap<string, ThreadMoment> {
  return new Map(carried.filter(isAccepted).map((moment) => [addressOf(moment), moment]));
}

/** What became of the newest request that had been answered well before, at the same address, and is not any more. */
function turnedSince(carried: readonly ThreadMoment[]): Doubt | undefined {
  let lastGood: ReadonlyMap<string, ThreadMoment> | undefined;
  for (let at = carried.length - 1; at > 0; at -= 1) {
    const moment = carried[at];
    if (moment === undefined || moment.denied || isSignIn(moment.entry) || isSignOut(moment.entry)) continue;
    const isLed = leadsToEntrance(moment) && moment.effect.before?.signedInBy !== undefined;
    if (!isLed && !hasFailed(moment.entry)) continue;
    lastGood ??= lastGoodOf(carried);
    const accepted = lastGood.get(addressOf(moment));
    if (accepted === undefined || accepted.index >= moment.index) continue;
    return { code: isLed ? 'led-away' : 'failed', entry: moment.entry, accepted };
  }
  return undefined;
}

/**
 * The newest request whose answer says that something failed, at an address that had answered well and has not since. What
 * is sent may be refused for what it holds: of that, any good answer later shows that the session lives.
 */
function notDoneSince(carried: readonly ThreadMoment[]): Doubt | undefined {
  const moment = carried.findLast(({ entry }) => entry.says === 'not-done');
  if (moment === undefined) return undefined;
  const good = carried.filter(isAccepted);
  const accepted = good.findLast((each) => each.index < moment.index && isAlike(each, moment));
  const isMended = good.some(
    (each) => each.index > moment.index && (moment.entry.method !== 'GET' || isAlike(each, moment)),
  );
  return accepted === undefined || isMended ? undefined : { code: 'not-done', entry: moment.entry, accepted };
}

/**
 * What speaks against a living session, though nothing was lost.
 *
 * @param carried the requests that carried it, in order
 */
export function* doubtOf(
  view: SiteView,
  session: Session,
  carried: readonly ThreadMoment[],
): Pausing<Doubt | undefined> {
  const doubt = doubtOfItself(view, session, carried);
  if (doubt !== undefined && doubt.code !== 'failed') return doubt;
  const trouble = yield* troubleBeside(view, session);
  if (trouble === undefined || (doubt !== undefined && doubt.entry !== trouble.entry)) return doubt;
  return { ...trouble, accepted: carried.findLast(isAccepted) };
}

/** The page to which one is led when one is turned away opens to everybody: it answers no session. */
const isAnswerToSession = ({ entry }: ThreadMoment): boolean => entry.isForStrangers !== true;

function doubtOfItself(view: SiteView, session: Session, all: readonly ThreadMoment[]): Doubt | undefined {
  const carried = all.filter(isAnswerToSession);
  const accepted = carried.findLast(isAccepted);
  const last = carried.at(-1);
  if (last?.denied === true && (last.entry.refusedInBody === true || redirectOf(last.entry) !== undefined)) {
    if (session.signedInBy !== undefined || carried.some(showsKnown))
      return { code: 'said-nobody', entry: last.entry, accepted };
    const attempt = carried.findLast((each) => isSignIn(each.entry) && each.ok);
    return attempt === undefined
      ? { code: 'found-nobody', entry: last.entry, accepted }
      : { code: 'sign-in-unclear', entry: last.entry, accepted: attempt };
  }
  const refused = carried.findLast(
    ({ entry, denied }) =>
      (denied ? redirectOf(entry) === undefined : accepted === undefined && hasFailed(entry)) &&
      !isWrongPassword(entry),
  );
  if (refused !== undefined && refused.index > (accepted?.index ?? -1))
    return { code: refused.denied ? 'refused' : 'failed', entry: refused.entry, accepted };
  const lacking = lackedBy(view, session, last);
  if (lacking !== undefined) return { code: 'lacks', entry: lacking.entry, accepted };
  return (
    turnedSince(carried) ??
    notDoneSince(carried) ??
    failedPage(carried, accepted) ??
    newAfterPause(view, session, accepted) ??
    afterSignOut(session, carried) ??
    shownAsGuest(view, session, carried)
  );
}

/**
 * The last page that offers to sign in, on an id that came in the place of one on which a page had shown who is in: somebody
 * may have signed out at an address that does not look like it, or closed the account.
 */
function shownAsGuest(view: SiteView, session: Session, carried: readonly ThreadMoment[]): Doubt | undefined {
  const page = carried.findLast(({ entry }) => entry.says === 'offers-sign-in');
  if (page === undefined || session.signedInBy !== undefined || carried.some(showsKnown)) return undefined;
  const tracked = view.threads.find(({ thread }) => thread === session.thread);
  const change = tracked?.moments.find(({ effect }) => effect.after === session && effect.before !== session);
  const before = change?.effect.before;
  const accepted = before && tracked?.bySession.get(before)?.findLast(showsKnown);
  return accepted && { code: 'shown-as-guest', entry: page.entry, accepted };
}

/** True for an answer that takes away what the same sign-in had set beside a session, and leaves that one. */
function endsTwin({ createdBy }: Session, { entry, effect }: ThreadMoment): boolean {
  if (effect.action === 'ended') return false;
  const ended = entry.effects.filter(({ action }) => action === 'ended');
  return createdBy !== undefined && ended.some(({ before }) => before?.createdBy === createdBy);
}

/** True for a line that clears the cookie in other letters, `session` for `SESSION`: to browsers these are two names. */
const isMisspelt = ({ identity: { name } }: SetCookieEntry, { thread }: Session): boolean =>
  name !== thread.name && name.toLowerCase() === thread.name.toLowerCase();

/** A sign-out of other devices leaves this session alone. */
const ENDS_OTHERS = /(?:^|[/_-])(?:others?|devices?)(?:$|[/_-])/i;

/** The last answer to a session that was signed out and whose cookie stayed, at an address that had answered it before. */
function afterSignOut(session: Session, carried: readonly ThreadMoment[]): Doubt | undefined {
  const signOut = carried.findLast(
    (moment) =>
      isSignOut(moment.entry) &&
      !ENDS_OTHERS.test(moment.path) &&
      !endsNamedSession(moment.entry) &&
      wasDone(moment) &&
      // The sign-in may have a cookie of its own, which went; one that it set beside this one is another matter.
      (moment.entry.setCookies.every((line) => line.intent !== 'delete' || isMisspelt(line, session)) ||
        endsTwin(session, moment)),
  );
  if (signOut === undefined) return undefined;
  const later = carried.filter(({ index }) => index > signOut.index);
  if (later.some(({ entry }) => isSignIn(entry))) return undefined;
  const known = carried.filter((each) => each.index < signOut.index && isAccepted(each));
  const again = later.findLast(
    (each) =>
      isAccepted(each) && (!isEntrance(each.path) || showsKnown(each)) && known.some((before) => isAlike(before, each)),
  );
  return again === undefined ? undefined : { code: 'after-sign-out', entry: again.entry, accepted: signOut };
}

/**
 * A new id in answer to one that had been idle: the server may have forgotten it, or renew ids from time to time. One
 * whose ids change without a pause as well renews them.
 */
function newAfterPause(view: SiteView, session: Session, accepted: ThreadMoment | undefined): Doubt | undefined {
  const tracked = view.threads.find(({ thread }) => thread === session.thread);
  const carried = tracked?.bySession.get(session) ?? [];
  if (tracked === undefined || carried.some(({ effect }) => effect.accepted !== undefined)) return undefined;
  const changes = tracked.moments.filter(({ effect }) => effect.action === 'replaced' && effect.judgedBy === undefined);
  const [change, ...others] = changes.toReversed();
  if (change === undefined || change.effect.after !== session || isSignIn(change.entry)) return undefined;
  const pause = pauseBefore(tracked, change);
  if (pause === undefined || pause < IDLE || others.some((each) => (pauseBefore(tracked, each) ?? 0) < IDLE))
    return undefined;
  return { code: 'new-id', entry: change.entry, pause, accepted };
}

/** True for a page: by how it was asked for, or, where a file does not say that, by what a form was answered with. */
function isPage({ kind, entry }: Moment): boolean {
  if (kind === 'document') return true;
  return entry.method === 'POST' && /^text\/html/i.test(headerValue(entry.responseHeaders, 'content-type') ?? '');
}

/** The page that was opened last, where a server that is busy or down answered: nothing shows what it would have said. */
function failedPage(carried: readonly ThreadMoment[], accepted: ThreadMoment | undefined): Doubt | undefined {
  const page = carried.findLast(isPage);
  if (page === undefined || accepted === undefined || page.index < accepted.index) return undefined;
  const { status = 0 } = page.entry;
  return status === 400 || status === 429 || status >= 500
    ? { code: 'failed', entry: page.entry, accepted }
    : undefined;
}

function lackedBy(view: SiteView, session: Session, lastCarrier: Moment | undefined): Moment | undefined {
  if (lastCarrier === undefined) return firstWithout(view, session);
  return view.moments.findLast(
    ({ index, entry, denied }) =>
      index > lastCarrier.index && denied && entry.method !== 'OPTIONS' && !carries(entry, session.thread.name),
  );
}

const carries = ({ cookies, cookieHeader = '', requestUnseen }: RequestEntry, name: string): boolean =>
  requestUnseen || isRedacted(cookieHeader) || cookies.some((cookie) => cookie.name === name);

/** The first request to the host that set a session which could have carried it, and did not. */
function firstWithout(view: SiteView, { createdBy, thread }: Session): Moment | undefined {
  if (createdBy === undefined) return undefined;
  const set = createdBy.respondedAt ?? createdBy.startedDateTime;
  return view.moments.find(
    ({ entry, started }) =>
      started > set && entry.host === createdBy.host && entry.method !== 'OPTIONS' && !carries(entry, thread.name),
  );
}
