import { EMPTY_END, type LogEnd, type LogHead, textsIn } from '../../protocol/log/log-layout.ts';
import { groupName } from '../../protocol/log/log-writing.ts';
import { TextWriter } from '../../protocol/log/text-writer.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { endAfter, LogState } from './log-state.ts';
import type { LogStoreOptions } from './log-store-options.ts';
import { type RoomMade, RoomMaker } from './room-maker.ts';
import { sizeOf } from './stored-size.ts';

/** Bytes in `storage.session` above which older events leave; it holds 10 MB, for all that the extension remembers. */
const SPILL_ABOVE = 2_000_000;
/** How long a clear can be undone, in ms. */
export const UNDO_TIME = 60_000;

/** A batch ready to be stored. */
export interface ReadyBatch {
  /** What it will take, in bytes. */
  readonly bytes: number;
  /** Stores it, and the end of the log with it. Its events have their places from this call on. Rejects over the quota. */
  store(): Promise<void>;
}

/** One log where it lies: its batches and texts in memory, its chunks on the disk, its head and its end. */
export class LogStore {
  readonly #state: LogState;
  readonly #room: RoomMaker;

  constructor(options: LogStoreOptions) {
    this.#state = new LogState(options);
    this.#room = new RoomMaker(this.#state);
  }

  /** Finds the log where an earlier background left it. */
  async start(): Promise<void> {
    const { session, spill, onTrouble } = this.#state.options;
    const stored = await session.get([this.#state.keys.head, this.#state.keys.end]);
    const head = stored[this.#state.keys.head] as LogHead | undefined;
    if (head === undefined) {
      // The browser started, or the extension was reloaded: what an earlier run spilled can never be read again.
      await spill?.purge().catch(onTrouble);
      await this.#state.keepHead(this.#state.head);
      return;
    }
    this.#state.head = head;
    this.#state.end = (stored[this.#state.keys.end] as LogEnd | undefined) ?? EMPTY_END;
  }

  /** The state that the log ends with. */
  get end(): LogEnd {
    return this.#state.end;
  }

  get isFull(): boolean {
    return this.#state.end.bytes > SPILL_ABOVE;
  }

  /** Readies events to be stored as one batch. */
  batch(events: readonly NewTraceEvent[]): ReadyBatch {
    const numbered = this.#state.number(events);
    const writer = new TextWriter(groupName(this.#state.end.n + 1), this.#state.texts);
    const items = this.#state.itemsOf(numbered, writer);
    const bytes = sizeOf(items);
    return {
      bytes,
      store: async () => {
        this.#state.end = endAfter(numbered, this.#state.end.bytes + bytes);
        await this.#state.options.session.set({ ...items, [this.#state.keys.end]: this.#state.end });
        // Not before: a batch that refers to a text must not be stored without it.
        for (const [text, reference] of writer.own) this.#state.texts.set(text, reference);
      },
    };
  }

  /** Learns which texts are stored, so that a large event repeats none of them; a new background knows none. */
  async learnTexts(): Promise<void> {
    const { merges } = this.#state.head;
    const stored = await this.#state.options.session.get(null);
    // Merged meanwhile: what was read is gone.
    if (merges !== this.#state.head.merges) return;
    for (const [text, reference] of textsIn(stored, this.#state.keys).references())
      this.#state.texts.set(text, reference);
  }

  /**
   * Moves older events to the disk and writes what stays as one batch. What memory refused goes to the disk at once.
   * Where there is no disk, or it is full, the oldest are dropped.
   *
   * @param refused events that have no place yet
   */
  makeRoom(refused: readonly NewTraceEvent[]): Promise<RoomMade> {
    return this.#room.make(refused);
  }

  /**
   * What comes from now on is the first of a new log. The one before is kept for `UNDO_TIME`; so is what was cleared a
   * moment ago, where no entry has come since: the button was pressed twice.
   */
  async clear(): Promise<void> {
    const { start, epoch, cleared } = this.#state.head;
    const isAgain = this.#canUndo && this.#state.end.entries === start.entries;
    await this.#state.keepHead({
      ...this.#state.head,
      epoch: epoch + 1,
      start: { after: this.#state.end.n, entries: this.#state.end.entries, dropped: 0 },
      cleared: { start: (isAgain ? cleared?.start : undefined) ?? start, time: this.#state.options.now() },
    });
  }

  /** Takes the last clear back: what was cleared stands before what came since. @returns whether it could */
  async undoClear(): Promise<boolean> {
    const { cleared, start, epoch, ...head } = this.#state.head;
    if (cleared === undefined || !this.#canUndo) return false;
    const dropped = cleared.start.dropped + start.dropped;
    await this.#state.keepHead({ ...head, epoch: epoch + 1, start: { ...cleared.start, dropped } });
    return true;
  }

  get #canUndo(): boolean {
    const { cleared } = this.#state.head;
    return cleared !== undefined && cleared.time + UNDO_TIME >= this.#state.options.now();
  }

  /** Lets go what was cleared, once it can no longer come back. @returns what `makeRoom` does, where it had to */
  async forgetCleared(): Promise<RoomMade> {
    const { cleared, ...head } = this.#state.head;
    if (cleared === undefined || cleared.time + UNDO_TIME > this.#state.options.now()) return { stored: true, say: [] };
    this.#state.head = head;
    return this.makeRoom([]);
  }
}
