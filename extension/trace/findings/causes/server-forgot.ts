import { valueShape } from '../../../cookies/value-shape.ts';
import { challengeOf, isSignIn } from '../../model/answer-class.ts';
import { type Credential, isToken as isScriptsToken } from '../../model/credential.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { knownCookie } from '../../model/recognise.ts';
import type { Session } from '../../model/session.ts';
import { chip, code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam } from '../evidence-of.ts';
import { IDLE } from '../idle.ts';
import { keptOf } from '../pausing.ts';
import { fixedLifetime, longestPause, mayBeIdleness } from '../refusals/pauses.ts';
import { isRefreshToken } from '../refusals/refresh-address.ts';
import { findingOf, type Unnamed } from '../refusals/refusal-finding.ts';
import { answeredElsewhere, type Refusal, refusalsOf } from '../refusals/refusals.ts';
import { refusedTogether } from '../refusals/refused-together.ts';
import {
  changeBefore,
  downBefore,
  endedByOf,
  givenByOtherHost,
  mayBeChange,
  movedBy,
  signedOutThere,
} from '../refusals/what-ended-it.ts';
import {
  firstFrom,
  isAccepted,
  lastAccepted,
  type SiteView,
  settersOf,
  showsKnown,
  type ThreadMoment,
  type ThreadView,
} from '../site-view.ts';
import { brokenAtSignIn } from './broken-at-sign-in.ts';

// The browser sent the session, and the server did not accept it.

export const serverForgot = {
  code: 'server-forgot',
  rank: 40,
  words: {
    title: 'findingServerForgot',
    args: ['session', 'step', 'request', 'accepted'],
    variants: {
      idle: { title: 'findingServerForgotIdle', args: ['session', 'step', 'request', 'idle'] },
      'used-elsewhere': { title: 'findingServerForgotUsedElsewhere', args: ['session', 'step', 'request'] },
      revoked: { title: 'findingServerForgotRevoked', args: ['session', 'step', 'request'] },
      'idle-failed': {
        title: 'findingServerForgotIdleFailed',
        args: ['session', 'step', 'request', 'idle', 'first', 'firstStatus'],
      },
      'signed-out-there': {
        title: 'findingServerForgotSignedOutThere',
        args: ['session', 'there', 'signOut', 'step', 'request'],
      },
      restart: {
        title: 'findingServerForgotRestart',
        args: ['session', 'step', 'request', 'others'],
        without: { param: 'others', title: 'findingServerForgotRestartOne', args: ['session', 'step', 'request'] },
      },
      lifetime: {
        title: 'findingServerForgotLifetime',
        args: ['session', 'step', 'request', 'age', 'began', 'lifetime'],
      },
      'after-failure': {
        title: 'findingServerForgotAfterFailure',
        args: ['session', 'step', 'request', 'first', 'firstStatus'],
      },
      'after-no-server': {
        title: 'findingServerForgotAfterNoServer',
        args: ['session', 'step', 'request', 'first', 'error'],
      },
      'other-server': {
        title: 'findingServerForgotOtherServer',
        args: ['session', 'step', 'request', 'accepted', 'balancer'],
      },
      'account-change': {
        title: 'findingServerForgotAccountChange',
        args: ['session', 'change', 'changed', 'step', 'request'],
      },
      'asked-after-change': {
        title: 'findingServerForgotAskedAfterChange',
        args: ['session', 'step', 'request', 'accepted'],
      },
      'asks-token': {
        title: 'findingServerForgotAsksToken',
        args: ['session', 'step', 'request', 'accepted', 'scheme'],
      },
      'with-token': {
        title: 'findingServerForgotWithToken',
        args: ['session', 'step', 'request', 'accepted', 'scheme'],
      },
      'began-later': { title: 'findingServerForgotUnknown', args: ['session', 'step', 'request'] },
      'other-value': { title: 'findingServerForgotOtherValue', args: ['cookie', 'given', 'step', 'request'] },
      renewed: { title: 'findingServerForgotRenewed', args: ['session', 'given', 'step', 'request'] },
      elsewhere: {
        title: 'findingServerForgotElsewhere',
        args: ['session', 'step', 'request', 'status', 'answered'],
      },
      'set-twice': {
        title: 'findingServerForgotSetTwice',
        args: ['session', 'signedIn', 'cookie', 'times', 'step', 'request'],
      },
      'value-cut': {
        title: 'findingServerForgotValueCut',
        args: ['session', 'signedIn', 'step', 'request', 'cut'],
      },
      never: { title: 'findingServerForgotNever', args: ['session', 'signedIn', 'step', 'request'] },
      'new-id': {
        title: 'findingServerForgotNewId',
        args: ['session', 'step', 'request', 'stranger'],
        without: { param: 'stranger', title: 'findingServerForgotCounted', args: ['session', 'step', 'request'] },
      },
      'new-id-elsewhere': {
        title: 'findingServerForgotNewIdElsewhere',
        args: ['session', 'step', 'request', 'stranger', 'host'],
      },
      'new-id-away': {
        title: 'findingServerForgotNewIdAway',
        args: ['session', 'step', 'request', 'target', 'opened'],
      },
      'other-app': {
        title: 'findingServerForgotOtherApp',
        args: ['session', 'step', 'request', 'set', 'home', 'earlier'],
      },
      'idle-new-id': { title: 'findingServerForgotIdleNewId', args: ['session', 'step', 'request', 'idle'] },
    },
  },
  *find(view) {
    const found: FoundFinding[] = [];
    for (const refusal of yield* refusalsOf(view)) {
      if (isLeftOver(view, refusal) || isPutBack(refusal) || isStrangersReset(refusal) || lostSignIn(view, refusal))
        continue;
      found.push(withOwnAdvice(forgotten(view, refusal), refusal.session));
      if (found.length % REFUSALS_IN_STEP === 0) yield;
    }
    return found;
  },
} as const satisfies Cause;

/** Where the cookie itself holds the session, signed or sealed, its key decides, and no store. */
function withOwnAdvice(found: FoundFinding, { value }: Session): FoundFinding {
  return found.remedy === 'keep-store' && valueShape(value).clientSide ? { ...found, remedy: 'keep-key' } : found;
}

/**
 * True for a cookie that went along alone where another one of its sign-in had just expired: a refresh token, in which no
 * server looks for the session, and any other that had been answered beside that one until then. After a pause it may be
 * the session itself that is over.
 */
function isLeftOver({ trace, site }: SiteView, { session, moment, accepted }: Refusal): boolean {
  const isRefresh = isRefreshToken(session.thread.name);
  const isPaused = accepted === undefined || moment.started - accepted.answered > IDLE;
  if (session.createdBy === undefined || (!isRefresh && isPaused)) return false;
  return trace.sessions.some(
    ({ thread, createdBy, end, value }) =>
      thread !== session.thread &&
      thread.site === site &&
      createdBy === session.createdBy &&
      end?.cause === 'expired' &&
      (isRefresh || knownCookie(thread.name, value) !== undefined) &&
      end.time <= moment.started &&
      (accepted === undefined || accepted.started < end.time),
  );
}

/** The sessions of sign-ins with a cookie of their own that went away, and the times of that, in order. */
const lostSignIns = keptOf(({ threads }: SiteView) =>
  threads
    .flatMap(({ thread }) => thread.sessions)
    .flatMap((session) => {
      const { createdBy, end, signedInBy } = session;
      const isOwn = createdBy !== undefined && createdBy === signedInBy;
      return isOwn && end !== undefined && end.successor === undefined ? [{ session, time: end.time }] : [];
    })
    .sort((one, other) => one.time - other.time),
);

/** How many of them are looked at for one refusal. */
const MOST_LOST = 20;

/**
 * True where the cookie that a sign-in had set went since this session was answered, or with its refusal: this one is older
 * than that sign-in, and a visitor's.
 */
function lostSignIn(view: SiteView, { accepted, moment, session, tracked }: Refusal): boolean {
  const all = lostSignIns(view);
  // Who was shown to be in before that sign-in was so by this one: the other may be of another application.
  const shown = tracked.bySession.get(session)?.find(showsKnown)?.started ?? Number.POSITIVE_INFINITY;
  const since = firstFrom(all, accepted?.started ?? moment.started, ({ time }) => time);
  const until = firstFrom(all, moment.answered + 1, ({ time }) => time);
  return all
    .slice(Math.max(since, until - MOST_LOST), until)
    .some(
      ({ session: { createdBy, end, firstSeen, thread }, time }) =>
        thread !== session.thread &&
        createdBy !== session.createdBy &&
        session.firstSeen < firstSeen &&
        shown >= firstSeen &&
        (time <= moment.started || end?.entry === moment.entry),
    );
}

/** A stranger who sets a new password by a link in a mail is led on to sign in with it. */
const isStrangersReset = ({ accepted, moment, session }: Refusal): boolean =>
  accepted === undefined && session.signedInBy === undefined && mayBeChange(moment.entry);

/** True for an old session that no response wrote back over a newer one: who did so is the cause, and no store. */
function isPutBack({ tracked, session, moment, accepted }: Refusal): boolean {
  const ends = writtenOverBy(tracked).get(session) ?? [];
  return ends.some(({ time }) => time <= moment.started && (accepted === undefined || accepted.started < time));
}

/** For each session, the ends of those that it was written over, and no response did so. */
const writtenOverBy = keptOf(({ thread }: ThreadView) =>
  Map.groupBy(
    thread.sessions.flatMap(({ end }) => (end?.cause === 'overwritten' && end.entry === undefined ? [end] : [])),
    ({ successor }) => successor,
  ),
);

/** True for a cookie that holds what such a challenge asks for. */
const isToken = ({ thread }: Session): boolean => /token|jwt|auth|bearer/i.test(thread.name);

/** The token that a script sent beside the session. */
function tokenBeside({ credential, status }: RequestEntry): Credential | undefined {
  return status === 401 && isScriptsToken(credential) ? credential : undefined;
}

/** After how long a pause a balancer may have forgotten a visit by itself, in ms: then the move explains nothing. */
const BALANCER_FORGETS = 20 * 60 * 1000;

/** How many refusals are explained before a pause: each looks at all sessions. */
const REFUSALS_IN_STEP = 50;

/** What the refusal itself, or another request, shows of why the session was refused. */
function shownWhy(view: SiteView, refusal: Refusal, found: Unnamed, isPaused: boolean): FoundFinding | undefined {
  const { moment } = refusal;
  const answered = answeredElsewhere(view, refusal);
  if (answered !== undefined)
    return {
      ...found,
      variant: 'elsewhere',
      kind: 'fault',
      params: { ...found.params, answered: answered.entry.step },
      remedy: 'check-rights',
    };
  const signOut = signedOutThere(view, refusal);
  if (signOut !== undefined)
    return {
      ...found,
      variant: 'signed-out-there',
      kind: 'ending',
      params: { ...found.params, signOut: signOut.step, there: code(signOut.host) },
      evidence: inTime([...found.evidence, { entry: signOut, code: 'signed-out' }]),
      remedy: 'nothing',
    };
  const ended = endedByOf(view, moment, found);
  if (ended !== undefined) return ended;
  const otherApp = isPaused ? undefined : givenByOtherHost(refusal);
  if (otherApp !== undefined)
    return { ...found, variant: 'other-app', params: { ...found.params, ...otherApp }, remedy: 'rename-cookie' };
  return refusedTogether(view, refusal) > 0 ? { ...found, variant: 'restart', remedy: 'keep-store' } : undefined;
}

function forgotten(view: SiteView, refusal: Refusal): FoundFinding {
  const found = findingOf(view, refusal);
  const { accepted, moment, session } = refusal;
  const hasNewId = moment.effect.action === 'replaced';
  const { length: idle, next: first } = longestPause(refusal);
  const isIdle = idle > IDLE && mayBeIdleness(refusal, idle);
  const shown = shownWhy(view, refusal, found, idle > IDLE);
  if (shown !== undefined) return shown;
  const down = downBefore(refusal);
  if (accepted === undefined && idle <= IDLE && down === undefined) return neverAccepted(refusal, found);
  const change = changeBefore(refusal);
  if (change !== undefined)
    return {
      ...found,
      variant: 'account-change',
      params: { ...found.params, change: change.entry.step, changed: requestParam(change) },
      evidence: inTime([...found.evidence, { entry: change.entry, code: 'sent' }]),
      remedy: 'renew-at-change',
    };
  if (accepted !== undefined && idle <= IDLE && mayBeChange(moment.entry))
    return { ...found, variant: 'asked-after-change', remedy: 'renew-at-change' };
  const token = tokenBeside(moment.entry);
  if (accepted !== undefined && token !== undefined && !hasNewId)
    return {
      ...found,
      variant: 'with-token',
      params: { ...found.params, scheme: code(token) },
      remedy: 'check-rights',
    };
  const moved = idle > BALANCER_FORGETS ? undefined : movedBy(view, refusal);
  if (moved !== undefined)
    return {
      ...found,
      variant: 'other-server',
      params: { ...found.params, balancer: code(moved) },
      remedy: valueShape(session.value).clientSide ? 'share-secrets' : 'share-store',
    };
  if (down !== undefined)
    return {
      ...found,
      variant: down.entry.status === undefined ? 'after-no-server' : 'after-failure',
      params: {
        ...found.params,
        first: down.entry.step,
        firstStatus: down.entry.status ?? 0,
        error: code(down.entry.error ?? ''),
      },
      evidence: inTime([...found.evidence, { entry: down.entry, code: 'failed' }]),
      remedy: 'keep-store',
    };
  const fixed = isIdle ? undefined : fixedLifetime(refusal);
  if (fixed !== undefined)
    return { ...found, variant: 'lifetime', params: { ...found.params, ...fixed }, remedy: 'longer-timeout' };
  // A load that was given up, or found no network after a sleep, was answered with nothing.
  if (isIdle && first.index !== moment.index && first.entry.status !== undefined)
    return {
      ...found,
      variant: 'idle-failed',
      params: { ...found.params, first: first.entry.step, firstStatus: first.entry.status },
      remedy: 'longer-timeout',
    };
  if (isIdle) return { ...found, variant: hasNewId ? 'idle-new-id' : 'idle', remedy: 'longer-timeout' };
  const scheme = challengeOf(moment.entry);
  if (scheme !== undefined && !hasNewId && !isToken(session))
    return {
      ...found,
      variant: 'asks-token',
      params: { ...found.params, scheme: code(scheme) },
      remedy: 'check-rights',
    };
  const variant = hasNewId ? newIdVariant(refusal, found.params) : undefined;
  if (variant === 'new-id' && isOtherHost(refusal))
    return { ...found, variant: 'new-id-elsewhere', remedy: 'rename-cookie' };
  return { ...found, ...(variant !== undefined && { variant }), remedy: 'keep-store' };
}

/** The same of a session that was never accepted in sight. */
function neverAccepted(refusal: Refusal, found: Unnamed): FoundFinding {
  const { moment, session } = refusal;
  const hasNewId = moment.effect.action === 'replaced';
  // Nobody was turned away there: by the new id alone it shows that the old one was not known.
  if (session.signedInBy !== undefined)
    return hasNewId && !moment.denied
      ? { ...found, variant: 'new-id', remedy: 'keep-store' }
      : brokenAtSignIn(refusal, found);
  const given = session.createdBy?.step;
  // The rules refuse a line whose very value comes back: who sent it has rules of its own.
  const own = settersOf(refusal.tracked, session.value).findLast(({ index }) => index < moment.index);
  if (given === undefined && own !== undefined && isSignIn(own.entry))
    return { ...found, variant: 'never', params: { ...found.params, signedIn: own.entry.step }, remedy: 'keep-store' };
  const other = given === undefined && own === undefined ? otherValueOf(refusal) : undefined;
  if (other !== undefined)
    return {
      ...found,
      variant: 'other-value',
      params: { ...found.params, given: other.entry.step },
      evidence: inTime([{ entry: other.entry, code: 'set' }, ...found.evidence]),
      remedy: 'find-writer',
    };
  if (given === undefined) return { ...found, variant: 'began-later', remedy: 'watch-more' };
  const forgot = forgotBefore(refusal, found);
  return forgot ?? { ...found, variant: 'renewed', params: { ...found.params, given }, remedy: 'keep-store' };
}

/**
 * The same of the session before it, where the answer that gave out this one had come after a pause: what a server gives to
 * a script that comes back too late is a stranger's, whatever the script had sent.
 */
function forgotBefore({ tracked, moment, session }: Refusal, found: Unnamed): FoundFinding | undefined {
  const given = session.createdBy && tracked.byEntry.get(session.createdBy);
  const before = given?.effect.before;
  if (given === undefined || before === undefined || moment.started - given.answered > IDLE) return undefined;
  const accepted = lastAccepted(tracked.bySession.get(before) ?? [], before, given);
  const forgot = { tracked, moment: given, session: before, accepted };
  const { length: idle } = longestPause(forgot);
  if (idle <= IDLE || !mayBeIdleness(forgot, idle)) return undefined;
  return {
    ...found,
    variant: 'idle-new-id',
    session: before,
    params: {
      ...found.params,
      session: chip(before),
      step: given.entry.step,
      request: requestParam(given),
      idle: span(idle),
    },
    evidence: inTime([
      accepted && { entry: accepted.entry, code: 'accepted' },
      { entry: given.entry, code: 'set' },
      ...found.evidence,
    ]),
    remedy: 'longer-timeout',
  };
}

/** The answer that had set the cookie, where a request of the same host sends a value that no answer in sight gave out. */
function otherValueOf({ tracked, moment }: Refusal): ThreadMoment | undefined {
  return tracked.moments.findLast(
    ({ index, entry, lines }) =>
      index < moment.index && entry.host === moment.entry.host && lines.some(({ intent }) => intent === 'set'),
  );
}

/** True where a host gave out a new id that had never answered the session, which another host of the site had. */
function isOtherHost({ tracked, session, accepted, moment }: Refusal): boolean {
  const carried = tracked.bySession.get(session) ?? [];
  return (
    moment.effect.judgedBy !== 'count' &&
    accepted !== undefined &&
    session.createdBy?.host !== moment.entry.host &&
    carried.every((each) => each.entry.host !== moment.entry.host || !isAccepted(each))
  );
}

/** What is said of a new id in answer to a session; undefined where the same answer turned the request away. */
function newIdVariant({ moment }: Refusal, params: FoundFinding['params']): 'new-id' | 'new-id-away' | undefined {
  if (params['stranger'] !== undefined || moment.effect.judgedBy === 'count') return 'new-id';
  return params['opened'] === undefined ? undefined : 'new-id-away';
}
