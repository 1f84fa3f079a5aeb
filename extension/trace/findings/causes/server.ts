import { isSignIn, isSignInPath, isSignOut, redirectOf } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { Session } from '../../model/session.ts';
import { chip, clock, code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { Evidence } from '../finding.ts';
import { frameworkOf } from '../framework-of.ts';
import {
  isAccepted,
  lastAccepted,
  type Moment,
  type SiteView,
  type ThreadMoment,
  type ThreadView,
  wasSignedIn,
} from '../site-view.ts';
import { expiryInToken } from '../token-expiry.ts';
import { inTime, requestParam, turnedAway } from './helpers.ts';

// The browser sent the session, and the server did not accept it.

/** How soon after a refusal a client that renews its tokens asks again, in ms. */
const RECOVERY_WINDOW = 30_000;

/** True where a refusal was mended without the user: the token was renewed, and the same address answered well. */
export function recovered(view: SiteView, refused: Moment): boolean {
  if (wentOnByItself(view, refused)) return true;
  for (let at = refused.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment === undefined || moment.started > refused.answered + RECOVERY_WINDOW) return false;
    if (moment.kind === 'document' && moment.denied) return false;
    if (isSignIn(moment.entry) && moment.kind === 'document') return false;
    // A good answer to somebody without a session is a page for strangers: nothing was mended by it.
    const carried = moment.entry.steps.some(({ before }) => before !== undefined);
    if (moment.ok && carried && moment.path === refused.path && moment.origin === refused.origin) return true;
  }
  return false;
}

/** True where redirects led from a refused page to one that opened, past a refresh or a provider, and nobody was asked. */
function wentOnByItself(view: SiteView, refused: Moment): boolean {
  const { requestId } = refused.entry;
  if (refused.kind !== 'document' || redirectOf(refused.entry) === undefined) return false;
  let last: Moment | undefined;
  for (let at = refused.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment === undefined || moment.started > (last ?? refused).answered + RECOVERY_WINDOW) break;
    if (moment.entry.requestId === requestId) last = moment;
  }
  return last?.ok === true && !isSignInPath(last.path);
}

interface Refusal {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly session: Session;
  readonly accepted: ThreadMoment | undefined;
}

const refusals = new WeakMap<SiteView, readonly Refusal[]>();

/** The first refusal of each session after the last time that it was accepted. Several causes ask. */
function refusalsOf(view: SiteView): readonly Refusal[] {
  const found = refusals.get(view) ?? findRefusals(view);
  refusals.set(view, found);
  return found;
}

function findRefusals(view: SiteView): Refusal[] {
  const found: Refusal[] = [];
  for (const tracked of view.threads) {
    const refused = new Map<Session, Refusal>();
    for (const moment of tracked.moments) {
      const session = moment.step.before;
      if (session === undefined) continue;
      const before = refused.get(session);
      if (before !== undefined && isTakenBack(view, before, moment)) refused.delete(session);
      if (!isRefusal(tracked, moment) || refused.has(session) || !wasSignedIn(tracked, session)) continue;
      if (isForeign(session, moment) || crossedItsEnd(session, moment) || recovered(view, moment)) continue;
      refused.set(session, { tracked, moment, session, accepted: acceptedBefore(tracked, session, moment) });
    }
    found.push(...refused.values());
  }
  return found;
}

/**
 * The last request that was answered for a session before it was refused. Of one that is older than the recording nobody
 * knows whether somebody was signed in on it: only the same address, or what strangers do not get, speaks for that.
 */
function acceptedBefore(tracked: ThreadView, session: Session, refused: ThreadMoment): ThreadMoment | undefined {
  const carried = tracked.bySession.get(session) ?? [];
  if (session.origin !== 'before-recording' || session.signedInBy !== undefined)
    return lastAccepted(carried, session, refused);
  const telling = carried.filter((moment) => moment.index < refused.index && isAccepted(moment));
  const speaksForIt = telling.some((moment) => moment.step.accepted !== undefined || isAt(moment, refused));
  return speaksForIt ? telling.at(-1) : undefined;
}

/** True for a request that was under way while its session ended: what it was answered says nothing new. */
function crossedItsEnd({ end }: Session, { started, answered, entry }: ThreadMoment): boolean {
  if (end === undefined || end.entry === undefined || end.entry === entry) return false;
  return end.time >= started && end.time <= answered;
}

const isAt = (one: Moment, other: Moment): boolean => one.path === other.path && one.origin === other.origin;

/**
 * True where a later answer shows that the server knows the session after all. A page that is open to all shows nothing;
 * and of an address that never opened to this session, the refusal may have been for want of a right.
 */
function isTakenBack(view: SiteView, { tracked, moment: refused, session }: Refusal, later: ThreadMoment): boolean {
  if (later.step.accepted !== undefined) return true;
  if (!isAccepted(later)) return false;
  if (isAt(later, refused)) return true;
  const opened = (at: Moment): boolean =>
    tracked.bySession.get(session)?.some((each) => each.index < refused.index && isAccepted(each) && isAt(each, at)) ===
    true;
  return !opened(refused) && opened(later) && !isPublic(view, later);
}

const publicAddresses = new WeakMap<SiteView, ReadonlySet<string>>();

const addressOf = ({ origin, path }: Moment): string => `${origin}${path}`;

/** True for an address that was answered well to somebody without a session. */
function isPublic(view: SiteView, moment: Moment): boolean {
  let open = publicAddresses.get(view);
  if (open === undefined) {
    const toStrangers = view.moments.filter(
      ({ ok, entry }) => ok && entry.steps.every(({ before }) => before === undefined),
    );
    open = new Set(toStrangers.map(addressOf));
    publicAddresses.set(view, open);
  }
  return open.has(addressOf(moment));
}

/** True where the server did not go on with the session that was sent. */
function isRefusal(tracked: ThreadView, moment: ThreadMoment): boolean {
  const { step, entry } = moment;
  // What a request carried that nobody saw is a guess.
  if (isSignOut(entry) || isSignIn(entry) || entry.requestUnseen === true) return false;
  if (step.rejected !== undefined || (step.action === 'replaced' && step.judgedBy === 'count')) return true;
  return strangerAfter(tracked, moment) !== undefined;
}

/** How soon after a new id its owner must turn out to be a stranger, in ms: later, something else may be the cause. */
const STRANGER_WINDOW = 10 * 60 * 1000;

/**
 * A new id in answer to a session may be a rotation, after which all goes on. It was none where the first thing that is
 * known of the new one is that it had to sign in.
 */
function strangerAfter({ moments }: ThreadView, { step, index, answered }: ThreadMoment): ThreadMoment | undefined {
  const { action, after, before, judgedBy } = step;
  if (action !== 'replaced' || judgedBy !== undefined || after === undefined || before?.signedInBy === undefined)
    return undefined;
  const telling = moments.find(
    (later) =>
      later.index > index &&
      later.step.before === after &&
      (later.step.rejected !== undefined || later.step.accepted !== undefined || isSignIn(later.entry)),
  );
  if (telling === undefined || telling.started > answered + STRANGER_WINDOW) return undefined;
  return telling.step.accepted === undefined ? telling : undefined;
}

/** A session that another application of the host gave out is nothing that this one could know. */
function isForeign(session: Session, moment: ThreadMoment): boolean {
  const home = session.createdBy?.url;
  if (home === undefined || !URL.canParse(home)) return false;
  return new URL(home).host !== new URL(moment.entry.url).host && new URL(home).hostname === moment.entry.host;
}

/** How long without a request makes an idle timeout the likely cause, in ms. */
const IDLE = 4 * 60 * 1000;

/** How close together several sessions of one server must be refused for a restart to be the likely cause, in ms. */
const RESTART_WINDOW = 60_000;

/** Sessions of the same server that were refused at about the same moment. */
function refusedTogether(view: SiteView, refusal: Refusal): number {
  let others = 0;
  for (const session of view.trace.sessions) {
    // What followed a session on its own cookie is no second one, and a visitor's was never in the store to be lost.
    if (session.thread === refusal.session.thread || session.thread.site !== view.site) continue;
    if (session.signedInBy === undefined && session.origin !== 'before-recording') continue;
    if (isOfOneSignIn(session, refusal.session)) continue;
    const first = session.entries.find((entry) =>
      entry.steps.some(
        ({ before, rejected, action, judgedBy }) =>
          before === session && (rejected !== undefined || (action === 'replaced' && judgedBy === 'count')),
      ),
    );
    if (first === undefined || new URL(first.url).origin !== refusal.moment.origin) continue;
    if (Math.abs(first.startedDateTime - refusal.moment.started) < RESTART_WINDOW) others += 1;
  }
  return others;
}

/** True for two cookies of one sign-in, such as its access and its refresh token: one response gave out both. */
function isOfOneSignIn(one: Session, other: Session): boolean {
  const names = [one.thread.name, other.thread.name];
  const setsBoth = ({ setCookies }: RequestEntry): boolean =>
    names.every((name) => setCookies.some(({ intent, identity }) => intent === 'set' && identity.name === name));
  return [one.createdBy, ...one.entries].some((entry) => entry !== undefined && setsBoth(entry));
}

function evidenceOf({ accepted, moment }: Refusal): Evidence[] {
  return inTime([
    accepted && { entry: accepted.entry, code: 'accepted' },
    moment.step.action === 'replaced' ? { entry: moment.entry, code: 'new-id' } : turnedAway(moment),
  ]);
}

/** How long no request was answered for the session before it was refused, in ms; a sign-in counts as an answer. */
function idleBefore({ accepted, session, moment }: Refusal): number {
  const last = accepted?.answered ?? session.signedInBy?.respondedAt;
  return last === undefined ? 0 : moment.started - last;
}

function findingOf(view: SiteView, refusal: Refusal): Omit<FoundFinding, 'remedy' | 'variant'> {
  const { tracked, moment, session, accepted } = refusal;
  const framework = frameworkOf(view, tracked.thread);
  const idle = idleBefore(refusal);
  const stranger = strangerAfter(tracked, moment);
  const others = refusedTogether(view, refusal);
  return {
    kind: 'loss',
    certainty: moment.step.judgedBy === 'count' ? 'confirmed' : 'concluded',
    time: moment.answered,
    thread: tracked.thread,
    session,
    params: {
      session: chip(session),
      cookie: code(tracked.thread.name),
      step: moment.entry.step,
      request: requestParam(moment),
      status: moment.entry.status ?? 0,
      ...(accepted !== undefined && { accepted: accepted.entry.step }),
      ...(session.signedInBy !== undefined && { signedIn: session.signedInBy.step }),
      ...(stranger !== undefined && { stranger: stranger.entry.step }),
      idle: span(idle),
      at: clock(moment.started),
      ...(others > 1 && { others }),
    },
    evidence: inTime([...evidenceOf(refusal), stranger?.denied === true ? turnedAway(stranger) : undefined]),
    ...(framework !== undefined && { framework }),
  };
}

export const serverForgot: Cause = {
  code: 'server-forgot',
  rank: 40,
  words: {
    title: 'findingServerForgot',
    args: ['session', 'step', 'request', 'accepted'],
    variants: {
      idle: { title: 'findingServerForgotIdle', args: ['session', 'step', 'request', 'idle'] },
      restart: {
        title: 'findingServerForgotRestart',
        args: ['session', 'step', 'request', 'others'],
        without: { param: 'others', title: 'findingServerForgotRestartOne', args: ['session', 'step', 'request'] },
      },
      'began-later': { title: 'findingServerForgotUnknown', args: ['session', 'step', 'request'] },
      never: { title: 'findingServerForgotNever', args: ['session', 'signedIn', 'step', 'request'] },
      'new-id': {
        title: 'findingServerForgotNewId',
        args: ['session', 'step', 'request', 'stranger'],
        without: { param: 'stranger', title: 'findingServerForgotCounted', args: ['session', 'step', 'request'] },
      },
      'idle-new-id': { title: 'findingServerForgotIdleNewId', args: ['session', 'step', 'request', 'idle'] },
    },
  },
  find: (view) =>
    refusalsOf(view).map((refusal) => {
      const found = findingOf(view, refusal);
      const { accepted, moment, session } = refusal;
      const hasNewId = moment.step.action === 'replaced';
      if (refusedTogether(view, refusal) > 0) return { ...found, variant: 'restart', remedy: 'keep-store' };
      if (accepted === undefined && idleBefore(refusal) <= IDLE)
        return session.signedInBy === undefined
          ? { ...found, variant: 'began-later', remedy: 'watch-more' }
          : { ...found, variant: 'never', remedy: 'keep-store' };
      if (idleBefore(refusal) > IDLE)
        return { ...found, variant: hasNewId ? 'idle-new-id' : 'idle', remedy: 'longer-timeout' };
      return { ...found, ...(hasNewId && { variant: 'new-id' }), remedy: 'keep-store' };
    }),
};

export const tokenExpired: Cause = {
  code: 'token-expired',
  rank: 46,
  words: { title: 'findingTokenExpired', args: ['cookie', 'step', 'request', 'age'] },
  find: (view) =>
    refusalsOf(view).flatMap((refusal) => {
      const expiry = expiryInToken(refusal.session.value);
      if (expiry === undefined || expiry > refusal.moment.answered) return [];
      const found = findingOf(view, refusal);
      return [
        {
          ...found,
          params: { ...found.params, age: span(refusal.moment.started - expiry) },
          remedy: 'longer-timeout' as const,
        },
      ];
    }),
};
