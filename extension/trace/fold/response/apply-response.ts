import type { CookieIdentity } from '../../../cookies/browser-cookie.ts';
import { identityKey } from '../../../cookies/cookie-identity.ts';
import {
  hearsClearSiteData,
  judgeSetCookie,
  type StoreContext,
  type StoreVerdict,
} from '../../../cookies/store-cookie.ts';
import type { RequestEntry, SessionStep, SetCookieEntry } from '../../model/entry.ts';
import type { ResponseEvent } from '../../model/event.ts';
import { headerValue, headerValues } from '../../model/headers.ts';
import type { Session, Thread } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import { cookieRequestOf } from '../../verdicts/cookie-request.ts';
import type { ApplyStep } from '../fold-run.ts';
import type { FoldState, ThreadState } from '../fold-state.ts';
import { expectChange, explainEarlierChange } from '../jar/attribution.ts';
import { allSteps, presumeCarried, rulesOf, sortSteps, stepOn } from '../request/apply-request.ts';
import { jarForRules } from '../tools/jar.ts';
import {
  beginSession,
  endSession,
  holdSession,
  joinSession,
  nameSession,
  placeOf,
  reviveSession,
  sessionOfValue,
  setExpiry,
  threadFor,
} from '../tools/threads.ts';
import { countSession, judgeNewId } from './counts.ts';

/** What a response did to the sessions of its site. */
export function stepsOfResponse(touch: ApplyStep, entry: RequestEntry, event: ResponseEvent): void {
  const { state } = touch;
  const lines = headerValues(event.headers, 'set-cookie');
  const clearsCookies = headerValues(event.headers, 'clear-site-data').some((value) => /"(cookies|\*)"/.test(value));
  const written = new Set<Thread>();
  let context = storeContext(state, entry, event, clearsCookies);
  for (const raw of lines) {
    const line = readLine(raw, context);
    context = afterLine(context, line.predicted);
    entry.setCookies.push(line);
    const { errors } = line.predicted.parsed;
    if (errors.some(({ code }) => code === 'empty' || code === 'control-character')) continue;
    const on = threadFor(state, entry.site, entry.storeId, line.identity.name, {
      value: line.value,
      issued: true,
      sent: false,
      httpOnly: line.parsed.httpOnly,
      counted: entry.counts.length > 0,
      ...(line.parsed.expiryTime !== undefined && { lifetime: line.parsed.expiryTime - event.time }),
    });
    if (on !== undefined) written.add(on.thread);
    const undo = on === undefined ? undefined : applyLine(touch, entry, event, on, line);
    if (explainEarlierChange(touch, entry, line, event.time)) continue;
    expectChange(state, { entry, line, time: event.time, ...(undo !== undefined && { undo }) });
  }
  if (clearsCookies && hearsClearSiteData(entry.url, rulesOf(state))) state.clears.push({ entry, time: event.time });
  for (const step of allSteps(entry)) {
    if (written.has(step.thread) || step.before === undefined) continue;
    step.action = 'resumed';
    step.predicted = false;
  }
  if (entry.requestUnseen) presumeCarried(state, entry, event.time);
  sortSteps(entry);
  countSession(entry);
}

function storeContext(
  state: FoldState,
  entry: RequestEntry,
  event: ResponseEvent,
  clearsCookies: boolean,
): StoreContext {
  const date = Date.parse(headerValue(event.headers, 'date') ?? '');
  return {
    rules: rulesOf(state),
    now: event.time,
    suffixes: state.suffixes.answers,
    request: cookieRequestOf(entry),
    storeId: entry.storeId,
    // A jar that was never shown (a HAR) is not an empty one.
    ...(state.jarShown && { jar: jarForRules(state, entry.site, entry.storeId) }),
    ...(clearsCookies && { clearsCookies }),
    ...(!Number.isNaN(date) && { serverTime: date }),
  };
}

/** Each line meets the jar that the lines before it left: by the rules, for the browser tells of it only later. */
function afterLine(context: StoreContext, { outcome, cookie }: StoreVerdict): StoreContext {
  if (context.jar === undefined || cookie === undefined || outcome === 'refused') return context;
  const key = identityKey(cookie);
  const others = context.jar.filter((held) => identityKey(held) !== key);
  return { ...context, jar: outcome === 'stored' ? [...others, cookie] : others };
}

function readLine(raw: string, context: StoreContext): SetCookieEntry {
  const predicted = judgeSetCookie(raw, context);
  const { parsed } = predicted;
  const nowhere: CookieIdentity = {
    name: parsed.name,
    domain: '',
    hostOnly: true,
    path: '/',
    storeId: context.storeId,
  };
  return {
    raw,
    parsed,
    identity: predicted.cookie ?? nowhere,
    value: predicted.cookie?.value ?? parsed.value,
    predicted,
  };
}

/** What one Set-Cookie line does to its thread, by the rules; returns how to take it back. */
function applyLine(
  touch: ApplyStep,
  entry: RequestEntry,
  event: ResponseEvent,
  on: ThreadState,
  line: SetCookieEntry,
): (() => void) | undefined {
  const step = stepOn(entry, on.thread);
  switch (line.predicted.outcome) {
    case 'deletion':
      clearLine(touch, entry, event, on, line, step);
      return undefined;
    case 'refused':
      // An earlier line of the same response may have been kept.
      if (step.action !== 'created' && step.action !== 'rotated' && step.action !== 'replaced') step.action = 'refused';
      return undefined;
    case 'stored':
      return keepLine(touch.state, entry, event.n, on, line, step);
  }
}

function clearLine(
  touch: ApplyStep,
  entry: RequestEntry,
  event: ResponseEvent,
  on: ThreadState,
  line: SetCookieEntry,
  step: SessionStep,
): void {
  const held = on.living.get(placeOf(line.identity))?.session;
  if (held === undefined) {
    // It clears a cookie that is not there: another path or domain, or none at all.
    if (step.before !== undefined && step.action === 'none') step.action = 'resumed';
    return;
  }
  endSession(touch.state, on, held, { cause: 'server', time: event.time, event: event.n, entry });
  step.action = 'ended';
  delete step.after;
}

/** The browser keeps the line's cookie: the session it names is held from now on. */
export function keepLine(
  state: FoldState,
  entry: RequestEntry,
  event: number,
  on: ThreadState,
  line: SetCookieEntry,
  step: SessionStep,
): (() => void) | undefined {
  const { parsed, identity, value } = line;
  const time = entry.respondedAt ?? entry.startedDateTime;
  const known = sessionOfValue(on, value);
  // A request that was not seen carried the session that it is answered with, where that one was alive.
  if (entry.requestUnseen && known?.end === undefined && known !== undefined) step.before ??= known;
  const { before } = step;
  const countBefore = before?.count;
  const carriesItsData = before !== undefined && known === undefined && readValue(value).clientSide;
  const goesOn = carriesItsData || (known !== undefined && known === before);
  const session =
    goesOn && before !== undefined ? before : (known ?? beginSession(state, on, value, time, 'server', entry));
  if (carriesItsData) nameSession(on, session, value);
  setExpiry(session, parsed.expiryTime);
  reviveSession(session);
  const displaced = holdSession(on, identity, session);
  if (goesOn) {
    step.action = 'resumed';
    return undefined;
  }
  if (step.after !== session) joinSession(session, entry, time);
  step.action = before === undefined ? 'created' : judgeNewId(entry, step, countBefore);
  step.after = session;
  const over = { time, event, entry, successor: session };
  if (before !== undefined && (displaced === before || !isHeld(on, before))) {
    endSession(state, on, before, { ...over, cause: step.action === 'rotated' ? 'rotated' : 'replaced' });
  }
  if (displaced !== undefined && displaced !== before)
    endSession(state, on, displaced, { ...over, cause: 'overwritten' });
  return () => takeBack(state, on, line, step, session, displaced, event);
}

/** The browser kept nothing after all: the session that seemed replaced lives on, and the new one never lived. */
function takeBack(
  state: FoldState,
  on: ThreadState,
  line: SetCookieEntry,
  step: SessionStep,
  session: Session,
  displaced: Session | undefined,
  event: number,
): void {
  const place = placeOf(line.identity);
  if (on.living.get(place)?.session !== session) return;
  on.living.delete(place);
  endSession(state, on, session, { cause: 'refused', time: session.firstSeen, event });
  if (displaced !== undefined && displaced.end?.successor === session) {
    reviveSession(displaced);
    holdSession(on, line.identity, displaced);
  }
  step.action = 'refused';
  if (step.before === undefined) delete step.after;
  else step.after = step.before;
}

function isHeld(on: ThreadState, session: Session): boolean {
  for (const held of on.living.values()) if (held.session === session) return true;
  return false;
}
