/** Decides for one generation of listeners whether an event is new. */
export interface Generation {
  /** @param key what names the event, the same in each generation */
  isNew(key: string): boolean;
  /** Forgets the generation, once its listeners are gone. */
  end(): void;
}

/**
 * Several generations of listeners hear the same events: each counts once. A request that is redirected to its own
 * address keeps its id and comes again, so events are counted, not only known.
 */
export class HeardOnce {
  /** How often an event has been let through. */
  readonly #through = new Map<string, number>();
  readonly #heard = new Set<Map<string, number>>();

  generation(): Generation {
    const heard = new Map<string, number>();
    this.#heard.add(heard);
    return {
      isNew: (key) => {
        const times = (heard.get(key) ?? 0) + 1;
        heard.set(key, times);
        if (times <= (this.#through.get(key) ?? 0)) return false;
        this.#through.set(key, times);
        return true;
      },
      end: () => this.#heard.delete(heard),
    };
  }

  /** Begins again, when only one generation is left. */
  forget(): void {
    this.#through.clear();
    for (const heard of this.#heard) heard.clear();
  }
}
