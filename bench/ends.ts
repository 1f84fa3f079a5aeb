/** What must be ended, whatever happens: browsers, servers, folders. */
export interface Ends {
  /** Remembers how to end something, as soon as it has started. */
  add(end: () => unknown): void;
}

/**
 * Runs work, then ends all that it has started, the last first, each even where another could not be ended.
 * @throws What the work threw; else what the first failed end threw.
 */
export async function withEnds<T>(work: (ends: Ends) => Promise<T>): Promise<T> {
  const all: (() => unknown)[] = [];
  const failures: unknown[] = [];
  try {
    return await work({ add: (end) => all.push(end) });
  } catch (error) {
    failures.push(error);
    throw error;
  } finally {
    for (const end of all.toReversed()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    // biome-ignore lint/correctness/noUnsafeFinally: the work's own error, if there is one, is the first.
    if (failures.length > 0) throw failures[0];
  }
}
