/** How long the harness waits for anything of which nothing moves, in ms. */
export const PATIENCE = 20_000;

/** However much moves, waiting ends after so many times the patience. */
const AT_MOST = 4;

/** From one try to the next, in ms: the first ones follow quickly, for most waits are short. */
const FIRST_NAP = 10;
const LONGEST_NAP = 60;

/** One try at what is waited for: it came true, or this is what can be seen of it so far. */
export type Try<T> = { readonly came: true; readonly value: T } | { readonly came: false; readonly seen: string };

/**
 * Tries again and again. Patience follows progress, not the clock: only the pauses between two tries that saw the same
 * use it up. So a slow machine, on which each answer takes long, is waited for longer, and so is what still changes.
 * @param patience ms
 * @param pause From one try to the next, in ms, where trying costs something.
 * @returns undefined when patience has ended.
 */
export async function patiently<T>(
  attempt: () => Promise<Try<T>>,
  patience = PATIENCE,
  pause?: number,
): Promise<{ readonly value: T } | undefined> {
  const end = performance.now() + patience * AT_MOST;
  let waited = 0;
  let seen: string | undefined;
  for (let nap = pause ?? FIRST_NAP; ; nap = pause ?? Math.min(nap + FIRST_NAP, LONGEST_NAP)) {
    const tried = await attempt();
    if (tried.came) return tried;
    if (tried.seen !== seen) waited = 0;
    seen = tried.seen;
    if (waited > patience || performance.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, nap));
    waited += nap;
  }
}

/**
 * Asks again and again until there is an answer.
 * @param ask Answers with a value when the condition holds, with undefined, null or false when it does not yet.
 * @param what What is waited for, as in "Waited 10 s for …".
 * @param patience ms; PATIENCE by default. See `patiently`.
 * @param pause From one try to the next, in ms, where trying costs something.
 * @throws When patience ends; with the last error that `ask` threw, where it threw.
 */
export async function until<T>(
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  what: string,
  patience = PATIENCE,
  pause?: number,
): Promise<T> {
  const start = performance.now();
  let lastError: unknown;
  const found = await patiently<T>(
    async () => {
      try {
        const answer = await ask();
        lastError = undefined;
        if (answer !== undefined && answer !== null && answer !== false) return { came: true, value: answer };
      } catch (error) {
        lastError = error;
      }
      return { came: false, seen: String(lastError) };
    },
    patience,
    pause,
  );
  if (found) return found.value;
  const seconds = Math.round((performance.now() - start) / 1000);
  throw new Error(`Waited ${seconds} s for ${what}.`, lastError ? { cause: lastError } : {});
}
