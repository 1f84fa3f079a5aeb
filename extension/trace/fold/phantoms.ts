import type { RequestEntry } from '../model/entry.ts';
import type { FailedEvent } from '../model/event.ts';
import type { FoldRun } from './fold-run.ts';
import { allEffects } from './tools/effects.ts';

/**
 * Requests that Chromium reports and never sends. It asks its cache alone: DevTools for a resource's text, a page for a
 * font. It reports a whole chain with a Cookie header, and this error when the cache has nothing. No server saw it.
 */
const PHANTOM_ERROR = 'net::ERR_CACHE_MISS';

/** True for the end of a phantom. */
export function isPhantom(entry: RequestEntry, event: FailedEvent): boolean {
  return event.error === PHANTOM_ERROR && entry.status === undefined;
}

function takeOut<T>(list: T[], item: T): void {
  const at = list.lastIndexOf(item);
  if (at !== -1) list.splice(at, 1);
}

/** Takes a phantom out of the trace as if it had never been reported. */
export function forgetPhantom(run: FoldRun, entry: RequestEntry): void {
  const { state } = run;
  const { entries, rows } = state.trace;
  if (entries.at(-1) === entry) state.steps -= 1;
  takeOut(entries, entry);
  const row = rows.findLastIndex((each) => each.kind === 'entry' && each.entry === entry);
  if (row !== -1) rows.splice(row, 1);
  for (const { thread, before } of allEffects(entry)) {
    takeOut(thread.entries, entry);
    if (before !== undefined) takeOut(before.entries, entry);
  }
  if (state.documents.get(entry.tabId) === entry) state.documents.delete(entry.tabId);
  run.rowsMoved();
}
