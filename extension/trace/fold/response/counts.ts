import { countOf } from '../../model/count-of.ts';
import type { CountReading, RequestEntry } from '../../model/entry.ts';
import type { CountEvent, SaysEvent } from '../../model/event.ts';
import { COUNT_HEADER } from '../../model/kept-headers.ts';
import { heldFor } from '../../model/site-of.ts';
import type { FoldRun } from '../fold-run.ts';
import type { FoldState } from '../fold-state.ts';
import { judgeAnswer } from './answers.ts';
import { judgeNewId } from './new-id.ts';

const WHOLE_NUMBER = /^\d{1,15}$/;

/** Reads the counts that a response's headers report. */
export function readCountHeaders(state: FoldState, entry: RequestEntry): void {
  const names = [COUNT_HEADER, heldFor(state.options.countHeaders, entry.site)?.toLowerCase()];
  for (const [name, value] of entry.responseHeaders) {
    if (!names.includes(name)) continue;
    const text = value.trim();
    if (!WHOLE_NUMBER.test(text)) continue;
    entry.counts = entry.counts.concat({ count: Number(text), source: 'header', from: name, text });
  }
}

/** Gives the entry's count to the session it speaks of: the main one that the response leaves the browser with. */
export function countSession(entry: RequestEntry): void {
  const count = countOf(entry);
  const effect = entry.effects[0];
  const session = effect?.after ?? effect?.before;
  if (count === undefined || session === undefined) return;
  session.counts.push({ entry, count });
  session.count = count;
}

/** The request whose text was read; undefined where it is not known, or is not the one any more. */
export function entryOfText(
  { documents, recent }: FoldState,
  { requestId, tabId, url, answeredAt }: CountEvent | SaysEvent,
): RequestEntry | undefined {
  const entry = requestId === undefined ? documents.get(tabId) : recent.get(requestId);
  if (entry?.url !== url) return undefined;
  // When a request began that was never seen leaving is not known.
  const isUnseen = requestId !== undefined && entry.requestUnseen;
  return answeredAt !== undefined && !isUnseen && entry.startedDateTime > answeredAt ? undefined : entry;
}

/** Judges the new id of an answer again, once more is known of the answer. */
export function judgeIdAgain(entry: RequestEntry): void {
  const effect = entry.effects[0];
  if (effect?.before === undefined || (effect.action !== 'rotated' && effect.action !== 'replaced')) return;
  effect.action = judgeNewId(entry, effect, effect.before.count);
  const { end } = effect.before;
  if (end?.entry !== entry) return;
  end.cause = effect.action;
  if (effect.judgedBy !== undefined) end.judgedBy = effect.judgedBy;
}

/** A count that was read from a body or a page's text, after the response. */
export function onCount(run: FoldRun, event: CountEvent): void {
  const entry = entryOfText(run.state, event);
  if (entry === undefined) return;
  const reading: CountReading = { count: event.count, source: event.source, from: event.pattern, text: event.text };
  if (entry.counts.some((known) => known.source === reading.source && known.from === reading.from)) return;
  const first = entry.counts.length === 0;
  entry.counts = entry.counts.concat(reading);
  if (first) {
    judgeIdAgain(entry);
    countSession(entry);
    judgeAnswer(run, entry);
  }
  run.entryChanged(entry);
}
