import { signInWorked } from '../../model/answer-class.ts';
import type { RequestEntry, SessionEffect, SetCookieEntry } from '../../model/entry.ts';
import type { Session, SessionEnd } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import type { FoldRun } from '../fold-run.ts';
import type { FoldState, Held, ThreadState } from '../fold-state.ts';
import { isShown } from '../tools/assumed-jar.ts';
import {
  beginSession,
  emptyPlace,
  endSession,
  holdSession,
  isHeld,
  joinSession,
  nameSession,
  placeOf,
  reviveSession,
  sessionOfValue,
  setExpiry,
} from '../tools/threads.ts';
import { judgeNewId } from './new-id.ts';

/** One Set-Cookie line on its way to its thread. */
export interface LineOnThread {
  readonly run: FoldRun;
  readonly entry: RequestEntry;
  /** The `n` of the event that shows or reports it. */
  readonly event: number;
  readonly tracked: ThreadState;
  readonly line: SetCookieEntry;
  readonly effect: SessionEffect;
  /** It was taken for refused until now: an end that was taken back for that stands again. */
  readonly isKeptAfterAll?: true;
}

/** The browser keeps the line's cookie: the session it names is held from now on. Returns how to take it back. */
export function keepLine(at: LineOnThread): (() => void) | undefined {
  const { run, entry, event, tracked, line, effect, isKeptAfterAll = false } = at;
  const { state } = run;
  const { parsed, identity, value } = line;
  const time = entry.respondedAt ?? entry.startedDateTime;
  const known = sessionOfValue(tracked, value);
  // A request that was not seen carried the session that it is answered with, where that one was alive.
  if (entry.requestUnseen && known?.end === undefined && known !== undefined) effect.before ??= known;
  const { before } = effect;
  const countBefore = before?.count;
  const isRewritten = before !== undefined && known === undefined && readValue(value).clientSide;
  const carriesItsData = isRewritten && !signsInElsewhere(entry, before);
  const goesOn = carriesItsData || (known !== undefined && known === before);
  const session =
    goesOn && before !== undefined
      ? before
      : (known ?? beginSession(state, tracked, { value, time, origin: 'server', createdBy: entry }));
  const sameValue = session.value === value;
  if (carriesItsData || !sameValue) nameSession(tracked, session, value);
  setExpiry(session, parsed.expiryTime);
  const endBefore = session.end;
  // A response that clears the cookie and sets the same value again ends nothing.
  reviveSession(session, wasClearedBy(entry, session) ? 'kept' : 'set-again');
  const displaced = holdSession(tracked, identity, session);
  delete tracked.unplaced;
  if (goesOn) {
    effect.action = 'resumed';
    effect.wrote = sameValue ? 'same-value' : 'new-value';
    return isShown(state, identity) ? undefined : () => letGo(at, session, displaced);
  }
  if (effect.after !== session) joinSession(session, entry, time);
  const isForeign = before !== undefined && writesOver(entry, before);
  effect.action = before === undefined ? 'created' : isForeign ? 'replaced' : judgeNewId(entry, effect, countBefore);
  effect.after = session;
  const over = { time, event, entry, successor: session, standsAgain: isKeptAfterAll };
  const isCleared = before !== undefined && wasClearedBy(entry, before);
  if (before !== undefined && (displaced === before || !isHeld(tracked, before))) {
    const cause = effect.action === 'rotated' ? 'rotated' : isForeign ? 'overwritten' : 'replaced';
    const { judgedBy } = effect;
    const change = { cause, successor: session, ...(judgedBy !== undefined && { judgedBy }) } as const;
    // What one response clears and sets is no end, but a change of the id.
    if (isCleared && before.end !== undefined) Object.assign(before.end, change);
    else endSession(state, tracked, before, { ...over, ...change });
  }
  if (displaced !== undefined && displaced !== before)
    endSession(state, tracked, displaced, { ...over, cause: 'overwritten' });
  return () => takeBack(at, session, { displaced, endBefore, isCleared });
}

/** True where somebody signs in at one host by the cookie of another, at which they had signed in: that is a session of its own. */
function signsInElsewhere(entry: RequestEntry, { signedInBy }: Session): boolean {
  return signedInBy !== undefined && signedInBy.host !== entry.host && signInWorked(entry);
}

/** True where an earlier line of the same response cleared the cookie: PHP and others do so before they set a new id. */
function wasClearedBy(entry: RequestEntry, { end }: Session): boolean {
  return end?.cause === 'server' && end.entry === entry;
}

/** True where another application of the same host writes its own session over this one: cookies know no port. */
function writesOver(entry: RequestEntry, before: Session): boolean {
  const home = before.createdBy?.url ?? before.entries[0]?.url;
  if (home === undefined || !URL.canParse(home) || !URL.canParse(entry.url)) return false;
  const [one, other] = [new URL(home), new URL(entry.url)];
  return one.hostname === other.hostname && one.port !== other.port && one.protocol === other.protocol;
}

/** A session that goes on was not kept in this place after all: it lives where it lived before. */
function letGo({ tracked, line }: LineOnThread, session: Session, displaced: Session | undefined): void {
  const place = placeOf(line.identity);
  if (tracked.living.get(place)?.session !== session) return;
  if (displaced === undefined) tracked.living.delete(place);
  else holdSession(tracked, line.identity, displaced);
}

/** What a line met. */
interface BeforeLine {
  /** The session that stood in its place of the jar. */
  readonly displaced: Session | undefined;
  /** The end of the session that it sets again. */
  readonly endBefore: SessionEnd | undefined;
  /** A line before it had cleared the session that was sent. */
  readonly isCleared: boolean;
}

/** The browser kept nothing after all: the session that seemed replaced lives on, and the new one never lived. */
function takeBack(at: LineOnThread, session: Session, { displaced, endBefore, isCleared }: BeforeLine): void {
  const { run, event, tracked, line, effect } = at;
  const { state } = run;
  const place = placeOf(line.identity);
  if (tracked.living.get(place)?.session !== session) {
    if (endBefore === undefined) overtaken(at, session);
    return;
  }
  tracked.living.delete(place);
  if (endBefore === undefined)
    endSession(state, tracked, session, { cause: 'refused', time: session.firstSeen, event });
  else if (session.end === undefined) {
    // It was over before, and stays so.
    delete endBefore.undoneBy;
    session.end = endBefore;
  }
  const cleared = displaced ?? effect.before;
  if (isCleared && cleared?.end !== undefined) {
    // The deletion stands.
    cleared.end.cause = 'server';
    delete cleared.end.successor;
    delete cleared.end.judgedBy;
    effect.action = 'ended';
    delete effect.after;
    return;
  }
  const before = endedFor(at, session);
  if (before !== undefined) {
    reviveSession(before, 'kept');
    if (displaced !== undefined) holdSession(tracked, line.identity, before);
  }
  refuse(effect);
}

/** A later line has written over what was never kept: what ours seemed to end, that one did. */
function overtaken(at: LineOnThread, session: Session): void {
  const { end } = session;
  if (end?.successor === undefined) return;
  const before = endedFor(at, session);
  if (before?.end !== undefined) Object.assign(before.end, { successor: end.successor, entry: end.entry });
  end.cause = 'refused';
  delete end.successor;
  delete end.entry;
  delete end.judgedBy;
  refuse(at.effect);
}

/** The session that ended for this one to come in its place. */
function endedFor({ tracked }: LineOnThread, session: Session): Session | undefined {
  return tracked.thread.sessions.findLast(({ end }) => end?.successor === session);
}

function refuse(effect: SessionEffect): void {
  effect.action = 'refused';
  if (effect.before === undefined) delete effect.after;
  else effect.after = effect.before;
}

/** What a deletion does by the rules: the session it meets has ended. Returns how to bring it back. */
export function clearLine(at: LineOnThread): (() => void) | undefined {
  const { run, entry, event, tracked, line, effect } = at;
  const { state } = run;
  const place = placeOf(line.identity);
  const held = tracked.living.get(place);
  const session = held?.session ?? unplacedAt(state, at);
  if (session === undefined) {
    // It clears a cookie that is not there: another path or domain, or none at all.
    if (effect.before !== undefined && effect.action === 'none') effect.action = 'resumed';
    return undefined;
  }
  const time = entry.respondedAt ?? entry.startedDateTime;
  const ending = { cause: 'server', time, event, entry } as const;
  if (held === undefined) endSession(state, tracked, session, ending);
  else emptyPlace(state, tracked, held.identity, ending);
  if (isHeld(tracked, session)) {
    // It is held elsewhere, too: moved there by this response, or left behind.
    if (effect.wrote === undefined) effect.action = 'clear-failed';
    return () => holdAgain(tracked, held, session);
  }
  effect.action = 'ended';
  delete effect.after;
  return () => {
    if (session.end?.entry !== entry) return;
    reviveSession(session, 'kept');
    holdAgain(tracked, held, session);
  };
}

function holdAgain(tracked: ThreadState, held: Held | undefined, session: Session): void {
  if (held !== undefined) holdSession(tracked, held.identity, session);
}

/** The session that the request carried, where nothing shows which place of the jar it came from. */
function unplacedAt(state: FoldState, { tracked, effect, line }: LineOnThread): Session | undefined {
  if (isShown(state, line.identity)) return undefined;
  const { unplaced } = tracked;
  if (unplaced === undefined || unplaced !== effect.before) return undefined;
  delete tracked.unplaced;
  return unplaced;
}
