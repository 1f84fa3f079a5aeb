import { faultIds } from './faults/fault.ts';
import { NO_SCORE, type Score } from './score.ts';

/** The ways to learn that have a score. */
export const scoredWays = ['predict', 'browser', 'server', 'quiz'] as const;
export type ScoredWay = (typeof scoredWays)[number];

/** The ways to learn whose parts are counted as done. */
export const doneWays = ['tasks', 'mended'] as const;
export type DoneWay = (typeof doneWays)[number];

/** Tasks of the tour, and faults to fix. */
export const mostDone: Readonly<Record<DoneWay, number>> = { tasks: 6, mended: faultIds.length };

/** What one learner hands in: a small file, without anything of the trace. */
export interface ClassResults {
  /** The number that the class was given. */
  readonly seed: number;
  /** As the learner wrote it; may be empty. */
  readonly name: string;
  readonly scores: Readonly<Record<ScoredWay, Score>>;
  /** Tasks of the tour that were done. */
  readonly tasks: number;
  /** Faults that were fixed and proved; absent: the file is from a version that did not count them. */
  readonly mended?: number;
}

/** What can be wrong with a results file: the browser cannot read it, another kind of file, a newer version, or one value that cannot be. */
export type ResultsFault =
  | { readonly code: 'not-readable' | 'too-long' | 'no-json' | 'other-format' | 'other-version' }
  | { readonly code: 'wrong-value'; readonly of: 'seed' | 'name' | DoneWay | ScoredWay };

export type ReadResults =
  | { readonly kind: 'read'; readonly results: ClassResults }
  | { readonly kind: 'unread'; readonly why: ResultsFault };

const FORMAT = 'sidtrail-class-results';
/** Version 1 had no count of fixed faults. */
const VERSION = 2;
/** Characters of a results file at most: one is some 400 long. */
export const LONGEST_RESULTS = 4_000;
export const LONGEST_NAME = 60;
const MAX_ANSWERS = 100_000;
/** The greatest class number: six digits are easily said aloud. */
export const GREATEST_SEED = 999_999;

/** The results as the text of a file (JSON). */
export function writeResults({ seed, name, tasks, mended, scores }: ClassResults): string {
  const file = { format: FORMAT, version: VERSION, seed, name: name.slice(0, LONGEST_NAME), tasks, mended, scores };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a results file of this version or an older one, or says what is wrong with it. Never throws. */
export function readResults(text: string): ReadResults {
  if (text.length > LONGEST_RESULTS) return unread({ code: 'too-long' });
  const file = parse(text);
  if (file === undefined) return unread({ code: 'no-json' });
  if (!isRecord(file) || own(file, 'format') !== FORMAT) return unread({ code: 'other-format' });
  const version = own(file, 'version');
  if (version !== 1 && version !== VERSION) return unread({ code: 'other-version' });
  const [seed, name, tasks, mended] = ['seed', 'name', 'tasks', 'mended'].map((key) => own(file, key));
  if (!isCount(seed, GREATEST_SEED)) return unread({ code: 'wrong-value', of: 'seed' });
  if (typeof name !== 'string' || name.length > LONGEST_NAME) return unread({ code: 'wrong-value', of: 'name' });
  if (!isCount(tasks, mostDone.tasks)) return unread({ code: 'wrong-value', of: 'tasks' });
  const scores = readScores(own(file, 'scores'));
  if (typeof scores === 'string') return unread({ code: 'wrong-value', of: scores });
  const results = { seed, name, tasks, scores };
  if (version === 1) return { kind: 'read', results };
  if (!isCount(mended, mostDone.mended)) return unread({ code: 'wrong-value', of: 'mended' });
  return { kind: 'read', results: { ...results, mended } };
}

/** The scores of several learners, added up. */
export function sumResults(all: readonly ClassResults[]): Readonly<Record<ScoredWay, Score>> {
  const sum = (way: ScoredWay): Score => ({
    answered: all.reduce((total, { scores }) => total + scores[way].answered, 0),
    right: all.reduce((total, { scores }) => total + scores[way].right, 0),
  });
  return { predict: sum('predict'), browser: sum('browser'), server: sum('server'), quiz: sum('quiz') };
}

/** What several learners have done, of what they could have; a file that does not count it adds nothing to either. */
export function sumDone(all: readonly ClassResults[], way: DoneWay): { readonly done: number; readonly of: number } {
  const counts = all.flatMap(({ [way]: count }) => (count === undefined ? [] : [count]));
  return { done: counts.reduce((total, count) => total + count, 0), of: counts.length * mostDone[way] };
}

/** The scores of a file; the first way whose score cannot be. */
function readScores(file: unknown): ClassResults['scores'] | ScoredWay {
  const read = { predict: NO_SCORE, browser: NO_SCORE, server: NO_SCORE, quiz: NO_SCORE };
  for (const way of scoredWays) {
    const score = isRecord(file) ? own(file, way) : undefined;
    if (!isRecord(score)) return way;
    const [answered, right] = [own(score, 'answered'), own(score, 'right')];
    if (!isCount(answered, MAX_ANSWERS) || !isCount(right, answered)) return way;
    read[way] = { answered, right };
  }
  return read;
}

function unread(why: ResultsFault): ReadResults {
  return { kind: 'unread', why };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
