/** Long work that pauses after each slice of some ms; who walks it decides when it goes on. */
export type Pausing<T> = Generator<undefined, T, undefined>;

/** Does all of it without a pause. */
export function atOnce<T>(work: Pausing<T>): T {
  for (;;) {
    const slice = work.next();
    if (slice.done === true) return slice.value;
  }
}

/**
 * Takes slices until the work is done, or the time is over.
 * @returns The result in an object, as the result itself may be undefined; undefined while there is more to do.
 */
export function walk<T>(work: Pausing<T>, isOver: () => boolean): { readonly result: T } | undefined {
  do {
    const slice = work.next();
    if (slice.done === true) return { result: slice.value };
  } while (!isOver());
  return undefined;
}
