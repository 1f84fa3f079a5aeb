import { isRedacted } from '../../cookies/redacted.ts';
import { deniedBy, isSignIn, signInWorked } from '../model/answer-class.ts';
import { isToken } from '../model/credential.ts';
import type { RequestEntry } from '../model/entry.ts';
import { hidesCookies, hidesSetCookie } from '../model/hidden-cookies.ts';
import type { Session, Thread } from '../model/session.ts';
import type { Trace } from '../model/trace.ts';
import { findingsInSlices, lastLoss, withoutEchoes } from './all-findings.ts';
import { type Doubt, doubtOf } from './doubt.ts';
import type { Finding } from './finding.ts';
import { cookiesOfOtherKinds, failedSignIn } from './no-session.ts';
import { atOnce, type Pausing } from './pausing.ts';
import { tripsIn } from './sign-in-trip.ts';
import {
  firstLookedAt,
  isAccepted,
  type Moment,
  newestEntries,
  type Place,
  type Reading,
  type SiteView,
  type ThreadMoment,
  viewInSlices,
} from './site-view.ts';
import { addToStanding, happenedWithin, isInside, newStanding, type Standing } from './standing.ts';
import type { Trouble } from './trouble.ts';

/** What there is to say where no finding is. */
export type PlainAnswerCode =
  /** A session lives, and nothing speaks against it. */
  | 'alive'
  /** Requests were seen, and no cookie that could be a session. */
  | 'no-session'
  /** Requests carried cookies, and none of them is known to be a session. */
  | 'no-session-known'
  /** The values of cookies were taken out of the file. */
  | 'values-hidden'
  /** No cookie is known to be a session, and requests carry a token in a header. */
  | 'in-header'
  /** Nothing was seen of this site. */
  | 'nothing-seen'
  /** The file holds no cookies at all. */
  | 'no-cookies';

/** The one sentence on top, with everything behind it. */
export interface Answer {
  readonly site: string;
  readonly storeId: string;
  /** The finding that explains the last loss; absent where there was none. */
  readonly finding?: Finding;
  /** What there is to say without one. */
  readonly plain: PlainAnswerCode;
  /** True for a browser's own recording: a request without cookies carried none. */
  readonly showsJar: boolean;
  /** The session that lives, where one does. */
  readonly living?: Session;
  /** The last request that the server answered for it. */
  readonly lastAccepted?: ThreadMoment;
  /** What keeps it from being said that all is well. */
  readonly doubt?: Doubt;
  /** Where no cookie is known to be a session: the last request that carried a token in a header. */
  readonly withHeader?: RequestEntry;
  /** The last request that was turned away, where no session is known. */
  readonly turnedAway?: Moment;
  /** Where none lives here: one that lives on the same site in another container or window, whose cookies are apart. */
  readonly otherStore?: Session;
  /** Where no cookie was seen: the last sign-in, which the server took without setting one. */
  readonly signInWithoutCookie?: RequestEntry;
  /** Where no session is known: the last sign-in, which failed. */
  readonly failedSignIn?: Trouble;
  /** Where no session is known: the cookies, all of which are known to be something else. */
  readonly otherCookies?: readonly string[];
  /** The step at which the user signed in again after the loss. */
  readonly signedInAgain?: number;
  /** Everything that was found, the newest first; the answer's own included. */
  readonly findings: readonly Finding[];
  /** The main session's thread. */
  readonly thread?: Thread;
  /** True where what is said shows inside the pages of other sites alone, as of a widget or a counter. */
  readonly isWithin?: boolean;
  /** True for one of these that no page shows of a site of which something is told: a program's, or another tab's. */
  readonly isApart?: boolean;
}

/** The session that the browser holds and that was used last. */
function livingOf(view: SiteView): { readonly session: Session; readonly moment: ThreadMoment } | undefined {
  let newest: { session: Session; moment: ThreadMoment } | undefined;
  for (const { thread, moments } of view.threads) {
    if (thread.role !== 'session') continue;
    const moment = moments.findLast(({ effect }) => effect.after !== undefined || effect.before !== undefined);
    const session = moment?.effect.after ?? moment?.effect.before;
    if (moment === undefined || session === undefined || session.end !== undefined) continue;
    if (newest === undefined || moment.index > newest.moment.index) newest = { session, moment };
  }
  // Whether it was used is not to be seen where Cookie headers were taken out.
  const isUnseen = newest !== undefined && carriedBy(view, newest.session).length === 0;
  return isUnseen && view.moments.some(({ entry }) => isRedacted(entry.cookieHeader ?? '')) ? undefined : newest;
}

/** The session that lives on the site in another cookie store: a container of Firefox, a private window. */
function livingInOtherStore({ trace, site, storeId }: SiteView): Session | undefined {
  return trace.sessions.findLast(
    ({ thread, end }) => thread.site === site && thread.storeId !== storeId && end === undefined,
  );
}

/** The requests that carried a session, in order. */
function carriedBy(view: SiteView, session: Session): readonly ThreadMoment[] {
  return view.threads.find(({ thread }) => thread === session.thread)?.bySession.get(session) ?? [];
}

/** Answers "why was I logged out?" for one site of a trace. Reads the site's entries: ask when it is looked at. */
export function answerOf(trace: Trace, site: string, storeId: string): Answer {
  return atOnce(answerInSlices({ trace }, { site, storeId }));
}

/**
 * The same in slices of a few ms: of a long trace, all of them at once would keep a page from answering. The trace must
 * not change before the last one.
 */
export function* answerInSlices(
  reading: Reading,
  { site, storeId }: Place,
  entries = newestEntries(reading.trace),
): Pausing<Answer> {
  const { trace } = reading;
  const view = yield* viewInSlices(reading, { site, storeId }, entries);
  const found = yield* findingsInSlices(view);
  const living = livingOf(view);
  const finding = lastLoss(found, living?.session);
  const findings = withoutEchoes(found, finding);
  const main = view.threads.find(({ thread }) => thread.sessions.length > 0);
  const again =
    finding === undefined
      ? undefined
      : view.moments.find((moment) => moment.started >= finding.time && isSignIn(moment.entry) && !moment.denied);
  const carried = living === undefined ? [] : carriedBy(view, living.session);
  const turnedAway = view.moments.findLast(({ denied }) => denied);
  const doubt = living === undefined ? undefined : yield* doubtOf(view, living.session, carried);
  const accepted = doubt === undefined ? carried.findLast(isAccepted) : doubt.accepted;
  const withHeader =
    living === undefined ? view.moments.findLast(({ entry }) => isToken(entry.credential))?.entry : undefined;
  const plain = withHeader === undefined ? plainAnswer(view, living !== undefined) : 'in-header';
  const otherStore = living === undefined ? livingInOtherStore(view) : undefined;
  const isWithoutCookie = plain === 'no-session' || plain === 'no-cookies';
  const failed = plain === 'no-session-known' || plain === 'no-session' ? failedSignIn(view) : undefined;
  const others = plain === 'no-session-known' ? cookiesOfOtherKinds(view) : undefined;
  const signIn = isWithoutCookie || others !== undefined ? lastSignIn(view, turnedAway, isWithoutCookie) : undefined;
  return {
    site,
    storeId,
    ...(finding !== undefined && { finding }),
    plain,
    showsJar: trace.showsJar,
    ...(otherStore !== undefined && { otherStore }),
    ...(signIn !== undefined && { signInWithoutCookie: signIn }),
    ...(failed !== undefined && { failedSignIn: failed }),
    ...(others !== undefined && { otherCookies: others }),
    ...(withHeader !== undefined && { withHeader }),
    ...(living !== undefined && { living: living.session }),
    ...(accepted !== undefined && { lastAccepted: accepted }),
    ...(doubt !== undefined && { doubt }),
    ...(living === undefined && turnedAway !== undefined && { turnedAway }),
    ...(again !== undefined && { signedInAgain: again.entry.step }),
    findings,
    ...(main !== undefined && { thread: main.thread }),
  };
}

/** How many other sites of a page are asked: most have none. */
const MAX_INSIDE = 5;

/**
 * The answer for a site whose page is looked at. Who was sent there from another site wants to know why: what that one
 * ended is told, as long as the page is shown that it led to. Where nothing is told of the page's own site, what was lost
 * inside of it is, as in a frame.
 */
export function* answerOfPage(reading: Reading, place: Place): Pausing<Answer> {
  const { entries } = reading.trace;
  const at = entries.findLastIndex(
    ({ site, storeId, type }) => site === place.site && storeId === place.storeId && type === 'main_frame',
  );
  const page = entries[at];
  const from = page && entries.find(({ requestId }) => requestId === page.requestId);
  if (from !== undefined && from.site !== place.site) {
    const answer = yield* answerInSlices(reading, { ...place, site: from.site });
    if (answer.finding?.evidence.some(({ entry }) => entry.requestId === from.requestId)) return answer;
  }
  const own = yield* answerInSlices(reading, place);
  if (page === undefined || isTold(own)) return own;
  const isInside = ({ step, tabId }: RequestEntry): boolean => step > page.step && tabId === page.tabId;
  const inside = new Set(
    entries
      .slice(at)
      .filter(isInside)
      .map(({ site }) => site),
  );
  for (const site of [...inside].slice(0, MAX_INSIDE)) {
    const answer = yield* answerInSlices(reading, { ...place, site });
    if (answer.finding?.kind === 'loss' && answer.finding.evidence.some(({ entry }) => isInside(entry))) return answer;
  }
  return own;
}

/**
 * The last sign-in that the server took; where other cookies were seen, one that set none, and after which a request was
 * turned away.
 */
function lastSignIn({ moments }: SiteView, turnedAway: Moment | undefined, isBare: boolean): RequestEntry | undefined {
  const last = moments.findLast(({ entry }) => signInWorked(entry));
  const isMissed =
    last?.entry.setCookies.length === 0 && !hidesSetCookie(last.entry) && last.index < (turnedAway?.index ?? -1);
  return isBare || isMissed ? last?.entry : undefined;
}

const hidesValues = ({ entry }: Moment): boolean =>
  hidesCookies(entry) || hidesSetCookie(entry) || entry.setCookies.some(({ value }) => isRedacted(value));

function plainAnswer(view: SiteView, lives: boolean): PlainAnswerCode {
  if (lives) return 'alive';
  if (view.moments.length === 0) return 'nothing-seen';
  if (!view.trace.showsJar && view.moments.some(hidesValues)) return 'values-hidden';
  const anyCookie = view.moments.some(({ entry }) => entry.cookieHeader !== undefined || entry.setCookies.length > 0);
  if (anyCookie) return 'no-session-known';
  const inTrace = view.trace.entries.some((entry) => entry.cookieHeader !== undefined || entry.setCookies.length > 0);
  return inTrace ? 'no-session' : 'no-cookies';
}

/** The sites of a trace with an answer each, the one whose own page asked last first. */
export function answersOf(trace: Trace): Answer[] {
  return atOnce(answersInSlices(trace));
}

/** Entries between two pauses, where little is done with each. */
const ENTRIES_IN_STEP = 2048;

interface OpenPlace extends Place {
  readonly entries: RequestEntry[];
  readonly standing: Standing;
}

/** The same in slices of a few ms; the trace must not change before the last one. */
export function* answersInSlices(trace: Trace): Pausing<Answer[]> {
  const reading: Reading = { trace };
  const sites = new Map<string, OpenPlace>();
  const oldest = firstLookedAt(trace);
  for (const [at, entry] of trace.entries.entries()) {
    const { site, storeId } = entry;
    const key = `${storeId} ${site}`;
    const place = sites.get(key) ?? { site, storeId, entries: [], standing: newStanding() };
    sites.delete(key);
    sites.set(key, place);
    if (at >= oldest) place.entries.push(entry);
    addToStanding(place.standing, entry);
    if (at % ENTRIES_IN_STEP === ENTRIES_IN_STEP - 1) yield;
  }
  // Behind the site of the page that asked last, others may have been asked by that page.
  const places = [...sites.values()].reverse().sort((a, b) => b.standing.ownPage - a.standing.ownPage);
  const tripped = sites.size > 1 ? yield* sitesOfTrips(reading) : new Set<string>();
  const answers: Answer[] = [];
  for (const { entries, standing, ...place } of places) {
    const answer = yield* answerInSlices(reading, place, entries);
    const { finding } = answer;
    const isWithin = finding === undefined ? standing.ownPage === 0 : happenedWithin(finding, standing);
    answers.push(isWithin && !tripped.has(place.site) ? { ...answer, isWithin } : answer);
  }
  const opened = answers.filter((answer) => answer.isWithin !== true && isTold(answer));
  const told = new Set(opened.map(({ site }) => site));
  return answers.map((answer, at) => {
    const standing = places[at]?.standing;
    const isApart = answer.isWithin === true && standing !== undefined && !isInside(standing, told);
    return isApart ? { ...answer, isApart } : answer;
  });
}

/** The sites that took part in a sign-in over several. */
function* sitesOfTrips(reading: Reading): Pausing<ReadonlySet<string>> {
  const trips = yield* tripsIn(reading);
  return new Set(trips.flatMap(({ stops }) => stops.map(({ entry }) => entry.site)));
}

/** True for a site with cookies or tokens of its own, of which none is known to be a session. */
const hasOwn = ({ plain }: Answer): boolean => ['no-session-known', 'values-hidden', 'in-header'].includes(plain);

/** True where somebody signed in, or was turned away who had been in: what a chat keeps shows nothing of the kind. */
const isSignedInto = ({ finding, lastAccepted, living, turnedAway }: Answer): boolean =>
  (living?.signedInBy !== undefined && lastAccepted !== undefined) ||
  turnedAway !== undefined ||
  (finding?.variant !== 'began-later' && finding?.evidence.some(({ entry }) => deniedBy(entry) !== undefined) === true);

/** True for a site of which something is told: a session, what kept one from beginning, or a sign-in. */
const isTold = ({ failedSignIn, finding, signInWithoutCookie, thread }: Answer): boolean =>
  [failedSignIn, finding, signInWithoutCookie, thread].some((told) => told !== undefined);

/** Inside other sites' pages alone nobody is logged out, unless nothing is told of the page's own site. */
function candidatesAmong(answers: readonly Answer[]): readonly Answer[] {
  const opened = answers.filter(({ isWithin }) => isWithin !== true);
  if (opened.some(isTold)) return opened;
  if (!opened.some(hasOwn)) return answers;
  return answers.filter((answer) => answer.isWithin !== true || isSignedInto(answer));
}

/**
 * The answer of a whole file: that of the site whose session was lost last; else of the one in use, unless the last
 * request was turned away because its cookies are another store's.
 */
export function mainAnswer(answers: readonly Answer[]): Answer | undefined {
  const candidates = candidatesAmong(answers);
  const newest = newestFound(candidates);
  if (newest?.finding?.kind === 'loss') return newest;
  // That all is well at one site is no answer for who lost a session at another.
  const apart = newestFound(answers.filter(({ finding, isApart }) => isApart === true && finding?.kind === 'loss'));
  if (apart !== undefined || newest !== undefined) return apart ?? newest;
  const last = candidates.find(({ plain }) => plain !== 'nothing-seen') ?? candidates[0];
  if (last?.otherStore !== undefined && last.turnedAway !== undefined) return last;
  const inUse = candidates.find(({ living }) => living !== undefined);
  return last !== undefined && isTurnedAwayLast(last, inUse) ? last : (inUse ?? last);
}

/** The newest finding's answer. What somebody ended on purpose at one site is no reason for a loss at another. */
function newestFound(answers: readonly Answer[]): Answer | undefined {
  const found = answers.filter(({ finding }) => finding !== undefined);
  const isAnyLost = found.some(({ finding }) => finding?.kind === 'loss');
  return found
    .filter(({ finding }) => !isAnyLost || finding?.kind !== 'ending')
    .toSorted((a, b) => (b.finding?.time ?? 0) - (a.finding?.time ?? 0))[0];
}

/** True where the last page was turned away at a site without a session: that another site answers is no comfort. */
function isTurnedAwayLast({ plain, turnedAway }: Answer, inUse: Answer | undefined): boolean {
  const isWithout = plain === 'no-session' || plain === 'no-session-known';
  if (!isWithout || turnedAway?.kind !== 'document') return false;
  const { lastAccepted, living } = inUse ?? {};
  return Math.max(lastAccepted?.started ?? 0, living?.firstSeen ?? 0) < turnedAway.started;
}
