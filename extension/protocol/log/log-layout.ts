import type { TraceEvent } from '../../trace/model/event.ts';
import type { StateBefore } from '../../trace/model/trace.ts';
import { TextBook } from './text-book.ts';

/**
 * Where a log lies. New events go at once to `storage.session`, a key for each batch, in memory; older ones spill to
 * IndexedDB, encrypted under a key that lies in `storage.session` only. The background writes; surfaces read the same
 * places, so that reading needs no background and wakes none.
 */

/** What a log says of itself at one place: a reader that starts there could not know it otherwise. */
export interface LogState extends StateBefore {
  /** Entries so far, in this run of the browser; a clear does not set it back. */
  readonly entries: number;
}

/** One batch in `storage.session`, decoded. */
export interface StoredBatch {
  /** The state just before its first event. */
  readonly before: LogState;
  readonly events: readonly TraceEvent[];
}

/** An encrypted chunk in IndexedDB. */
export interface SpilledChunk {
  /** The `n` of its first and last event. */
  readonly first: number;
  readonly last: number;
  readonly before: LogState;
  /** How many events it holds, and how many entries begin in it. */
  readonly events: number;
  readonly entries: number;
  /** ms since 1970, of its last event. */
  readonly time: number;
}

/** Where the log begins: what lies before was cleared. */
export interface LogStart {
  /** The `n` of the last event before it. */
  readonly after: number;
  /** Entries before it, as `LogState.entries` counts them. */
  readonly entries: number;
  /** Entries that were dropped since, to keep the bound or because room was short. */
  readonly dropped: number;
}

/** What is known of the log beside its events. */
export interface LogHead {
  /** Raised when the log becomes another one: it was cleared, or a clear was undone. */
  readonly epoch: number;
  readonly start: LogStart;
  /** Set while the last clear can be undone: where the log began before, and when it was cleared (ms since 1970). */
  readonly cleared?: { readonly start: LogStart; readonly time: number };
  /** The AES-GCM key of the spilled chunks, as a JSON Web Key's `k`; absent until something spills. */
  readonly key?: string;
  readonly chunks: readonly SpilledChunk[];
  /** Counts how often the batches were merged. */
  readonly merges: number;
}

/** Where the next batch begins; written together with each batch. */
export interface LogEnd extends LogState {
  readonly n: number;
  /** What the batches and their texts take in `storage.session`, in bytes. */
  readonly bytes: number;
}

const NOWHERE: LogStart = { after: 0, entries: 0, dropped: 0 };
export const EMPTY_HEAD: LogHead = { epoch: 1, start: NOWHERE, chunks: [], merges: 0 };
export const EMPTY_END: LogEnd = { n: 0, entries: 0, recording: true, bytes: 0 };

/** The keys of one log in `storage.session`. */
export interface LogKeys {
  readonly head: string;
  readonly end: string;
  /** The key of a batch by the `n` of its first event; keys sort as their events do. */
  batch(first: number): string;
  isBatch(key: string): boolean;
  /** The key of the texts that a batch refers to, by the name of their group. */
  texts(group: string): string;
  /** The name of the group that lies under a key; undefined for a key of anything else. */
  groupOf(key: string): string | undefined;
}

function keysOf(log: string): LogKeys {
  const [batches, texts] = [`${log}:batch:`, `${log}:texts:`];
  return {
    head: `${log}:head`,
    end: `${log}:end`,
    batch: (first) => batches + String(first).padStart(12, '0'),
    isBatch: (key) => key.startsWith(batches),
    texts: (group) => texts + group,
    groupOf: (key) => (key.startsWith(texts) ? key.slice(texts.length) : undefined),
  };
}

/** The log of ordinary windows. */
export const LOG_KEYS = keysOf('log');
/** The log of private windows: it never spills, and it goes with the last of them. */
export const PRIVATE_LOG_KEYS = keysOf('private-log');

/** A batch among what `storage.session` holds. */
export interface FoundBatch {
  readonly key: string;
  /** Undefined where it cannot be read: one of its texts is gone. */
  readonly batch: StoredBatch | undefined;
  /** Characters that it takes as JSON. */
  readonly size: number;
}

/** Reads a batch that `storage.session` gave back. */
export function readBatch(key: string, value: unknown, texts: TextBook): FoundBatch {
  try {
    const json = texts.decode(String(value));
    return { key, batch: JSON.parse(json) as StoredBatch, size: json.length };
  } catch {
    return { key, batch: undefined, size: 0 };
  }
}

/** The texts among what `storage.session` holds. */
export function textsIn(stored: Readonly<Record<string, unknown>>, keys = LOG_KEYS): TextBook {
  const texts = new TextBook();
  for (const [key, value] of Object.entries(stored)) {
    const group = keys.groupOf(key);
    if (group !== undefined) texts.put(group, value);
  }
  return texts;
}

/** The batches among what `storage.session` holds, in order, decoded one by one: all at once may be very large. */
export function* batchesIn(
  stored: Readonly<Record<string, unknown>>,
  keys = LOG_KEYS,
  texts = textsIn(stored, keys),
): Generator<FoundBatch> {
  for (const key of Object.keys(stored).filter(keys.isBatch).sort()) yield readBatch(key, stored[key], texts);
}
