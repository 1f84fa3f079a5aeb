import {
  endsSessions,
  isCallback,
  isEntrance,
  isLoginPage,
  isRenewal,
  isSignIn,
  isSignInElsewhere,
  isSignInPath,
  isSignOut,
  isSignOutPath,
  redirectOf,
  saysOver,
  saysRefused,
  shownPage,
  signInWorked,
} from '../../model/answer-class.ts';
import { isWhoPath } from '../../model/body-says.ts';
import { headerValue } from '../../model/headers.ts';
import type { Session } from '../../model/session.ts';
import type { Pausing } from '../pausing.ts';
import {
  firstFrom,
  isAccepted,
  lastAccepted,
  type Moment,
  type SiteView,
  type ThreadMoment,
  type ThreadView,
  wasSignedIn,
} from '../site-view.ts';

// Which requests the server did not accept a session with, and which of them were fixed or meant something else.

/** How soon after a refusal a client that renews its tokens asks again, in ms. */
const RECOVERY_WINDOW = 30_000;

/**
 * True where a refusal was fixed without the user: the token was renewed, and the same address answered well.
 *
 * @param signIn the sign-in of somebody who had been signed in: what comes after it was not fixed by itself
 */
export function recovered(view: SiteView, refused: Moment, signIn?: Moment): boolean {
  if (wentOnByItself(view, refused)) return true;
  const renewed = new Set<Session>();
  for (let at = refused.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment === undefined || moment === signIn || moment.started > refused.answered + RECOVERY_WINDOW) return false;
    if (moment.kind === 'document' && moment.denied) return false;
    if (moment.kind === 'document' && isSignIn(moment.entry)) return false;
    if (refused.kind === 'document' && isShownSignIn(moment)) return false;
    // What a renewal gave out is accepted, whatever is asked for with it.
    if (moment.ok && moment.entry.effects.some(({ before }) => before !== undefined && renewed.has(before)))
      return true;
    for (const session of givenByRenewal(moment)) renewed.add(session);
    // A good answer to somebody without a session is a page for strangers: nothing was fixed by it.
    if (moment.ok && isAt(moment, refused) && moment.entry.effects.some(({ before }) => before !== undefined))
      return refused.kind !== 'document' || !isByPerson(moment);
  }
  return false;
}

/** How soon after a refusal a script signs in by what it keeps, in ms: later, somebody has typed a password. */
const TYPING = 3_000;

/** True for a sign-in that worked at an address where people sign in, by a script of the page's form or the form itself. */
const isSignInByForm = ({ entry, path }: Moment): boolean =>
  entry.method === 'POST' && isLoginPage(path) && signInWorked(entry);

const signInsByForm = new WeakMap<SiteView, readonly Moment[]>();

const signInsAfter = new WeakMap<ThreadMoment, { readonly signIn: Moment | undefined }>();

/** The sign-in after a refusal, looked for once: each later request of the session asks. */
function signInAfter(view: SiteView, tracked: ThreadView, refused: ThreadMoment): Moment | undefined {
  const known = signInsAfter.get(refused) ?? { signIn: findSignInAfter(view, tracked, refused) };
  signInsAfter.set(refused, known);
  return known.signIn;
}

/** After so long without a request a session may have been idle for too long, in ms. */
const PAUSE = 4 * 60 * 1000;

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
  const before = (bySession.get(session) ?? []).filter(({ index }) => index < refused.index);
  const last = before.at(-1);
  if (last === undefined || refused.started - last.answered < PAUSE) return undefined;
  const { signedInBy } = session;
  if (signedInBy !== undefined && signedInBy.id < refused.entry.id) return next;
  const speaksForIt = (each: ThreadMoment): boolean =>
    each.effect.accepted !== undefined || (isAccepted(each) && isAt(each, refused) && !isPublic(view, each));
  return before.some(speaksForIt) ? next : undefined;
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
  if (last?.ok !== true || isSignInPath(last.path)) return false;
  const shown = new URL(last.entry.url);
  return !saysOver(shown) && !saysRefused(shown) && !isSignInElsewhere(shown, new URL(refused.entry.url));
}

/** A request that sent a session and was turned away. */
export interface Refusal {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly session: Session;
  readonly accepted: ThreadMoment | undefined;
}

const refusals = new WeakMap<SiteView, readonly Refusal[]>();

/** The first refusal of each session after the last time that it was accepted. Several causes ask. */
export function* refusalsOf(view: SiteView): Pausing<readonly Refusal[]> {
  const found = refusals.get(view) ?? (yield* findRefusals(view));
  refusals.set(view, found);
  return found;
}

/** Requests between two pauses. To know a sign-out or a sign-in by its address costs some µs. */
const REQUESTS_IN_STEP = 512;

function* findRefusals(view: SiteView): Pausing<Refusal[]> {
  const found: Refusal[] = [];
  for (const tracked of view.threads) {
    const refused = new Map<Session, Refusal>();
    // One address of an API answers many questions: what it refused once, it may refuse for the question's sake.
    const questions = new Set<string>();
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
      if (moment.entry.refusedInBody === true && questions.has(question)) continue;
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
}

/** True for a 403 that says nothing more: a missing right, a quota, a form that is too old and a firewall look alike. */
function isBareForbidden({ entry, effect, lines }: ThreadMoment): boolean {
  if (entry.status !== 403 || effect.action === 'replaced' || lines.length > 0) return false;
  return entry.says === undefined || entry.says === 'forbidden';
}

/**
 * True where more than a 403 speaks for a loss: another address refused it as well, a page to sign in came next, or, after a
 * pause, somebody signed in. Without one they may have wanted the rights of another account.
 */
function isBornOut(view: SiteView, tracked: ThreadView, moment: ThreadMoment): boolean {
  const session = moment.effect.before;
  const carried = (session && tracked.bySession.get(session)) ?? [];
  const signIn = signInAfter(view, tracked, moment);
  const later = carried.filter(
    ({ index }) => index > moment.index && index < (signIn?.index ?? Number.POSITIVE_INFINITY),
  );
  if (signIn !== undefined && later.every((each) => !isAccepted(each))) return true;
  if (later.some(({ effect }) => effect.accepted !== undefined)) return false;
  if (later.some((each) => each.effect.rejected !== undefined && !isAt(each, moment))) return true;
  const next = view.moments.find(({ index, kind }) => index > moment.index && kind === 'document');
  return next?.ok === true && (isLoginPage(next.path) || saysOver(new URL(next.entry.url)));
}

/**
 * True for a page that opened to this session, and later asks it to sign in. Whoever signed in by an address that does not
 * look like one is known by that; a page that opens to strangers as well shows nothing of the kind.
 */
function closedLater(view: SiteView, tracked: ThreadView, moment: ThreadMoment): boolean {
  const { effect, kind, entry, index } = moment;
  if (kind !== 'document' || entry.method !== 'GET' || effect.rejected === undefined || effect.before === undefined)
    return false;
  const carried = tracked.bySession.get(effect.before) ?? [];
  return (
    carried.some((each) => each.index < index && isAccepted(each) && isAt(each, moment)) && !isPublic(view, moment)
  );
}

/** The sign-out that a session's refusal follows: what was signed out, the server does not accept. */
export function refusedAfterSignOut(
  { moments, bySession }: ThreadView,
  session: Session,
  refused: ThreadMoment,
): ThreadMoment | undefined {
  const signOut = bySession
    .get(session)
    ?.findLast(
      ({ entry, index, denied }) =>
        index < refused.index &&
        (isSignOut(entry) || endsSessions(entry)) &&
        entry.method !== 'OPTIONS' &&
        !denied &&
        (entry.status ?? 500) < 400,
    );
  if (signOut === undefined) return undefined;
  // What ends sessions may have ended others: an answer in between shows that this one lived on.
  const endsOthers = !isSignOut(signOut.entry);
  const endsByName = endsNamedSession(signOut);
  const showsLife = (moment: ThreadMoment): boolean =>
    endsOthers || (endsByName && (moment.effect.accepted !== undefined || isAt(moment, refused)));
  const goesOn = moments.some(
    (moment) =>
      moment.index > signOut.index &&
      moment.index < refused.index &&
      ((isSignIn(moment.entry) && !moment.denied) ||
        (moment.effect.before === session && isAccepted(moment) && showsLife(moment))),
  );
  return goesOn ? undefined : signOut;
}

/** True for a request that ends one session of a list, such as that of another device: `DELETE /sessions/4567`. */
function endsNamedSession({ entry, path }: Moment): boolean {
  const name = entry.method === 'DELETE' ? /\/sessions?\/([^/]+)\/?$/i.exec(path)?.[1] : undefined;
  return name !== undefined && !isSignOutPath(path) && !/^(?:current|me|mine|my|own|self|this)$/i.test(name);
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
  if (session.origin !== 'before-recording' || session.signedInBy !== undefined)
    return lastAccepted(carried, session, refused);
  const evidence = carried.filter((moment) => moment.index < refused.index && isAccepted(moment));
  const speaksForIt = evidence.some((moment) => moment.effect.accepted !== undefined || isAt(moment, refused));
  return speaksForIt ? evidence.at(-1) : undefined;
}

/** True for a request that was under way while its session ended: what it was answered says nothing new. */
function crossedItsEnd({ end }: Session, { started, answered, entry }: ThreadMoment): boolean {
  if (end === undefined || end.entry === undefined || end.entry === entry) return false;
  return end.time >= started && end.time <= answered;
}

const isAt = (one: Moment, other: Moment): boolean => one.path === other.path && one.origin === other.origin;

/**
 * True where a later answer shows that the server knows the session after all. A page that is open to all shows nothing;
 * and of an address that never opened to this session, the refusal may have come from a missing right.
 */
function isTakenBack(view: SiteView, { tracked, moment: refused, session }: Refusal, later: ThreadMoment): boolean {
  // Whoever signed in since, on the session's own cookie, had been lost.
  const signIn = signInAfter(view, tracked, refused);
  if (signIn !== undefined && signIn.index < later.index) return false;
  if (later.effect.accepted !== undefined || isBackFromRight(refused, later)) return true;
  if (!isAccepted(later) || saysOver(new URL(later.entry.url))) return false;
  if (isAt(later, refused)) return true;
  const opened = (at: Moment): boolean =>
    tracked.bySession.get(session)?.some((each) => each.index < refused.index && isAccepted(each) && isAt(each, at)) ===
    true;
  if (!opened(later) || isPublic(view, later)) return false;
  return !opened(refused) || namesUser(later) || mayBeOfOther(refused);
}

/** A player that is in use elsewhere, or the token of a linked account: what is answered well afterwards shows it. */
const mayBeOfOther = ({ entry: { says, status } }: ThreadMoment): boolean =>
  status !== 401 && (says === 'elsewhere' || says === 'revoked');

/** True for an answer about who is signed in, at an address of an API: of one that names nobody, its body is known. */
function namesUser({ entry, kind, path }: ThreadMoment): boolean {
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
function returnPathOf({ searchParams }: URL): string | undefined {
  const back = searchParams.get('redirect_uri') ?? '';
  return URL.canParse(back) ? new URL(back).pathname : undefined;
}

const publicAddresses = new WeakMap<SiteView, ReadonlySet<string>>();

const addressOf = ({ origin, path }: Moment): string => `${origin}${path}`;

/** True for an address that was answered well to somebody without a session. */
export function isPublic(view: SiteView, moment: Moment): boolean {
  let open = publicAddresses.get(view);
  if (open === undefined) {
    const toStrangers = view.moments.filter(
      ({ ok, entry }) => ok && entry.effects.every(({ before }) => before === undefined),
    );
    open = new Set(toStrangers.map(addressOf));
    publicAddresses.set(view, open);
  }
  return open.has(addressOf(moment));
}

/**
 * The answer which shows that the server knows a session that one API address refused. It had not opened before, so that it
 * may ask for more; a redirect to sign in, and a page for everybody, show nothing of the kind.
 */
export function answeredElsewhere(view: SiteView, { tracked, moment, session }: Refusal): ThreadMoment | undefined {
  const isPage = moment.kind !== 'api' && moment.kind !== 'socket';
  if (isPage || redirectOf(moment.entry) !== undefined) return undefined;
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
  if (effect.rejected !== undefined || (effect.action === 'replaced' && effect.judgedBy === 'count')) return true;
  return strangerAfter(tracked, moment) !== undefined || openedBefore(tracked, moment) !== undefined;
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
  { moments }: ThreadView,
  { effect, index, answered }: ThreadMoment,
): ThreadMoment | undefined {
  const { action, after, before, judgedBy } = effect;
  if (action !== 'replaced' || judgedBy !== undefined || after === undefined || before?.signedInBy === undefined)
    return undefined;
  const evidence = moments.find(
    (later) =>
      later.index > index &&
      later.effect.before === after &&
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
