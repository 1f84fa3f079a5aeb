import {
  EMPTY_END,
  EMPTY_HEAD,
  LOG_KEYS,
  type LogEnd,
  type LogHead,
  type LogKeys,
} from '../../protocol/log/log-layout.ts';
import { stateAfter, writeBatch } from '../../protocol/log/log-writing.ts';
import type { TextWriter } from '../../protocol/log/text-writer.ts';
import type { NewTraceEvent, TraceEvent } from '../../trace/model/event.ts';
import type { LogStoreOptions } from './log-store-options.ts';
import type { Numbered } from './room.ts';

/** What `storage.session` holds. */
export type Stored = Readonly<Record<string, unknown>>;

/** What is known of one log while its background runs: its head, its end, and the texts that are stored. */
export class LogState {
  readonly options: LogStoreOptions;
  readonly keys: LogKeys;
  head: LogHead = EMPTY_HEAD;
  end: LogEnd = EMPTY_END;
  /** References by text, of what is surely stored. */
  texts = new Map<string, string>();

  constructor(options: LogStoreOptions) {
    this.options = options;
    this.keys = options.keys ?? LOG_KEYS;
  }

  /** Stores a head. Where that fails, the one before holds: what views read and what is written go together. */
  async keepHead(head: LogHead): Promise<void> {
    const before = this.head;
    this.head = head;
    try {
      await this.options.session.set({ [this.keys.head]: head });
    } catch (error) {
      this.head = before;
      throw error;
    }
  }

  /** Gives events their places. */
  number(events: readonly NewTraceEvent[]): Numbered {
    const first = this.end.n + 1;
    return { before: this.end, events: events.map((event, at) => ({ ...event, n: first + at }) as TraceEvent) };
  }

  /** Events as the items of `storage.session` that hold them, with the texts that they need. */
  itemsOf({ before, events }: Numbered, writer: TextWriter): Record<string, string> {
    const first = events[0];
    if (first === undefined) return {};
    const { entries, recording, browser } = before;
    const state = { entries, recording, ...(browser !== undefined && { browser }) };
    const batch = writeBatch(state, writer.events(events));
    const { texts } = writer;
    return {
      [this.keys.batch(first.n)]: batch,
      ...(texts !== undefined && { [this.keys.texts(writer.group)]: texts }),
    };
  }
}

/** The log's end behind events that take some bytes. */
export function endAfter({ before, events }: Numbered, bytes: number): LogEnd {
  const n = events.at(-1)?.n ?? 0;
  return { ...stateAfter(before, events), n, bytes };
}
