/** Changes of a list that come faster than they are stored: each begins with what the one before made of it. */
export interface ListChanges<T> {
  /** To be called with the list that the page shows, whenever it is drawn. */
  see(shown: T): void;
  /** Rejects where the change is not stored. */
  change(make: (now: T) => T): Promise<void>;
}

/** @param store stores the whole list */
export function createListChanges<T>(first: T, store: (next: T) => Promise<unknown>): ListChanges<T> {
  let underWay = 0;
  let shown = first;
  let newest = first;
  return {
    see(next) {
      if (next === shown) return;
      shown = next;
      if (underWay === 0) newest = next;
    },
    async change(make) {
      newest = make(newest);
      underWay += 1;
      try {
        await store(newest);
      } catch (reason) {
        newest = shown;
        throw reason;
      } finally {
        underWay -= 1;
      }
    },
  };
}
