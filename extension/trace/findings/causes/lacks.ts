import { isRedacted } from '../../../cookies/redacted.ts';
import { challengeOf, isCallback, isSignIn, isSignOut, redirectOf } from '../../model/answer-class.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session } from '../../model/session.ts';
import { isAskerUnknown, namesNoAsker } from '../../verdicts/cookie-request.ts';
import { retrievalVerdict } from '../../verdicts/retrieval-verdict.ts';
import { filterInSlices, keptFor, type Pausing } from '../pausing.ts';
import { recovered } from '../refusals/recovered.ts';
import { isOrdinaryError } from '../sign-in-trip.ts';
import {
  firstFrom,
  type Moment,
  type Reading,
  type SiteView,
  showsLoss,
  type ThreadMoment,
  type ThreadView,
} from '../site-view.ts';
import { isCrossSite, reaches, setLineOf } from './helpers.ts';

// The requests that lack a cookie which earlier ones carried, and that found nobody signed in without it.

/** A request that lacked a session's cookie, and the last one before it that had it. */
export interface Lack {
  readonly tracked: ThreadView;
  readonly session: Session;
  readonly carriers: readonly ThreadMoment[];
  readonly last: ThreadMoment;
  readonly moment: Moment;
}

export const SAFE = /^(?:GET|HEAD)$/;

const nameIn = ({ entry }: Moment, name: string): boolean => entry.cookies.some((cookie) => cookie.name === name);

/** True for a request of which it is known that the cookie did not go along. */
export function lacks(moment: Moment, name: string): boolean {
  const { entry } = moment;
  if (entry.requestUnseen || entry.method === 'OPTIONS' || nameIn(moment, name)) return false;
  return entry.cookieHeader === undefined || !isRedacted(entry.cookieHeader);
}

/** The requests that carried a session, and the one that set it. */
function carriersOf({ bySession, byEntry }: ThreadView, session: Session): ThreadMoment[] {
  const setter = session.createdBy === undefined ? undefined : byEntry.get(session.createdBy);
  const carried = bySession.get(session) ?? [];
  return setter === undefined || carried.includes(setter) ? [...carried] : [setter, ...carried];
}

/** What every session of a site is held against, found once: a long recording has hundreds of them. */
interface Looked {
  /** The requests that found nobody signed in, and carried no session, in order. */
  readonly turnedAway: readonly Moment[];
  /** When somebody signed out, at whatever site, in ms since 1970, in order. */
  readonly signOuts: readonly number[];
}

/** What a browser's own dialogue asks for is no session, and an extension's page is none of the site's. */
export function isOfOthers({ entry }: Moment): boolean {
  const from =
    entry.initiator ?? headerValue(entry.requestHeaders, 'origin') ?? headerValue(entry.requestHeaders, 'referer');
  return BY_DIALOGUE.test(challengeOf(entry) ?? '') || EXTENSION.test(from ?? '');
}

const BY_DIALOGUE = /^(?:basic|digest|negotiate|ntlm|kerberos)$/i;
const EXTENSION = /^[a-z-]{1,30}-extension:/i;

/** A provider that is asked without a page says whether somebody is known: that nobody is, costs nobody anything. */
const isSilentAnswer = ({ entry }: Moment): boolean => isOrdinaryError(redirectOf(entry)?.searchParams.get('error'));

const signOutsIn = keptFor(function* ({ trace }: Reading): Pausing<readonly number[]> {
  const signOuts = yield* filterInSlices(trace.entries, isSignOut);
  return signOuts.map(({ startedDateTime }) => startedDateTime);
});

/** True for a form of another site, as of a payment, that began a session on which nobody was known. */
function startsOver({ threads }: SiteView, moment: Moment): boolean {
  const { entry, kind } = moment;
  if (kind !== 'document' || SAFE.test(entry.method) || !isCrossSite(moment) || isSignIn(entry)) return false;
  return entry.effects.some(({ action, after, thread }) => {
    if (action !== 'created' || after === undefined) return false;
    if (entry.says === 'offers-sign-in' || entry.says === 'sign-in-form') return true;
    return threads.find((each) => each.thread === thread)?.bySession.get(after)?.[0]?.denied === true;
  });
}

/** Looks once for what every session of a site is held against. */
export function* lookAt(view: SiteView): Pausing<Looked> {
  const isSignInPage = ({ entry }: Moment): boolean => isSignIn(entry) && !isCallback(entry);
  const isTurnedAway = (moment: Moment): boolean =>
    (showsLoss(moment) || startsOver(view, moment)) &&
    !isSignOut(moment.entry) &&
    !isSignInPage(moment) &&
    !isOfOthers(moment) &&
    !isSilentAnswer(moment) &&
    moment.entry.effects.every(({ before }) => before === undefined);
  const turnedAway = yield* filterInSlices(view.moments, isTurnedAway);
  return { turnedAway, signOuts: yield* signOutsIn(view.reading) };
}

const startedOf = ({ started }: Moment): number => started;

/** True where the cookie was what the request wanted: no other session went along, and nothing fixed it by itself. */
export function isMissed(view: SiteView, moment: Moment): boolean {
  return moment.entry.effects.every(({ before }) => before === undefined) && !recovered(view, moment);
}

/** True where the line that set the cookie does not take it to this request. */
function isElsewhere({ moments }: ThreadView, session: Session, { entry }: Moment): boolean {
  const set = session.origin === 'server' ? setLineOf(moments, session) : undefined;
  return set !== undefined && !reaches(set.line.identity, entry.url);
}

/** True where a rule says why the cookie stayed behind. */
function isExplained({ byEntry }: ThreadView, { entry }: Moment): boolean {
  const notSent = byEntry.get(entry)?.effect.notSent;
  return notSent !== undefined && retrievalVerdict(entry, notSent).reasons.length > 0;
}

/** True for a form that was sent from a page that the request does not show. */
export function isFormOfUnknownPage({ entry, kind }: Moment): boolean {
  return kind === 'document' && !SAFE.test(entry.method) && namesNoAsker(entry);
}

/** True for a page that lacks a Strict cookie, where nothing shows who asked for it: a link of another site would explain that. */
export function isStrictOfUnknownAsker({ moments }: ThreadView, session: Session, { entry }: Moment): boolean {
  return isAskerUnknown(entry) && setLineOf(moments, session)?.line.parsed.sameSite === 'strict';
}

/** The first request after each one that carried the session, and that found nobody signed in without it. */
export function lacksOf(view: SiteView, looked: Looked, tracked: ThreadView, session: Session): Lack[] {
  const carriers = carriersOf(tracked, session);
  const found = new Map<ThreadMoment, Lack>();
  const begin = firstFrom(looked.turnedAway, carriers[0]?.answered ?? Number.POSITIVE_INFINITY, startedOf);
  let at = 0;
  for (let next = begin; next < looked.turnedAway.length; next += 1) {
    const moment = looked.turnedAway[next];
    if (moment === undefined) break;
    if (session.end !== undefined && session.end.time <= moment.started) break;
    while ((carriers[at + 1]?.answered ?? Number.POSITIVE_INFINITY) <= moment.started) at += 1;
    const last = carriers[at];
    if (last !== undefined && found.has(last) && at === carriers.length - 1) break;
    if (last === undefined || found.has(last) || !lacks(moment, tracked.thread.name)) continue;
    const isUnknown = isFormOfUnknownPage(moment) || isStrictOfUnknownAsker(tracked, session, moment);
    if (session.origin === 'server' && view.trace.rulesKnown && !isUnknown) continue;
    const signOut = looked.signOuts[firstFrom(looked.signOuts, last.started, (time) => time)];
    // Somebody may have signed out in the meantime, by an answer or by a script that cleared the cookie.
    if (signOut !== undefined && signOut <= moment.started) continue;
    if (isExplained(tracked, moment) || recovered(view, moment) || isElsewhere(tracked, session, moment)) continue;
    found.set(last, { tracked, session, carriers, last, moment });
  }
  return [...found.values()];
}
