import { groupName } from '../../protocol/log/log-writing.ts';
import { TextWriter } from '../../protocol/log/text-writer.ts';
import type { DroppedEvent, LossCause, LostEvent, NewTraceEvent, TraceEvent } from '../../trace/model/event.ts';
import { endAfter, type LogState, type Stored } from './log-state.ts';
import type { Spill } from './log-store-options.ts';
import { Losses } from './lost-events.ts';
import { ChunkPacker, type Numbered, sortTail } from './room.ts';
import { SpillPlace } from './spill-place.ts';
import { sizeOf } from './stored-size.ts';

/** Characters that stay in memory: enough for the popup’s summary; and more where there is no disk. */
const KEEP = 500_000;
const KEEP_WITHOUT_DISK = 1_000_000;
/** Bytes of what stays, with its texts. */
const MAX_KEPT = 1_500_000;

/** A tail, sorted: what stays in memory, and what found no place. */
interface Sorted {
  readonly stays: readonly Numbered[];
  readonly left: readonly TraceEvent[];
}

/** What making room led to. */
export interface RoomMade {
  /** False where not even what is to be said of losses has room. */
  readonly stored: boolean;
  /** What is to be said of losses. */
  readonly say: readonly NewTraceEvent[];
}

/** Makes room in memory: older events go to the disk, and where nothing has room, the oldest are dropped. */
export class RoomMaker {
  readonly #state: LogState;
  readonly #disk: SpillPlace;

  constructor(state: LogState) {
    this.#state = state;
    this.#disk = new SpillPlace(state.options);
  }

  /**
   * Moves older events to the disk and writes what stays as one batch. What memory refused goes to the disk at once.
   * Where there is no disk, or it is full, the oldest are dropped.
   *
   * @param refused events that have no place yet
   */
  async make(refused: readonly NewTraceEvent[]): Promise<RoomMade> {
    const stored = await this.#state.options.session.get(null);
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
      say.push({ ...event, entries: this.#state.head.start.dropped });
    }
    return { stored: kept, say };
  }

  /** Where chunks go; undefined where there is no such place. */
  async #place(): Promise<Spill | undefined> {
    const found = await this.#disk.find(this.#state.head.key);
    if (found === undefined) return undefined;
    this.#state.head = { ...this.#state.head, key: found.key };
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
    const fresh = this.#state.number(refused);
    this.#state.end = endAfter(fresh, this.#state.end.bytes);
    const sorted = place === undefined ? undefined : await this.#sort(stored, place, 0, fresh);
    if (sorted?.left.length === 0) return sorted;
    // The disk takes nothing: half of what memory holds makes way.
    const half = Math.min(KEEP_WITHOUT_DISK, this.#state.end.bytes / 2);
    const { stays, left } = await this.#sort(stored, undefined, half);
    return { stays: [...stays, fresh], left };
  }

  /** Puts the older part of the tail away, and fresh events behind it where there are any. */
  async #sort(stored: Stored, place: Spill | undefined, keep: number, fresh?: Numbered): Promise<Sorted> {
    const { chunks, start, cleared } = this.#state.head;
    const packer = new ChunkPacker(place, start.after);
    const stays: Numbered[] = [];
    const rules = {
      keep,
      border: start.after,
      floor: (cleared?.start ?? start).after,
      spilled: chunks.at(-1)?.last ?? 0,
    };
    for (const batch of sortTail(stored, this.#state.keys, rules)) {
      if (batch.stays) stays.push(batch);
      else await packer.add(batch, batch.size);
    }
    if (fresh !== undefined) await packer.add(fresh, JSON.stringify(fresh.events).length);
    await packer.flush();
    if (packer.error !== undefined) this.#state.options.onTrouble(packer.error);
    this.#state.head = { ...this.#state.head, chunks: [...chunks, ...packer.chunks] };
    return { stays, left: packer.left };
  }

  /** Events leave without having found a place. @returns what is to be said of it */
  #leave(left: readonly TraceEvent[]): NewTraceEvent | undefined {
    const last = left.at(-1);
    if (last === undefined) return undefined;
    const { start, cleared, ...head } = this.#state.head;
    const mine = left.filter(({ n }) => n > start.after);
    // What was cleared can no longer be brought back whole.
    if (mine.length < left.length) this.#state.head = { ...head, start };
    if (mine.length === 0) return undefined;
    const why: LossCause = this.#state.options.spill === undefined ? 'memory' : 'disk';
    if (head.chunks.every(({ last: end }) => end <= start.after)) {
      return this.#dropped(last.n, this.#lost(mine, why)?.entries ?? 0, why);
    }
    return this.#lost(mine, why);
  }

  #lost(events: readonly TraceEvent[], why: LossCause): Omit<LostEvent, 'n'> | undefined {
    const losses = new Losses();
    losses.add(events, why);
    const lost = losses.take();
    return lost === undefined || lost.events === 0 ? undefined : { ...lost, time: this.#state.options.now() };
  }

  #dropped(through: number, entries: number, why: LossCause): Omit<DroppedEvent, 'n'> {
    const { start } = this.#state.head;
    const dropped = start.dropped + entries;
    this.#state.head = { ...this.#state.head, start: { ...start, dropped } };
    return { kind: 'dropped', time: this.#state.options.now(), through, entries: dropped, why };
  }

  /** Drops the oldest chunks while the log holds more entries than the bound, and those that belong to no log. */
  async #keepBound(): Promise<NewTraceEvent | undefined> {
    const limit = await this.#state.options.limit();
    let said: NewTraceEvent | undefined;
    for (;;) {
      const { chunks, start, cleared, key } = this.#state.head;
      const floor = (cleared?.start ?? start).after;
      const gone = chunks.find(({ last }) => last <= floor);
      const over = this.#state.end.entries - start.entries - start.dropped > limit;
      const oldest = gone ?? (over ? chunks.find(({ last }) => last > start.after) : undefined);
      if (oldest === undefined || key === undefined) return said;
      this.#state.head = { ...this.#state.head, chunks: chunks.filter((chunk) => chunk !== oldest) };
      if (gone === undefined) said = this.#dropped(oldest.last, oldest.entries, 'bound');
      await this.#disk.open(key).delete(oldest.first).catch(this.#state.options.onTrouble);
    }
  }

  /** What stays as one batch, with texts of its own. */
  #merged(stays: readonly Numbered[]) {
    const events = stays.flatMap((batch) => batch.events);
    const writer = new TextWriter(groupName(events[0]?.n ?? 0, this.#state.head.merges));
    return {
      events,
      writer,
      items: this.#state.itemsOf({ before: stays[0]?.before ?? this.#state.end, events }, writer),
    };
  }

  /**
   * Writes what stays in place of all that memory holds.
   *
   * @returns what found no room, and whether anything could be written
   */
  async #merge(stays: readonly Numbered[], stored: Stored): Promise<{ kept: boolean; lost: readonly TraceEvent[] }> {
    const { session, onTrouble } = this.#state.options;
    this.#state.head = { ...this.#state.head, merges: this.#state.head.merges + 1 };
    const { events, writer, items } = this.#merged(stays);
    const old = Object.keys(stored).filter(
      (key) => this.#state.keys.isBatch(key) || this.#state.keys.groupOf(key) !== undefined,
    );
    this.#state.texts = new Map(writer.own);
    this.#state.end = { ...this.#state.end, bytes: sizeOf(items) };
    const set = (more: Stored) =>
      session.set({ ...more, [this.#state.keys.head]: this.#state.head, [this.#state.keys.end]: this.#state.end }).then(
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
    this.#state.texts.clear();
    this.#state.end = { ...this.#state.end, bytes: 0 };
    return { kept: await set({}), lost: events };
  }
}
