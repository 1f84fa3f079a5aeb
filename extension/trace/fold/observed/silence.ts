import type { SetCookieEntry } from '../../model/entry.ts';
import type { FoldRun } from '../fold-run.ts';
import { type FoldState, SILENCE_WINDOW, type WrittenLine } from '../fold-state.ts';
import { isShown } from '../tools/assumed-jar.ts';
import { allEffects } from '../tools/effects.ts';
import { sessionOfValue, threadNamed } from '../tools/threads.ts';

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
function silenceSpeaks(state: FoldState, { entry, line }: WrittenLine): boolean {
  const { identity, predicted, value } = line;
  // Of what is hidden the changes are hidden, too.
  if (!isShown(state, identity) || predicted.cookie === undefined) return false;
  const tracked = threadNamed(state, entry.site, entry.storeId, identity.name);
  const session = tracked && sessionOfValue(tracked, value);
  // What a request has carried since was kept.
  if (session?.createdBy === entry && session.entries.at(-1) !== entry) return false;
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
