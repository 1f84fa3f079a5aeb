import type { BrowserCookie, CookieIdentity } from '../../../cookies/browser-cookie.ts';
import type { JarEvent } from '../../model/event.ts';
import type { Thread } from '../../model/session.ts';
import type { FoldRun } from '../fold-run.ts';
import { ATTRIBUTION_WINDOW, SILENCE_WINDOW, type WrittenLine } from '../fold-state.ts';
import { keepLine } from '../response/keep-line.ts';
import { isShown, writtenLines } from '../tools/assumed-jar.ts';
import { effectOn } from '../tools/effects.ts';
import { CROSSING } from '../tools/rules.ts';
import { placeOf, sessionOfValue, threadNamed } from '../tools/threads.ts';
import { isWritten } from './attribution.ts';
import { concludeSilence } from './silence.ts';

/**
 * A jar that is shown confirms the line whose cookie it holds. Its change may have been lost with the background, or have
 * come while recording was paused: silence was no refusal then.
 */
export function confirmShown(run: FoldRun, event: JarEvent, site: string, cookie: BrowserCookie): void {
  const { state } = run;
  const written = writtenLines(state, site, cookie.storeId, cookie.name).findLast(
    ({ line }) => line.intent === 'set' && placeOf(line.identity) === placeOf(cookie),
  );
  if (written === undefined || !isNewsOf(written, cookie) || isRefuted(run, site, written)) return;
  const { entry, line } = written;
  const wasRefused = line.silent === true || line.predicted.outcome === 'refused';
  delete line.silent;
  line.observed = { time: event.time, removed: false, cookie };
  const tracked = threadNamed(state, site, cookie.storeId, cookie.name);
  if (tracked !== undefined) {
    const effect = effectOn(entry, tracked.thread);
    if (wasRefused) keepLine({ run, entry, event: event.n, tracked, line, effect });
    effect.predicted = false;
  }
  run.entryChanged(entry);
}

/** True where the jar holds what the line gave, and nothing had shown that yet. What stood there before shows nothing. */
function isNewsOf({ line }: WrittenLine, cookie: BrowserCookie): boolean {
  return line.observed === undefined && isWritten(cookie, line) && line.predicted.replaces?.value !== line.value;
}

/** True where another value went along after the line: what the jar holds now was written later. */
function isRefuted({ state }: FoldRun, site: string, { entry, line, time }: WrittenLine): boolean {
  const tracked = threadNamed(state, site, entry.storeId, line.identity.name);
  if (tracked === undefined) return false;
  const own = sessionOfValue(tracked, line.value);
  return tracked.thread.sessions.some(
    (session) => session !== own && session.entries.some(({ startedDateTime }) => startedDateTime > time + CROSSING),
  );
}

/**
 * Lines whose change the browser never reported, and whose cookie a jar that is shown does not hold, were not kept: the
 * background was stopped before their silence could speak.
 *
 * @param isHeld whether the jar holds a cookie in this place
 */
export function refuteUnshown(
  run: FoldRun,
  event: JarEvent,
  isHeld: (site: string, identity: CookieIdentity) => boolean,
): void {
  const { state } = run;
  // Of a host that may not be seen the jar says nothing.
  if (state.unwatched.size > 0) return;
  for (const { thread } of state.threads.values()) {
    for (const written of writtenLines(state, thread.site, thread.storeId, thread.name)) {
      const { identity } = written.line;
      if (!isShown(state, identity) || isHeld(thread.site, identity)) continue;
      if (isOpen(written, event.time) && !wasUsed(thread, written)) concludeSilence(run, written);
    }
  }
}

/** True for a line that the rules keep, and of which nothing was seen until now, though it has had its time. */
function isOpen({ line, time }: WrittenLine, now: number): boolean {
  const { observed, silent, later, predicted, intent, parsed } = line;
  if (observed !== undefined || silent !== undefined || later !== undefined) return false;
  // A change that has just happened may still be on its way; long after it something else may have removed the cookie.
  if (time > now - ATTRIBUTION_WINDOW || time < now - SILENCE_WINDOW || (parsed.expiryTime ?? now) < now) return false;
  return intent === 'set' && predicted.outcome === 'stored';
}

/** True where a request carried what a line set: it was kept, and went later. */
function wasUsed({ entries }: Thread, { line, time }: WrittenLine): boolean {
  return entries.some(
    ({ startedDateTime, cookies }) => startedDateTime > time && cookies.some(({ value }) => value === line.value),
  );
}
