import { isStatic } from '../../model/request-kind.ts';
import type { Session } from '../../model/session.ts';
import { span } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { answeredAt, firstFrom, isAccepted, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { expiryInToken } from '../token-expiry.ts';
import { firstAfterPause } from './first-after-pause.ts';
import type { Refusal } from './refusals.ts';

// How long a session had been idle, or had lived, when it was refused.

/** A pause in the use of a session: how long it was, in ms, and the request after it. */
interface Pause {
  readonly length: number;
  readonly next: ThreadMoment;
}

/** A request that carried a session, by its times in ms since 1970. */
interface Use {
  readonly started: number;
  readonly answered: number;
}

const knownUses = new WeakMap<ThreadView, ReadonlyMap<Session, readonly Use[]>>();

/** All uses of a session in order: a poll carries it to the server as well, though its answer says nothing of it. */
function usesOf(tracked: ThreadView, session: Session): readonly Use[] {
  const known = knownUses.get(tracked) ?? usesBySession(tracked);
  knownUses.set(tracked, known);
  return known.get(session) ?? [];
}

function usesBySession({ thread }: ThreadView): ReadonlyMap<Session, readonly Use[]> {
  const uses = new Map<Session, Use[]>();
  for (const entry of thread.entries) {
    if (isStatic(entry) || entry.fromCache === true) continue;
    const effects = thread.role === 'session' ? entry.effects : entry.companions;
    const carried = effects.find((effect) => effect.thread === thread)?.before;
    if (carried === undefined) continue;
    const list = uses.get(carried) ?? [];
    uses.set(carried, list);
    list.push({ started: entry.startedDateTime, answered: answeredAt(entry) });
  }
  return uses;
}

/** The longest time without a use between two times, in ms. */
function silence(uses: readonly Use[], from: number, to: number): number {
  let longest = 0;
  let last = from;
  for (let at = firstFrom(uses, from, ({ started }) => started); at < uses.length; at++) {
    const use = uses[at];
    if (use === undefined || use.started >= to) break;
    longest = Math.max(longest, use.started - last);
    last = Math.max(last, use.answered);
  }
  return Math.max(longest, to - last);
}

/**
 * The longest time in which no request carried the session, from the last one that was answered for it to the refused
 * one; a sign-in, and the answer that gave it out, count as such.
 */
export function longestPause({ tracked, session, accepted, moment }: Refusal): Pause {
  let longest: Pause = { length: 0, next: moment };
  let before = accepted?.answered ?? (session.signedInBy ?? session.createdBy)?.respondedAt;
  if (before === undefined) return longest;
  const uses = usesOf(tracked, session);
  for (const next of tracked.bySession.get(session) ?? []) {
    if (next.started < before || next.index === accepted?.index) continue;
    if (next.index > moment.index) break;
    const length = silence(uses, before, next.started);
    if (length > longest.length) longest = { length, next };
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
export function mayBeIdleness(refusal: Refusal, idle: number): boolean {
  const { tracked, session, moment } = refusal;
  const expiry = expiryInToken(session.value);
  if (expiry !== undefined && expiry > moment.answered) return false;
  if (idle < SHORT_PAUSE && (lifetimeSet(refusal) ?? 0) > idle * MUCH_LONGER) return false;
  const uses = usesOf(tracked, session);
  const carried = tracked.bySession.get(session) ?? [];
  const until = firstAfterPause(carried, session, moment);
  let before: number | undefined;
  for (const each of carried) {
    if (each.index >= until.index) break;
    if (before !== undefined && isAccepted(each) && silence(uses, before, each.started) >= idle) return false;
    before = each.answered;
  }
  return true;
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
export function fixedLifetime({ session, accepted, moment }: Refusal): FoundFinding['params'] | undefined {
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
