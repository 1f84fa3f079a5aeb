import { batchesIn, type LogKeys, type LogState, type SpilledChunk } from '../../protocol/log/log-layout.ts';
import { firstOfGroup, stateAfter } from '../../protocol/log/log-writing.ts';
import type { TraceEvent } from '../../trace/model/event.ts';

/** Events that are numbered, and the state before the first of them. */
export interface Numbered {
  readonly before: LogState;
  readonly events: readonly TraceEvent[];
}

/** Where chunks go. */
export interface ChunkPlace {
  /** Rejects when there is no room. */
  put(first: number, events: readonly TraceEvent[]): Promise<void>;
}

/** Characters of JSON after which a chunk is full: a reader unpacks it at one go. */
const CHUNK_SIZE = 8_000_000;

/** Packs events into chunks and puts them away, in order. Once that has failed, what comes is left over. */
export class ChunkPacker {
  readonly #place: ChunkPlace | undefined;
  /** The `n` after which another chunk begins: what lies before was cleared. */
  readonly #border: number;
  readonly chunks: SpilledChunk[] = [];
  /** What found no place. */
  readonly left: TraceEvent[] = [];
  #error: unknown;
  #before: LogState | undefined;
  #events: TraceEvent[] = [];
  #size = 0;

  /** @param place absent: there is none, and all is left over */
  constructor(place: ChunkPlace | undefined, border: number) {
    this.#place = place;
    this.#border = border;
  }

  /** Why something was left over, where the place said so. */
  get error(): unknown {
    return this.#error;
  }

  /** @param size characters that the events take as JSON */
  async add({ before, events }: Numbered, size: number): Promise<void> {
    if (this.#size > 0 && this.#size + size > CHUNK_SIZE) await this.flush();
    this.#before ??= before;
    this.#size += size;
    // push(...events) would overflow the stack on a long batch.
    for (const event of events) this.#events.push(event);
    if (events.at(-1)?.n === this.#border) await this.flush();
  }

  /** Puts the last chunk away. */
  async flush(): Promise<void> {
    const [events, before] = [this.#events, this.#before];
    this.#before = undefined;
    this.#events = [];
    this.#size = 0;
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined || before === undefined) return;
    try {
      if (this.#place === undefined || this.left.length > 0) throw this.#error;
      await this.#place.put(first.n, events);
    } catch (error) {
      this.#error = error;
      for (const event of events) this.left.push(event);
      return;
    }
    const entries = stateAfter(before, events).entries - before.entries;
    this.chunks.push({ first: first.n, last: last.n, before, events: events.length, entries, time: last.time });
  }
}

/** A batch of the tail, and what is to become of it. */
export interface TailBatch extends Numbered {
  readonly stays: boolean;
  /** Characters that its events take as JSON. */
  readonly size: number;
}

/** What the tail is sorted by. */
export interface SortRules {
  /** How many characters may stay in memory. */
  readonly keep: number;
  /** Events up to this one are no longer part of any log. */
  readonly floor: number;
  /** Events up to this one were cleared, and may come back: they do not stay. */
  readonly border: number;
  /** Events up to this one have been put away already: a stop came before they were removed here. */
  readonly spilled: number;
}

/** Characters of the texts that each batch brought, by its key. */
function textsByBatch(stored: Readonly<Record<string, unknown>>, keys: LogKeys): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [name, value] of Object.entries(stored)) {
    const group = keys.groupOf(name);
    if (group === undefined) continue;
    const key = keys.batch(firstOfGroup(group));
    sizes.set(key, (sizes.get(key) ?? 0) + String(value).length);
  }
  return sizes;
}

/** The tail, batch by batch: the newest stay, as far as they find room. */
export function* sortTail(
  stored: Readonly<Record<string, unknown>>,
  keys: LogKeys,
  rules: SortRules,
): Generator<TailBatch> {
  let taken = 0;
  const staying = new Set<string>();
  const texts = textsByBatch(stored, keys);
  for (const key of Object.keys(stored).filter(keys.isBatch).sort().reverse()) {
    taken += String(stored[key]).length + (texts.get(key) ?? 0);
    if (taken > rules.keep) break;
    staying.add(key);
  }
  let done = Math.max(rules.floor, rules.spilled);
  for (const { key, batch, size } of batchesIn(stored, keys)) {
    // Of a merged batch and those that it took the place of, the first has all: a stop may have left both.
    const events = (batch?.events ?? []).filter(({ n }) => n > done);
    const first = events[0];
    if (batch === undefined || first === undefined) continue;
    done = events.at(-1)?.n ?? done;
    yield { before: batch.before, events, size, stays: staying.has(key) && first.n > rules.border };
  }
}
