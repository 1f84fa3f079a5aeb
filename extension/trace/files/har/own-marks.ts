import type { RequestEntry } from '../../model/entry.ts';
import type { TraceEvent } from '../../model/event.ts';
import type { EventMark, ExchangeKind } from './own-entry.ts';

/** The place and time of each event of an entry. */
export type EntryMarks = Partial<Record<ExchangeKind, EventMark>>;

/**
 * Which events belong to which entry, by the entry's id. An entry's id is the `n` of its first event. As in the fold,
 * later events of a request belong to its newest entry.
 */
export function marksOf(events: Iterable<TraceEvent>, entries: Iterable<RequestEntry>): Map<number, EntryMarks> {
  const byId = new Map<number, RequestEntry>();
  for (const entry of entries) byId.set(entry.id, entry);
  const current = new Map<string, RequestEntry>();
  const marks = new Map<number, EntryMarks>();
  for (const event of events) {
    switch (event.kind) {
      case 'request':
      case 'response':
      case 'completed':
      case 'failed': {
        const first = byId.get(event.n);
        if (first !== undefined) current.set(event.requestId, first);
        const entry = current.get(event.requestId);
        if (entry === undefined || entry.url !== event.url) break;
        const known = marks.get(entry.id) ?? {};
        // Of a repeated head the fold keeps the first, of a repeated end the last.
        if (event.kind === 'completed' || event.kind === 'failed') known[event.kind] = [event.n, event.time];
        else known[event.kind] ??= [event.n, event.time];
        marks.set(entry.id, known);
        break;
      }
      default:
        break;
    }
  }
  return marks;
}
