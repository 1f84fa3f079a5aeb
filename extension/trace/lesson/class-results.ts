import { NO_SCORE, type Score } from './score.ts';

/** The ways to learn that have a score. */
export const scoredWays = ['predict', 'browser', 'server', 'quiz'] as const;
export type ScoredWay = (typeof scoredWays)[number];

/** What one learner hands in: a small file, without anything of the trace. */
export interface ClassResults {
  /** The number that the class was given. */
  readonly seed: number;
  /** As the learner wrote it; may be empty. */
  readonly name: string;
  readonly scores: Readonly<Record<ScoredWay, Score>>;
  /** Tasks of the tour that were done, of 6. */
  readonly tasks: number;
}

const FORMAT = 'sidtrail-class-results';
const VERSION = 1;
/** Characters of a results file at most: one is some 300 long. */
export const LONGEST_RESULTS = 4_000;
export const LONGEST_NAME = 60;
const MOST_ANSWERS = 100_000;
const MOST_TASKS = 6;
/** The greatest class number: six digits are easily said aloud. */
export const GREATEST_SEED = 999_999;

/** The results as the text of a file (JSON). */
export function writeResults(results: ClassResults): string {
  const { seed, name, tasks, scores } = results;
  return `${JSON.stringify({ format: FORMAT, version: VERSION, seed, name: name.slice(0, LONGEST_NAME), tasks, scores }, null, 2)}\n`;
}

/** Reads a results file; undefined where it is none, is too long, or says what cannot be. Never throws. */
export function readResults(text: string): ClassResults | undefined {
  if (text.length > LONGEST_RESULTS) return undefined;
  const file = parse(text);
  if (!isRecord(file) || own(file, 'format') !== FORMAT || own(file, 'version') !== VERSION) return undefined;
  const [seed, name, tasks, scores] = ['seed', 'name', 'tasks', 'scores'].map((key) => own(file, key));
  if (!isCount(seed, GREATEST_SEED) || !isCount(tasks, MOST_TASKS)) return undefined;
  if (typeof name !== 'string' || name.length > LONGEST_NAME || !isRecord(scores)) return undefined;
  const read = { predict: NO_SCORE, browser: NO_SCORE, server: NO_SCORE, quiz: NO_SCORE };
  for (const way of scoredWays) {
    const score = own(scores, way);
    if (!isRecord(score)) return undefined;
    const [answered, right] = [own(score, 'answered'), own(score, 'right')];
    if (!isCount(answered, MOST_ANSWERS) || !isCount(right, answered)) return undefined;
    read[way] = { answered, right };
  }
  return { seed, name, tasks, scores: read };
}

/** The scores of several learners, added up. */
export function sumResults(all: readonly ClassResults[]): Readonly<Record<ScoredWay, Score>> {
  const sum = (way: ScoredWay): Score => ({
    answered: all.reduce((total, { scores }) => total + scores[way].answered, 0),
    right: all.reduce((total, { scores }) => total + scores[way].right, 0),
  });
  return { predict: sum('predict'), browser: sum('browser'), server: sum('server'), quiz: sum('quiz') };
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
