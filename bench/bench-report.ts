/** What a part of the benchmark has measured, as it goes into docs/bench/. */
export interface BenchReport {
  /** The heading of the page. */
  readonly title: string;
  /** Method, tables and reading, without the heading and without the machine, which are put before it. */
  readonly markdown: string;
  /** Set where each section says itself when it was measured. */
  readonly isDated?: boolean;
}

/**
 * What `bench/<part>/main.ts` exports as `bench`.
 * @param args What the user gave after the part's name.
 */
export type BenchPart = (args: readonly string[]) => Promise<BenchReport>;
