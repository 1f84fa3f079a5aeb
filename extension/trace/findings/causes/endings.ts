import { endsNamedSession, isSignIn, isSignOut, redirectOf, signInWorked } from '../../model/answer-class.ts';
import type { RequestEntry, SetCookieEntry } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import { unaskedReason } from '../../model/said-in-address.ts';
import type { EndCause, Session, SessionEnd } from '../../model/session.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { chip, clock, code, span } from '../../words/phrase.ts';
import type { Cause, FindingWords, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import type { Certainty, Evidence, FindingKind } from '../finding.ts';
import { IDLE } from '../idle.ts';
import { keptOf, type Pausing } from '../pausing.ts';
import { recovered } from '../refusals/recovered.ts';
import { isRefreshToken } from '../refusals/refresh-address.ts';
import { namesUser } from '../refusals/refusals.ts';
import { endedByOf } from '../refusals/what-ended-it.ts';
import type { RemedyCode } from '../remedies.ts';
import {
  firstFrom,
  firstSince,
  type Moment,
  mayBeDone,
  nextMoment,
  type Reading,
  type SiteView,
  settersOf,
  type ThreadMoment,
  type ThreadView,
  wasDone,
} from '../site-view.ts';
import { chunkOf } from './chunk-name.ts';
import { disappearanceOf } from './disappearance.ts';
import { isInAdvance } from './helpers.ts';
import { maxAgeOf, unmeantIn } from './unmeant-deletion.ts';

// A session's cookie went out of the jar.

/** Where a session ended. */
interface Place {
  readonly view: SiteView;
  readonly tracked: ThreadView;
}

interface EndingRule {
  readonly kind: FindingKind;
  readonly remedy: RemedyCode;
  readonly rank: number;
  readonly words: FindingWords;
  /** Whether an end of one of these causes is a case of it. */
  matches(session: Session, moment: ThreadMoment | undefined, at: Place): boolean;
  /** True where somebody probably wanted it: then it is an ending, and no loss. */
  isWanted?(session: Session, moment: ThreadMoment | undefined, at: Place): boolean;
}

/** The request whose response ended a session. */
function endedBy({ byEntry }: ThreadView, session: Session): ThreadMoment | undefined {
  return session.end?.entry === undefined ? undefined : byEntry.get(session.end.entry);
}

/** How many of the last requests of a session are looked through for the sign-out that led to its end. */
const HOPS = 8;

/** True where a sign-out ended it: by its own answer, or by one that its redirects led to, as from a provider. */
function isOrderlySignOut(session: Session, moment: ThreadMoment | undefined): boolean {
  if (moment === undefined) return false;
  const { requestId, redirectedFrom = [] } = moment.entry;
  if (redirectedFrom.slice(-HOPS).some((url) => isSignOut({ url, method: 'GET' }))) return true;
  return [moment.entry, ...session.entries.slice(-HOPS)].some(
    (each) => each.requestId === requestId && isSignOut(each),
  );
}

/** True for one that a sign-out gave and that the page after it ended: both are one sign-out, of the session before. */
const isWithinSignOut = ({ createdBy }: Session, moment: ThreadMoment | undefined): boolean =>
  createdBy !== undefined && createdBy.requestId === moment?.entry.requestId && isSignOut(createdBy);

const BY_ANSWER: ReadonlySet<EndCause> = new Set(['server', 'clear-site-data', 'rotated', 'replaced']);

function endsBySignOut(session: Session, moment: ThreadMoment | undefined): boolean {
  return isOrderlySignOut(session, moment) && session.end !== undefined && BY_ANSWER.has(session.end.cause);
}

/** True for an answer that did what it was asked: by itself, or by leading to the page that says so. */
function wentWell({ entry, ok, denied }: ThreadMoment): boolean {
  return ok || (!denied && redirectOf(entry) !== undefined);
}

/**
 * The other names that a value takes which is kept in chunks: one that has become shorter takes fewer of them, or none, and
 * one that has become longer takes the place of a whole one.
 */
function chunksWith(own: string): (name: string) => boolean {
  const base = chunkOf(own)?.base;
  return (name) => {
    const other = chunkOf(name)?.base;
    return name !== own && (base === undefined ? other === own : other === base || name === base);
  };
}

/** True where the request that shows it gone is answered well, with other chunks of the value or with all of it in one. */
function isRewritten({ moments }: SiteView, { end, thread }: Session): boolean {
  const next = end && firstSince(moments, end.time);
  const isOfValue = chunksWith(thread.name);
  return next?.ok === true && next.entry.cookies.some(({ name }) => isOfValue(name));
}

/** A cookie that is cleared in the course of something else, and whose end costs nobody the session. */
function isHousekeeping({ thread }: ThreadView, { entry, denied }: ThreadMoment, { createdBy }: Session): boolean {
  // Nobody clears on purpose what the same response has set.
  if (createdBy === entry) return false;
  // A sign-in that works clears the state of the way there.
  if (signInWorked(entry)) return true;
  if (denied) return false;
  const isOfValue = chunksWith(thread.name);
  if (entry.setCookies.some(({ intent, identity }) => intent === 'set' && isOfValue(identity.name))) return true;
  // Nothing but its value speaks for it, and a session that more speaks for lives on.
  const isGuess = thread.why === 'behaviour' || thread.why === 'sent-back';
  return (
    isGuess && entry.effects.some((effect) => effect.thread.trust > thread.trust && effect.after?.end === undefined)
  );
}

/** True where the next page, or an address about the user, knows who is in by another session of this answer. */
function isKnownWithout({ moments }: SiteView, { entry, denied }: ThreadMoment, { end, thread }: Session): boolean {
  const shows = (each: Moment): boolean => each.denied || each.kind === 'document' || namesUser(each);
  const next = denied || !end ? undefined : firstSince(moments, end.time, shows);
  if (next?.ok !== true || (next.entry.says !== 'signed-in' && !namesUser(next))) return false;
  const others = new Set(entry.effects.flatMap((each) => (each.thread === thread ? [] : [each.before, each.after])));
  return next.entry.effects.some(({ before }) => before !== undefined && others.has(before));
}

/**
 * True where a token that renews it lives on, or has expired itself before anything was asked: then that is the loss.
 *
 * @param asked when the next request shows what became of it, in ms since 1970
 */
function isOutlived({ threads }: SiteView, { thread }: Session, asked = Infinity): boolean {
  const renews = ({ end }: Session): boolean =>
    end === undefined ? asked === Infinity : end.cause === 'expired' && end.time <= asked;
  return threads.some(
    ({ thread: other }) => other !== thread && isRefreshToken(other.name) && other.sessions.some(renews),
  );
}

/** When a site was asked last, in ms since 1970. */
const lastAsked = keptOf(({ moments }: SiteView): number =>
  moments.reduce((last, { started }) => Math.max(last, started), Number.NEGATIVE_INFINITY),
);

/** True where nothing was asked since, and a cookie lives by which the server signs in again. */
function isRemembered(view: SiteView, time: number): boolean {
  return (
    lastAsked(view) < time &&
    view.companions.some(({ thread: { role, sessions } }) => role === 'remember-me' && sessions.some(({ end }) => !end))
  );
}

/** When a session was accepted, and since when the oldest one that was accepted then or later was known, in ms since 1970. */
interface AcceptedAt {
  readonly started: number;
  readonly oldest: number;
}

/** Every request of a site whose session was accepted, in the order of time. */
const acceptedIn = keptOf(({ moments }: SiteView): readonly AcceptedAt[] => {
  const all = moments.flatMap((moment) => {
    const { entry, ok, started } = moment;
    const isKnown = entry.says === 'signed-in' || (ok && namesUser(moment));
    return entry.effects.flatMap(({ before, accepted }) =>
      (accepted || isKnown) && before !== undefined ? [{ started, since: before.firstSeen }] : [],
    );
  });
  let oldest = Number.POSITIVE_INFINITY;
  return all
    .sort((one, other) => other.started - one.started)
    .map(({ started, since }): AcceptedAt => {
      oldest = Math.min(oldest, since);
      return { started, oldest };
    })
    .reverse();
});

/** True where a session that was known before a time was accepted after it. */
function isBeside(view: SiteView, time: number): boolean {
  const all = acceptedIn(view);
  const first = all[firstFrom(all, time, ({ started }) => started)];
  return first !== undefined && first.oldest < time;
}

/** True for a refresh token that nothing asked for since, while what its sign-in set beside it was answered. */
function isUnneeded({ threads }: SiteView, { createdBy, thread }: Session, time: number): boolean {
  if (!isRefreshToken(thread.name)) return false;
  return (
    createdBy?.effects.some(({ after, thread: other }) => {
      const carried =
        other === thread || after === undefined
          ? []
          : threads.find((each) => each.thread === other)?.bySession.get(after);
      return (carried?.findLast(({ ok }) => ok)?.started ?? time) > time;
    }) === true
  );
}

/**
 * True where the next page, or a script before it, got along without it, a new one came in its place without the user, or
 * another one of that time was accepted. What scripts are answered in between without either says nothing.
 */
function isRenewed({ view, tracked }: Place, session: Session): boolean {
  const { end } = session;
  if (end === undefined) return false;
  const isNew = ({ entry }: Moment): boolean => tracked.byEntry.get(entry)?.effect.after !== undefined;
  const next = firstSince(
    view.moments,
    end.time,
    (each) => each.denied || each.kind === 'document' || isSignIn(each.entry) || isNew(each),
  );
  if (isOutlived(view, session, next?.started)) return true;
  if (next?.denied !== true && isUnneeded(view, session, end.time)) return true;
  if (next === undefined) return isBeside(view, end.time);
  return next.denied ? recovered(view, next) : (isNew(next) && !isSignIn(next.entry)) || isBeside(view, end.time);
}

/** How far apart a sign-out at an API and the script that clears the cookie for it may be, in ms. */
const SIGN_OUT_WINDOW = 5_000;

/** When requests signed out, at whatever site, in ms since 1970, in order. */
const signOutTimes = keptOf(({ trace }: Reading): readonly number[] =>
  trace.entries
    .filter(isSignOut)
    .map(({ startedDateTime }) => startedDateTime)
    .sort((one, other) => one - other),
);

/** True where a request signed out at about that time, at whatever site. */
function signsOutAt({ reading }: SiteView, time: number): boolean {
  const times = signOutTimes(reading);
  const near = times[firstFrom(times, time - SIGN_OUT_WINDOW, (each) => each)];
  return near !== undefined && near < time + SIGN_OUT_WINDOW;
}

/** True where the last thing that a session was sent for was to sign out: then a script clears the cookie. */
function isSignedOutLast({ bySession }: ThreadView, session: Session): boolean {
  const last = bySession.get(session)?.at(-1);
  return (
    last !== undefined && isSignOut(last.entry) && (wasDone(last) || mayBeDone(last)) && !endsNamedSession(last.entry)
  );
}

const by =
  (cause: EndCause) =>
  (session: Session): boolean =>
    session.end?.cause === cause;

const RULES = {
  'signed-out': {
    kind: 'ending',
    remedy: 'nothing',
    rank: 20,
    words: {
      title: 'findingSignedOut',
      args: ['session', 'step', 'request'],
      variants: {
        unasked: { title: 'findingSignedOutUnasked', args: ['session', 'step', 'request', 'reason'] },
        led: { title: 'findingSignedOutLed', args: ['session', 'step', 'request', 'page', 'pause'] },
      },
    },
    matches: (session, moment) => endsBySignOut(session, moment) && !isInAdvance(moment?.entry),
  },
  'signed-out-in-advance': {
    kind: 'loss',
    remedy: 'sign-out-by-post',
    rank: 45,
    words: { title: 'findingSignedOutInAdvance', args: ['session', 'step', 'request'] },
    matches: (session, moment) => endsBySignOut(session, moment) && isInAdvance(moment?.entry),
  },
  'cleared-by-server': {
    kind: 'loss',
    remedy: 'keep-store',
    rank: 36,
    words: {
      title: 'findingClearedByServer',
      args: ['session', 'step', 'request'],
      variants: {
        denied: { title: 'findingClearedAndDenied' },
        asked: { title: 'findingClearedAsAsked' },
        'new-value': { title: 'findingClearedWithNewValue' },
        'max-age': { title: 'findingBornExpiredMaxAge', args: ['cookie', 'step', 'maxAge'] },
        'used-elsewhere': { title: 'findingServerForgotUsedElsewhere' },
        revoked: { title: 'findingServerForgotRevoked' },
        remembered: { title: 'findingClearedRemembered', args: ['cookie', 'step', 'request'] },
      },
    },
    matches: (session, moment, { tracked, view }) =>
      session.end?.cause === 'server' &&
      !isOrderlySignOut(session, moment) &&
      !(
        moment !== undefined &&
        (isHousekeeping(tracked, moment, session) ||
          isKnownWithout(view, moment, session) ||
          (moment.denied && recovered(view, moment)))
      ),
    // A POST that was carried out, and took the cookie along: signing out has many names.
    isWanted: ({ createdBy }, moment) =>
      moment !== undefined &&
      moment.entry.method !== 'GET' &&
      wentWell(moment) &&
      createdBy !== moment.entry &&
      unmeantIn(moment) === undefined,
  },
  'cookie-expired': {
    kind: 'loss',
    remedy: 'longer-cookie',
    rank: 44,
    words: {
      title: 'findingCookieExpired',
      args: ['session', 'at', 'lifetime', 'cookie'],
      without: { param: 'lifetime', title: 'findingCookieExpiredThen', args: ['session', 'at', 'cookie'] },
    },
    matches: (session, _moment, place) => session.end?.cause === 'expired' && !isRenewed(place, session),
    isWanted: ({ end }, _moment, { view }) => end !== undefined && isRemembered(view, end.time),
  },
  evicted: {
    kind: 'loss',
    remedy: 'fewer-cookies',
    rank: 44,
    words: { title: 'findingEvicted', args: ['session', 'at', 'cookie'] },
    matches: by('evicted'),
  },
  'site-data-cleared': {
    kind: 'loss',
    remedy: 'clear-at-sign-out',
    rank: 42,
    words: { title: 'findingSiteDataCleared', args: ['session', 'step'] },
    matches: (session, moment) => session.end?.cause === 'clear-site-data' && !isOrderlySignOut(session, moment),
  },
  'browsing-data-cleared': {
    kind: 'ending',
    remedy: 'nothing',
    rank: 22,
    words: { title: 'findingBrowsingData', args: ['session', 'at'] },
    matches: by('browsing-data'),
  },
  'deleted-by-user': {
    kind: 'ending',
    remedy: 'nothing',
    rank: 22,
    words: {
      title: 'findingDeletedByUser',
      args: ['session', 'at'],
      variants: { set: { title: 'findingOverwrittenByUser' } },
    },
    matches: by('user'),
  },
  'deleted-by-script': {
    kind: 'loss',
    remedy: 'find-writer',
    rank: 34,
    words: { title: 'findingDeletedByScript', args: ['session', 'at'] },
    matches: by('script'),
    isWanted: ({ end }, _moment, { view }) => end !== undefined && signsOutAt(view, end.time),
  },
  gone: {
    kind: 'loss',
    remedy: 'watch-more',
    rank: 12,
    words: {
      title: 'findingGone',
      args: ['session', 'at'],
      variants: {
        closed: { title: 'findingGoneClosed', args: ['session', 'at', 'pause'] },
        crowded: { title: 'findingGoneCrowded', args: ['session', 'at', 'cookies'] },
        unrecorded: { title: 'findingGoneUnrecorded', args: ['session', 'since', 'at'] },
        'signed-out': { title: 'findingGoneSignedOut', args: ['session', 'step', 'request'] },
      },
    },
    matches: (session, _moment, { view }) => by('unknown')(session) && !isRewritten(view, session),
    isWanted: (session, _moment, { tracked }) => isSignedOutLast(tracked, session),
  },
} as const satisfies Readonly<Record<string, EndingRule>>;

/** True for a page of the session's own host that asks without it. */
function lacks(entry: RequestEntry, session: Session): boolean {
  const home = session.createdBy ?? session.entries[0];
  return entry.host === home?.host && !entry.cookies.some(({ value }) => value === session.value);
}

/** Ends that a HAR or a rule only lets us conclude are shown with their ground. */
function certaintyOf(view: SiteView, session: Session, moment: ThreadMoment | undefined): Certainty {
  const line = moment?.lines.findLast(({ intent }) => intent === 'delete');
  if (line?.observed !== undefined) return 'observed';
  if (line?.later?.worked === true) return 'confirmed';
  if (line !== undefined) return 'predicted';
  if (session.end?.cause === 'expired') return certaintyOfExpiry(view, session, session.end);
  // The browser reports that it went, and not who took it.
  if (session.end?.cause === 'script') return 'concluded';
  if (session.end?.cause === 'clear-site-data' && !view.trace.showsJar)
    return view.moments.some(({ started, entry }) => started > (session.end?.time ?? 0) && lacks(entry, session))
      ? 'confirmed'
      : 'predicted';
  return view.trace.showsJar || session.end?.cause === 'user' ? 'observed' : 'confirmed';
}

/**
 * The jar shows that a cookie has expired; where it has not been reported yet, the first request without it shows it. Until
 * then the clock does.
 */
function certaintyOfExpiry({ trace, moments }: SiteView, { thread, value }: Session, { event }: SessionEnd): Certainty {
  if (!trace.showsJar) return 'predicted';
  if (moments.some(({ entry }) => entry.id === event)) return 'confirmed';
  const isHeld = [...trace.jar.values()].some(
    ({ cookie, site }) => site === thread.site && cookie.name === thread.name && cookie.value === value,
  );
  return isHeld ? 'predicted' : 'observed';
}

/** How far the expiry of a line may be from that of the cookie, in ms, where it was the last to set it. */
const SAME_EXPIRY = 5_000;

/**
 * What a session's lifetime was, in ms: from its last renewal to its expiry, in whole seconds as servers say it. Undefined
 * where that renewal was not seen: it came before the recording, or something else than a response gave another expiry.
 */
function lifetimeOf(tracked: ThreadView, session: Session): number | undefined {
  const isOwn = ({ value, intent }: SetCookieEntry): boolean => intent === 'set' && value === session.value;
  const setLast = settersOf(tracked, session.value).findLast(({ lines }) => lines.some(isOwn));
  if (setLast === undefined && session.origin === 'before-recording') return undefined;
  const began = setLast?.answered ?? session.firstSeen;
  const expires = session.expires ?? session.end?.time ?? began;
  const said = setLast?.lines.findLast(isOwn)?.parsed.expiryTime;
  if (setLast !== undefined && Math.abs((said ?? Infinity) - expires) > SAME_EXPIRY) return undefined;
  return Math.max(0, Math.round((expires - began) / 1000) * 1000);
}

function clearedVariant(moment: ThreadMoment | undefined, isWanted: boolean): string | undefined {
  if (moment === undefined) return undefined;
  const unmeant = unmeantIn(moment);
  if (unmeant !== undefined) return unmeant.parsed.maxAge === undefined ? 'new-value' : 'max-age';
  if (moment.effect.thread.role === 'remember-me') return 'remembered';
  if (moment.effect.rejected !== undefined) return 'denied';
  return isWanted ? 'asked' : undefined;
}

/** True where the first request that carried what came in a session's place was turned away. */
function wasRefused({ bySession }: ThreadView, successor: Session | undefined): boolean {
  return successor !== undefined && bySession.get(successor)?.[0]?.denied === true;
}

/** How soon a page follows the script that signed out, in ms. */
const PAGE_FOLLOWS = 5_000;

/**
 * Why a sign-out was nobody's, as its address says, the one that it leads to, or the page that comes next. Of a later page
 * something else may be the reason: what had been under way is refused after each sign-out.
 */
function unaskedFor(view: SiteView, moment: ThreadMoment): string | undefined {
  const asked = unaskedReason(urlOf(moment.entry));
  // Whoever clicks to sign out of what is over already asked for it, whatever the answer says of that.
  if (asked !== undefined || headerValue(moment.entry.requestHeaders, 'sec-fetch-user') !== undefined) return asked;
  const own = unaskedReason(redirectOf(moment.entry));
  if (own !== undefined || redirectOf(moment.entry) !== undefined) return own;
  const next = nextMoment(view, moment, ({ denied, kind }) => denied || kind === 'document');
  const isNext = next?.kind === 'document' && isLoginPage(next.path) && next.started - moment.answered < PAGE_FOLLOWS;
  return isNext ? unaskedReason(urlOf(next.entry)) : undefined;
}

/** Where the first hop of each request stands among a thread's moments: in reverse, it is the one that stays. */
const firstHopsOf = keptOf(
  ({ moments }: ThreadView): ReadonlyMap<string, number> =>
    new Map(moments.map(({ entry }, at) => [entry.requestId, at] as const).reverse()),
);

/** The page from which a sign-out was led to, after a pause: whoever asked for it did not want to sign out. */
function ledBy(tracked: ThreadView, { entry, index }: ThreadMoment) {
  const { moments } = tracked;
  const first = firstHopsOf(tracked).get(entry.requestId) ?? -1;
  const at = (moments[first]?.index ?? index) < index ? first : -1;
  const [before, page] = [moments[at - 1], moments[at]];
  if (before === undefined || page === undefined || page.entry.method !== 'GET' || isSignOut(page.entry))
    return undefined;
  const pause = page.started - before.answered;
  return pause < IDLE ? undefined : { page: page.entry.step, pause: span(pause) };
}

/** What a sign-out comes to that somebody may not have asked for, and what shows it. */
function unaskedOf(view: SiteView, tracked: ThreadView, moment: ThreadMoment) {
  const reason = unaskedFor(view, moment);
  const led = reason === undefined ? ledBy(tracked, moment) : undefined;
  if (reason === undefined && led === undefined) return undefined;
  const remedy: RemedyCode = /concurrent/i.test(reason ?? '') ? 'one-session' : 'longer-timeout';
  return {
    params: led ?? { reason: code(reason ?? '') },
    found: { variant: led === undefined ? 'unasked' : 'led', kind: 'loss', certainty: 'concluded', remedy },
  } as const;
}

const urlOf = ({ url }: RequestEntry): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

/** True for a cookie that signs in by itself (remember me), sent alone and turned away: it was all that there was. */
const isLostAlone = (moment: ThreadMoment | undefined): boolean =>
  moment?.denied === true && moment.entry.effects.every(({ before }) => before === undefined);

function* findEndings(view: SiteView, rule: EndingRule): Pausing<FoundFinding[]> {
  const found: FoundFinding[] = [];
  const isCleared = rule === RULES['cleared-by-server'];
  const remembering = isCleared ? view.companions.filter(({ thread }) => thread.role === 'remember-me') : [];
  for (const tracked of [...view.threads, ...remembering]) {
    for (const session of tracked.thread.sessions) {
      const { end } = session;
      if (end === undefined) continue;
      const moment = endedBy(tracked, session);
      if (tracked.thread.role === 'remember-me' && !isLostAlone(moment)) continue;
      if (isWithinSignOut(session, moment) || !rule.matches(session, moment, { view, tracked })) continue;
      // What each end needs is looked for in all requests of its site.
      yield;
      const after = [firstSince(tracked.moments, end.time), firstSince(view.moments, end.time)];
      const next = after.find((each) => each?.denied === true) ?? after[0] ?? after[1];
      // A file or a script is no request of the session's own, and its answer may clear the cookie all the same.
      const cleared = moment?.entry ?? (end.cause === 'server' ? end.entry : undefined);
      const entry = cleared ?? session.entries.at(-1) ?? next?.entry;
      if (entry === undefined) continue;
      const isWanted = rule.isWanted?.(session, moment, { view, tracked }) === true;
      const lost = disappearanceOf(view, tracked, session);
      const lifetime = lifetimeOf(tracked, session);
      const byUser = end.cause === 'user' && end.successor !== undefined ? 'set' : undefined;
      const byScript = isWanted && rule === RULES.gone ? 'signed-out' : undefined;
      const variant = byScript ?? lost.variant ?? byUser ?? (isCleared ? clearedVariant(moment, isWanted) : undefined);
      const isSignedOut = rule === RULES['signed-out'] && moment !== undefined;
      const unasked = isSignedOut ? unaskedOf(view, tracked, moment) : undefined;
      const isPlain = isCleared && variant === undefined;
      const isUnmeant = variant === 'new-value' || variant === 'max-age';
      const evidence: (Evidence | undefined)[] = [
        { entry, code: cleared === undefined ? (entry === session.createdBy ? 'set' : 'sent') : 'cleared' },
        next?.denied === true ? turnedAway(next) : undefined,
        rule === RULES['cookie-expired'] && next !== undefined && lacks(next.entry, session)
          ? { entry: next.entry, code: 'not-sent' }
          : undefined,
      ];
      const ending: FoundFinding = {
        ...(variant !== undefined && { variant }),
        kind: isWanted ? 'ending' : wasRefused(tracked, end.successor) ? 'loss' : rule.kind,
        // That it is gone was seen; that the browser was closed is a conclusion.
        certainty: variant === 'closed' || variant === 'signed-out' ? 'concluded' : certaintyOf(view, session, moment),
        time: end.time,
        thread: tracked.thread,
        session,
        params: {
          session: chip(session),
          step: entry.step,
          request: code(`${entry.method} ${URL.canParse(entry.url) ? new URL(entry.url).pathname : ''}`),
          at: clock(end.time),
          cookie: code(tracked.thread.name),
          ...(lifetime !== undefined && { lifetime: span(lifetime) }),
          ...(isUnmeant && { maxAge: maxAgeOf(moment) }),
          ...unasked?.params,
          ...lost.params,
        },
        evidence: inTime(evidence),
        remedy: isWanted
          ? 'nothing'
          : isUnmeant
            ? 'fix-expiry'
            : (lost.remedy ?? (isPlain ? 'find-clearing' : rule.remedy)),
        ...unasked?.found,
      };
      const said = isPlain && moment !== undefined ? endedByOf(view, moment, ending) : undefined;
      found.push(said ?? ending);
    }
  }
  return found;
}

/** One cause for each way in which a cookie leaves the jar. */
export const endings = Object.entries<EndingRule>(RULES).map(([code, rule]) => ({
  code: code as keyof typeof RULES,
  rank: rule.rank,
  words: rule.words,
  find: (view: SiteView) => findEndings(view, rule),
})) satisfies readonly Cause[];
