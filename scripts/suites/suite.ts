/** How a suite of tests went. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** What was not run, each with why. */
  readonly skipped: readonly string[];
}

/** One part of `npm test`. It shows its own progress; it throws only when it could not run at all. */
export interface Suite {
  readonly name: string;
  run(): Promise<SuiteResult>;
}
