import type { LogKeys } from '../../protocol/log/log-layout.ts';
import type { ChunkPlace } from './room.ts';

/** The part of `storage.session` that writing takes; injected, so that tests need no browser. */
export interface SessionArea {
  get(keys: string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** Where older events go. */
export interface Spill extends ChunkPlace {
  delete(first: number): Promise<void>;
}

/** How a log gets a place on the disk. */
export interface SpillOptions {
  newKey(): Promise<string>;
  open(key: string): Spill;
  /** Empties the place of what no key can read any more. */
  purge(): Promise<void>;
}

export interface LogStoreOptions {
  readonly session: SessionArea;
  /** Absent: those of the log of ordinary windows. */
  readonly keys?: LogKeys;
  /** Absent: this log never leaves memory, and its oldest part is dropped where room is short. */
  readonly spill?: SpillOptions;
  /** The bound, in entries. */
  limit(): Promise<number>;
  /** ms since 1970. */
  now(): number;
  /** Hears what could not be done; nothing is thrown, recording goes on. */
  onTrouble(error: unknown): void;
  /** Called when part of the log is gone, so that what only that part held can be recorded again. */
  onLoss?(): void;
}
