/** Long work that pauses after each step; whoever walks it decides when it goes on. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Walks all steps without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Takes steps until the work is done, or the time is over.
 * @returns The result in an object, as the result itself may be undefined; undefined while there is more to do.
 */
export function walk<T>(steps: Steps<T>, isOver: () => boolean): { readonly result: T } | undefined {
  do {
    const step = steps.next();
    if (step.done === true) return { result: step.value };
  } while (!isOver());
  return undefined;
}
