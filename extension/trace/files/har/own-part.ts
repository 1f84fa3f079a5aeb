import { TRACE_VERSION } from '../../model/event.ts';
import { numberOf } from '../json-value.ts';
import { readEvent } from '../trace-file/event-shapes.ts';
import { type RawEvent, upgradeEvent } from '../trace-file/upgrade.ts';
import { isOther, type OtherEvent } from './own-entry.ts';

/** The most events of it that are kept: four for each of 100,000 entries. */
const MAX_EVENTS = 400_000;

/** `log._sidtrail`: what Sidtrail saves of a trace that HAR cannot hold. */
export class OwnPart {
  readonly #events: unknown[] = [];
  #tooMany = false;
  /** Its members but for the events: `version`, `sessionCookies`. */
  readonly members = new Map<string, unknown>();

  addEvent(value: unknown): void {
    if (this.#events.length < MAX_EVENTS) this.#events.push(value);
    else this.#tooMany = true;
  }

  /** Whether the file has it. */
  get found(): boolean {
    return this.members.has('version');
  }

  /** Its events; undefined where one of them is none: the file was changed, or is of a newer version. */
  events(): readonly OtherEvent[] | undefined {
    const version = numberOf(this.members.get('version')) ?? 0;
    if (this.#tooMany || version < 1 || version > TRACE_VERSION) return undefined;
    const events: OtherEvent[] = [];
    for (const value of this.#events) {
      if (typeof value !== 'object' || value === null) return undefined;
      const raw = upgradeEvent(value as RawEvent, version);
      if (raw === null) continue;
      const read = readEvent(raw);
      if ('unknownKind' in read) continue;
      if ('wrong' in read || !isOther(read.value)) return undefined;
      events.push(read.value);
    }
    return events;
  }
}
