import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { TraceBatch, TraceSource } from '../../protocol/trace-source.ts';
import { emptyTrace } from '../../trace/model/empty-trace.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { TraceEvent } from '../../trace/model/event.ts';
import type { CreateFold, Fold, FoldOptions, Touched, Trace } from '../../trace/model/trace.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { afterThisTask } from './after-this-task.ts';
import { createFoldQueue, type FoldQueue } from './fold-queue.ts';
import { createSettling } from './settling.ts';

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
  /** ms, from any beginning: how long a slice of the fold takes. */
  readonly clock?: () => number;
  /** Runs a function once input and drawing had their turn. */
  readonly later?: (run: () => void) => void;
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
  /** 0 to 1 while older events are still being read and folded. */
  readonly progress: ReadonlySignal<number>;
  /** Events that could not be folded, and why the first of them could not. */
  readonly unread: ReadonlySignal<{ readonly events: number; readonly why: string } | undefined>;
  /** Calls the listener with all changes since the last frame, before `revision` increases. */
  onFrame(listener: (touched: Touched) => void): void;
  /** Keeps the trace as it is until the returned function is called. What comes meanwhile is folded then. */
  hold(): () => void;
  /** Concludes what only time shows; not while the trace is held, or more of it is being read. */
  conclude(from: (fold: Fold) => Touched): void;
}

/** While a long log is folded, views draw the first rows at once and then at this interval, in ms. */
const DRAW_WHILE_BUSY = 250;

interface Pending {
  entries: Set<RequestEntry>;
  jar: boolean;
  moved: boolean;
}

const pendingOf = (all: boolean): Pending => ({ entries: new Set(), jar: all, moved: all });

/** What a fold that begins with a batch must know of what came before. */
function whereItBegins({ entriesBefore, before }: TraceBatch): FoldOptions {
  return { entriesBefore, ...(before !== undefined && { before }) };
}

/** Folds a batch. An event that the fold throws at is passed over, and said to be: the others can be shown. */
function applyAll(
  fold: Fold,
  events: readonly TraceEvent[],
  take: (touched: Touched) => void,
  onUnread: (why: string) => void,
): void {
  for (;;) {
    const { lastEvent } = fold.trace;
    try {
      take(fold.apply(events));
      return;
    } catch (reason) {
      if (fold.trace.lastEvent === lastEvent) throw reason;
      onUnread(whyFailed(reason));
      // The fold goes on behind the event that it threw at; what it had touched before that is not known.
      take(pendingOf(true));
    }
  }
}

/** What was folded and not yet reported, and the frames that report it. */
function createReports({ nextFrame, signal: ends }: TraceModelOptions, mayReport: () => boolean) {
  const revision = signal(0);
  const listeners: ((touched: Touched) => void)[] = [];
  let pending: Pending | undefined;
  let asked = false;
  const report = (): void => {
    asked = false;
    const touched = pending;
    if (ends.aborted || touched === undefined || !mayReport()) return;
    pending = undefined;
    for (const listener of listeners) listener(touched);
    revision.value += 1;
  };
  return {
    revision,
    onFrame: (listener: (touched: Touched) => void): void => {
      listeners.push(listener);
    },
    take: (touched: Touched): void => {
      pending ??= pendingOf(false);
      for (const entry of touched.entries) pending.entries.add(entry);
      pending.jar ||= touched.jar;
      pending.moved ||= touched.moved;
    },
    /** Another fold: its rows have nothing to do with the ones before. */
    again: (): void => {
      pending = pendingOf(true);
    },
    inNextFrame: (): void => {
      if (asked || pending === undefined || !mayReport()) return;
      asked = true;
      nextFrame(report);
    },
  };
}

/** Folds the events of a source as they come, many in slices, and reports at most once per frame. */
export function createTraceModel(options: TraceModelOptions): TraceModel {
  const progress = signal(0);
  const settled = signal(0);
  const unread = signal<{ readonly events: number; readonly why: string } | undefined>(undefined);
  const clock = options.clock ?? (() => performance.now());
  const nothingYet = emptyTrace();
  let fold: Fold | undefined;
  /** What views see: the fold before, while the same log is folded again. */
  let shown: Fold | undefined;
  const { revision, onFrame, take, again, inNextFrame } = createReports(options, () => shown === fold);
  let queue: FoldQueue | undefined;
  let drawn = Number.NEGATIVE_INFINITY;

  const conclude = (from: (fold: Fold) => Touched): void => {
    if (fold === undefined || queue?.busy()) return;
    take(from(fold));
    inNextFrame();
  };

  const onUnread = (why: string): void => {
    unread.value = { events: (unread.peek()?.events ?? 0) + 1, why: unread.peek()?.why ?? why };
  };

  const follow = (createFold: CreateFold): void => {
    if (options.signal.aborted) return;
    const folding = createFoldQueue({
      begin: (batch) => {
        // Half of a log read again would take the selected row, and the focus with it.
        const keeps = batch.again === true && shown !== undefined && shown.trace.rows.length > 0;
        fold = createFold({ ...options.foldOptions, ...whereItBegins(batch) });
        if (!keeps) shown = fold;
        again();
        unread.value = undefined;
        drawn = Number.NEGATIVE_INFINITY;
      },
      apply: (events) => {
        if (fold !== undefined) applyAll(fold, events, take, onUnread);
      },
      onProgress: (part) => {
        if (part === 1) shown = fold;
        // Drawing costs more than folding a slice: it is rare while much waits.
        if (folding.busy() && clock() < drawn + DRAW_WHILE_BUSY) return;
        drawn = clock();
        progress.value = part;
        inNextFrame();
      },
      clock,
      later: options.later ?? afterThisTask,
      signal: options.signal,
    });
    queue = folding;
    const settleSoon = createSettling({
      ready: () => !folding.busy() && progress.peek() === 1,
      settle: () => {
        conclude((folded) => folded.settle(options.now()));
        settled.value += 1;
      },
      signal: options.signal,
    });
    options.source.subscribe(
      (batch) => {
        const folded = folding.put(batch);
        settleSoon();
        return folded;
      },
      { signal: options.signal, ...(options.tail !== undefined && { tail: options.tail }) },
    );
  };
  void options.loadFold().then(follow);

  return {
    trace: () => shown?.trace ?? nothingYet,
    revision,
    settled,
    progress,
    unread,
    onFrame,
    hold: () => queue?.hold() ?? (() => undefined),
    conclude,
  };
}
