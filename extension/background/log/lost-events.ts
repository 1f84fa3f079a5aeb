import type { LossCause, LostEvent, NewTraceEvent } from '../../trace/model/event.ts';

/** What a `lost` event says, before its time is known. */
type Loss = Omit<LostEvent, 'n' | 'time'>;

/** Adds up what could not be kept, until an event can say so. */
export class Losses {
  #sum: Loss | undefined;

  /** Events that are gone; a `lost` event among them stands for those that it counts. */
  add(events: readonly NewTraceEvent[], why: LossCause): void {
    for (const event of events) {
      const before = this.#sum;
      const { events: gone, entries, from, to } = weigh(event);
      this.#sum = {
        kind: 'lost',
        events: (before?.events ?? 0) + gone,
        entries: (before?.entries ?? 0) + entries,
        why: before?.why ?? why,
        from: Math.min(before?.from ?? from, from),
        to: Math.max(before?.to ?? to, to),
      };
    }
  }

  /** All of it, to be said now; undefined where there is nothing to say. */
  take(): Loss | undefined {
    const sum = this.#sum;
    this.#sum = undefined;
    return sum;
  }
}

function weigh(event: NewTraceEvent): Pick<LostEvent, 'events' | 'entries' | 'from' | 'to'> {
  if (event.kind === 'lost') return event;
  // It says what the head of the log knows.
  if (event.kind === 'dropped') return { events: 0, entries: 0, from: event.time, to: event.time };
  return { events: 1, entries: event.kind === 'request' ? 1 : 0, from: event.time, to: event.time };
}
