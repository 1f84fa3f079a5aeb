/** How long the harness waits for anything, in ms. */
export const PATIENCE = 20_000;

const STEP = 25;

/**
 * Asks again and again until there is an answer.
 * @param ask Answers with a value when the condition holds, with undefined, null or false when it does not yet.
 * @param what What is waited for, as in "Waited 10 s for …".
 * @param patience ms; PATIENCE unless told.
 * @throws When patience ends; with the last error that `ask` threw, where it threw.
 */
export async function until<T>(
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  what: string,
  patience = PATIENCE,
): Promise<T> {
  const deadline = performance.now() + patience;
  let lastError: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${patience / 1000} s for ${what}.`, lastError ? { cause: lastError } : {});
    }
    await new Promise((resolve) => setTimeout(resolve, STEP));
  }
}
