import type { BrowserCookie, CookieIdentity } from '../../../cookies/browser-cookie.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { recogniseSession, type SessionEvidence } from '../../model/recognise.ts';
import type { EndCause, Session, SessionEnd, Thread, UndoneBy } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import { heldFor } from '../../model/site-of.ts';
import type { FoldState, ThreadState } from '../fold-state.ts';

function jarOf(site: string, storeId: string): string {
  return `${storeId} ${site}`;
}

/** The threads of a site in one cookie store, the most trusted first. */
export function threadsOf(state: FoldState, site: string, storeId: string): readonly ThreadState[] {
  return state.threadsOfJar.get(jarOf(site, storeId)) ?? [];
}

/** The thread of a cookie name on a site, where there is one. */
export function threadNamed(state: FoldState, site: string, storeId: string, name: string): ThreadState | undefined {
  return state.threads.get(`${jarOf(site, storeId)} ${name}`);
}

/**
 * The thread of a cookie, started where the evidence says that it carries a session; undefined where it does not.
 * More evidence raises the trust of a thread that is there.
 */
export function threadFor(
  state: FoldState,
  { site, storeId }: { readonly site: string; readonly storeId: string },
  name: string,
  evidence: SessionEvidence,
): ThreadState | undefined {
  const known = threadNamed(state, site, storeId, name);
  const recognised = recogniseSession(name, evidence, heldFor(state.options.chosenNames, site));
  if (recognised === undefined) return known;
  const jar = jarOf(site, storeId);
  if (known !== undefined && recognised.trust <= known.thread.trust) return known;
  if (known !== undefined) {
    known.thread.trust = recognised.trust;
    known.thread.why = recognised.why;
  }
  const thread =
    known ??
    beginThread(state, { key: `${jar} ${name}`, site, storeId, name, sessions: [], entries: [], ...recognised });
  state.threadsOfJar.get(jar)?.sort((a, b) => b.thread.trust - a.thread.trust);
  return thread;
}

function beginThread(state: FoldState, thread: ThreadState['thread']): ThreadState {
  const created: ThreadState = { thread, byId: new Map(), living: new Map() };
  const jar = jarOf(thread.site, thread.storeId);
  const others = state.threadsOfJar.get(jar);
  if (others === undefined) state.threadsOfJar.set(jar, [created]);
  else others.push(created);
  state.threads.set(thread.key, created);
  const { threads, companions } = state.trace;
  (isCompanion(thread) ? companions : threads).set(thread.key, thread);
  return created;
}

/** True for a cookie that stands beside a session and is none. */
export function isCompanion(thread: Thread): boolean {
  return thread.role !== 'session';
}

/** The session that a cookie value belongs to, where it is known on this thread. */
export function sessionOfValue(tracked: ThreadState, value: string): Session | undefined {
  return tracked.byId.get(value) ?? tracked.byId.get(readValue(value).id);
}

/** How a session begins. */
interface Beginning {
  readonly value: string;
  /** ms since 1970. */
  readonly time: number;
  readonly origin: Session['origin'];
  readonly createdBy?: RequestEntry;
}

/** Begins a session on a thread. */
export function beginSession(
  state: FoldState,
  tracked: ThreadState,
  { value, time, origin, createdBy }: Beginning,
): Session {
  const companion = isCompanion(tracked.thread);
  if (!companion) state.sessions += 1;
  const session: Session = {
    number: companion ? tracked.thread.sessions.length + 1 : state.sessions,
    thread: tracked.thread,
    id: readValue(value).id,
    value,
    ...(createdBy !== undefined && { createdBy }),
    origin,
    firstSeen: time,
    lastSeen: time,
    entries: [],
    counts: [],
  };
  nameSession(tracked, session, value);
  tracked.thread.sessions.push(session);
  if (!companion) state.trace.sessions.push(session);
  return session;
}

/** From now on this value, too, is this session. */
export function nameSession(tracked: ThreadState, session: Session, value: string): void {
  session.value = value;
  tracked.byId.set(value, session);
  tracked.byId.set(readValue(value).id, session);
}

/** Puts an entry to a session. */
export function joinSession(session: Session, entry: RequestEntry, time: number): void {
  session.entries.push(entry);
  session.lastSeen = Math.max(session.lastSeen, time);
}

/** What ends a session. */
export interface Ending {
  readonly cause: EndCause;
  /** ms since 1970. */
  readonly time: number;
  /** ms since 1970: where it happened at some moment between then and `time`. */
  readonly since?: number;
  /** The `n` of the event. */
  readonly event: number;
  readonly entry?: RequestEntry;
  readonly successor?: Session;
  readonly judgedBy?: NonNullable<SessionEnd['judgedBy']>;
  /** An HttpOnly cookie was written over it. */
  readonly isHttpOnly?: true;
  /** The cookie that the user deleted. */
  readonly cookie?: BrowserCookie;
  /** An end by the same successor that was taken back stands again. */
  readonly standsAgain?: boolean;
}

/** Ends a session, where it has not ended yet, and adds the line that says so. */
export function endSession(
  state: FoldState,
  tracked: ThreadState,
  session: Session,
  { standsAgain = false, ...ending }: Ending,
): SessionEnd | undefined {
  for (const [place, held] of tracked.living) if (held.session === session) tracked.living.delete(place);
  if (session.end !== undefined) return undefined;
  const before = standsAgain ? takenBackEnd(state, session, ending.successor) : undefined;
  if (before !== undefined) {
    delete before.undoneBy;
    session.end = before;
    return before;
  }
  const end: SessionEnd = { ...ending };
  session.end = end;
  if (!isCompanion(tracked.thread)) state.trace.rows.push({ kind: 'end', session, end });
  return end;
}

/** The end of a session that was taken back, where this successor had brought it about. */
function takenBackEnd({ trace }: FoldState, session: Session, successor: Session | undefined): SessionEnd | undefined {
  const row = trace.rows.findLast((each) => each.kind === 'end' && each.session === session);
  if (row?.kind !== 'end' || row.end.undoneBy === undefined || row.end.successor !== successor) return undefined;
  return row.end;
}

/**
 * A place of the jar is empty now. Its session ends, unless another place holds it as well: with and without Domain, say.
 *
 * @returns its end; undefined where it goes on
 */
export function emptyPlace(
  state: FoldState,
  tracked: ThreadState,
  identity: CookieIdentity,
  ending: Ending,
): SessionEnd | undefined {
  const place = placeOf(identity);
  const session = tracked.living.get(place)?.session;
  if (session === undefined) return undefined;
  tracked.living.delete(place);
  return isHeld(tracked, session) ? undefined : endSession(state, tracked, session, ending);
}

/**
 * A cookie's place in the jar: its identity without what only Chromium's jar knows, whether the partition has a
 * cross-site ancestor. So a place can be made from a Set-Cookie line too.
 */
export function placeOf(identity: CookieIdentity): string {
  const partition = identity.partitionKey?.topLevelSite ?? '';
  return `${partition} ${bareDomain(identity.domain)} ${identity.hostOnly} ${identity.path}`;
}

/** The browser now holds this session in this place; the one that it held there is over. */
export function holdSession(tracked: ThreadState, identity: CookieIdentity, session: Session): Session | undefined {
  const place = placeOf(identity);
  const before = tracked.living.get(place)?.session;
  tracked.living.set(place, { session, identity });
  return before === session ? undefined : before;
}

/** True where some place of the jar holds the session. */
export function isHeld(tracked: ThreadState, session: Session): boolean {
  for (const held of tracked.living.values()) if (held.session === session) return true;
  return false;
}

/** A session whose cookie is there lives on. */
export function reviveSession(session: Session, by: UndoneBy): void {
  if (session.end === undefined) return;
  // What seemed refused was kept, whatever shows it.
  session.end.undoneBy = session.end.cause === 'refused' ? 'kept' : by;
  delete session.end;
}

/** When a cookie expires, in ms since 1970; undefined for one that ends with the browser's session. */
export function expiryOf(cookie: BrowserCookie): number | undefined {
  return cookie.expirationDate === undefined ? undefined : cookie.expirationDate * 1000;
}

/** Notes when a session's cookie expires; undefined: with the browser's session. */
export function setExpiry(session: Session, expires: number | undefined): void {
  if (expires === undefined) delete session.expires;
  else session.expires = expires;
}
