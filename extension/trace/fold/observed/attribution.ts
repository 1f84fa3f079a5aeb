import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import { identityKey } from '../../../cookies/cookie-identity.ts';
import { bareDomain, domainMatches } from '../../../cookies/domain-match.ts';
import type { RequestEntry, SetCookieEntry } from '../../model/entry.ts';
import type { CookieChangedEvent, JarEvent } from '../../model/event.ts';
import type { FoldRun } from '../fold-run.ts';
import {
  ATTRIBUTION_WINDOW,
  type FoldState,
  LATE_WINDOW,
  type UnexplainedChange,
  type WrittenEarlier,
  type WrittenLine,
} from '../fold-state.ts';
import { allEffects } from '../tools/effects.ts';
import { setInJar } from '../tools/jar.ts';

/** A Set-Cookie line now waits for its change of the jar. */
export function expectChange(state: FoldState, set: WrittenLine): void {
  const { name } = set.line.identity;
  const pending = state.pendingSets.get(name);
  if (pending === undefined) state.pendingSets.set(name, [set]);
  else pending.push(set);
  state.unsettled.push(set);
}

/**
 * True when a change of the jar is what this line asked for. Chromium calls a removal by a past expiry by its name
 * (`expired_overwrite`); what it removes as `explicit` no Set-Cookie did. Firefox says `explicit` of both.
 */
function explains(state: FoldState, { entry, line, time }: WrittenLine, event: CookieChangedEvent): boolean {
  const { cookie } = event;
  const { identity, parsed } = line;
  const deletes = parsed.expiryTime !== undefined && parsed.expiryTime <= time;
  return (
    event.removed === deletes &&
    !(event.removed && event.cause === 'explicit' && state.trace.browser === 'chrome') &&
    cookie.storeId === entry.storeId &&
    cookie.name === identity.name &&
    cookie.path === identity.path &&
    bareDomain(cookie.domain) === bareDomain(identity.domain) &&
    (deletes || isWritten(cookie, line))
  );
}

/** True when a cookie of the jar has what the line gives it: browsers keep the value and the flags as they are given. */
export function isWritten(cookie: BrowserCookie, { parsed, value }: SetCookieEntry): boolean {
  return (
    cookie.value === value &&
    cookie.secure === parsed.secure &&
    cookie.httpOnly === parsed.httpOnly &&
    cookie.session === (parsed.expiryTime === undefined)
  );
}

function settle(run: FoldRun, entry: RequestEntry, line: SetCookieEntry, event: CookieChangedEvent): void {
  const { trace } = run.state;
  delete line.silent;
  line.observed = { time: event.time, removed: event.removed, cookie: event.cookie };
  for (const effect of allEffects(entry)) if (effect.thread.name === line.identity.name) effect.predicted = false;
  if (!event.removed) {
    const key = identityKey(event.cookie);
    const held = trace.jar.get(key);
    if (held !== undefined) {
      const isFirst = held.firstSeen === event.time;
      setInJar(run.state, key, { ...held, ...(isFirst && { firstSetBy: entry }), setBy: entry });
    }
  }
  run.entryChanged(entry);
}

/** The line that caused a change. */
export interface ChangeCauseFound extends WrittenLine {
  /** True where the browser had been silent for so long that the line was taken for refused. */
  readonly refutesSilence: boolean;
}

/** True where by the rules this line changes nothing: it is refused, or deletes what is not there. */
function predictsNoChange({ predicted }: SetCookieEntry): boolean {
  return predicted.outcome === 'refused' || (predicted.outcome === 'deletion' && predicted.replaces === null);
}

/** The lower, the sooner a change is laid to this line: what the rules keep and the browser has not been silent about. */
function unlikelihood(line: SetCookieEntry): number {
  // A cookie that the rules refuse may have been kept all the same, and a change may be reported late.
  return (predictsNoChange(line) ? 2 : 0) + (line.silent === true ? 1 : 0);
}

/** The response that caused a change of the jar, where one is in sight: the likeliest that waits for it, then the oldest. */
export function findCause(run: FoldRun, event: CookieChangedEvent): ChangeCauseFound | undefined {
  const pending = run.state.pendingSets.get(event.cookie.name);
  if (pending === undefined) return undefined;
  while (pending[0] !== undefined && pending[0].time < event.time - LATE_WINDOW) pending.shift();
  let at = -1;
  for (const [index, set] of pending.entries()) {
    const { line } = set;
    if (!explains(run.state, set, event)) continue;
    // A deletion of nothing explains no removal.
    if (event.removed && predictsNoChange(line)) continue;
    const best = pending[at];
    if (best === undefined || unlikelihood(line) < unlikelihood(best.line)) at = index;
  }
  const found = pending[at];
  if (found === undefined) return undefined;
  pending.splice(at, 1);
  const refutesSilence = found.line.silent === true;
  settle(run, found.entry, found.line, event);
  return { ...found, refutesSilence };
}

/** Remembers a change that nothing explains yet. */
export function noteUnexplained(state: FoldState, change: UnexplainedChange): void {
  state.unexplained = state.unexplained.filter((old) => old.event.time > change.event.time - ATTRIBUTION_WINDOW);
  state.unexplained.push(change);
}

/** A jar that is shown at a start may come before the response that woke the background and had changed it. */
export function noteShown(
  state: FoldState,
  { time, n }: JarEvent,
  cookie: BrowserCookie,
  did: Omit<UnexplainedChange, 'event'>,
): void {
  const removed = did.end !== undefined;
  noteUnexplained(state, { event: { kind: 'cookie-changed', cause: 'overwrite', time, n, removed, cookie }, ...did });
}

/**
 * A change that came before its response (Firefox reports it so to listeners that do not block) is this line's after
 * all; the end that was laid to something else is corrected.
 */
export function explainEarlierChange(run: FoldRun, set: WrittenLine): boolean {
  const { state } = run;
  const { entry, line, time } = set;
  const at = state.unexplained.findIndex(
    ({ event }) =>
      event.time > time - ATTRIBUTION_WINDOW &&
      // No response changes the jar before it was asked for.
      (entry.requestUnseen || event.time >= entry.startedDateTime) &&
      explains(state, set, event),
  );
  const found = state.unexplained[at];
  if (found === undefined) return false;
  state.unexplained.splice(at, 1);
  const elsewhere = state.trace.elsewhere.findLastIndex(({ event }) => event === found.event);
  if (elsewhere !== -1) state.trace.elsewhere.splice(elsewhere, 1);
  if (found.end !== undefined) {
    found.end.cause = 'server';
    found.end.entry = entry;
    delete found.end.since;
    for (const effect of allEffects(entry)) {
      if (effect.thread.name !== line.identity.name) continue;
      effect.action = 'ended';
      delete effect.after;
    }
  }
  if (found.written !== undefined) explainWritten(found.written, entry, line);
  settle(run, entry, line, found.event);
  return true;
}

/**
 * The head of a response was lost with the background, and the jar changed while it was under way: it may have been the
 * response, so that nobody else is blamed.
 */
export function blameNobody({ state }: FoldRun, entry: RequestEntry): void {
  for (const { event, end, written } of state.unexplained) {
    if (event.time < entry.startedDateTime || event.cookie.storeId !== entry.storeId) continue;
    if (!domainMatches(entry.host, bareDomain(event.cookie.domain))) continue;
    const blamed = end ?? written?.end;
    if (blamed !== undefined) {
      if (blamed.cause === 'script' || blamed.cause === 'browsing-data') blamed.cause = 'unknown';
      blamed.since = entry.startedDateTime;
    }
    if (written?.started?.origin === 'script') written.started.origin = 'elsewhere';
  }
}

/** The session that a change began is the response's, and so is the end of the one before it. */
function explainWritten({ started, displaced, end }: WrittenEarlier, entry: RequestEntry, line: SetCookieEntry): void {
  if (started !== undefined) {
    started.origin = 'server';
    started.createdBy ??= entry;
  }
  if (end === undefined) return;
  end.entry = entry;
  delete end.since;
  const effect = allEffects(entry).find(({ thread }) => thread.name === line.identity.name);
  if (effect === undefined || effect.before !== displaced) return;
  if (effect.action !== 'rotated' && effect.action !== 'replaced') return;
  end.cause = effect.action;
  if (effect.judgedBy !== undefined) end.judgedBy = effect.judgedBy;
}
