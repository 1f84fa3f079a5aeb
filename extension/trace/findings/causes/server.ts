import { identityKey } from '../../../cookies/cookie-identity.ts';
import type { ParsedSetCookie } from '../../../cookies/parse-set-cookie.ts';
import {
  challengeOf,
  isAccountChange,
  isEntrance,
  isSignOut,
  reasonSaid,
  redirectOf,
  signInWorked,
} from '../../model/answer-class.ts';
import { type Credential, isToken as isScriptsToken } from '../../model/credential.ts';
import { type EndedBy, endedByReason } from '../../model/ended-by.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { Session } from '../../model/session.ts';
import { chip, clock, code, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { Evidence } from '../finding.ts';
import { firstFrom, isAccepted, type Moment, type SiteView, type ThreadMoment } from '../site-view.ts';
import { expiryInToken } from '../token-expiry.ts';
import { earlyToken } from './early-token.ts';
import { inTime, refusalRow, requestParam, turnedAway } from './helpers.ts';
import { isRefreshToken, REFRESH_PATH } from './refresh-address.ts';
import { answeredElsewhere, openedBefore, type Refusal, refusalsOf, strangerAfter } from './refusals.ts';

// The browser sent the session, and the server did not accept it.

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
      entry.effects.some(
        ({ before, rejected, action, judgedBy }) =>
          before === session && (rejected !== undefined || (action === 'replaced' && judgedBy === 'count')),
      ),
    );
    if (first === undefined || new URL(first.url).origin !== refusal.moment.origin) continue;
    // Of cookies that one request carried nobody knows which was refused, but where two sign-ins are asked for.
    const isBesides = carries(first, refusal.session) || carries(refusal.moment.entry, session);
    if (isBesides && !ledToTwoSignIns(refusal)) continue;
    if (Math.abs(first.startedDateTime - refusal.moment.started) < RESTART_WINDOW) others += 1;
  }
  return others;
}

const carries = ({ effects }: RequestEntry, session: Session): boolean =>
  effects.some(({ before }) => before === session);

/** True where requests that carried a session were led to two pages to sign in at about the same moment. */
function ledToTwoSignIns({ tracked, session, moment }: Refusal): boolean {
  const pages = new Set<string>();
  for (const { effect, entry, started } of tracked.bySession.get(session) ?? []) {
    const page = effect.rejected === undefined ? undefined : redirectOf(entry)?.pathname;
    if (page !== undefined && Math.abs(started - moment.started) < RESTART_WINDOW) pages.add(page);
  }
  return pages.size > 1;
}

/** True for two cookies of one sign-in, such as its access and its refresh token: one response set both, or cleared both. */
function isOfOneSignIn(one: Session, other: Session): boolean {
  const names = [one.thread.name, other.thread.name];
  const setsBoth = ({ setCookies }: RequestEntry): boolean =>
    (['set', 'delete'] as const).some((meant) =>
      names.every((name) => setCookies.some(({ intent, identity }) => intent === meant && identity.name === name)),
    );
  return [one.createdBy, ...one.entries].some((entry) => entry !== undefined && setsBoth(entry));
}

/** A pause in the use of a session: how long it was, in ms, and the request after it. */
interface Pause {
  readonly length: number;
  readonly next: ThreadMoment;
}

/**
 * The longest time in which no request carried the session, from the last one that was answered for it to the refused
 * one; a sign-in counts as one that was answered.
 */
function longestPause({ tracked, session, accepted, moment }: Refusal): Pause {
  let longest: Pause = { length: 0, next: moment };
  let before = accepted?.answered ?? session.signedInBy?.respondedAt;
  if (before === undefined) return longest;
  for (const next of tracked.bySession.get(session) ?? []) {
    if (next.started < before || next.index === accepted?.index) continue;
    if (next.index > moment.index) break;
    if (next.started - before > longest.length) longest = { length: next.started - before, next };
    before = next.answered;
  }
  return longest;
}

/** A pause that is shorter than this is no usual timeout, in ms: where the cookie was to live much longer, it is none. */
const SHORT_PAUSE = 10 * 60 * 1000;
const MUCH_LONGER = 4;

/** How long the last line that wrote a session's cookie lets it live, in ms; undefined where it does not say. */
function lifetimeSet({ tracked, session, moment }: Refusal): number | undefined {
  const carried = tracked.bySession
    .get(session)
    ?.filter(({ index, lines }) => index < moment.index && lines.length > 0);
  const lines = carried?.at(-1)?.lines ?? session.createdBy?.setCookies ?? [];
  const line = lines.findLast(({ identity, intent }) => intent === 'set' && identity.name === tracked.thread.name);
  const seconds = line?.parsed.attributes.findLast(({ known }) => known === 'max-age')?.value;
  return seconds !== undefined && seconds !== null && /^\d{1,10}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

/**
 * True where a pause may have been too long: the session outlived no pause that was as long, and neither its value nor
 * the line that set it says that it lives on.
 */
function mayBeIdleness(refusal: Refusal, idle: number): boolean {
  const { tracked, session, moment } = refusal;
  const expiry = expiryInToken(session.value);
  if (expiry !== undefined && expiry > moment.answered) return false;
  if (idle < SHORT_PAUSE && (lifetimeSet(refusal) ?? 0) > idle * MUCH_LONGER) return false;
  let before: number | undefined;
  for (const each of tracked.bySession.get(session) ?? []) {
    if (each.index >= moment.index) break;
    if (before !== undefined && each.started - before >= idle && isAccepted(each)) return false;
    before = each.answered;
  }
  return true;
}

/** How soon after a failure a refusal must come for a restart to be the likely cause, in ms. */
const AFTER_FAILURE = 10 * 60 * 1000;

/** How soon after a change of the account its session must be refused for that to be the likely cause, in ms. */
const AFTER_CHANGE = 5 * 60 * 1000;

/** The change of the password or the account after which the session was not answered any more. */
function changeBefore({ tracked, session, accepted, moment }: Refusal): ThreadMoment | undefined {
  return tracked.bySession
    .get(session)
    ?.findLast(
      ({ index, entry, answered, denied }) =>
        index >= (accepted?.index ?? 0) &&
        index < moment.index &&
        moment.started - answered < AFTER_CHANGE &&
        isAccountChange(entry) &&
        !denied &&
        (entry.status ?? 500) < 400,
    );
}

/** What a proxy answers while the server behind it does not; Cloudflare has its own (521 to 523). */
const DOWN: ReadonlySet<number> = new Set([502, 503, 504, 521, 522, 523]);

/** The request that found no server, between the last one that was answered for the session and its refusal. */
function downBefore({ tracked, session, accepted, moment }: Refusal): ThreadMoment | undefined {
  if (accepted === undefined) return undefined;
  return tracked.bySession
    .get(session)
    ?.find(
      ({ index, entry, origin, answered }) =>
        index > accepted.index &&
        index < moment.index &&
        origin === moment.origin &&
        moment.started - answered < AFTER_FAILURE &&
        DOWN.has(entry.status ?? 0),
    );
}

function evidenceOf(refusal: Refusal): Evidence[] {
  const { accepted, moment } = refusal;
  const first = longestPause(refusal).next;
  return inTime([
    accepted && { entry: accepted.entry, code: 'accepted' },
    first.index !== moment.index && hasFailed(first) ? turnedAway(first) : undefined,
    refusalRow(moment),
  ]);
}

const hasFailed = ({ entry }: Moment): boolean => (entry.status ?? 0) >= 400;

/** A finding before it is known which of its variants it is. */
type Unnamed = Omit<FoundFinding, 'remedy' | 'variant'>;

function findingOf(view: SiteView, refusal: Refusal): Unnamed {
  const { tracked, moment, session, accepted } = refusal;
  const { length: idle } = longestPause(refusal);
  const stranger = strangerAfter(tracked, moment);
  const opened = openedBefore(tracked, moment);
  const others = refusedTogether(view, refusal);
  return {
    kind: 'loss',
    certainty: moment.effect.judgedBy === 'count' ? 'confirmed' : 'concluded',
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
      host: code(moment.entry.host),
      ...(opened !== undefined && {
        opened: opened.entry.step,
        target: code(redirectOf(moment.entry)?.pathname ?? ''),
      }),
      idle: span(idle),
      at: clock(moment.started),
      ...(others > 1 && { others }),
    },
    evidence: inTime([...evidenceOf(refusal), stranger?.denied === true ? turnedAway(stranger) : undefined]),
  };
}

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
      'account-change': {
        title: 'findingServerForgotAccountChange',
        args: ['session', 'change', 'changed', 'step', 'request'],
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
      if (isLeftOver(view, refusal)) continue;
      found.push(forgotten(view, refusal));
      if (found.length % REFUSALS_IN_STEP === 0) yield;
    }
    return found;
  },
} as const satisfies Cause;

/** True for a refresh token that went along where its access token had expired: no server looks for the session in it. */
function isLeftOver({ trace, site }: SiteView, { session, moment, accepted }: Refusal): boolean {
  if (!isRefreshToken(session.thread.name) || session.createdBy === undefined) return false;
  return trace.sessions.some(
    ({ thread, createdBy, end }) =>
      thread !== session.thread &&
      thread.site === site &&
      createdBy === session.createdBy &&
      end?.cause === 'expired' &&
      end.time <= moment.started &&
      (accepted === undefined || accepted.started < end.time),
  );
}

/** True for a cookie that holds what such a challenge asks for. */
const isToken = ({ thread }: Session): boolean => /token|jwt|auth|bearer/i.test(thread.name);

/** The token that a script sent beside the session. */
function tokenBeside({ credential, status }: RequestEntry): Credential | undefined {
  return status === 401 && isScriptsToken(credential) ? credential : undefined;
}

/** How many refusals are explained before a pause: each looks at all sessions. */
const REFUSALS_IN_STEP = 50;

/** What a refusal that says who ended the session comes to. */
const ENDED = {
  elsewhere: { variant: 'used-elsewhere', remedy: 'one-session' },
  revoked: { variant: 'revoked', remedy: 'who-revoked' },
} as const satisfies Readonly<Record<EndedBy, Pick<FoundFinding, 'variant' | 'remedy'>>>;

/** Who ended a session, as the answer or the address that it leads to says. */
function endedByOf(entry: RequestEntry): EndedBy | undefined {
  if (entry.says === 'elsewhere' || entry.says === 'revoked') return entry.says;
  const reason = reasonSaid(entry);
  return reason === undefined ? undefined : endedByReason(reason);
}

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
  const endedBy = endedByOf(moment.entry);
  if (endedBy !== undefined) return { ...found, ...ENDED[endedBy] };
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
  if (accepted === undefined && idle <= IDLE) {
    // Nobody was turned away there: by the new id alone it shows that the old one was not known.
    if (session.signedInBy !== undefined)
      return hasNewId && !moment.denied
        ? { ...found, variant: 'new-id', remedy: 'keep-store' }
        : brokenAtSignIn(refusal, found);
    const given = session.createdBy?.step;
    return given === undefined
      ? { ...found, variant: 'began-later', remedy: 'watch-more' }
      : { ...found, variant: 'renewed', params: { ...found.params, given }, remedy: 'keep-store' };
  }
  const change = changeBefore(refusal);
  if (change !== undefined)
    return {
      ...found,
      variant: 'account-change',
      params: { ...found.params, change: change.entry.step, changed: requestParam(change) },
      evidence: inTime([...found.evidence, { entry: change.entry, code: 'sent' }]),
      remedy: 'renew-at-change',
    };
  const token = tokenBeside(moment.entry);
  if (accepted !== undefined && token !== undefined && !hasNewId)
    return {
      ...found,
      variant: 'with-token',
      params: { ...found.params, scheme: code(token) },
      remedy: 'check-rights',
    };
  const down = downBefore(refusal);
  if (down !== undefined)
    return {
      ...found,
      variant: 'after-failure',
      params: { ...found.params, first: down.entry.step, firstStatus: down.entry.status ?? 0 },
      evidence: inTime([...found.evidence, { entry: down.entry, code: 'failed' }]),
      remedy: 'keep-store',
    };
  const fixed = isIdle ? undefined : fixedLifetime(refusal);
  if (fixed !== undefined)
    return { ...found, variant: 'lifetime', params: { ...found.params, ...fixed }, remedy: 'longer-timeout' };
  if (isIdle && first.index !== moment.index)
    return {
      ...found,
      variant: 'idle-failed',
      params: { ...found.params, first: first.entry.step, firstStatus: first.entry.status ?? 0 },
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

/**
 * The sign-out at the provider to which a refusal leads: it ends the sessions that it had begun elsewhere as well (OpenID
 * Connect Back-Channel Logout, SAML single logout). None where somebody signed in there again.
 */
function signedOutThere({ trace, moments, storeId }: SiteView, refusal: Refusal): RequestEntry | undefined {
  const { accepted, moment, session } = refusal;
  const since = accepted?.answered ?? session.signedInBy?.respondedAt;
  if (since === undefined) return undefined;
  const { requestId, host } = moment.entry;
  // The page to sign in of the application itself may lead on to the provider.
  const hops = moments
    .slice(moment.index, moment.index + MOST_HOPS)
    .filter(({ entry }) => entry.requestId === requestId);
  const hosts = new Set(hops.map(({ entry }) => redirectOf(entry)?.hostname).filter((each) => each !== undefined));
  hosts.delete(host);
  if (hosts.size === 0) return undefined;
  const { entries } = trace;
  const refused = firstFrom(entries, moment.entry.id, ({ id }) => id);
  for (let at = refused - 1; at >= Math.max(0, refused - LOOKED_AT); at -= 1) {
    const entry = entries[at];
    if (entry === undefined || entry.startedDateTime < since) return undefined;
    if (!hosts.has(entry.host) || entry.storeId !== storeId || entry.method === 'OPTIONS') continue;
    if (signInWorked(entry)) return undefined;
    if (isSignOut(entry) && entry.status !== undefined && entry.status < 400) return entry;
  }
  return undefined;
}

/** How many requests before a refusal are looked at for a sign-out elsewhere. */
const LOOKED_AT = 2_000;

/** How many requests of a site are looked at for where a redirect goes on. */
const MOST_HOPS = 10;

/**
 * Where another host set a session and alone answered it, and the one that refuses it had answered an earlier one: a cookie
 * for a whole domain, which two applications write.
 */
function givenByOtherHost({ tracked, session, moment }: Refusal): FoundFinding['params'] | undefined {
  const { createdBy } = session;
  const { host } = moment.entry;
  const carried = tracked.bySession.get(session) ?? [];
  if (createdBy === undefined || createdBy.host === host) return undefined;
  const isBefore = ({ index }: Moment): boolean => index < moment.index;
  if (carried.some((each) => isBefore(each) && each.entry.host === host && isAccepted(each))) return undefined;
  const earlier = tracked.moments.find(
    (each) => each.entry.id < createdBy.id && each.entry.host === host && isAccepted(each),
  )?.effect.before;
  if (earlier === undefined || earlier === session) return undefined;
  return { set: createdBy.step, home: code(createdBy.host), earlier: chip(earlier) };
}

/** Lifetimes that people write into settings, in minutes. */
const LIFETIMES = [
  5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 600, 720, 1_440, 2_880, 4_320, 10_080, 20_160, 43_200,
];

/** How much later than its end a session may be refused, as a part of it: later, its age says nothing. */
const CLOSE = 0.05;

/**
 * The fixed lifetime after which a session that was in use all along was refused: it passed between the last answer for the
 * session and the refusal, and these two lie close together.
 */
function fixedLifetime({ session, accepted, moment }: Refusal): FoundFinding['params'] | undefined {
  if (accepted === undefined) return undefined;
  for (const began of new Set([session.signedInBy, session.createdBy])) {
    if (began?.respondedAt === undefined) continue;
    const [young, old] = [accepted.started - began.respondedAt, moment.answered - began.startedDateTime];
    const lifetime = LIFETIMES.map((minutes) => minutes * 60_000).find((ms) => young <= ms && ms <= old);
    if (lifetime !== undefined && old - young <= lifetime * CLOSE)
      return { age: span(moment.started - began.respondedAt), began: began.step, lifetime: span(lifetime) };
  }
  return undefined;
}

/** What is odd about the line by which somebody signed in on a session that was never accepted. */
function brokenAtSignIn({ session, tracked }: Refusal, found: Unnamed): FoundFinding {
  const { params } = found;
  const entry = session.signedInBy;
  const lines = entry?.setCookies.filter(
    ({ intent, identity }) => intent === 'set' && identity.name === tracked.thread.name,
  );
  const line = lines?.findLast(({ value }) => value === session.value);
  if (entry === undefined || lines === undefined || line === undefined)
    return { ...found, variant: 'never', remedy: 'keep-store' };
  const evidence = inTime([{ entry, code: 'set' }, ...found.evidence]);
  const same = lines.filter(({ identity }) => identityKey(identity) === identityKey(line.identity));
  if (new Set(same.map(({ value }) => value)).size > 1)
    return { ...found, evidence, variant: 'set-twice', params: { ...params, times: same.length }, remedy: 'set-once' };
  const cut = cutOffIn(line.parsed);
  if (cut === undefined) return { ...found, variant: 'never', remedy: 'keep-store' };
  return { ...found, evidence, variant: 'value-cut', params: { ...params, cut: code(cut) }, remedy: 'encode-value' };
}

/** Attributes that are known somewhere, or were once (RFC 2965), and hold no part of a value. */
const OTHER_ATTRIBUTES =
  /^(?:version|comment|commenturl|discard|port|priority|same[-_]?party|same[-_]?site|http[-_]?only|max[-_]?age|secured?|expir(?:es|y|ation)|host[-_]?only|encoded?)$/i;

/** The name of what stands behind a semicolon as if it were an attribute, and looks like the rest of a value. */
function cutOffIn({ attributes }: ParsedSetCookie): string | undefined {
  return attributes.find(
    ({ known, name, value }) => known === null && !OTHER_ATTRIBUTES.test(name) && (value?.length ?? 0) >= 4,
  )?.name;
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

/** How soon after a refusal a client asks for another token, in ms. */
const REFRESH_WINDOW = 60_000;

/** The request that should have renewed the token of a refused one, before it or after it, and was refused itself. */
function failedRefresh(view: SiteView, { moment }: Refusal): Moment | undefined {
  return view.moments.find(
    ({ index, started, entry, path }) =>
      index !== moment.index &&
      Math.abs(started - moment.answered) < REFRESH_WINDOW &&
      entry.method === 'POST' &&
      REFRESH_PATH.test(path) &&
      (entry.status ?? 0) >= 400,
  );
}

/** How far clocks may differ, in ms: libraries accept a token for up to five minutes after its end. */
const LEEWAY = 5 * 60 * 1000;

/** True where the server answered the session long after its token had expired: that was not what it looks at. */
function tookExpired({ tracked, session, moment }: Refusal, expiry: number): boolean {
  const isPage = moment.kind === 'document';
  return (tracked.bySession.get(session) ?? []).some((each) => {
    if (each.index >= moment.index || each.started <= expiry + LEEWAY || !isAccepted(each)) return false;
    const isSame = each.path === moment.path && each.origin === moment.origin;
    return (
      each.effect.accepted !== undefined || isSame || (isPage && each.kind === 'document' && !isEntrance(each.path))
    );
  });
}

export const tokenExpired = {
  code: 'token-expired',
  rank: 47,
  words: {
    title: 'findingTokenExpired',
    args: ['cookie', 'step', 'request', 'age'],
    variants: {
      refresh: {
        title: 'findingTokenExpiredRefresh',
        args: ['cookie', 'step', 'request', 'age', 'refresh', 'refreshStatus'],
      },
      early: { title: 'findingTokenEarly', args: ['cookie', 'step', 'request', 'claim', 'ahead'] },
      'early-by-server': { title: 'findingTokenEarlyByServer', args: ['cookie', 'step', 'request', 'claim', 'ahead'] },
    },
  },
  *find(view) {
    return (yield* refusalsOf(view)).flatMap((refusal): FoundFinding[] => {
      const expiry = expiryInToken(refusal.session.value);
      const early = earlyToken(refusal.session, refusal.moment);
      if (early !== undefined) {
        const { params, ...found } = findingOf(view, refusal);
        return [{ ...found, variant: early.variant, params: { ...params, ...early.params }, remedy: 'allow-skew' }];
      }
      if (expiry === undefined || expiry > refusal.moment.answered || tookExpired(refusal, expiry)) return [];
      const { params, evidence, ...found } = findingOf(view, refusal);
      const age = span(refusal.moment.started - expiry);
      const refresh = failedRefresh(view, refusal);
      if (refresh === undefined) return [{ ...found, evidence, params: { ...params, age }, remedy: 'longer-timeout' }];
      const { step, status = 0 } = refresh.entry;
      return [
        {
          ...found,
          variant: 'refresh',
          params: { ...params, age, refresh: step, refreshStatus: status },
          evidence: inTime([...evidence, turnedAway(refresh)]),
          remedy: 'look-at-refresh',
        },
      ];
    });
  },
} as const satisfies Cause;
