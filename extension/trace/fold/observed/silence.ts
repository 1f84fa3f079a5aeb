import { bareDomain } from '../../../cookies/domain-match.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import type { FoldRun } from '../fold-run.ts';
import { type FoldState, SILENCE_WINDOW, type WrittenLine } from '../fold-state.ts';
import { allEffects } from '../tools/effects.ts';

/**
 * Draws the conclusion from silence: a Set-Cookie line whose change the browser would have reported by now was refused.
 *
 * @param now ms since 1970, of the newest event or of the clock
 */
export function settleSilence(run: FoldRun, now: number): void {
  const { state } = run;
  while (state.unsettled[0] !== undefined && state.unsettled[0].time < now - SILENCE_WINDOW) {
    const set = state.unsettled.shift();
    if (set !== undefined && set.line.observed === undefined && silenceSpeaks(state, set)) concludeSilence(run, set);
  }
}

/** True where a kept cookie would have shown itself by a change. */
function silenceSpeaks(state: FoldState, { line }: WrittenLine): boolean {
  const { identity, predicted } = line;
  if (!state.jarShown || predicted.cookie === undefined) return false;
  // Cookies of a parent domain whose pattern is not granted are hidden, and so are their changes.
  if (!identity.hostOnly && !state.visibleDomains.has(bareDomain(identity.domain))) return false;
  if (predicted.outcome === 'deletion') return false;
  return !(state.trace.browser === 'firefox' && isSameAgain(line));
}

/** Firefox reports nothing when a session cookie is written again with the value that it has. */
function isSameAgain({ predicted }: SetCookieEntry): boolean {
  const { cookie, replaces } = predicted;
  return replaces?.session === true && replaces.value === cookie?.value;
}

/** The browser kept nothing of this line: what it seemed to do is taken back. */
export function concludeSilence(run: FoldRun, { entry, line, undo }: WrittenLine): void {
  line.silent = true;
  if (line.predicted.outcome === 'stored') undo?.();
  for (const effect of allEffects(entry)) {
    if (effect.thread.name !== line.identity.name) continue;
    effect.predicted = false;
  }
  run.entryChanged(entry);
}
