import type { RequestEntry } from '../model/entry.ts';
import type { TimeRange } from './time-range.ts';

/** Bins at most: as many as a chart has room for. When there are more, each two become one. */
const MAX_BINS = 240;

/** The width of the first bins, in ms. */
const FINEST = 125;

/** How many requests started in each part of the time. */
export interface Bin {
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts requests by time as they come. One more costs the same in a small and a large trace. */
export class TimeSpread {
  #bins = new Map<number, number>();
  #width = FINEST;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #seen = 0;
  #oldest: RequestEntry | undefined;
  #entries: readonly RequestEntry[] | undefined;

  /** Counts what is new in a list of entries that grows at its end; starts over for another list, or one that lost its beginning. */
  follow(entries: readonly RequestEntry[], counts: (entry: RequestEntry) => boolean): void {
    if (entries !== this.#entries || entries[0] !== this.#oldest || entries.length < this.#seen) this.#reset(entries);
    for (let at = this.#seen; at < entries.length; at++) {
      const entry = entries[at];
      if (entry !== undefined && counts(entry)) this.#add(entry.startedDateTime);
    }
    this.#seen = entries.length;
  }

  /** From the first request to the last; undefined without any. */
  get all(): TimeRange | undefined {
    return this.#first > this.#last ? undefined : { from: this.#first, to: this.#last };
  }

  /** The bins with requests, in order of time. */
  bins(): readonly Bin[] {
    return [...this.#bins]
      .sort(([one], [other]) => one - other)
      .map(([at, count]) => ({ from: at * this.#width, to: (at + 1) * this.#width, count }));
  }

  #add(time: number): void {
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
    const at = Math.floor(time / this.#width);
    this.#bins.set(at, (this.#bins.get(at) ?? 0) + 1);
    this.#low = Math.min(this.#low, at);
    this.#high = Math.max(this.#high, at);
    while (this.#high - this.#low >= MAX_BINS) this.#widen();
  }

  #widen(): void {
    const wider = new Map<number, number>();
    for (const [at, count] of this.#bins) {
      const half = Math.floor(at / 2);
      wider.set(half, (wider.get(half) ?? 0) + count);
    }
    this.#bins = wider;
    this.#width *= 2;
    this.#low = Math.floor(this.#low / 2);
    this.#high = Math.floor(this.#high / 2);
  }

  #reset(entries: readonly RequestEntry[]): void {
    this.#entries = entries;
    this.#oldest = entries[0];
    this.#bins = new Map();
    this.#width = FINEST;
    this.#low = this.#first = Number.POSITIVE_INFINITY;
    this.#high = this.#last = Number.NEGATIVE_INFINITY;
    this.#seen = 0;
  }
}
