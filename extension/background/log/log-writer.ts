import type { LogState } from '../../protocol/log/log-layout.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { inOrderOfRequests } from './in-order-of-requests.ts';
import { LogStore } from './log-store.ts';
import type { LogStoreOptions } from './log-store-options.ts';
import { Losses } from './lost-events.ts';

/** A batch above this, in bytes, is halved; a single event above it goes to the disk at once. */
const MAX_BATCH = 1_000_000;

/**
 * Writes that may be under way at a time, and their bytes. A write that is called outlives its caller, so an event hardly
 * ever waits: a background that is killed takes little with it. Above this, events wait and go together in one write, for
 * each write costs the browser more than what is in it.
 */
const MAX_IN_FLIGHT = 4;
const MAX_BYTES_IN_FLIGHT = 2_000_000;

/** A change of the log as a whole, in its place among the events. */
interface Order {
  readonly kind: 'clear' | 'undo' | 'forget';
  readonly done: (succeeded: boolean) => void;
  readonly failed: (error: unknown) => void;
}

type Waiting = NewTraceEvent | Order;

function isOrder(waiting: Waiting): waiting is Order {
  return 'done' in waiting;
}

/**
 * Appends to a log. `append` is synchronous (no await here: order is the order of the calls) and survives being the
 * last thing that the background does. Whatever arrives in one turn goes in one write.
 */
export class LogWriter {
  readonly #options: LogStoreOptions;
  readonly #store: LogStore;
  readonly #ready: Promise<void>;
  readonly #found: Promise<LogState>;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  readonly #inFlight = new Set<Promise<void>>();
  #bytesInFlight = 0;
  /** What found no room in memory, by the turn in which it was sent. */
  #refused: { readonly turn: number; readonly events: readonly NewTraceEvent[] }[] = [];
  #turn = 0;
  /** What is lost and could not be said yet. */
  readonly #losses = new Losses();
  /** Set when nothing at all can be stored: the next event tries again. */
  #stuck = false;
  /** Set until the first events are taken, which may have woken the background. */
  #isFresh = true;
  /** Called when there is news for a drain that waits. */
  #wake: () => void = () => {};

  constructor(options: LogStoreOptions) {
    this.#options = options;
    this.#store = new LogStore(options);
    // Without its beginning a log can still be written, and read.
    this.#ready = this.#store.start().catch(options.onTrouble);
    this.#found = this.#ready.then(() => this.#store.end);
  }

  /** Adds an event at the end of the log. Never throws, never waits. */
  append(event: NewTraceEvent): void {
    this.#add(event);
  }

  /** Resolves when everything appended so far is stored. */
  async flushed(): Promise<void> {
    await this.#ready;
    while (this.#writing !== undefined) await this.#writing;
  }

  /** The state in which the background before left the log. */
  found(): Promise<LogState> {
    return this.#found;
  }

  /** Empties the log. Events appended after the call are the first of the new one. Rejects where that cannot be stored. */
  async clear(): Promise<void> {
    await this.#order('clear');
  }

  /** Takes the last clear back, as `clear` does: what was cleared stands before what came since. @returns whether it could */
  undoClear(): Promise<boolean> {
    return this.#order('undo');
  }

  /** Lets go what was cleared, once it can no longer come back. */
  async forgetCleared(): Promise<void> {
    await this.#order('forget').catch(() => undefined);
  }

  /** To be awaited before a large event is appended that may repeat what is stored. */
  async learnTexts(): Promise<void> {
    await this.flushed();
    await this.#store.learnTexts().catch(this.#options.onTrouble);
  }

  #order(kind: Order['kind']): Promise<boolean> {
    return new Promise((done, failed) => this.#add({ kind, done, failed }));
  }

  #add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#stuck = false;
    this.#wake();
    this.#writing ??= this.#drain();
  }

  async #drain(): Promise<void> {
    await this.#ready;
    const owed = this.#losses.take();
    if (owed !== undefined) this.#waiting.unshift({ ...owed, time: this.#options.now() });
    try {
      // After the last step nothing is awaited: what is added later starts another drain.
      do await this.#step();
      while (this.#hasMore);
    } catch (error) {
      this.#options.onTrouble(error);
    } finally {
      this.#writing = undefined;
    }
  }

  get #hasMore(): boolean {
    // An order takes hardly any room, and somebody waits for it.
    if (this.#stuck) return this.#waiting.some(isOrder);
    return this.#waiting.length > 0 || this.#inFlight.size > 0 || this.#mustMakeRoom;
  }

  get #mustMakeRoom(): boolean {
    return this.#refused.length > 0 || this.#store.isFull;
  }

  async #step(): Promise<void> {
    const [next] = this.#waiting;
    if (this.#stuck) {
      const order = this.#waiting.find(isOrder);
      this.#waiting = this.#waiting.filter((waiting) => waiting !== order);
      if (order !== undefined) await this.#obey(order);
    } else if (this.#mustMakeRoom) {
      await Promise.all(this.#inFlight);
      await this.#makeRoom();
    } else if (next !== undefined && isOrder(next)) {
      await Promise.all(this.#inFlight);
      // What was refused came before the order.
      if (this.#mustMakeRoom) return;
      this.#waiting.shift();
      await this.#obey(next);
    } else if (next !== undefined && this.#inFlight.size < MAX_IN_FLIGHT && this.#bytesInFlight < MAX_BYTES_IN_FLIGHT) {
      const events = this.#takeEvents();
      try {
        this.#send(events);
      } catch (error) {
        this.#options.onTrouble(error);
        this.#losses.add(events, 'memory');
      }
    } else if (this.#inFlight.size > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await Promise.race([promise, ...this.#inFlight]);
    }
  }

  /** The events up to the next order. */
  #takeEvents(): NewTraceEvent[] {
    const at = this.#waiting.findIndex(isOrder);
    const events = this.#waiting.splice(0, at === -1 ? this.#waiting.length : at) as NewTraceEvent[];
    const isFresh = this.#isFresh;
    this.#isFresh = false;
    return isFresh ? inOrderOfRequests(events) : events;
  }

  /** Stores events as one batch, without waiting for it. */
  #send(events: readonly NewTraceEvent[]): void {
    const turn = ++this.#turn;
    const batch = this.#store.batch(events);
    if (batch.bytes > MAX_BATCH) {
      const half = Math.ceil(events.length / 2);
      if (events.length === 1) this.#refused.push({ turn, events });
      else {
        this.#waiting = [...events.slice(half), ...this.#waiting];
        this.#send(events.slice(0, half));
      }
      return;
    }
    this.#bytesInFlight += batch.bytes;
    const writing: Promise<void> = batch
      .store()
      .catch((error) => {
        // Over the quota a set fails whole.
        this.#options.onTrouble(error);
        this.#refused.push({ turn, events });
      })
      .finally(() => {
        this.#inFlight.delete(writing);
        this.#bytesInFlight -= batch.bytes;
      });
    this.#inFlight.add(writing);
  }

  async #makeRoom(): Promise<void> {
    const refused = this.#refused.sort((a, b) => a.turn - b.turn).flatMap(({ events }) => events);
    this.#refused = [];
    try {
      const { stored, say } = await this.#store.makeRoom(refused);
      this.#waiting.unshift(...say);
      this.#stuck = !stored;
      if (stored && say.length > 0) this.#options.onLoss?.();
    } catch (error) {
      this.#options.onTrouble(error);
      this.#losses.add(refused, 'memory');
      this.#stuck = true;
    }
  }

  async #obey(order: Order): Promise<void> {
    let succeeded = true;
    try {
      if (order.kind === 'clear') await this.#store.clear();
      else if (order.kind === 'undo') succeeded = await this.#store.undoClear();
      else this.#waiting.unshift(...(await this.#store.forgetCleared()).say);
      order.done(succeeded);
    } catch (error) {
      this.#options.onTrouble(error);
      order.failed(error);
    }
  }
}
