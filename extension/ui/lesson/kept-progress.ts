import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import {
  amount,
  bool,
  type Check,
  list,
  oneOf,
  optional,
  shape,
  text,
  WRONG,
} from '../../trace/files/trace-file/value-checks.ts';
import { GREATEST_SEED } from '../../trace/lesson/class-results.ts';
import { type Level, levels } from '../../trace/lesson/exercises/exercise.ts';
import { faultIds } from '../../trace/lesson/faults/fault.ts';
import type { PredictedOutcome, Prediction } from '../../trace/lesson/prediction.ts';
import type { Score } from '../../trace/lesson/score.ts';
import { type TourTaskId, tourTaskIds } from '../../trace/lesson/tour.ts';
import type { SharedMemory } from '../model/kept.ts';
import { keptQuiz, withShortIds } from './kept-quiz.ts';
import type { LessonProgress } from './lesson-progress.ts';
import { type WayId, wayIds } from './way-id.ts';

/** Rows that were looked at and are kept: the newest. */
const MAX_LOOKED = 300;

const score: Check<Score> = (value) => {
  const read = shape<Score>({ answered: amount, right: amount })(value);
  return read === WRONG || read.right > read.answered ? WRONG : read;
};
const level: Check<Level> = (value) => levels.find((one) => one === value) ?? WRONG;
const outcome: Check<PredictedOutcome> = oneOf('goes-on', 'new-session', 'new-id', 'no-session');
const prediction = shape<Prediction>({ after: optional(text), sendsId: bool, outcome, count: optional(amount) });
const classSeed: Check<number> = (value) => {
  const read = amount(value);
  return read === WRONG || read > GREATEST_SEED ? WRONG : read;
};

/** How one part of the progress is written as JSON and read again. */
interface Part {
  write(): unknown;
  /** Takes back what was kept; what another version wrote in another form is left out. */
  take(kept: unknown): void;
}

function part<T>(held: Signal<T>, check: Check<T>, write: (value: T) => unknown = (value) => value): Part {
  return {
    write: () => write(held.value),
    take(kept) {
      const read = check(kept);
      if (read !== WRONG) held.value = read;
    },
  };
}

function setPart<T extends string>(held: Signal<ReadonlySet<T>>, check: Check<T>): Part {
  const members = list(check);
  const read: Check<ReadonlySet<T>> = (value) => {
    const kept = members(value);
    return kept === WRONG ? WRONG : new Set(kept);
  };
  return part(held, read, (set) => [...set].slice(-MAX_LOOKED));
}

/** Every part of the progress; one that is added to it must be named here to compile. */
function partsOf(progress: LessonProgress): Readonly<Record<keyof LessonProgress, Part>> {
  return {
    looked: setPart(progress.looked, text),
    read: part(progress.read, bool),
    ticked: setPart<TourTaskId>(progress.ticked, oneOf(...tourTaskIds)),
    causes: setPart(progress.causes, oneOf(...faultIds)),
    fixed: setPart(progress.fixed, oneOf(...faultIds)),
    quiz: part(progress.quiz, optional(keptQuiz), withShortIds),
    prediction: part(progress.prediction, optional(shape({ said: prediction, counted: bool }))),
    predicted: part(progress.predicted, score),
    browser: part(progress.browser, score),
    server: part(progress.server, score),
    level: part(progress.level, level),
    seed: part(progress.seed, amount),
    classSeed: part(progress.classSeed, optional(classSeed)),
    saved: part(progress.saved, bool),
  };
}

/**
 * Takes back what the reader has done, and keeps what is done from now on, here and on every other surface.
 *
 * @param way the chosen way: it is read at the start alone, for other surfaces may show another one
 * @returns whether something was read at the start: what shows progress must then be drawn again
 */
export function keepProgress(
  memory: SharedMemory | undefined,
  progress: LessonProgress,
  way: Signal<WayId>,
): ReadonlySignal<boolean> {
  const taken = signal(false);
  if (memory === undefined) return taken;
  const parts = partsOf(progress);
  const atStart = { ...parts, way: part(way, oneOf(...wayIds)) };
  const written = (): string => JSON.stringify(writtenParts(atStart));
  const started = Object.entries(atStart).map(([name, each]) => [name, each, JSON.stringify(each.write())] as const);
  let last = written();
  const take = (kept: unknown, into: Readonly<Record<string, Part>>): boolean => {
    if (typeof kept !== 'object' || kept === null) return false;
    const members = new Map<string, unknown>(Object.entries(kept));
    batch(() => {
      for (const [name, { take: takePart }] of Object.entries(into)) takePart(members.get(name));
    });
    return true;
  };
  // What another surface shows of it is kept, not drawn again: the reader may be in the middle of it.
  memory.watch((kept) => {
    if (take(kept, parts)) last = written();
  });
  void (async () => {
    const before = await memory.read().catch(() => undefined);
    // What was done in the meantime stays, here or on another surface.
    const untouched = started.filter(([, { write }, json]) => JSON.stringify(write()) === json);
    const isAsLast = written() === last;
    taken.value = take(before, Object.fromEntries(untouched));
    // The effect writes what the reader did meanwhile, with the rest.
    if (isAsLast) last = written();
    effect(() => {
      const now = written();
      if (now === last) return;
      last = now;
      // Without its memory the lesson only forgets how far the reader came.
      void memory.write(JSON.parse(now)).catch(() => undefined);
    });
  })();
  return taken;
}

function writtenParts(parts: Readonly<Record<string, Part>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts).map(([name, { write }]) => [name, write()]));
}
