/** Long work that pauses after each slice of some ms; who walks it decides when it goes on. */
export type Pausing<T> = Generator<undefined, T, undefined>;

/** Items that are tested between two pauses: a test that reads an address costs some µs. */
const ITEMS_IN_STEP = 512;

/** The items that pass a test, in their order. Pauses between parts of them. */
export function* filterInSlices<Item>(items: readonly Item[], passes: (item: Item) => boolean): Pausing<Item[]> {
  const found: Item[] = [];
  for (const [at, item] of items.entries()) {
    if (passes(item)) found.push(item);
    if (at % ITEMS_IN_STEP === ITEMS_IN_STEP - 1) yield;
  }
  return found;
}

/** Keeps what long work about an object comes to as long as the object lives: whoever asks first does the work. */
export function keptFor<About extends object, T>(work: (about: About) => Pausing<T>): (about: About) => Pausing<T> {
  const kept = new WeakMap<About, { readonly result: T }>();
  return function* (about) {
    const known = kept.get(about) ?? { result: yield* work(about) };
    kept.set(about, known);
    return known.result;
  };
}

/** The same of short work, which takes no pause. */
export function keptOf<About extends object, T>(work: (about: About) => T): (about: About) => T {
  const kept = new WeakMap<About, { readonly result: T }>();
  return (about) => {
    const known = kept.get(about) ?? { result: work(about) };
    kept.set(about, known);
    return known.result;
  };
}

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
