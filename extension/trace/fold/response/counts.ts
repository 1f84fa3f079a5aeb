import { countOf } from '../../model/count-of.ts';
import type { CountReading, RequestEntry, SessionStep } from '../../model/entry.ts';
import type { CountEvent } from '../../model/event.ts';
import type { ApplyStep } from '../fold-run.ts';
import type { FoldState } from '../fold-state.ts';

/** The response header that carries a count unless the user names another. */
export const COUNT_HEADER = 'session-count';

const WHOLE_NUMBER = /^\d{1,15}$/;

/** Reads the counts that a response's headers report. */
export function readCountHeaders(state: FoldState, entry: RequestEntry): void {
  const names = [COUNT_HEADER, state.options.countHeaders?.[entry.site]?.toLowerCase()];
  for (const [name, value] of entry.responseHeaders) {
    if (!names.includes(name)) continue;
    const text = value.trim();
    if (WHOLE_NUMBER.test(text)) entry.counts.push({ count: Number(text), source: 'header', from: name, text });
  }
}

/** Gives the entry's count to the session it speaks of: the main one that the response leaves the browser with. */
export function countSession(entry: RequestEntry): void {
  const count = countOf(entry);
  const step = entry.steps[0];
  const session = step?.after ?? step?.before;
  if (count === undefined || session === undefined) return;
  session.counts.push({ entry, count });
  session.count = count;
}

/**
 * A new id in answer to a known one: did the session go on under it, or did the server not know the old one?
 * The count tells. Where there is none, an unsafe method (a login) on a session that the server had resumed before
 * speaks for a rotation; that stays a prediction.
 *
 * @param countBefore the last count of the session that was sent
 */
export function judgeNewId(
  entry: RequestEntry,
  step: SessionStep,
  countBefore: number | undefined,
): 'rotated' | 'replaced' {
  const count = countOf(entry);
  const safe = entry.method === 'GET' || entry.method === 'HEAD' || entry.method === 'OPTIONS';
  // A visit of a session that goes on is at least its second; a login right after the first one counts none.
  if (count !== undefined && countBefore !== undefined)
    return count >= countBefore && (count > 1 || !safe) ? 'rotated' : 'replaced';
  if (count !== undefined) return count > 1 ? 'rotated' : 'replaced';
  const serverKnewIt = (step.before?.entries.length ?? 0) > 1;
  return !safe && serverKnewIt ? 'rotated' : 'replaced';
}

/** A count that was read from a body or a page's text, after the response. */
export function onCount(touch: ApplyStep, event: CountEvent): void {
  const { state } = touch;
  const entry = event.requestId === undefined ? state.documents.get(event.tabId) : state.recent.get(event.requestId);
  if (entry === undefined || entry.url !== event.url) return;
  if (event.answeredAt !== undefined && entry.startedDateTime > event.answeredAt) return;
  const reading: CountReading = { count: event.count, source: event.source, from: event.pattern, text: event.text };
  if (entry.counts.some((known) => known.source === reading.source && known.from === reading.from)) return;
  const first = entry.counts.length === 0;
  entry.counts.push(reading);
  if (first) {
    const step = entry.steps[0];
    if (step?.before !== undefined && (step.action === 'rotated' || step.action === 'replaced')) {
      step.action = judgeNewId(entry, step, step.before.count);
      if (step.before.end?.entry === entry) step.before.end.cause = step.action;
    }
    countSession(entry);
  }
  touch.entry(entry);
}
