import { stripVTControlCharacters } from 'node:util';

/** A test and how long it took. */
export interface TimedTest {
  readonly name: string;
  readonly ms: number;
}

/** A test that failed, and what its error says. */
export interface Failure {
  readonly name: string;
  /** A few lines, without colours. */
  readonly why?: string;
}

/** How a suite of tests went. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** The tests that failed; none where a suite failed as a whole. */
  readonly failures?: readonly Failure[];
  /** What was not run, each with why. */
  readonly skipped: readonly string[];
  /** Its tests that took longest, the longest first. */
  readonly slowest?: readonly TimedTest[];
  /** What it has to show beside the counts, such as each failure in full; empty where it showed its progress itself. */
  readonly report?: string;
}

/** One part of `npm test`. It throws only when it could not run at all. */
export interface Suite {
  readonly name: string;
  /** Whether it starts a browser: then `npm run test:quick` leaves it out. */
  readonly needsBrowser: boolean;
  /** Whether it may run beside others; its report is shown when it has ended. */
  readonly runsBeside: boolean;
  run(): Promise<SuiteResult>;
}

/** How much of an error stands at the end of a run, in lines and in characters of each. */
const WHY_LINES = 4;
const WHY_WIDTH = 300;

/** A failure with the beginning of its error's message. */
export function failureOf(name: string, message: string | undefined): Failure {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return { name };
  const why = lines.slice(0, WHY_LINES).map((line) => line.slice(0, WHY_WIDTH));
  return { name, why: why.join('\n') };
}

/** How many of the slowest tests are listed. */
const SLOWEST = 10;

/** The slowest of these tests, the slowest first. */
export function slowestOf(tests: readonly TimedTest[]): readonly TimedTest[] {
  return tests.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST);
}
