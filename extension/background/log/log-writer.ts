import {
  batchesIn,
  batchKey,
  EMPTY_END,
  EMPTY_HEAD,
  END_KEY,
  HEAD_KEY,
  type LogEnd,
  type LogHead,
  type StoredBatch,
} from '../../protocol/log/log-layout.ts';
import type { NewTraceEvent, TraceEvent } from '../../trace/model/event.ts';

/** The part of `storage.session` that writing takes; injected, so that tests need no browser. */
export interface SessionArea {
  get(keys: string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** Where older events go. */
export interface Spill {
  put(epoch: number, first: number, events: readonly TraceEvent[]): Promise<void>;
  delete(epoch: number, first: number): Promise<void>;
}

export interface LogWriterOptions {
  readonly session: SessionArea;
  newKey(): Promise<string>;
  openSpill(key: string): Spill;
  /** Empties the spill of what no key can read any more. */
  purge(): Promise<void>;
  /** The bound, in entries. */
  limit(): Promise<number>;
  /** ms since 1970. */
  now(): number;
  /** Told what could not be done; nothing is thrown, recording goes on. */
  onTrouble(error: unknown): void;
}

/** Events in `storage.session` above which the older ones spill; 3,000 are about 1.5 MB of its 10. */
const SPILL_ABOVE = 3_000;
/** Events that stay in `storage.session` after a spill. */
const KEEP = 1_000;

/**
 * Writes that may be under way at a time. A write that is called outlives its caller, so an event waits for no other:
 * a background that is killed under load takes little with it. Above this, events wait and go together in one write.
 */
const MOST_IN_FLIGHT = 16;

/**
 * Appends to the log. `append` is synchronous (no await here: order is the order of the calls) and survives being the
 * last thing that the background does. Whatever arrives in one turn goes in one write.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #ready: Promise<void>;
  #pending: NewTraceEvent[] = [];
  #clear = false;
  #writing: Promise<void> | undefined;
  readonly #inFlight = new Set<Promise<void>>();
  /** What could not be stored for want of room. */
  #refused: Record<string, string> = {};
  /** Called when there is news for a drain that waits. */
  #wake: () => void = () => {};
  #head: LogHead = EMPTY_HEAD;
  #end: LogEnd = EMPTY_END;
  #opened: { readonly key: string; readonly spill: Spill } | undefined;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#ready = this.#start();
  }

  async #start(): Promise<void> {
    const stored = await this.#options.session.get([HEAD_KEY, END_KEY]);
    const head = stored[HEAD_KEY] as LogHead | undefined;
    if (head === undefined) {
      // The browser started, or the extension was reloaded: what an earlier run spilled can never be read again.
      await this.#options.purge().catch(this.#options.onTrouble);
      await this.#options.session.set({ [HEAD_KEY]: EMPTY_HEAD });
      return;
    }
    this.#head = head;
    this.#end = (stored[END_KEY] as LogEnd | undefined) ?? EMPTY_END;
  }

  /** Adds an event at the end of the log. Never throws, never waits. */
  append(event: NewTraceEvent): void {
    this.#pending.push(event);
    this.#wake();
    this.#writing ??= this.#drain();
  }

  /** Resolves when everything appended so far is stored. */
  async flushed(): Promise<void> {
    await this.#ready;
    while (this.#writing !== undefined) await this.#writing;
  }

  /** Empties the log. Events appended after the call are the first of the new one. */
  async clear(): Promise<void> {
    // What waits would be emptied with the rest.
    this.#pending = [];
    this.#clear = true;
    this.#wake();
    this.#writing ??= this.#drain();
    await this.flushed();
  }

  async #empty(): Promise<void> {
    const { session } = this.#options;
    this.#clear = false;
    this.#refused = {};
    this.#head = { ...EMPTY_HEAD, epoch: this.#head.epoch + 1 };
    this.#end = { ...EMPTY_END, n: this.#end.n };
    await session.set({ [HEAD_KEY]: this.#head, [END_KEY]: this.#end });
    await session.remove(batchesIn(await session.get(null)).map(({ key }) => key));
    await this.#options.purge().catch(this.#options.onTrouble);
  }

  async #drain(): Promise<void> {
    await this.#ready;
    try {
      for (;;) {
        if (this.#clear || this.#end.tail > SPILL_ABOVE || Object.keys(this.#refused).length > 0) {
          await Promise.all(this.#inFlight);
          if (this.#clear) await this.#empty();
          else await this.#makeRoom();
        } else if (this.#pending.length > 0 && this.#inFlight.size < MOST_IN_FLIGHT) {
          this.#send(this.#pending.splice(0));
        } else if (this.#inFlight.size > 0) {
          const { promise, resolve } = Promise.withResolvers<void>();
          this.#wake = resolve;
          await Promise.race([promise, ...this.#inFlight]);
        } else return;
      }
    } catch (error) {
      this.#options.onTrouble(error);
    } finally {
      this.#writing = undefined;
    }
  }

  /** Gives events their places and stores them as one batch, without waiting for it. */
  #send(fresh: readonly NewTraceEvent[]): void {
    const first = this.#end.n + 1;
    const events = fresh.map((event, at) => ({ ...event, n: first + at }) as TraceEvent);
    const batch: StoredBatch = { epoch: this.#head.epoch, entriesBefore: this.#end.entries, events };
    this.#end = {
      n: this.#end.n + events.length,
      entries: this.#end.entries + countEntries(events),
      tail: this.#end.tail + events.length,
    };
    const stored = { [batchKey(first)]: JSON.stringify(batch) };
    const writing: Promise<void> = this.#options.session
      .set({ ...stored, [END_KEY]: this.#end })
      .catch((error) => {
        // Over the quota a set fails whole.
        this.#options.onTrouble(error);
        Object.assign(this.#refused, stored);
      })
      .finally(() => this.#inFlight.delete(writing));
    this.#inFlight.add(writing);
  }

  /** Moves older events away, then stores what found no room before. */
  async #makeRoom(): Promise<void> {
    const refused = this.#refused;
    this.#refused = {};
    await this.#spill();
    if (Object.keys(refused).length > 0) await this.#options.session.set({ ...refused, [END_KEY]: this.#end });
  }

  /** Moves the older events to IndexedDB; where that fails, drops them, and says so in the log. */
  async #spill(): Promise<void> {
    const { session } = this.#options;
    const batches = batchesIn(await session.get(null));
    const lastSpilled = this.#head.chunks.at(-1)?.last ?? 0;
    const moved: TraceEvent[] = [];
    const keys: string[] = [];
    let entriesBefore: number | undefined;
    let left = batches.reduce((sum, { batch }) => sum + batch.events.length, 0);
    for (const { key, batch } of batches) {
      if (left <= KEEP) break;
      left -= batch.events.length;
      keys.push(key);
      // A batch that was moved before a stop came between move and removal is only removed.
      const events = batch.epoch === this.#head.epoch ? batch.events.filter((event) => event.n > lastSpilled) : [];
      if (events.length > 0) entriesBefore ??= batch.entriesBefore;
      moved.push(...events);
    }
    const [first, last] = [moved[0], moved.at(-1)];
    if (first !== undefined && last !== undefined) {
      const entries = countEntries(moved);
      try {
        const key = this.#head.key ?? (await this.#options.newKey());
        await this.#spillUnder(key).put(this.#head.epoch, first.n, moved);
        const chunk = { first: first.n, last: last.n, entriesBefore: entriesBefore ?? 0, entries };
        this.#head = { ...this.#head, key, chunks: [...this.#head.chunks, chunk] };
      } catch (error) {
        this.#options.onTrouble(error);
        this.#drop(last.n, entries);
      }
    }
    this.#end = { ...this.#end, tail: left };
    await this.#keepBound();
    await session.set({ [HEAD_KEY]: this.#head, [END_KEY]: this.#end });
    await session.remove(keys);
  }

  /** Drops the oldest chunks while the log holds more entries than the bound. */
  async #keepBound(): Promise<void> {
    const limit = await this.#options.limit();
    while (this.#end.entries - this.#head.dropped > limit) {
      const [oldest, ...rest] = this.#head.chunks;
      const { key } = this.#head;
      if (oldest === undefined || key === undefined) return;
      this.#head = { ...this.#head, chunks: rest };
      this.#drop(oldest.last, oldest.entries);
      await this.#spillUnder(key).delete(this.#head.epoch, oldest.first).catch(this.#options.onTrouble);
    }
  }

  /** The spill under a key, opened once. */
  #spillUnder(key: string): Spill {
    if (this.#opened?.key !== key) this.#opened = { key, spill: this.#options.openSpill(key) };
    return this.#opened.spill;
  }

  #drop(through: number, entries: number): void {
    const dropped = this.#head.dropped + entries;
    this.#head = { ...this.#head, dropped };
    this.#pending.push({ kind: 'dropped', time: this.#options.now(), through, entries: dropped });
  }
}

/** Entries that begin in these events, as near as can be told without folding. */
function countEntries(events: readonly TraceEvent[]): number {
  let entries = 0;
  for (const event of events) if (event.kind === 'request') entries += 1;
  return entries;
}
