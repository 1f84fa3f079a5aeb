import type { LogStoreOptions, Spill } from './log-store-options.ts';

/** The place on the disk of one log's chunks, opened once for each key. */
export class SpillPlace {
  readonly #options: Pick<LogStoreOptions, 'spill' | 'onTrouble'>;
  #opened: { readonly key: string; readonly spill: Spill } | undefined;

  constructor(options: Pick<LogStoreOptions, 'spill' | 'onTrouble'>) {
    this.#options = options;
  }

  /**
   * Finds the place; undefined where there is none.
   *
   * @param known the key of the log's chunks; absent: a new one is made
   */
  async find(known: string | undefined): Promise<{ readonly key: string; readonly spill: Spill } | undefined> {
    const { spill, onTrouble } = this.#options;
    if (spill === undefined) return undefined;
    try {
      const key = known ?? (await spill.newKey());
      return { key, spill: this.open(key) };
    } catch (error) {
      onTrouble(error);
      return undefined;
    }
  }

  /** Throws for a log that never leaves memory. */
  open(key: string): Spill {
    const { spill } = this.#options;
    if (spill === undefined) throw new Error('A log without a disk has no chunks.');
    if (this.#opened?.key !== key) this.#opened = { key, spill: spill.open(key) };
    return this.#opened.spill;
  }
}
