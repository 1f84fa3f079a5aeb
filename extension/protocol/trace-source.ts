import type { TraceEvent } from '../trace/model/event.ts';
import type { StateBefore } from '../trace/model/trace.ts';

/** A piece of the log, in order. */
export interface TraceBatch {
  readonly events: readonly TraceEvent[];
  /** True when the log was cleared before these events: a fold starts again. */
  readonly cleared: boolean;
  /** True where the same log follows once more, folded in another way: what was shown of it can stay until then. */
  readonly again?: boolean;
  /** How many entries lie before the first event, where the reader began in the middle. */
  readonly entriesBefore: number;
  /** What else the log said just before the first event, where the source knows it. */
  readonly before?: StateBefore;
  /** 0 to 1 while older events are still being read; 1 when the reader has caught up. */
  readonly progress: number;
}

/** Takes a batch; a promise says when it has room for the next one. */
export type OnBatch = (batch: TraceBatch) => Promise<void> | undefined;

/** Where a surface reads the log: what is there, then what follows. */
export interface TraceSource {
  /**
   * Calls back with the log from its beginning (or, with `tail`, from its newest chunk on) and then with what follows,
   * until the signal aborts. While the past is read, the next batch waits for what the callback returns.
   */
  subscribe(onBatch: OnBatch, options: { signal: AbortSignal; tail?: boolean }): void;
}
