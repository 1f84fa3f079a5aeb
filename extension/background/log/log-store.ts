import {
  EMPTY_END,
  EMPTY_HEAD,
  LOG_KEYS,
  type LogEnd,
  type LogHead,
  type LogKeys,
  textsIn,
} from '../../protocol/log/log-layout.ts';
import { groupName, stateAfter, writeBatch } from '../../protocol/log/log-writing.ts';
import { TextWriter } from '../../protocol/log/text-writer.ts';
import type { DroppedEvent, LossCause, LostEvent, NewTraceEvent, TraceEvent } from '../../trace/model/event.ts';
import type { LogStoreOptions, Spill } from './log-store-options.ts';
import { Losses } from './lost-events.ts';
import { ChunkPacker, type Numbered, sortTail } from './room.ts';
import { SpillPlace } from './spill-place.ts';
import { sizeOf } from './stored-size.ts';

/** Bytes in `storage.session` above which older events leave; it holds 10 MB, for all that the extension remembers. */
const SPILL_ABOVE = 2_000_000;
/** Characters that stay there after that: enough for the popup's summary; and where nothing else is left. */
const KEEP = 500_000;
const KEEP_WITHOUT_DISK = 1_000_000;
/** Bytes of what stays, with its texts. */
const MAX_KEPT = 1_500_000;
/** How long a clear can be undone, in ms. */
export const UNDO_TIME = 60_000;

/** A batch ready to be stored. */
export interface ReadyBatch {
  /** What it will take, in bytes. */
  readonly bytes: number;
  /** Stores it, and the end of the log with it. Its events have their places from this call on. Rejects over the quota. */
  store(): Promise<void>;
}

/** What `storage.session` holds. */
type Stored = Readonly<Record<string, unknown>>;

/** A tail, sorted: what stays in memory, and what found no place. */
interface Sorted {
  readonly stays: readonly Numbered[];
  readonly left: readonly TraceEvent[];
}

/** One log where it lies: its batches and texts in memory, its chunks on the disk, its head and its end. */
export class LogStore {
  readonly #options: LogStoreOptions;
  readonly #keys: LogKeys;
  #head: LogHead = EMPTY_HEAD;
  #end: LogEnd = EMPTY_END;
  /** References by text, of what is surely stored. */
  #texts = new Map<string, string>();
  readonly #disk: SpillPlace;

  constructor(options: LogStoreOptions) {
    this.#options = options;
    this.#keys = options.keys ?? LOG_KEYS;
    this.#disk = new SpillPlace(options);
  }

  /** Finds the log where an earlier background left it. */
  async start(): Promise<void> {
    const { session, spill, onTrouble } = this.#options;
    const stored = await session.get([this.#keys.head, this.#keys.end]);
    const head = stored[this.#keys.head] as LogHead | undefined;
    if (head === undefined) {
      // The browser started, or the extension was reloaded: what an earlier run spilled can never be read again.
      await spill?.purge().catch(onTrouble);
      await this.#keepHead();
      return;
    }
    this.#head = head;
    this.#end = (stored[this.#keys.end] as LogEnd | undefined) ?? EMPTY_END;
  }

  /** The state that the log ends with. */
  get end(): LogEnd {
    return this.#end;
  }

  get isFull(): boolean {
    return this.#end.bytes > SPILL_ABOVE;
  }

  /** Readies events to be stored as one batch. */
  batch(events: readonly NewTraceEvent[]): ReadyBatch {
    const numbered = this.#number(events);
    const writer = new TextWriter(groupName(this.#end.n + 1), this.#texts);
    const items = this.#itemsOf(numbered, writer);
    const bytes = sizeOf(items);
    return {
      bytes,
      store: async () => {
        this.#end = endAfter(numbered, this.#end.bytes + bytes);
        await this.#options.session.set({ ...items, [this.#keys.end]: this.#end });
        // Not before: a batch that refers to a text must not be stored without it.
        for (const [text, reference] of writer.own) this.#texts.set(text, reference);
      },
    };
  }

  /** Learns which texts are stored, so that a large event repeats none of them; a new background knows none. */
  async learnTexts(): Promise<void> {
    const { merges } = this.#head;
    const stored = await this.#options.session.get(null);
    // Merged meanwhile: what was read is gone.
    if (merges !== this.#head.merges) return;
    for (const [text, reference] of textsIn(stored, this.#keys).references()) this.#texts.set(text, reference);
  }

  /**
   * Moves older events to the disk and writes what stays as one batch. What memory refused goes to the disk at once.
   * Where there is no disk, or it is full, the oldest are dropped.
   *
   * @param refused events that have no place yet
   * @returns what is to be said of losses; `stored` is false where not even that has room
   */
  async makeRoom(refused: readonly NewTraceEvent[]): Promise<{ stored: boolean; say: readonly NewTraceEvent[] }> {
    const stored = await this.#options.session.get(null);
    const place = await this.#place();
    const sorted =
      refused.length === 0 ? await this.#shrink(stored, place) : await this.#clearOut(stored, place, refused);
    const say: NewTraceEvent[] = [];
    const said = this.#leave(sorted.left);
    if (said !== undefined) say.push(said);
    const dropped = await this.#keepBound();
    if (dropped !== undefined) say.push(dropped);
    const { kept, lost } = await this.#merge(sorted.stays, stored);
    const lossEvent = this.#lost(lost, 'memory');
    if (lossEvent !== undefined) say.push(lossEvent);
    // That something was dropped is to be said all the same.
    const unsaid = lost.findLast((event) => event.kind === 'dropped');
    if (unsaid !== undefined) {
      const { n: _, ...event } = unsaid;
      say.push({ ...event, entries: this.#head.start.dropped });
    }
    return { stored: kept, say };
  }

  /** Where chunks go; undefined where there is no such place. */
  async #place(): Promise<Spill | undefined> {
    const found = await this.#disk.find(this.#head.key);
    if (found === undefined) return undefined;
    this.#head = { ...this.#head, key: found.key };
    return found.spill;
  }

  /** The newest part of the tail stays: as much as takes little room with the texts that it refers to. */
  async #shrink(stored: Stored, place: Spill | undefined): Promise<Sorted> {
    let keep = place === undefined ? KEEP_WITHOUT_DISK : KEEP;
    for (;;) {
      const sorted = await this.#sort(stored, place, keep);
      if (keep === 0 || sizeOf(this.#merged(sorted.stays).items) <= MAX_KEPT) return sorted;
      keep = keep > KEEP / 20 ? keep / 4 : 0;
    }
  }

  /** Memory refused events: all of the tail goes to the disk, and they behind it. */
  async #clearOut(stored: Stored, place: Spill | undefined, refused: readonly NewTraceEvent[]): Promise<Sorted> {
    const fresh = this.#number(refused);
    this.#end = endAfter(fresh, this.#end.bytes);
    const sorted = place === undefined ? undefined : await this.#sort(stored, place, 0, fresh);
    if (sorted?.left.length === 0) return sorted;
    // The disk takes nothing: half of what memory holds makes way.
    const half = Math.min(KEEP_WITHOUT_DISK, this.#end.bytes / 2);
    const { stays, left } = await this.#sort(stored, undefined, half);
    return { stays: [...stays, fresh], left };
  }

  /** What comes from now on is the first of a new log. The one before is kept for `UNDO_TIME`. */
  async clear(): Promise<void> {
    const { start, epoch } = this.#head;
    this.#head = {
      ...this.#head,
      epoch: epoch + 1,
      start: { after: this.#end.n, entries: this.#end.entries, dropped: 0 },
      cleared: { start, time: this.#options.now() },
    };
    await this.#keepHead();
  }

  /** Takes the last clear back: what was cleared stands before what came since. @returns whether it could */
  async undoClear(): Promise<boolean> {
    const { cleared, start, epoch, ...head } = this.#head;
    if (cleared === undefined || cleared.time + UNDO_TIME < this.#options.now()) return false;
    const dropped = cleared.start.dropped + start.dropped;
    this.#head = { ...head, epoch: epoch + 1, start: { ...cleared.start, dropped } };
    await this.#keepHead();
    return true;
  }

  /** Lets go what was cleared, once it can no longer come back. @returns what `makeRoom` does, where it had to */
  async forgetCleared(): ReturnType<LogStore['makeRoom']> {
    const { cleared, ...head } = this.#head;
    if (cleared === undefined || cleared.time + UNDO_TIME > this.#options.now()) return { stored: true, say: [] };
    this.#head = head;
    return this.makeRoom([]);
  }

  async #keepHead(): Promise<void> {
    await this.#options.session.set({ [this.#keys.head]: this.#head });
  }

  /** Gives events their places. */
  #number(events: readonly NewTraceEvent[]): Numbered {
    const first = this.#end.n + 1;
    return { before: this.#end, events: events.map((event, at) => ({ ...event, n: first + at }) as TraceEvent) };
  }

  #itemsOf({ before, events }: Numbered, writer: TextWriter): Record<string, string> {
    const first = events[0];
    if (first === undefined) return {};
    const { entries, recording, browser } = before;
    const state = { entries, recording, ...(browser !== undefined && { browser }) };
    const batch = writeBatch(state, writer.events(events));
    const { texts } = writer;
    return {
      [this.#keys.batch(first.n)]: batch,
      ...(texts !== undefined && { [this.#keys.texts(writer.group)]: texts }),
    };
  }

  /** Puts the older part of the tail away, and fresh events behind it where there are any. */
  async #sort(stored: Stored, place: Spill | undefined, keep: number, fresh?: Numbered): Promise<Sorted> {
    const { chunks, start, cleared } = this.#head;
    const packer = new ChunkPacker(place, start.after);
    const stays: Numbered[] = [];
    const rules = {
      keep,
      border: start.after,
      floor: (cleared?.start ?? start).after,
      spilled: chunks.at(-1)?.last ?? 0,
    };
    for (const batch of sortTail(stored, this.#keys, rules)) {
      if (batch.stays) stays.push(batch);
      else await packer.add(batch, batch.size);
    }
    if (fresh !== undefined) await packer.add(fresh, JSON.stringify(fresh.events).length);
    await packer.flush();
    if (packer.error !== undefined) this.#options.onTrouble(packer.error);
    this.#head = { ...this.#head, chunks: [...chunks, ...packer.chunks] };
    return { stays, left: packer.left };
  }

  /** Events leave without having found a place. @returns what is to be said of it */
  #leave(left: readonly TraceEvent[]): NewTraceEvent | undefined {
    const last = left.at(-1);
    if (last === undefined) return undefined;
    const { start, cleared, ...head } = this.#head;
    const mine = left.filter(({ n }) => n > start.after);
    // What was cleared can no longer be brought back whole.
    if (mine.length < left.length) this.#head = { ...head, start };
    if (mine.length === 0) return undefined;
    const why: LossCause = this.#options.spill === undefined ? 'memory' : 'disk';
    if (head.chunks.every(({ last: end }) => end <= start.after)) {
      return this.#dropped(last.n, this.#lost(mine, why)?.entries ?? 0, why);
    }
    return this.#lost(mine, why);
  }

  #lost(events: readonly TraceEvent[], why: LossCause): Omit<LostEvent, 'n'> | undefined {
    const losses = new Losses();
    losses.add(events, why);
    const lost = losses.take();
    return lost === undefined || lost.events === 0 ? undefined : { ...lost, time: this.#options.now() };
  }

  #dropped(through: number, entries: number, why: LossCause): Omit<DroppedEvent, 'n'> {
    const { start } = this.#head;
    const dropped = start.dropped + entries;
    this.#head = { ...this.#head, start: { ...start, dropped } };
    return { kind: 'dropped', time: this.#options.now(), through, entries: dropped, why };
  }

  /** Drops the oldest chunks while the log holds more entries than the bound, and those that belong to no log. */
  async #keepBound(): Promise<NewTraceEvent | undefined> {
    const limit = await this.#options.limit();
    let said: NewTraceEvent | undefined;
    for (;;) {
      const { chunks, start, cleared, key } = this.#head;
      const floor = (cleared?.start ?? start).after;
      const gone = chunks.find(({ last }) => last <= floor);
      const over = this.#end.entries - start.entries - start.dropped > limit;
      const oldest = gone ?? (over ? chunks.find(({ last }) => last > start.after) : undefined);
      if (oldest === undefined || key === undefined) return said;
      this.#head = { ...this.#head, chunks: chunks.filter((chunk) => chunk !== oldest) };
      if (gone === undefined) said = this.#dropped(oldest.last, oldest.entries, 'bound');
      await this.#disk.open(key).delete(oldest.first).catch(this.#options.onTrouble);
    }
  }

  /** What stays as one batch, with texts of its own. */
  #merged(stays: readonly Numbered[]) {
    const events = stays.flatMap((batch) => batch.events);
    const writer = new TextWriter(groupName(events[0]?.n ?? 0, this.#head.merges));
    return { events, writer, items: this.#itemsOf({ before: stays[0]?.before ?? this.#end, events }, writer) };
  }

  /**
   * Writes what stays in place of all that memory holds.
   *
   * @returns what found no room, and whether anything could be written
   */
  async #merge(stays: readonly Numbered[], stored: Stored): Promise<{ kept: boolean; lost: readonly TraceEvent[] }> {
    const { session, onTrouble } = this.#options;
    this.#head = { ...this.#head, merges: this.#head.merges + 1 };
    const { events, writer, items } = this.#merged(stays);
    const old = Object.keys(stored).filter((key) => this.#keys.isBatch(key) || this.#keys.groupOf(key) !== undefined);
    this.#texts = new Map(writer.own);
    this.#end = { ...this.#end, bytes: sizeOf(items) };
    const set = (more: Stored) =>
      session.set({ ...more, [this.#keys.head]: this.#head, [this.#keys.end]: this.#end }).then(
        () => true,
        (error) => {
          onTrouble(error);
          return false;
        },
      );
    if (await set(items)) {
      await session.remove(old.filter((key) => !Object.hasOwn(items, key)));
      return { kept: true, lost: [] };
    }
    // No room for both: the old goes first.
    await session.remove(old);
    if (await set(items)) return { kept: true, lost: [] };
    this.#texts.clear();
    this.#end = { ...this.#end, bytes: 0 };
    return { kept: await set({}), lost: events };
  }
}

function endAfter({ before, events }: Numbered, bytes: number): LogEnd {
  const n = events.at(-1)?.n ?? 0;
  return { ...stateAfter(before, events), n, bytes };
}
