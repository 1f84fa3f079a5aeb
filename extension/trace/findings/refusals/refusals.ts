import { isCallback, isSignIn, isSignOut, redirectOf } from '../../model/answer-class.ts';
import type { SessionEffect } from '../../model/entry.ts';
import { saysOver } from '../../model/said-in-address.ts';
import { isWhoPath } from '../../model/says-in-json.ts';
import type { Session } from '../../model/session.ts';
import { isFromSharedCache } from '../../model/shared-cache.ts';
import { isEntrance, isLoginPage, isSignInPath } from '../../model/sign-in-address.ts';
import { isInAdvance } from '../causes/helpers.ts';
import { IDLE } from '../idle.ts';
import { keptFor, keptOf, type Pausing } from '../pausing.ts';
import {
  addressOf,
  firstFrom,
  indexOf,
  isAccepted,
  isAt,
  lastAccepted,
  type Moment,
  pauseBefore,
  type SiteView,
  showsKnown,
  type ThreadMoment,
  type ThreadView,
  wasDone,
  wasSignedIn,
} from '../site-view.ts';
import { refusedAfterSignOut } from './after-sign-out.ts';
import { isBareForbidden, isBornOut } from './bare-forbidden.ts';
import { firstAfterPause } from './first-after-pause.ts';
import { isPublic } from './public-addresses.ts';
import { recovered } from './recovered.ts';
import { signInAfter } from './signed-in-again.ts';

// Which requests the server did not accept a session with, and which of them were fixed or meant something else.

/** A request that sent a session and was turned away. */
export interface Refusal {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly session: Session;
  readonly accepted: ThreadMoment | undefined;
}

/** Requests between two pauses. To know a sign-out or a sign-in by its address costs some µs. */
const REQUESTS_IN_STEP = 512;

/** The first refusal of each session after the last time that it was accepted. Several causes ask. */
export const refusalsOf = keptFor(function* (view: SiteView): Pausing<readonly Refusal[]> {
  const found: Refusal[] = [];
  for (const tracked of view.threads) {
    const refused = new Map<Session, Refusal>();
    // One address of an API answers many questions: what it refused once, it may refuse for the question's sake.
    const questions = new Set<string>();
    const opened = new Set<string>();
    for (const [at, moment] of tracked.moments.entries()) {
      if (at % REQUESTS_IN_STEP === REQUESTS_IN_STEP - 1) yield;
      const session = moment.effect.before;
      if (session === undefined) continue;
      const question = `${session.number} ${addressOf(moment)}`;
      const before = refused.get(session);
      if (before !== undefined && isTakenBack(view, before, moment)) {
        refused.delete(session);
        questions.add(`${session.number} ${addressOf(before.moment)}`);
      }
      if (isAccepted(moment)) opened.add(question);
      const mayBeQuestion = moment.entry.refusedInBody === true || !opened.has(question);
      if (mayBeQuestion && questions.has(question)) continue;
      if (!isRefusal(tracked, moment) || refused.has(session)) continue;
      if (!wasSignedIn(tracked, session) && !closedLater(view, tracked, moment)) continue;
      if (refusedAfterSignOut(tracked, session, moment) !== undefined) continue;
      if (isForeign(session, moment) || crossedItsEnd(session, moment)) continue;
      if (isBareForbidden(moment) && !isBornOut(view, tracked, moment)) continue;
      if (isFixed(view, tracked, moment)) {
        questions.add(question);
        continue;
      }
      refused.set(session, { tracked, moment, session, accepted: acceptedBefore(tracked, session, moment) });
    }
    found.push(...refused.values());
  }
  return found;
});

/**
 * True for a page that opened to this session, and later asks it to sign in, and for an address of an API that answers 401
 * then. Whoever signed in by an address that does not look like one is known by that, and by a page that shows who is in;
 * what opens to strangers as well shows nothing of the kind.
 */
function closedLater(view: SiteView, tracked: ThreadView, moment: ThreadMoment): boolean {
  const { effect, kind, entry, index } = moment;
  const mayShow = kind === 'document' || (kind === 'api' && entry.status === 401);
  if (!mayShow || effect.rejected === undefined || effect.before === undefined) return false;
  const carried = tracked.bySession.get(effect.before) ?? [];
  if (carried.some((each) => each.index < index && each.entry.says === 'signed-in')) return true;
  return (
    entry.method === 'GET' &&
    carried.some((each) => each.index < index && isAccepted(each) && isAt(each, moment)) &&
    !isPublic(view, moment)
  );
}

/** A page that is led away with a new id was fixed by nothing: where strangers come in, everybody is answered. */
function isFixed(view: SiteView, tracked: ThreadView, moment: ThreadMoment): boolean {
  return openedBefore(tracked, moment) === undefined && recovered(view, moment, signInAfter(view, tracked, moment));
}

/**
 * The last request that was answered for a session before it was refused. Of one that is older than the recording nobody
 * knows whether somebody was signed in on it: only the same address, or what strangers do not get, speaks for that.
 */
function acceptedBefore(tracked: ThreadView, session: Session, refused: ThreadMoment): ThreadMoment | undefined {
  const carried = tracked.bySession.get(session) ?? [];
  const until = firstAfterPause(carried, session, refused);
  if (session.origin !== 'before-recording' || session.signedInBy !== undefined)
    return lastAccepted(carried, session, until);
  const evidence = carried.filter((moment) => moment.index < until.index && isAccepted(moment));
  const speaksForIt = evidence.some((moment) => showsKnown(moment) || isAt(moment, refused));
  return speaksForIt ? evidence.at(-1) : undefined;
}

/** True for a request that was under way while its session ended: what it was answered says nothing new. */
function crossedItsEnd({ end }: Session, { started, answered, entry }: ThreadMoment): boolean {
  if (end === undefined || end.entry === undefined || end.entry === entry) return false;
  return end.time >= started && end.time <= answered;
}

/**
 * True where a later answer shows that the server knows the session after all. A page that is open to all shows nothing;
 * and of an address that never opened to this session, or was fetched in advance, the refusal may have come from a missing
 * right.
 */
function isTakenBack(view: SiteView, { tracked, moment: refused, session }: Refusal, later: ThreadMoment): boolean {
  // Whoever signed in since, on the session's own cookie, had been lost.
  const signIn = signInAfter(view, tracked, refused);
  if (signIn !== undefined && signIn.index < later.index) return false;
  if (later.effect.accepted !== undefined || isBackFromRight(refused, later)) return true;
  const mayBeForAll = refused.entry.says === 'offers-sign-in';
  const mayBeOfArea = isPage(refused) && !mayHaveSignedIn(view, tracked, refused, later);
  if (showsKnown(later) && (mayBeForAll || mayBeOfArea || wasOtherRefused(refused, later))) return true;
  if (!isAccepted(later) || saysOver(new URL(later.entry.url))) return false;
  if (isAt(later, refused)) return true;
  // A form on a page of status 200, and what was fetched in advance, say less than any answer to the session.
  const isWeak = refused.effect.rejected === undefined || isInAdvance(refused.entry);
  if (isWeak && !isPublic(view, later)) return true;
  const opened = openedUntil(tracked, session, refused);
  if (!opened.has(addressOf(later)) || isPublic(view, later)) return false;
  return !opened.has(addressOf(refused)) || namesUser(later) || mayBeOfOther(refused);
}

/** What may have been a sign-in: what was sent and taken, or a way back from a provider. 204 answers a beacon. */
const sentIn = keptOf(({ moments }: SiteView): readonly Moment[] =>
  moments.filter((each) => {
    const { entry } = each;
    if (!wasDone(each)) return false;
    return isSignIn(entry) || isCallback(entry) || (entry.method !== 'GET' && entry.status !== 204);
  }),
);

/** True where somebody may have signed in between a refusal and a later moment; after a pause it need not be seen. */
function mayHaveSignedIn(view: SiteView, tracked: ThreadView, refused: ThreadMoment, later: ThreadMoment): boolean {
  if ((pauseBefore(tracked, refused) ?? 0) >= IDLE) return true;
  const sent = sentIn(view);
  return (sent[firstFrom(sent, refused.index + 1, indexOf)]?.index ?? later.index) < later.index;
}

/** True where the refusal took or replaced another session that went along, and somebody is known later without that one. */
function wasOtherRefused({ entry, effect }: ThreadMoment, later: ThreadMoment): boolean {
  const others = entry.effects.filter((each) => each.thread !== effect.thread && each.before !== undefined);
  const isWith = ({ thread, after }: SessionEffect): boolean =>
    later.entry.effects.some((each) => each.thread === thread && each.before !== undefined && each.before === after);
  return others.some((each) => each.before !== each.after && !isWith(each));
}

const openedAddresses = new WeakMap<ThreadMoment, ReadonlySet<string>>();

/** The addresses that had answered a session before a refusal, looked for once: each later request of the session asks. */
function openedUntil({ bySession }: ThreadView, session: Session, refused: ThreadMoment): ReadonlySet<string> {
  const carried = bySession.get(session) ?? [];
  const known =
    openedAddresses.get(refused) ??
    new Set(carried.filter((each) => each.index < refused.index && isAccepted(each)).map(addressOf));
  openedAddresses.set(refused, known);
  return known;
}

/** A player that is in use elsewhere, or the token of a linked account: what is answered well afterwards shows it. */
const mayBeOfOther = ({ entry: { says, status } }: ThreadMoment): boolean =>
  status !== 401 && (says === 'elsewhere' || says === 'revoked');

/** True for an answer about who is signed in, at an address of an API: of one that names nobody, its body is known. */
export function namesUser({ entry, kind, path }: Moment): boolean {
  return kind === 'api' && entry.method === 'GET' && entry.says === undefined && isWhoPath(path);
}

/** Somebody came back from another site with the session that had left: it was asked for a right, and not who that is. */
function isBackFromRight(refused: ThreadMoment, { entry, effect, path, denied }: ThreadMoment): boolean {
  const target = redirectOf(refused.entry);
  if (target === undefined || target.hostname === refused.entry.host) return false;
  const isBack = isCallback(entry) || path === returnPathOf(target);
  const isTaken = !denied && entry.status !== undefined && entry.status < 400;
  return isBack && isTaken && effect.action === 'resumed' && effect.wrote === undefined;
}

/** The path to which an authorization server is asked to lead back (RFC 6749 section 3.1.2). */
export function returnPathOf({ searchParams }: URL): string | undefined {
  const back = searchParams.get('redirect_uri') ?? '';
  return URL.canParse(back) ? new URL(back).pathname : undefined;
}

/** True for what is no answer of an API: a page, and a redirect to one. */
const isPage = ({ kind, entry }: Moment): boolean =>
  (kind !== 'api' && kind !== 'socket') || redirectOf(entry) !== undefined;

/**
 * The answer which shows that the server knows a session that one API address refused. It had not opened before, so that it
 * may ask for more; a redirect to sign in, and a page for everybody, show nothing of the kind.
 */
export function answeredElsewhere(view: SiteView, { tracked, moment, session }: Refusal): ThreadMoment | undefined {
  if (isPage(moment)) return undefined;
  const carried = tracked.bySession.get(session) ?? [];
  if (carried.some((each) => isAccepted(each) && isAt(each, moment))) return undefined;
  return carried.find(
    (each) => each.index > moment.index && isAccepted(each) && !isSignInPath(each.path) && !isPublic(view, each),
  );
}

/** True where the server did not go on with the session that was sent: it says so, asks to sign in, or begins another. */
export function isRefusal(tracked: ThreadView, moment: ThreadMoment): boolean {
  const { effect, entry } = moment;
  // What a request carried that nobody saw is a guess.
  if (isSignOut(entry) || isSignIn(entry) || entry.requestUnseen === true) return false;
  // A cache on the way does not know who asks.
  if (isFromSharedCache(entry)) return false;
  if (effect.rejected !== undefined || (effect.action === 'replaced' && effect.judgedBy === 'count')) return true;
  if (asksAfterPause(tracked, moment)) return true;
  return strangerAfter(tracked, moment) !== undefined || openedBefore(tracked, moment) !== undefined;
}

/**
 * True for a page that is a form to sign in, after a pause or with a new id, where another page had shown who is in. At
 * once, and with the same id, it may be another application's.
 */
function asksAfterPause(tracked: ThreadView, moment: ThreadMoment): boolean {
  const { effect, entry, index, kind, path } = moment;
  if (kind !== 'document' || entry.says !== 'sign-in-form' || entry.method !== 'GET' || isSignInPath(path))
    return false;
  // Another application of the host begins a session of its own with its form.
  if (entry.effects.some(({ action }) => action === 'created')) return false;
  if (effect.before === undefined || (effect.action !== 'replaced' && (pauseBefore(tracked, moment) ?? 0) < IDLE))
    return false;
  return tracked.bySession.get(effect.before)?.some((each) => each.index < index && showsKnown(each)) === true;
}

/** True for a sign-in, and for the page that asks for it: who is known is led on from there. */
const isAtSignIn = ({ entry, kind, ok, path }: Moment): boolean =>
  isSignIn(entry) || (kind === 'document' && entry.method === 'GET' && ok && isLoginPage(path));

/** How soon after a new id its owner must turn out to be a stranger, in ms: later, something else may be the cause. */
const STRANGER_WINDOW = 10 * 60 * 1000;

/**
 * A new id in answer to a session may be a rotation, after which all goes on. It was none where the first thing that is
 * known of the new one is that it had to sign in.
 */
export function strangerAfter(
  { bySession }: ThreadView,
  { effect, index, answered }: ThreadMoment,
): ThreadMoment | undefined {
  const { action, after, before, judgedBy } = effect;
  if (action !== 'replaced' || judgedBy !== undefined || after === undefined || before?.signedInBy === undefined)
    return undefined;
  const evidence = bySession
    .get(after)
    ?.find(
      (later) =>
        later.index > index &&
        (later.effect.rejected !== undefined || later.effect.accepted !== undefined || isAtSignIn(later)),
    );
  if (evidence === undefined || evidence.started > answered + STRANGER_WINDOW) return undefined;
  return evidence.effect.accepted === undefined ? evidence : undefined;
}

/**
 * The request that one address answered for somebody who was signed in, where it gives out a new id later and leads to
 * where strangers come in: it did not know the old one.
 */
export function openedBefore(tracked: ThreadView, moment: ThreadMoment): ThreadMoment | undefined {
  const { effect, entry, kind } = moment;
  const target = redirectOf(entry);
  if (effect.action !== 'replaced' || effect.judgedBy !== undefined || effect.before === undefined) return undefined;
  if (kind !== 'document' || entry.method !== 'GET' || target === undefined || isAtPath(moment, target))
    return undefined;
  if (!isEntrance(target.pathname)) return undefined;
  const carried = tracked.bySession.get(effect.before) ?? [];
  return carried.findLast((each) => each.index < moment.index && isAccepted(each) && isAt(each, moment));
}

const isAtPath = ({ path, origin }: Moment, target: URL): boolean =>
  target.origin === origin && target.pathname === path;

/** A session that another application of the host gave out is nothing that this one could know. */
function isForeign(session: Session, moment: ThreadMoment): boolean {
  const home = session.createdBy?.url;
  if (home === undefined || !URL.canParse(home)) return false;
  return new URL(home).host !== new URL(moment.entry.url).host && new URL(home).hostname === moment.entry.host;
}
