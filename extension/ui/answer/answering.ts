import { type Answer, answerOfPage, answersInSlices, mainAnswer } from '../../trace/findings/answer.ts';
import { type Pausing, walk } from '../../trace/findings/pausing.ts';
import type { Scope } from '../../trace/summary/scope.ts';
import { afterThisTask } from '../model/after-this-task.ts';
import { createSlices, type SliceTiming } from '../model/slices.ts';
import type { TraceModel } from '../model/trace-model.ts';
import { whenIdle } from '../model/when-idle.ts';

/** The answer for what is looked at; undefined until something was seen, `reading` until the recording is read. */
export type Looked = Answer | 'reading' | undefined;

/** What an answer needs of the trace model. */
export type AnswerSource = Pick<TraceModel, 'trace' | 'progress' | 'hold'>;

function* lookAt({ trace: get, progress }: AnswerSource, scope: Scope): Pausing<Looked> {
  const { site, thread } = scope;
  // Half a recording may say something else than the whole.
  if (progress.peek() < 1) return 'reading';
  const trace = get();
  if (site === undefined) return mainAnswer(yield* answersInSlices(trace));
  const storeId = scope.storeId ?? thread?.storeId ?? trace.entries.findLast((entry) => entry.site === site)?.storeId;
  return storeId === undefined ? undefined : yield* answerOfPage({ trace }, { site, storeId });
}

/** How long the first frame waits for the answer, in ms. */
const PATIENCE_OF_FRAME = 8;

/** The answer if it is found within half a frame, so that it stands there with the first rows; else `reading`. */
export function firstAnswer(source: AnswerSource, scope: Scope, clock = () => performance.now()): Looked {
  const until = clock() + PATIENCE_OF_FRAME;
  const done = walk(lookAt(source, scope), () => clock() >= until);
  return done === undefined ? 'reading' : done.result;
}

interface AnsweringOptions extends SliceTiming {
  /** Whether an answer is shown already. */
  readonly isAnswered?: boolean;
  /** Runs the next slice when there is nothing better to do. */
  readonly idle?: (run: () => void) => void;
  readonly source: AnswerSource;
  readonly scope: Scope;
  /** @param took - How long all slices worked, in ms. */
  readonly onAnswer: (answer: Looked, took: number) => void;
}

/**
 * Looks for the answer in slices. The trace stays as it is meanwhile: the answer is that of one moment. The first one is
 * waited for; whoever scrolls or types when it is looked for again must not feel it.
 */
export function createAnswering({
  source,
  scope,
  onAnswer,
  isAnswered = false,
  later = afterThisTask,
  idle = whenIdle,
  clock = () => performance.now(),
}: AnsweringOptions): {
  /** Looks again, unless it does already. */
  look(): void;
  /** Leaves what is under way. */
  stop(): void;
} {
  let looking: Pausing<Looked> | undefined;
  let took = 0;
  let release = (): void => undefined;
  const stop = (): void => {
    looking = undefined;
    release();
  };
  const work = (isOver: () => boolean): boolean => {
    if (looking === undefined) return true;
    const began = clock();
    let done: ReturnType<typeof walk<Looked>>;
    try {
      done = walk(looking, isOver);
    } catch (reason) {
      // Without an answer the rows go on.
      stop();
      throw reason;
    }
    took += clock() - began;
    if (done === undefined) return false;
    stop();
    isAnswered = done.result !== 'reading';
    onAnswer(done.result, took);
    return true;
  };
  const slices = createSlices({ work, clock, later: (run) => (isAnswered ? idle : later)(run) });
  return {
    look: () => {
      if (looking !== undefined) return;
      took = 0;
      looking = lookAt(source, scope);
      release = source.hold();
      if (isAnswered) idle(slices.begin);
      else slices.begin();
    },
    stop,
  };
}
