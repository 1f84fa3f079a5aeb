import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import { identityKey, isPartitioned } from '../../../cookies/cookie-identity.ts';
import { coversHost } from '../../../cookies/covers-host.ts';
import { jarText } from '../../../cookies/octets.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import type { RequestEntry, RetrievalEntry } from '../../model/entry.ts';
import type { RequestEvent } from '../../model/event.ts';
import type { Session, Thread } from '../../model/session.ts';
import { isEmptyValue } from '../../model/session-value.ts';
import type { FoldRun } from '../fold-run.ts';
import type { FoldState, Held, ThreadState } from '../fold-state.ts';
import { endExpired } from '../observed/expiry.ts';
import { isAfter, isShown, reaches } from '../tools/assumed-jar.ts';
import { effectOn, sortEffects } from '../tools/effects.ts';
import { CROSSING, rulesOf } from '../tools/rules.ts';
import {
  beginSession,
  expiryOf,
  holdSession,
  isCompanion,
  isHeld,
  joinSession,
  nameSession,
  reviveSession,
  sessionOfValue,
  setExpiry,
  threadFor,
  threadNamed,
  threadsOf,
} from '../tools/threads.ts';
import { learnFromCookies } from './learn.ts';
import { judgeJar, noteworthy } from './retrieval.ts';

/** What a request did to the sessions of its site: which it carried, which it should have carried. */
export function applyRequest(run: FoldRun, entry: RequestEntry, event: RequestEvent): void {
  const { state } = run;
  // A Cookie header that was taken out of the file shows neither what went along nor what did not.
  if (entry.cookieHeader !== undefined && isRedacted(entry.cookieHeader)) return;
  // Tools that write files often leave out what was sent to open a socket.
  if (entry.type === 'websocket' && entry.cookieHeader === undefined && !state.jarShown) return;
  entry.retrieval = noteworthy(learnFromCookies(run, entry, event.n, judgeJar(state, entry)));
  const sent = new Set<Thread>();
  for (const pair of entry.cookies) {
    const { name, value } = jarText(pair, rulesOf(state));
    const seen = { value, issued: false, sent: true, httpOnly: false, counted: false };
    const tracked = threadFor(state, entry, name, seen);
    // Of two cookies with one name the first is the one that servers read (RFC 6265bis section 5.8.3 sorts it first).
    if (tracked === undefined || sent.has(tracked.thread)) continue;
    sent.add(tracked.thread);
    // What was taken out of the file could be any session's; an emptied cookie is none.
    if (isRedacted(value) || isEmptyValue(value)) continue;
    carry(state, entry, tracked, value);
  }
  findWithheld(state, entry);
  for (const tracked of threadsOf(state, entry.site, entry.storeId)) {
    if (!sent.has(tracked.thread)) notCarried(state, entry, event, tracked);
  }
  sortEffects(entry);
}

/** The request carries this session. */
export function carry(state: FoldState, entry: RequestEntry, tracked: ThreadState, value: string): void {
  const time = entry.startedDateTime;
  const known = sessionOfValue(tracked, value);
  const session = known ?? beginSession(state, tracked, { value, time, origin: 'before-recording' });
  if (session.value !== value) nameSession(tracked, session, value);
  if (isAliveAfterAll(state, session, entry)) reviveSession(session, 'carried');
  const effect = effectOn(entry, tracked.thread);
  effect.before = session;
  effect.after = session;
  joinSession(session, entry, time);
  if (known === undefined) findInJar(state, tracked, session);
  if (isHeld(tracked, session)) delete tracked.unplaced;
  else tracked.unplaced = session;
}

/** What is sent was kept, whatever was thought of it before; where a jar is shown, the jar says when it came back. */
function isAliveAfterAll(state: FoldState, { end }: Session, entry: RequestEntry): boolean {
  if (end === undefined) return false;
  const by = end.entry;
  const isLater =
    by === undefined ? end.time + CROSSING < entry.startedDateTime : isAfter(entry, { entry: by, time: end.time });
  return end.cause === 'refused' || (!state.jarShown && isLater);
}

/** A session that is first seen in a Cookie header is held by the cookie of the jar that has its value. */
function findInJar(state: FoldState, tracked: ThreadState, session: Session): void {
  const { site, storeId, name } = tracked.thread;
  for (const { cookie } of state.jarOfSite.get(site)?.values() ?? []) {
    if (cookie.name !== name || cookie.value !== session.value || cookie.storeId !== storeId) continue;
    holdSession(tracked, cookie, session);
    setExpiry(session, expiryOf(cookie));
  }
}

/** Requests that would need a session, had they one. */
const NEEDS: ReadonlySet<RequestEntry['type']> = new Set(['main_frame', 'sub_frame', 'xmlhttprequest']);

/** Reasons for which a request goes without a session that belongs to it. A cookie of another path does not. */
const WITHHOLDS: ReadonlySet<string> = new Set([
  'credentials-omitted',
  'samesite-strict',
  'samesite-lax',
  'samesite-unspecified',
  'secure-on-insecure-request',
]);

/** True for a cookie of another path, or of another site's partition as far as is known. */
function isOfAnother(cookie: BrowserCookie, { reasons, unknown }: RetrievalEntry['predicted']): boolean {
  if (reasons.some(({ code }) => code === 'path-mismatch')) return true;
  return (
    isPartitioned(cookie) &&
    (unknown.includes('partition') || reasons.some(({ code }) => code === 'partition-mismatch'))
  );
}

/** A session of the jar that no request has carried yet is known once a request is made without it. */
function findWithheld(state: FoldState, entry: RequestEntry): void {
  if (!NEEDS.has(entry.type)) return;
  for (const { cookie, sent, assumed, predicted } of entry.retrieval) {
    if (sent || assumed === true || !predicted.reasons.some(({ code }) => WITHHOLDS.has(code))) continue;
    if (isOfAnother(cookie, predicted)) continue;
    const { name, value, httpOnly } = cookie;
    if (threadNamed(state, entry.site, entry.storeId, name) !== undefined) continue;
    const seen = { value, issued: false, sent: httpOnly, httpOnly, counted: false };
    const tracked = threadFor(state, entry, name, seen);
    if (tracked === undefined || isCompanion(tracked.thread)) continue;
    const session = beginSession(state, tracked, { value, time: entry.startedDateTime, origin: 'before-recording' });
    findInJar(state, tracked, session);
  }
}

/** The request carries no session of this thread: has it ended, or was its cookie not sent? */
function notCarried(state: FoldState, entry: RequestEntry, event: RequestEvent, tracked: ThreadState): void {
  endExpired(state, tracked, event.time, event.n);
  const expected = [...tracked.living.values()].filter((held) => expectedAt(held, entry.host));
  // One of another path is no surprise, where there is one of this path.
  const missing = expected.find(({ identity }) => reaches(identity, entry)) ?? expected[0];
  if (missing === undefined) return;
  const key = identityKey(missing.identity);
  // What the rules keep and the jar has not shown may never have been kept.
  if (isShown(state, missing.identity) && !state.trace.jar.has(key)) return;
  const notSent = entry.retrieval.find(({ cookie, sent }) => !sent && identityKey(cookie) === key);
  const changed = state.trace.jar.get(key)?.changed ?? missing.session.firstSeen;
  if ((notSent !== undefined && notSent.predicted.reasons.length > 0) || changed < event.time - CROSSING) {
    const effect = effectOn(entry, tracked.thread);
    effect.action = 'not-sent';
    effect.predicted = false;
    if (notSent !== undefined) effect.notSent = notSent;
  }
}

/** True where the user would expect a held cookie to be sent to this host. */
function expectedAt(held: Held, host: string): boolean {
  return coversHost(held.identity, host);
}
