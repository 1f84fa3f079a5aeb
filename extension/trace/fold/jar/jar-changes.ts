import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import { identityKey } from '../../../cookies/cookie-identity.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { CookieChangedEvent, JarEvent, UserChangeEvent } from '../../model/event.ts';
import type { EndCause, Session } from '../../model/session.ts';
import { siteOf } from '../../model/site.ts';
import type { JarCookie } from '../../model/trace.ts';
import type { ApplyStep } from '../fold-run.ts';
import type { FoldState, ThreadState } from '../fold-state.ts';
import { stepOn } from '../request/apply-request.ts';
import { keepLine } from '../response/apply-response.ts';
import { deleteFromJar, setInJar } from '../tools/jar.ts';
import {
  beginSession,
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
import { type ChangeCauseFound, findCause, noteUnexplained } from './attribution.ts';

/** How long a change of the jar may follow what the user did here, in ms. */
const USER_WINDOW = 2_000;

/** How long removals may follow a Clear-Site-Data response, in ms. */
const CLEAR_WINDOW = 1_000;

function siteOfCookie(cookie: BrowserCookie, suffix: string | undefined): string {
  return siteOf(bareDomain(cookie.domain), suffix);
}

export function onUserChange(touch: ApplyStep, event: UserChangeEvent): void {
  const { state } = touch;
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

export function onCookieChanged(touch: ApplyStep, event: CookieChangedEvent): void {
  // The first half of a replacement. Firefox even gives it the new value: no news.
  if (event.removed && event.cause === 'overwrite') return;
  const site = siteOfCookie(event.cookie, event.suffix);
  writeJar(touch, event, site);
  if (event.removed) onRemoved(touch, event, site);
  else onSet(touch, event, site);
}

function writeJar(touch: ApplyStep, event: CookieChangedEvent, site: string): void {
  const { jar } = touch.state.trace;
  const key = identityKey(event.cookie);
  touch.jar();
  if (event.removed) {
    deleteFromJar(touch.state, key);
    return;
  }
  const before = jar.get(key);
  const created = before === undefined ? event.time : before.created;
  setInJar(touch.state, key, {
    cookie: event.cookie,
    site,
    changed: event.time,
    ...(created !== undefined && { created }),
    ...(before?.createdBy !== undefined && { createdBy: before.createdBy }),
  });
}

function onSet(touch: ApplyStep, event: CookieChangedEvent, site: string): void {
  const { state } = touch;
  const { cookie } = event;
  const cause = findCause(touch, event);
  const on =
    threadNamed(state, site, cookie.storeId, cookie.name) ??
    threadFor(state, site, cookie.storeId, cookie.name, {
      value: cookie.value,
      issued: cause !== undefined,
      sent: false,
      httpOnly: cookie.httpOnly,
      counted: false,
    });
  if (cause !== undefined) {
    if (on !== undefined) confirmHeld(touch, on, event, cause);
    return;
  }
  const byUser = takeUserChange(state, event);
  const known = on === undefined ? undefined : sessionOfValue(on, cookie.value);
  const alreadyHeld = on !== undefined && known !== undefined && on.living.get(placeOf(cookie))?.session === known;
  if (!byUser && !alreadyHeld) {
    state.trace.elsewhere.push({ event, ...(known !== undefined && { session: known }) });
    noteUnexplained(state, { event });
  }
  if (on === undefined) return;
  // A page's script cannot write an HttpOnly cookie; whoever did works outside the page.
  const origin: Session['origin'] = byUser ? 'user' : cookie.httpOnly ? 'elsewhere' : 'script';
  const session = known ?? beginSession(state, on, cookie.value, event.time, origin);
  setExpiry(session, expiryOf(cookie));
  reviveSession(session);
  const displaced = holdSession(on, cookie, session);
  if (displaced === undefined) return;
  const over = { time: event.time, event: event.n, successor: session };
  endSession(state, on, displaced, { ...over, cause: byUser ? 'user' : 'overwritten' });
}

/** What the rules foretold is now seen: the cookie stands in the jar, in the partition that the jar names. */
function confirmHeld(touch: ApplyStep, on: ThreadState, event: CookieChangedEvent, cause: ChangeCauseFound): void {
  const { cookie } = event;
  const { entry, line } = cause;
  if (line.predicted.outcome === 'refused' || cause.refutesSilence) {
    // The browser kept what the rules refuse, or told of it late: the jar is right.
    keepLine(touch.state, entry, event.n, on, line, stepOn(entry, on.thread));
  }
  const session = sessionOfValue(on, cookie.value);
  if (session === undefined) return;
  setExpiry(session, expiryOf(cookie));
  const place = placeOf(line.identity);
  if (on.living.get(place)?.session !== session) return;
  on.living.delete(place);
  holdSession(on, cookie, session);
}

function onRemoved(touch: ApplyStep, event: CookieChangedEvent, site: string): void {
  const { state } = touch;
  const { cookie } = event;
  if (findCause(touch, event) !== undefined) return;
  const on = threadNamed(state, site, cookie.storeId, cookie.name);
  const held = on?.living.get(placeOf(cookie))?.session;
  const ending = whoRemoved(state, event, site);
  if (ending.cause === 'clear-site-data' && ending.entry !== undefined) forgetKept(touch, ending.entry, event);
  if (ending.cause !== 'user') {
    state.trace.elsewhere.push({ event, ...(held !== undefined && { session: held }) });
  }
  const end =
    on === undefined || held === undefined
      ? undefined
      : endSession(state, on, held, {
          ...ending,
          time: event.time,
          event: event.n,
          ...(ending.cause === 'user' && { cookie }),
        });
  if (ending.cause !== 'user') noteUnexplained(state, { event, ...(end !== undefined && { end }) });
}

/** Firefox stores a response's cookies, then hears its Clear-Site-Data: what it kept for a moment it did not keep. */
function forgetKept(touch: ApplyStep, entry: RequestEntry, event: CookieChangedEvent): void {
  const key = identityKey(event.cookie);
  for (const line of entry.setCookies) {
    if (line.observed === undefined || line.observed.removed || identityKey(line.observed.cookie) !== key) continue;
    delete line.observed;
    line.silent = true;
    touch.entry(entry);
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
      // Written over with a past expiry: a page's script, but for HttpOnly cookies, which no script can touch.
      return { cause: event.cookie.httpOnly ? 'unknown' : 'script' };
    case 'explicit':
      // Chromium says so for browsing data, DevTools and other extensions; Firefox for a script's deletion as well.
      return { cause: state.trace.browser === 'firefox' && !event.cookie.httpOnly ? 'unknown' : 'browsing-data' };
  }
}

/** What the jar holds at a start: what differs from what was folded changed while nobody looked. */
export function onJar(touch: ApplyStep, event: JarEvent): void {
  const { state } = touch;
  const { jar } = state.trace;
  state.jarShown = true;
  const found = new Map<string, JarCookie>();
  for (const cookie of event.cookies) {
    const site = siteOfCookie(cookie, event.suffixes?.[bareDomain(cookie.domain)]);
    found.set(identityKey(cookie), { cookie, site });
  }
  for (const [key, { cookie, site }] of jar) {
    if (found.has(key)) continue;
    deleteFromJar(state, key);
    const on = threadNamed(state, site, cookie.storeId, cookie.name);
    const held = on?.living.get(placeOf(cookie))?.session;
    if (on === undefined || held === undefined) continue;
    const expires = expiryOf(cookie);
    const expired = expires !== undefined && expires <= event.time;
    endSession(state, on, held, {
      cause: expired ? 'expired' : 'unknown',
      time: expired ? expires : event.time,
      event: event.n,
    });
  }
  for (const [key, { cookie, site }] of found) {
    const before = jar.get(key);
    setInJar(
      state,
      key,
      before !== undefined && before.cookie.value === cookie.value ? { ...before, cookie } : { cookie, site },
    );
    const on = threadNamed(state, site, cookie.storeId, cookie.name);
    if (on === undefined) continue;
    const known = sessionOfValue(on, cookie.value);
    // A cookie that no request has carried yet is only held; its session begins when it is used.
    if (known === undefined && before === undefined) continue;
    const session = known ?? beginSession(state, on, cookie.value, event.time, 'elsewhere');
    setExpiry(session, expiryOf(cookie));
    reviveSession(session);
    const displaced = holdSession(on, cookie, session);
    if (displaced === undefined) continue;
    endSession(state, on, displaced, { cause: 'overwritten', time: event.time, event: event.n, successor: session });
  }
  touch.jar();
}
