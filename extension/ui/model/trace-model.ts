import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { TraceBatch, TraceSource } from '../../protocol/trace-source.ts';
import { emptyTrace } from '../../trace/model/empty-trace.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { CreateFold, Fold, FoldOptions, Touched, Trace } from '../../trace/model/trace.ts';

/** The inputs of a trace model. */
export interface TraceModelOptions {
  readonly source: TraceSource;
  /** Loads the fold while the first frame is drawn. Nothing is read before that. */
  readonly loadFold: () => Promise<CreateFold>;
  readonly foldOptions?: FoldOptions;
  /** Calls `run` once before the next frame. */
  readonly nextFrame: (run: () => void) => void;
  /** ms since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Read only from the newest chunk on. */
  readonly tail?: boolean;
}

/** A folded trace that reports changes at most once per frame. */
export interface TraceModel {
  /** The folded trace: one object, changed in place. Read `revision` first. */
  readonly trace: () => Trace;
  /** Increases in each frame with a change. */
  readonly revision: ReadonlySignal<number>;
  /** Increases some time after the newest events, when verdicts that depend on time are final. */
  readonly settled: ReadonlySignal<number>;
  /** 0 to 1 while older events are still being read. */
  readonly progress: ReadonlySignal<number>;
  /** Events that could not be folded, and why the first of them could not. */
  readonly unread: ReadonlySignal<{ readonly events: number; readonly why: string } | undefined>;
  /** Calls the listener with all changes since the last frame, before `revision` increases. */
  onFrame(listener: (touched: Touched) => void): void;
}

// ms; longer than the fold waits for a change of the jar.
const settleAfter = 2_100;

interface Pending {
  entries: Set<RequestEntry>;
  jar: boolean;
  moved: boolean;
}

const nothing = (): Pending => ({ entries: new Set(), jar: false, moved: false });

/** What a fold that begins with a batch must know of what came before. */
function whereItBegins({ entriesBefore, before }: TraceBatch): FoldOptions {
  return { entriesBefore, ...(before !== undefined && { before }) };
}

/** Folds the events of a source as they come, and reports once per frame. */
export function createTraceModel(options: TraceModelOptions): TraceModel {
  const revision = signal(0);
  const progress = signal(0);
  const settled = signal(0);
  const unread = signal<{ readonly events: number; readonly why: string } | undefined>(undefined);
  const listeners: ((touched: Touched) => void)[] = [];
  const nothingYet = emptyTrace();
  let fold: Fold | undefined;
  let pending = nothing();
  let asked = false;

  /** Folds a batch. An event that the fold throws at is passed over, and said to be: the others can be shown. */
  const applyAll = (to: Fold, events: readonly TraceEvent[]): void => {
    for (;;) {
      const { lastEvent } = to.trace;
      try {
        take(to.apply(events));
        return;
      } catch (reason) {
        if (to.trace.lastEvent === lastEvent) throw reason;
        const why = reason instanceof Error ? reason.message : String(reason);
        unread.value = { events: (unread.peek()?.events ?? 0) + 1, why: unread.peek()?.why ?? why };
        // The fold goes on behind the event that it threw at; what it had touched before that is not known.
        take({ entries: new Set(), jar: true, moved: true });
      }
    }
  };

  const flush = (): void => {
    asked = false;
    if (options.signal.aborted) return;
    const touched = pending;
    pending = nothing();
    for (const listener of listeners) listener(touched);
    revision.value += 1;
  };

  const take = (touched: Touched): void => {
    for (const entry of touched.entries) pending.entries.add(entry);
    pending.jar ||= touched.jar;
    pending.moved ||= touched.moved;
    if (asked) return;
    asked = true;
    options.nextFrame(flush);
  };

  // Some verdicts need only time: a cookie without a change event was not stored.
  let settling: ReturnType<typeof setTimeout> | undefined;
  const settleSoon = (): void => {
    settling ??= setTimeout(() => {
      settling = undefined;
      if (fold !== undefined) take(fold.settle(options.now()));
      settled.value += 1;
    }, settleAfter);
  };
  options.signal.addEventListener('abort', () => clearTimeout(settling));

  const follow = (createFold: CreateFold): void => {
    if (options.signal.aborted) return;
    options.source.subscribe(
      (batch) => {
        if (batch.cleared || fold === undefined) {
          fold = createFold({ ...options.foldOptions, ...whereItBegins(batch) });
          pending = { ...nothing(), jar: true, moved: true };
          unread.value = undefined;
        }
        applyAll(fold, batch.events);
        progress.value = batch.progress;
        settleSoon();
      },
      { signal: options.signal, ...(options.tail !== undefined && { tail: options.tail }) },
    );
  };
  void options.loadFold().then(follow);

  return {
    trace: () => fold?.trace ?? nothingYet,
    revision,
    settled,
    progress,
    unread,
    onFrame: (listener) => {
      listeners.push(listener);
    },
  };
}
