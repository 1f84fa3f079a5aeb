import type { TraceEvent } from '../../trace/model/event.ts';

/**
 * Where the log lies. New events go at once to `storage.session`, a key for each batch, in memory; older ones spill to
 * IndexedDB, encrypted under a key that lies in `storage.session` only. The background writes; surfaces read the same
 * places, so that reading needs no background and wakes none.
 */

/** One batch in `storage.session`, as a string: it counts for a fraction of what the same values count as objects. */
export interface StoredBatch {
  /** The epoch that it belongs to; see `LogHead`. */
  readonly epoch: number;
  /** Entries before its first event since the log was cleared. */
  readonly entriesBefore: number;
  readonly events: readonly TraceEvent[];
}

/** An encrypted chunk in IndexedDB. */
export interface SpilledChunk {
  /** The `n` of its first and last event. */
  readonly first: number;
  readonly last: number;
  readonly entriesBefore: number;
  /** Entries that begin in it. */
  readonly entries: number;
}

/** What is known of the log beside its events. */
export interface LogHead {
  /** Raised when the log is cleared. */
  readonly epoch: number;
  /** The AES-GCM key of the spilled chunks, as a JSON Web Key's `k`; absent until something spills. */
  readonly key?: string;
  readonly chunks: readonly SpilledChunk[];
  /** Entries dropped to keep the bound, since the log was cleared. */
  readonly dropped: number;
}

/** Where the next batch begins; written together with each batch. */
export interface LogEnd {
  readonly n: number;
  /** Entries since the log was cleared. */
  readonly entries: number;
  /** Events that lie in `storage.session`. */
  readonly tail: number;
}

export const HEAD_KEY = 'log:head';
export const END_KEY = 'log:end';
export const RECORDING_KEY = 'recording';
const BATCH_PREFIX = 'log:batch:';

export const EMPTY_HEAD: LogHead = { epoch: 1, chunks: [], dropped: 0 };
export const EMPTY_END: LogEnd = { n: 0, entries: 0, tail: 0 };

/** The key of a batch; keys sort as their events do. */
export function batchKey(firstEvent: number): string {
  return BATCH_PREFIX + String(firstEvent).padStart(12, '0');
}

/** True for the key of a batch. */
export function isBatchKey(key: string): boolean {
  return key.startsWith(BATCH_PREFIX);
}

/** Reads a batch that `storage.session` gave back; undefined for what is none. */
export function readBatch(value: unknown): StoredBatch | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as StoredBatch) : undefined;
}

/** The batches among what `storage.session` holds, in order. */
export function batchesIn(stored: Readonly<Record<string, unknown>>): { key: string; batch: StoredBatch }[] {
  const found: { key: string; batch: StoredBatch }[] = [];
  for (const key of Object.keys(stored).filter(isBatchKey).sort()) {
    const batch = readBatch(stored[key]);
    if (batch !== undefined) found.push({ key, batch });
  }
  return found;
}
