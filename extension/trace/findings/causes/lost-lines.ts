import { identityKey } from '../../../cookies/cookie-identity.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import { isSignIn } from '../../model/answer-class.ts';
import { csrfRefusal } from '../../model/csrf.ts';
import type { RequestEntry, SetCookieEntry } from '../../model/entry.ts';
import type { Session } from '../../model/session.ts';
import { setCookieVerdict } from '../../verdicts/set-cookie-verdict.ts';
import { code } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { effectOf, inTime, turnedAway } from '../evidence-of.ts';
import type { Certainty } from '../finding.ts';
import type { RemedyCode } from '../remedies.ts';
import {
  isAccepted,
  type Moment,
  nextMoment,
  type SiteView,
  type ThreadMoment,
  type ThreadView,
} from '../site-view.ts';
import { certaintyOfLine, isStateRole, reaches } from './helpers.ts';

// The server set the cookie, and no request ever carries it.

/** A Set-Cookie line that left nothing in the jar. */
export interface LostLine {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly line: SetCookieEntry;
  /** How often the same happened on this thread. */
  readonly times: number;
  /** All of them, in order. */
  readonly all: readonly { readonly moment: ThreadMoment; readonly line: SetCookieEntry }[];
  /** An older value stays in its place: what is new is lost, and the session lives. */
  readonly isStale?: boolean;
}

/**
 * Reasons that keep a newer value out for good; others depend on the request, and the next one may succeed. That the older
 * value is refused at once shows that it has not.
 */
const ALWAYS: ReadonlySet<string> = new Set([
  'too-large',
  'control-character',
  'samesite-none-without-secure',
  'domain-mismatch',
  'domain-public-suffix',
  'prefix-secure',
  'prefix-host',
  'prefix-http',
  'prefix-host-http',
  'partitioned-without-secure',
]);

/** True for a refused line whose reason holds for good, or after which the older value is turned away. */
function staysOut(
  view: SiteView,
  { byEntry }: ThreadView,
  moment: ThreadMoment,
  { predicted }: SetCookieEntry,
): boolean {
  const [reason] = predicted.reasons;
  if (reason === undefined || ALWAYS.has(reason.code)) return reason !== undefined;
  const { before } = moment.effect;
  return nextMoment(view, moment, ({ entry }) => byEntry.get(entry)?.effect.before === before)?.denied === true;
}

/** The last new value of each session that the browser refused while an older one stayed. */
export function staleLines(view: SiteView): LostLine[] {
  return view.threads.flatMap((tracked): LostLine[] => {
    const all = tracked.moments.flatMap((moment) => {
      const { before } = moment.effect;
      if (before === undefined) return [];
      const line = moment.lines.findLast(
        (each) => isLost(each) && !isBornExpired(each) && staysOut(view, tracked, moment, each),
      );
      if (line === undefined || line.value === before.value) return [];
      // Another line of the response may have done what this one could not.
      return moment.lines.some((each) => each !== line && each.intent === 'set' && !isLost(each))
        ? []
        : [{ moment, line }];
    });
    const last = all.at(-1);
    if (last === undefined) return [];
    const stays = tracked.moments.some(
      ({ index, effect }) => index > last.moment.index && effect.before === last.moment.effect.before,
    );
    return stays ? [{ tracked, ...last, times: all.length, all, isStale: true }] : [];
  });
}

/** The last line of each thread that was not kept, where the session was left without a cookie. */
export function lostLines(
  view: SiteView,
  matches: (line: SetCookieEntry, moment: ThreadMoment) => boolean,
): LostLine[] {
  const found: LostLine[] = [];
  for (const tracked of [...view.threads, ...view.companions.filter((each) => isNeeded(view, each))]) {
    const lost = tracked.moments.flatMap((moment) => {
      const line =
        moment.effect.action === 'refused'
          ? moment.lines.findLast((each) => isLost(each) && matches(each, moment))
          : undefined;
      return line === undefined ? [] : [{ moment, line }];
    });
    const last = lost.at(-1);
    if (last === undefined) continue;
    const isUsed = tracked.moments.some(
      ({ effect, index, lines }) => index > last.moment.index && (effect.before !== undefined || lines.some(isKept)),
    );
    if (isUsed || view.moments.some(({ index, entry }) => index > last.moment.index && mayCarry(entry, tracked)))
      continue;
    // Nothing may have come after the last one: what the same fault cost before shows all the same.
    const felt = lost.findLast(({ moment }) => effectOf(view, moment) !== undefined);
    const shown = last.line.later === undefined ? (felt ?? last) : last;
    found.push({ tracked, ...shown, times: lost.length, all: lost });
  }
  return found;
}

/** True for a request that carried a cookie of the name whose value was taken out of the file. */
function mayCarry({ cookies }: RequestEntry, { thread }: ThreadView): boolean {
  return cookies.some(({ name, value }) => name === thread.name && isRedacted(value));
}

/** Companions without which no sign-in works: a state, and a token against forgery where that is what was missed. */
function isNeeded({ moments }: SiteView, { thread: { name, role } }: ThreadView): boolean {
  if (role !== 'csrf') return isStateRole(role);
  return moments.some(
    ({ entry }) => csrfRefusal(entry) !== undefined && entry.cookies.every((each) => each.name !== name),
  );
}

function isLost(line: SetCookieEntry): boolean {
  return line.intent === 'set' && (setCookieVerdict(line).outcome === 'refused' || isBornExpired(line));
}

/** True for a line whose cookie is known to have been kept. */
function isKept(line: SetCookieEntry): boolean {
  const { outcome, basis } = setCookieVerdict(line);
  return outcome === 'stored' && basis !== 'predicted';
}

/** True for a line that was meant to set a cookie and whose expiry had passed when it came. */
export function isBornExpired(line: SetCookieEntry): boolean {
  return line.intent === 'set' && line.predicted.outcome === 'deletion';
}

/** What the findings of lost lines share: the line, the request that felt it, the remedy. */
export function lossOf(view: SiteView, lost: LostLine, remedy: RemedyCode): FoundFinding {
  const { moment, tracked } = lost;
  const { thread } = tracked;
  const felt = effectOf(view, moment);
  // The state of a sign-in serves it alone: what is refused to a session after it is another matter.
  const isThrough = isStateRole(thread.role) && isInUse(view, moment, felt);
  const effect = isThrough ? undefined : felt;
  return {
    kind: isThrough || (effect === undefined && isBeside(view, lost)) ? 'hint' : 'loss',
    certainty: certaintyOf(view, lost),
    time: effect?.started ?? moment.answered,
    thread,
    params: { cookie: code(thread.name), step: moment.entry.step, times: lost.times },
    evidence: inTime([{ entry: moment.entry, code: 'not-kept' }, effect && turnedAway(effect)]),
    remedy,
  };
}

const acceptedSessions = new WeakMap<SiteView, ReadonlyMap<Session, number>>();

/** The sessions of a site that were accepted, with the place of the last request that was. A site sets thousands of lines. */
function acceptedIn(view: SiteView): ReadonlyMap<Session, number> {
  let known = acceptedSessions.get(view);
  if (known === undefined) {
    const last = new Map<Session, number>();
    for (const { moments } of view.threads) {
      for (const moment of moments) {
        const session = moment.effect.before;
        if (session !== undefined && isAccepted(moment)) last.set(session, moment.index);
      }
    }
    known = last;
    acceptedSessions.set(view, known);
  }
  return known;
}

/**
 * True where somebody is signed in by another cookie: the same response set it, or another sign-in, and it was accepted
 * later. What a sign-in only carried may be a visitor's. So it is of one that lives on while the recording ends.
 */
function isBeside(view: SiteView, { tracked, moment }: LostLine): boolean {
  const isLast = moment.index === view.moments.length - 1;
  return [...acceptedIn(view)].some(([{ thread, createdBy, signedInBy, origin, end }, last]) => {
    if (thread === tracked.thread) return isLast && end === undefined;
    if (last <= moment.index) return false;
    if (createdBy === moment.entry || (origin === 'before-recording' && !isSignIn(moment.entry))) return true;
    return signedInBy !== undefined && signedInBy !== moment.entry;
  });
}

/** True where a session was accepted between two requests. */
function isInUse({ threads }: SiteView, from: Moment, to: Moment | undefined): boolean {
  const end = to?.index ?? Number.POSITIVE_INFINITY;
  return threads.some(({ moments }) =>
    moments.some((each) => each.index > from.index && each.index < end && isAccepted(each)),
  );
}

/** How surely it is known of the best known of them: a server does the same each time. */
function certaintyOf(view: SiteView, { all }: LostLine): Certainty {
  const known = new Set(all.map(({ line }) => certaintyOfLine(line)));
  if (known.has('observed')) return 'observed';
  return known.has('confirmed') || isConfirmed(view, all) ? 'confirmed' : 'predicted';
}

/** A request that lacks the cookie confirms what the rules say of its line. */
function isConfirmed(view: SiteView, all: LostLine['all']): boolean {
  const reached = new Map<string, readonly Moment[]>();
  return all.toReversed().some(({ line, moment }) => {
    // A server sets one cookie thousands of times: where that goes is looked up once.
    const key = identityKey(line.identity);
    const there = reached.get(key) ?? view.moments.filter(({ entry }) => reaches(line.identity, entry.url));
    reached.set(key, there);
    const next = there.find(({ index, started }) => index > moment.index && started >= moment.answered);
    return next !== undefined && !next.entry.cookies.some(({ name }) => name === line.identity.name);
  });
}
