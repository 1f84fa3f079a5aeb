/** Runs pieces of work one after another, in the order in which they were handed in. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` once all that came before it has ended. Its failure is its caller's alone. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
