import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import type { JarEvent } from '../../model/event.ts';
import type { FoldRun } from '../fold-run.ts';
import type { WrittenLine } from '../fold-state.ts';
import { keepLine } from '../response/keep-line.ts';
import { writtenLines } from '../tools/assumed-jar.ts';
import { effectOn } from '../tools/effects.ts';
import { CROSSING } from '../tools/rules.ts';
import { placeOf, sessionOfValue, threadNamed } from '../tools/threads.ts';
import { isWritten } from './attribution.ts';

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
