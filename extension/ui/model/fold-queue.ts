import type { TraceBatch } from '../../protocol/trace-source.ts';
import type { TraceEvent } from '../../trace/model/event.ts';

/** How long one slice folds, in ms: half a frame, so that what it changed can be drawn in the other half. */
const SLICE = 8;

/** Events folded between two looks at the clock. One costs some 20 µs. */
const PIECE = 32;

/** What the queue does with a batch, and how it lets others run. */
export interface FoldQueueOptions {
  /** Starts a fold with this batch. */
  readonly begin: (batch: TraceBatch) => void;
  readonly apply: (events: readonly TraceEvent[]) => void;
  /** Called after each piece: 0 to 1, how much of what the source has given and will give is folded. */
  readonly onProgress: (progress: number) => void;
  /** ms, from any beginning. */
  readonly clock: () => number;
  /** Runs the next slice once input and drawing had their turn. */
  readonly later: (run: () => void) => void;
  readonly signal: AbortSignal;
}

/** Batches that wait to be folded, in the order in which they came. */
export interface FoldQueue {
  /** True while events wait, or the trace must stay as it is. */
  readonly busy: () => boolean;
  /**
   * Folds a batch: at once if little waits, else in slices. A cleared log drops what waits.
   * @returns A promise that resolves when this batch is folded or dropped; undefined if it already is.
   */
  put(batch: TraceBatch): Promise<void> | undefined;
  /**
   * Folds nothing until the returned function is called: who reads the trace in slices needs it to stay as it is. What
   * comes meanwhile waits.
   */
  hold(): () => void;
}

interface Waiting {
  readonly batch: TraceBatch;
  /** Events of it that are folded. */
  done: number;
  resolve: () => void;
}

/** Folds long batches in slices, so that neither a long log nor a burst of events keeps the page from answering. */
export function createFoldQueue(options: FoldQueueOptions): FoldQueue {
  let queue: Waiting[] = [];
  let scheduled = false;
  let started = false;
  let progress = 0;
  let holds = 0;

  const drop = (): void => {
    for (const { resolve } of queue) resolve();
    queue = [];
  };
  options.signal.addEventListener('abort', drop);

  /** Folds the next piece of the first batch. */
  const piece = (first: Waiting): void => {
    const { batch } = first;
    if (first.done === 0 && (batch.cleared || !started)) {
      started = true;
      progress = 0;
      options.begin(batch);
    }
    const end = Math.min(batch.events.length, first.done + PIECE);
    options.apply(first.done === 0 && end === batch.events.length ? batch.events : batch.events.slice(first.done, end));
    first.done = end;
    if (end === batch.events.length) {
      queue.shift();
      progress = batch.progress;
      options.onProgress(progress);
      first.resolve();
    } else options.onProgress(progress + ((batch.progress - progress) * end) / batch.events.length);
  };

  const slice = (): void => {
    if (holds > 0) return;
    const until = options.clock() + SLICE;
    do {
      const [first] = queue;
      if (first === undefined) return;
      piece(first);
    } while (options.clock() < until);
    if (queue.length === 0 || scheduled) return;
    scheduled = true;
    options.later(() => {
      scheduled = false;
      slice();
    });
  };

  return {
    busy: () => queue.length > 0 || holds > 0,
    put(batch) {
      if (options.signal.aborted) return undefined;
      if (batch.cleared) drop();
      const waiting: Waiting = { batch, done: 0, resolve: () => undefined };
      queue.push(waiting);
      if (!scheduled || batch.cleared) slice();
      if (!queue.includes(waiting)) return undefined;
      return new Promise((resolve) => {
        waiting.resolve = resolve;
      });
    },
    hold() {
      holds += 1;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        if (!scheduled) slice();
      };
    },
  };
}
