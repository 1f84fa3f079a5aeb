import { answerClass, deniedBy, isCallback, isMute, isSignIn, isSignOut, pathOfEntry } from '../model/answer-class.ts';
import type { RequestEntry, SessionAction, SessionEffect, SetCookieEntry } from '../model/entry.ts';
import { originOfUrl } from '../model/entry-url.ts';
import { isStatic, kindOf, type RequestKind } from '../model/request-kind.ts';
import type { Session, Thread } from '../model/session.ts';
import type { Trace } from '../model/trace.ts';
import { atOnce, keptOf, type Pausing } from './pausing.ts';

/**
 * One request as causes look at it. Static files, beacons and polls without an answer are left out: they carry the session,
 * and say nothing of it.
 */
export interface Moment {
  readonly entry: RequestEntry;
  readonly kind: RequestKind;
  /** Its place among the site's moments. */
  readonly index: number;
  /** The path of its URL. */
  readonly path: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** ms since 1970: when it left, and when its answer came. */
  readonly started: number;
  readonly answered: number;
  readonly ok: boolean;
  readonly denied: boolean;
}

/** What one request did on one thread. */
export interface ThreadMoment extends Moment {
  readonly effect: SessionEffect;
  /** The Set-Cookie lines that write the thread's cookie. */
  readonly lines: readonly SetCookieEntry[];
}

/** A thread with its moments, in the order of the requests. */
export interface ThreadView {
  readonly thread: Thread;
  readonly moments: readonly ThreadMoment[];
  /** The moments that carried each session. */
  readonly bySession: ReadonlyMap<Session, readonly ThreadMoment[]>;
  readonly byEntry: ReadonlyMap<RequestEntry, ThreadMoment>;
}

/** One reading of a trace, which stays as it is meanwhile: what is found once for all sites is kept for it. */
export interface Reading {
  readonly trace: Trace;
}

/** One site of a trace, prepared once for all causes. */
export interface SiteView {
  readonly trace: Trace;
  readonly reading: Reading;
  readonly site: string;
  readonly storeId: string;
  /** All requests to the site but those that say nothing of the session, in order. */
  readonly moments: readonly Moment[];
  /** What the browser answered from its cache, static files left out. */
  readonly cached: readonly RequestEntry[];
  /** The threads that carry sessions, the most trusted first. */
  readonly threads: readonly ThreadView[];
  /** The threads of cookies that stand beside them. */
  readonly companions: readonly ThreadView[];
}

/** The newest entries of a site that are looked at: an answer speaks of the last loss. */
const MAX_ENTRIES = 20_000;

/** When a request's answer came, in ms since 1970: its head, or its end, or, where neither is known, when it left. */
export function answeredAt({ respondedAt, completedAt, startedDateTime }: RequestEntry): number {
  return respondedAt ?? completedAt ?? startedDateTime;
}

function momentOf(entry: RequestEntry, index: number): Moment {
  return {
    entry,
    kind: kindOf(entry),
    index,
    path: pathOfEntry(entry),
    origin: originOfUrl(entry.url),
    started: entry.startedDateTime,
    answered: answeredAt(entry),
    ok: answerClass(entry) === 'ok',
    denied: deniedBy(entry) !== undefined,
  };
}

/** One site of one cookie store. */
export interface Place {
  readonly site: string;
  readonly storeId: string;
}

/** The place of the first entry of a trace that is looked at. */
export function firstLookedAt({ entries }: Trace): number {
  return Math.max(0, entries.length - MAX_ENTRIES);
}

/** The entries of a trace that are looked at. */
export function newestEntries(trace: Trace): readonly RequestEntry[] {
  return trace.entries.slice(firstLookedAt(trace));
}

/** Without what says nothing of who asked. An empty answer says something where the same address refuses others. */
function withoutMute(moments: readonly Moment[]): Moment[] {
  const denying = new Set(moments.filter(({ denied }) => denied).map(addressOf));
  return moments
    .filter((moment) => !isMute(moment.entry) || denying.has(addressOf(moment)))
    .map((moment, index) => (moment.index === index ? moment : { ...moment, index }));
}

const ENDED: ReadonlySet<SessionAction> = new Set(['ended', 'replaced', 'rotated']);

/** True for a picture at an address that signs out, as on another site's page, and whose answer did so. */
const signsOutByPicture = (entry: RequestEntry): boolean =>
  entry.effects.some(({ action }) => ENDED.has(action)) && isSignOut(entry);

/** How many entries one slice prepares: some ms. */
const ENTRIES_IN_STEP = 500;

/** Prepares a site of a trace. */
export function viewSite(trace: Trace, site: string, storeId: string): SiteView {
  return atOnce(viewInSlices({ trace }, { site, storeId }, newestEntries(trace)));
}

/** The same in slices of a few ms, from those entries alone. */
export function* viewInSlices(
  reading: Reading,
  { site, storeId }: Place,
  entries: readonly RequestEntry[],
): Pausing<SiteView> {
  const { trace } = reading;
  const all: Moment[] = [];
  const cached: RequestEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    if (entry.site !== site || entry.storeId !== storeId || (isStatic(entry) && !signsOutByPicture(entry))) continue;
    if (entry.fromCache === true) cached.push(entry);
    if (entry.fromCache === true && entry.setCookies.length === 0) continue;
    all.push(momentOf(entry, all.length));
  }
  const moments = withoutMute(all);
  const byEntry = new Map(moments.map((moment) => [moment.entry, moment]));
  const threads = yield* viewThreads(trace.threads, { site, storeId }, byEntry);
  const companions = yield* viewThreads(trace.companions, { site, storeId }, byEntry);
  return { trace, reading, site, storeId, moments, cached, threads, companions };
}

function* viewThreads(
  threads: ReadonlyMap<string, Thread>,
  { site, storeId }: Place,
  byEntry: ReadonlyMap<RequestEntry, Moment>,
): Pausing<ThreadView[]> {
  const views: ThreadView[] = [];
  const here = [...threads.values()].filter((thread) => thread.site === site && thread.storeId === storeId);
  for (const thread of here.sort((a, b) => b.trust - a.trust)) views.push(yield* viewThread(thread, byEntry));
  return views;
}

const NO_LINES: readonly SetCookieEntry[] = [];

function* viewThread(thread: Thread, byEntry: ReadonlyMap<RequestEntry, Moment>): Pausing<ThreadView> {
  const moments: ThreadMoment[] = [];
  const sessions = new Map<Session, ThreadMoment[]>();
  const entries = new Map<RequestEntry, ThreadMoment>();
  for (const [at, entry] of thread.entries.entries()) {
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
    const moment = byEntry.get(entry);
    if (moment === undefined) continue;
    const effect = (thread.role === 'session' ? entry.effects : entry.companions).find(
      (each) => each.thread === thread,
    );
    if (effect === undefined) continue;
    const lines =
      entry.setCookies.length === 0 ? NO_LINES : entry.setCookies.filter((line) => line.identity.name === thread.name);
    const seen = { ...moment, effect, lines };
    moments.push(seen);
    entries.set(entry, seen);
    if (effect.before === undefined) continue;
    const carried = sessions.get(effect.before);
    if (carried === undefined) sessions.set(effect.before, [seen]);
    else carried.push(seen);
  }
  return { thread, moments, bySession: sessions, byEntry: entries };
}

/** True for a file in which no request carries a cookie: what recorded it may have left them out. */
export function isWithoutCookies({ trace }: SiteView): boolean {
  return (
    !trace.showsJar &&
    trace.entries.every(({ cookieHeader, requestUnseen }) => !requestUnseen && cookieHeader === undefined)
  );
}

/** The first request that left after a moment was answered, and that matches. */
export function nextMoment(
  view: SiteView,
  after: Moment,
  matches: (moment: Moment) => boolean = () => true,
): Moment | undefined {
  for (let at = after.index + 1; at < view.moments.length; at++) {
    const moment = view.moments[at];
    if (moment !== undefined && moment.started >= after.answered && matches(moment)) return moment;
  }
  return undefined;
}

/** True where two requests were under way at the same time. */
export function cross(one: Moment, other: Moment): boolean {
  return one.started < other.answered && other.started < one.answered;
}

/** True where an answer shows that the user was not signed in, or had to begin again. */
export function showsLoss(moment: Moment): boolean {
  const { entry } = moment;
  if (moment.denied) return true;
  if (entry.status !== undefined && entry.status >= 400 && isCallback(entry)) return true;
  return /[?&/#]error(?:[=&/_]|$)/.test(entry.responseHeaders.find(([name]) => name === 'location')?.[1] ?? '');
}

/** The last request before a moment that the server answered for this session as for a known one. */
export function lastAccepted(
  moments: readonly ThreadMoment[],
  session: Session,
  before: Moment,
): ThreadMoment | undefined {
  return moments.findLast(
    (moment) =>
      moment.index < before.index && isAccepted(moment) && (moment.effect.after ?? moment.effect.before) === session,
  );
}

/** True where something speaks for it that the server knew the session: a count, or a good answer to its id. */
export function isAccepted({ effect, ok, entry }: ThreadMoment): boolean {
  if (effect.accepted !== undefined) return true;
  if (effect.rejected !== undefined || effect.before === undefined) return false;
  return ok && !isSignIn(entry) && !isSignOut(entry) && effect.action === 'resumed';
}

/** True for an answer that strangers do not get: by its address, by its count, or by its page. */
export function showsKnown({ effect, entry }: ThreadMoment): boolean {
  return effect.accepted !== undefined || (effect.before !== undefined && entry.says === 'signed-in');
}

/** True where something shows that somebody was signed in on a session: that of a visitor shows nothing of the kind. */
export function wasSignedIn(view: ThreadView, session: Session): boolean {
  // What a renewal gave out goes on with the sign-in before it. A thread may hold thousands: no recursion.
  for (let each: Session | undefined = session; each !== undefined; ) {
    if (each.signedInBy !== undefined || each.createdBy?.says === 'signed-in') return true;
    if (isOlderThanRecording(view, each)) return true;
    if (view.bySession.get(each)?.some(({ effect }) => effect.accepted !== undefined) === true) return true;
    const before: Session | undefined = renewedFrom(view).get(each);
    each = before !== undefined && before.firstSeen < each.firstSeen ? before : undefined;
  }
  return false;
}

const renewals = new WeakMap<ThreadView, ReadonlyMap<Session, Session>>();

/** For each session that a renewal gave out, the one that it goes on with. */
function renewedFrom(view: ThreadView): ReadonlyMap<Session, Session> {
  let known = renewals.get(view);
  if (known === undefined) {
    const from = new Map<Session, Session>();
    for (const session of view.thread.sessions.toReversed()) {
      const { end } = session;
      if (end?.cause === 'rotated' && end.successor !== undefined) from.set(end.successor, session);
    }
    known = from;
    renewals.set(view, known);
  }
  return known;
}

/**
 * The last request that brought another session to the same host, before one that no response in sight gave out: something
 * wrote that one over it.
 */
export function writtenOver({ moments, bySession }: ThreadView, session: Session): ThreadMoment | undefined {
  if (session.origin !== 'before-recording') return undefined;
  const first = bySession.get(session)?.[0];
  if (first === undefined) return undefined;
  for (let at = firstFrom(moments, first.index, indexOf) - 1; at >= 0; at -= 1) {
    const moment = moments[at];
    if (
      moment?.effect.before !== undefined &&
      moment.effect.before !== session &&
      moment.entry.host === first.entry.host
    )
      // Both went along: nothing was written, one of two went away.
      return carriesBoth(moment, session) ? undefined : moment;
  }
  return undefined;
}

const carriesBoth = ({ entry }: Moment, { thread, value }: Session): boolean =>
  entry.cookies.some((each) => each.name === thread.name && each.value === value);

/** How long the session that a request sent had been idle, in ms; undefined where the request is the first of it. */
export function pauseBefore({ bySession }: ThreadView, moment: ThreadMoment): number | undefined {
  const { before } = moment.effect;
  const carried = (before === undefined ? undefined : bySession.get(before)) ?? [];
  const last = carried[firstFrom(carried, moment.index, indexOf) - 1];
  return last === undefined ? undefined : moment.started - last.answered;
}

export const indexOf = ({ index }: Moment): number => index;

/** What was asked for, whatever the method and the query. */
export const addressOf = ({ origin, path }: Moment): string => `${origin}${path}`;

/** True for two requests to one address, whatever their methods. */
export const isAt = (one: Moment, other: Moment): boolean => one.path === other.path && one.origin === other.origin;

/** True where the server did what it was asked: it neither refused nor failed, and the request is no preflight. */
export function wasDone({ entry, denied }: Moment): boolean {
  return entry.method !== 'OPTIONS' && !denied && (entry.status ?? 500) < 400;
}

/** True for a request of which no answer came, or a gateway's: the server may have done what it was asked all the same. */
export const mayBeDone = ({ entry: { status, method } }: Moment): boolean =>
  method !== 'OPTIONS' && (status === undefined || status === 502 || status === 504);

/** The place of the first item whose number is not below a bound; the items are in the order of their numbers. */
export function firstFrom<Item>(items: readonly Item[], bound: number, numberOf: (item: Item) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && numberOf(item) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** For each value of a thread's cookie, the answers with a line of it, in order. */
const settersIn = keptOf(({ moments }: ThreadView): ReadonlyMap<string, readonly ThreadMoment[]> => {
  const found = new Map<string, ThreadMoment[]>();
  for (const moment of moments) {
    for (const value of new Set(moment.lines.map((line) => line.value))) {
      const known = found.get(value);
      if (known === undefined) found.set(value, [moment]);
      else known.push(moment);
    }
  }
  return found;
});

/** The answers with a line of a thread's cookie that has this value, in order. */
export function settersOf(tracked: ThreadView, value: string): readonly ThreadMoment[] {
  return settersIn(tracked).get(value) ?? [];
}

/** For each place, the latest start of a request up to there, so that a time is found fast though starts are out of order. */
const reachedBy = keptOf((moments: readonly Moment[]): readonly number[] => {
  let latest = Number.NEGATIVE_INFINITY;
  return moments.map(({ started }) => {
    latest = Math.max(latest, started);
    return latest;
  });
});

/** The first request that began at a time or later, and that matches. */
export function firstSince<M extends Moment>(
  moments: readonly M[],
  time: number,
  matches: (moment: M) => boolean = () => true,
): M | undefined {
  for (let at = firstFrom(reachedBy(moments), time, (each) => each); at < moments.length; at += 1) {
    const moment = moments[at];
    if (moment !== undefined && moment.started >= time && matches(moment)) return moment;
  }
  return undefined;
}

/** True for a session that was there when the recording began, as far as it shows. */
export function isOlderThanRecording(view: ThreadView, session: Session): boolean {
  return session.origin === 'before-recording' && writtenOver(view, session) === undefined;
}
