/** One unit of work inside the shared transaction, and what to answer its caller after the commit. */
type Work = {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** The transaction that a group of writers shares. `begin` may throw `isBusy` errors; they are tried again. */
export type Transaction = {
  readonly begin: () => void;
  readonly commit: () => void;
  readonly rollback: () => void;
  /** Whether this error only says that another process is writing right now. */
  readonly isBusy: (error: unknown) => boolean;
  /** Whether this error of one piece of work is about it alone, so that others may succeed. */
  readonly isOwn: (error: unknown) => boolean;
  /** What the callers get to see of an error. */
  readonly explain: (error: unknown) => Error;
};

const RETRY_EVERY_MS = 1;
const GIVE_UP_AFTER_MS = 2_000;

/**
 * Group commit: the work of one turn of the event loop runs in one transaction. Each caller gets its result after the
 * commit, so no answer reports a visit that a crash could undo. A failure rolls the whole group back. Every caller gets
 * the error, or only the one that caused it; the others then run once more.
 */
export class GroupCommit {
  #waiting: Work[] = [];
  #scheduled = false;
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** Runs synchronous work in the next shared transaction. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: work, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Commits what is waiting, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commit(GIVE_UP_AFTER_MS);
  }

  readonly #commit = (waitedMs: number): void => {
    const batch = this.#waiting;
    if (batch.length === 0) {
      this.#scheduled = false;
      return;
    }
    try {
      this.#transaction.begin();
    } catch (error) {
      if (this.#transaction.isBusy(error) && waitedMs < GIVE_UP_AFTER_MS) {
        const since = performance.now();
        setTimeout(() => this.#commit(waitedMs + performance.now() - since), RETRY_EVERY_MS);
        return;
      }
      this.#reset();
      this.#refuse(batch, error);
      return;
    }
    this.#reset();
    const results: unknown[] = [];
    try {
      for (const work of batch) results.push(work.run());
      this.#transaction.commit();
    } catch (error) {
      this.#transaction.rollback();
      const failed = batch[results.length];
      if (failed === undefined || !this.#transaction.isOwn(error)) this.#refuse(batch, error);
      else {
        this.#refuse([failed], error);
        this.#runAgain(batch.filter((work) => work !== failed));
      }
      return;
    }
    batch.forEach((work, index) => {
      work.resolve(results[index]);
    });
  };

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#commit, 0);
  }

  #runAgain(batch: readonly Work[]): void {
    if (batch.length === 0) return;
    this.#waiting = [...batch, ...this.#waiting];
    this.#schedule();
  }

  #reset(): void {
    this.#waiting = [];
    this.#scheduled = false;
  }

  #refuse(batch: readonly Work[], error: unknown): void {
    const explained = this.#transaction.explain(error);
    for (const work of batch) work.reject(explained);
  }
}
