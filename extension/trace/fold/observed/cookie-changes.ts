import type { BrowserCookie, CookieIdentity } from '../../../cookies/browser-cookie.ts';
import { identityKey } from '../../../cookies/cookie-identity.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import { keepsCreationTime } from '../../../cookies/store-cookie.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { CookieChangedEvent, JarEvent, UserChangeEvent } from '../../model/event.ts';
import type { EndCause, Session } from '../../model/session.ts';
import { isEmptyValue } from '../../model/session-value.ts';
import { heldFor, siteOf } from '../../model/site-of.ts';
import type { JarCookie } from '../../model/trace.ts';
import type { FoldRun } from '../fold-run.ts';
import type { FoldState, ThreadState } from '../fold-state.ts';
import { keepLine } from '../response/keep-line.ts';
import { forgetAllAssumed, forgetAssumed } from '../tools/assumed-jar.ts';
import { effectOn } from '../tools/effects.ts';
import { deleteFromJar, setInJar } from '../tools/jar.ts';
import { rulesOf } from '../tools/rules.ts';
import {
  beginSession,
  type Ending,
  emptyPlace,
  endSession,
  expiryOf,
  holdSession,
  placeOf,
  reviveSession,
  sessionOfValue,
  setExpiry,
  threadFor,
  threadNamed,
} from '../tools/threads.ts';
import { type ChangeCauseFound, findCause, noteShown, noteUnexplained } from './attribution.ts';
import { confirmShown, refuteUnshown } from './shown-by-jar.ts';

/** Since when nobody looked, in ms since 1970. */
type Unseen = { readonly since?: number };

/** How long a change of the jar may follow what the user did here, in ms. */
const USER_WINDOW = 2_000;

/** How long removals may follow a Clear-Site-Data response, in ms. */
const CLEAR_WINDOW = 1_000;

function siteOfCookie(cookie: BrowserCookie, suffix: string | undefined): string {
  return siteOf(bareDomain(cookie.domain), suffix);
}

export function onUserChange(run: FoldRun, event: UserChangeEvent): void {
  const { state } = run;
  state.userChanges = state.userChanges.filter((old) => old.time > event.time - USER_WINDOW);
  state.userChanges.push({ change: event.change, identity: event.identity, time: event.time });
}

/** True when the user did this here; each of the user's changes explains one change of the jar. */
function takeUserChange(state: FoldState, event: CookieChangedEvent): boolean {
  const key = identityKey(event.cookie);
  const at = state.userChanges.findIndex(
    (done) =>
      (done.change === 'delete') === event.removed &&
      done.time > event.time - USER_WINDOW &&
      identityKey(done.identity) === key,
  );
  if (at === -1) return false;
  state.userChanges.splice(at, 1);
  return true;
}

export function onCookieChanged(run: FoldRun, event: CookieChangedEvent): void {
  // The first half of a replacement. Firefox even gives it the new value: no news.
  if (event.removed && event.cause === 'overwrite') return;
  const site = siteOfCookie(event.cookie, event.suffix);
  writeJar(run, event, site);
  if (event.removed) onRemoved(run, event, site);
  else onSet(run, event, site);
}

function writeJar(run: FoldRun, event: CookieChangedEvent, site: string): void {
  const { jar } = run.state.trace;
  const key = identityKey(event.cookie);
  run.state.trace.showsJar = true;
  run.jarChanged();
  forgetAssumed(run.state, site, event.cookie.storeId, event.cookie);
  if (event.removed) {
    deleteFromJar(run.state, key);
    return;
  }
  const before = jar.get(key);
  const isSame = before !== undefined && keepsCreationTime(before.cookie, event.cookie, rulesOf(run.state));
  const created = isSame ? before.created : event.time;
  const firstSeen = before === undefined ? event.time : before.firstSeen;
  setInJar(run.state, key, {
    cookie: event.cookie,
    site,
    changed: event.time,
    ...(created !== undefined && { created }),
    ...(firstSeen !== undefined && { firstSeen }),
    ...(before?.firstSetBy !== undefined && { firstSetBy: before.firstSetBy }),
  });
}

function onSet(run: FoldRun, event: CookieChangedEvent, site: string): void {
  const { state } = run;
  const { cookie } = event;
  const cause = findCause(run, event);
  const expires = expiryOf(cookie);
  const tracked =
    threadNamed(state, site, cookie.storeId, cookie.name) ??
    threadFor(state, { site, storeId: cookie.storeId }, cookie.name, {
      value: cookie.value,
      issued: cause !== undefined,
      sent: false,
      httpOnly: cookie.httpOnly,
      counted: false,
      ...(expires !== undefined && { lifetime: expires - event.time }),
    });
  if (cause !== undefined) {
    if (tracked !== undefined) confirmHeld(run, tracked, event, cause);
    return;
  }
  const byUser = takeUserChange(state, event);
  const known = tracked === undefined ? undefined : sessionOfValue(tracked, cookie.value);
  const alreadyHeld =
    tracked !== undefined && known !== undefined && tracked.living.get(placeOf(cookie))?.session === known;
  const isNews = !byUser && !alreadyHeld;
  if (isNews) state.trace.elsewhere.push({ event, ...(known !== undefined && { session: known }) });
  if (tracked === undefined) {
    if (isNews) noteUnexplained(state, { event });
    return;
  }
  if (isEmptyValue(cookie.value)) {
    onEmptied(run, event, tracked, byUser);
    return;
  }
  // A page's script cannot write an HttpOnly cookie; whoever did works outside the page.
  const origin: Session['origin'] = byUser ? 'user' : cookie.httpOnly ? 'elsewhere' : 'script';
  const session = known ?? beginSession(state, tracked, { value: cookie.value, time: event.time, origin });
  setExpiry(session, expiryOf(cookie));
  reviveSession(session, byUser ? 'put-back' : 'set-again');
  const displaced = holdSession(tracked, cookie, session);
  const isHttpOnly = cookie.httpOnly && { isHttpOnly: true as const };
  const over = { time: event.time, event: event.n, successor: session, ...isHttpOnly };
  const end =
    displaced === undefined
      ? undefined
      : endSession(state, tracked, displaced, { ...over, cause: byUser ? 'user' : 'overwritten' });
  if (!isNews) return;
  const written = { ...(known === undefined && { started: session }), ...(displaced && end && { displaced, end }) };
  noteUnexplained(state, { event, written });
}

/** Something that no response did emptied a cookie: the session that it held is over. */
function onEmptied(run: FoldRun, event: CookieChangedEvent, tracked: ThreadState, byUser: boolean): void {
  const { cookie, time, n } = event;
  const held = tracked.living.get(placeOf(cookie))?.session;
  const cause = byUser ? 'user' : cookie.httpOnly ? 'unknown' : 'script';
  const end = held === undefined ? undefined : endSession(run.state, tracked, held, { cause, time, event: n });
  if (!byUser) noteUnexplained(run.state, { event, ...(end !== undefined && { end }) });
}

/** What the rules predicted is now seen: the cookie stands in the jar, in the partition that the jar names. */
function confirmHeld(run: FoldRun, tracked: ThreadState, event: CookieChangedEvent, cause: ChangeCauseFound): void {
  const { cookie } = event;
  const { entry, line } = cause;
  if (line.predicted.outcome === 'refused' || cause.refutesSilence) {
    // The browser kept what the rules refuse, or reported it late: the jar is right.
    keepLine({ run, entry, event: event.n, tracked, line, effect: effectOn(entry, tracked.thread) });
  }
  const session = sessionOfValue(tracked, cookie.value);
  if (session === undefined) return;
  setExpiry(session, expiryOf(cookie));
  const place = placeOf(line.identity);
  if (tracked.living.get(place)?.session !== session) return;
  tracked.living.delete(place);
  holdSession(tracked, cookie, session);
}

function onRemoved(run: FoldRun, event: CookieChangedEvent, site: string): void {
  const { state } = run;
  const { cookie } = event;
  if (findCause(run, event) !== undefined) return;
  const tracked = threadNamed(state, site, cookie.storeId, cookie.name);
  const held = tracked === undefined ? undefined : removedFrom(tracked, cookie);
  const ending = whoRemoved(state, event, site);
  if (ending.cause === 'clear-site-data' && ending.entry !== undefined) forgetKept(run, ending.entry, event);
  if (ending.cause !== 'user') {
    state.trace.elsewhere.push({ event, ...(held !== undefined && { session: held }) });
  }
  const end =
    tracked === undefined || held === undefined
      ? undefined
      : emptyPlace(state, tracked, cookie, {
          ...ending,
          time: ending.cause === 'expired' ? timeOfExpiry(event) : event.time,
          event: event.n,
          ...(ending.cause === 'user' && { cookie }),
        });
  if (ending.cause !== 'user') noteUnexplained(state, { event, ...(end !== undefined && { end }) });
}

/** When an expired cookie ended, in ms since 1970: Chromium reports it only when it next looks into its jar. */
function timeOfExpiry({ cookie, time }: CookieChangedEvent): number {
  return Math.min(expiryOf(cookie) ?? time, time);
}

/** The session that a removal takes; none where its place holds a newer one by now (Firefox: −expired, then +explicit). */
function removedFrom(tracked: ThreadState, cookie: BrowserCookie): Session | undefined {
  const held = tracked.living.get(placeOf(cookie))?.session;
  const removed = sessionOfValue(tracked, cookie.value);
  return removed === undefined || removed === held ? held : undefined;
}

/** Firefox stores a response's cookies, then hears its Clear-Site-Data: what it kept for a moment it did not keep. */
function forgetKept(run: FoldRun, entry: RequestEntry, event: CookieChangedEvent): void {
  const key = identityKey(event.cookie);
  for (const line of entry.setCookies) {
    if (line.observed === undefined || line.observed.removed || identityKey(line.observed.cookie) !== key) continue;
    delete line.observed;
    line.silent = true;
    run.entryChanged(entry);
  }
}

/** Who took a cookie away that no response in sight did. */
function whoRemoved(
  state: FoldState,
  event: CookieChangedEvent,
  site: string,
): { cause: EndCause; entry?: FoldState['clears'][number]['entry'] } {
  if (takeUserChange(state, event)) return { cause: 'user' };
  state.clears = state.clears.filter(({ time }) => time > event.time - CLEAR_WINDOW);
  const clear = state.clears.findLast(({ entry }) => entry.site === site && entry.storeId === event.cookie.storeId);
  if (clear !== undefined) return { cause: 'clear-site-data', entry: clear.entry };
  switch (event.cause) {
    case 'expired':
      return { cause: 'expired' };
    case 'evicted':
      return { cause: 'evicted' };
    case 'expired_overwrite':
    case 'overwrite':
      // Written over with a past expiry: a page's script, but for HttpOnly cookies, which no script can run.
      return { cause: event.cookie.httpOnly ? 'unknown' : 'script' };
    case 'explicit':
      // Chromium says so for browsing data, DevTools and other extensions; Firefox for a script's deletion as well.
      // In it the host that cleared a cookie of the whole domain need not be watched, either.
      if (state.trace.browser === 'firefox' && !(event.cookie.httpOnly && event.cookie.hostOnly))
        return { cause: 'unknown' };
      return { cause: 'browsing-data' };
  }
}

/** How what a jar that is shown does not hold any more has ended: by its expiry, or at some time that nobody saw. */
const wentUnseen = (expires: number | undefined, { time, n }: JarEvent, unseen: Unseen): Ending =>
  expires !== undefined && expires <= time
    ? { cause: 'expired', time: expires, event: n }
    : { cause: 'unknown', time, event: n, ...unseen };

/** After a time without a view of the jar: whatever it held then and does not hold now went meanwhile. */
function endAllBut(state: FoldState, found: ReadonlyMap<string, JarCookie>, event: JarEvent, unseen: Unseen): void {
  state.jarForgotten = false;
  const held = new Set([...found.values()].map(({ cookie, site }) => placeOfName(site, cookie)));
  for (const tracked of state.threads.values()) {
    const { site, storeId, name } = tracked.thread;
    for (const { session, identity } of [...tracked.living.values()]) {
      if (held.has(placeOfName(site, { ...identity, storeId, name }))) continue;
      endSession(state, tracked, session, wentUnseen(session.expires, event, unseen));
    }
  }
}

/** True for an end by a deletion that the rules foretold and no change of the jar has shown. */
function isForetold({ end, thread }: Session): boolean {
  if (end?.cause !== 'server' || end.entry === undefined) return false;
  const lines = end.entry.setCookies.filter(
    ({ intent, identity }) => intent === 'delete' && identity.name === thread.name,
  );
  return lines.length > 0 && lines.every(({ observed }) => observed === undefined);
}

const placeOfName = (site: string, cookie: CookieIdentity): string =>
  `${cookie.storeId} ${site} ${cookie.name} ${placeOf(cookie)}`;

/** What the jar holds at a start: what differs from what was folded changed while nobody looked. */
export function onJar(run: FoldRun, event: JarEvent): void {
  const { state } = run;
  const { jar } = state.trace;
  state.jarShown = true;
  state.trace.showsJar = true;
  state.httpsOnly = new Set(event.httpsOnly);
  // What the jar shows now happened at some time since the log was last written.
  const unseen = state.lastSeen === undefined ? {} : { since: state.lastSeen };
  forgetAllAssumed(state);
  const found = new Map<string, JarCookie>();
  for (const cookie of event.cookies) {
    const site = siteOfCookie(cookie, heldFor(event.suffixes, bareDomain(cookie.domain)));
    found.set(identityKey(cookie), { cookie, site });
  }
  for (const { cookie, site } of found.values()) confirmShown(run, event, site, cookie);
  const places = new Set([...found.values(), ...jar.values()].map(({ cookie, site }) => placeOfName(site, cookie)));
  refuteUnshown(run, event, (site, identity) => places.has(placeOfName(site, identity)));
  for (const [key, { cookie, site }] of jar) {
    if (found.has(key)) continue;
    deleteFromJar(state, key);
    const tracked = threadNamed(state, site, cookie.storeId, cookie.name);
    const held = tracked?.living.get(placeOf(cookie))?.session;
    if (tracked === undefined || held === undefined) continue;
    const end = emptyPlace(state, tracked, cookie, wentUnseen(expiryOf(cookie), event, unseen));
    if (end?.cause === 'unknown') noteShown(state, event, cookie, { end });
  }
  if (state.jarForgotten && state.unwatched.size === 0) endAllBut(state, found, event, unseen);
  for (const [key, { cookie, site }] of found) {
    const before = jar.get(key);
    setInJar(
      state,
      key,
      before !== undefined && before.cookie.value === cookie.value ? { ...before, cookie } : { cookie, site },
    );
    const tracked = threadNamed(state, site, cookie.storeId, cookie.name);
    if (tracked === undefined) continue;
    const known = sessionOfValue(tracked, cookie.value);
    if (isEmptyValue(cookie.value)) {
      const held = tracked.living.get(placeOf(cookie))?.session;
      if (held !== undefined)
        endSession(state, tracked, held, { cause: 'unknown', time: event.time, event: event.n, ...unseen });
      continue;
    }
    // A cookie that no request has carried yet is only held; its session begins when it is used.
    // Where a host was not watched for a while, its jar was forgotten, and what it held is known all the same.
    if (known === undefined && before === undefined && !tracked.living.has(placeOf(cookie))) continue;
    const session =
      known ?? beginSession(state, tracked, { value: cookie.value, time: event.time, origin: 'elsewhere' });
    setExpiry(session, expiryOf(cookie));
    reviveSession(session, isForetold(session) ? 'kept' : 'set-again');
    const displaced = holdSession(tracked, cookie, session);
    if (displaced === undefined) continue;
    const end = endSession(state, tracked, displaced, {
      cause: 'overwritten',
      time: event.time,
      event: event.n,
      successor: session,
      ...unseen,
    });
    if (end === undefined) continue;
    noteShown(state, event, cookie, {
      written: { displaced, end, ...(known === undefined && { started: session }) },
    });
  }
  run.jarChanged();
}
