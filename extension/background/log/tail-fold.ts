import type { Storage } from 'webextension-polyfill';
import { batchesIn, isBatchKey } from '../../protocol/log/log-layout.ts';
import { createFold } from '../../trace/fold/fold.ts';
import type { Fold, FoldOptions, Trace } from '../../trace/model/trace.ts';

/** The part of `storage.session` that reading takes; `getKeys` is younger than the browsers that are supported. */
type SessionArea = Pick<Storage.StorageArea, 'get'> & { getKeys?(): Promise<string[]> };

/**
 * The part of the log that lies in memory, folded. It is kept only as long as the background lives, and made anew from
 * the log by the next one.
 */
export class TailFold {
  readonly #session: SessionArea;
  readonly #options: () => FoldOptions;
  #fold: Fold | undefined;
  #epoch = -1;
  #last = '';

  /** @param options what the user chose; after a change of it call `forget` */
  constructor(session: SessionArea, options: () => FoldOptions = () => ({})) {
    this.#session = session;
    this.#options = options;
  }

  /** The next reading folds anew. */
  forget(): void {
    this.#fold = undefined;
    this.#epoch = -1;
    this.#last = '';
  }

  /** Folds what was written since the last time. */
  async read(): Promise<Trace> {
    const keys = (await this.#keys()).filter(isBatchKey).sort();
    const gone = this.#last !== '' && (keys.at(-1) ?? '') < this.#last;
    const news = gone ? keys : keys.filter((key) => key > this.#last);
    if (gone) this.#fold = undefined;
    if (news.length > 0) {
      for (const { key, batch } of batchesIn(await this.#session.get(news))) {
        if (batch.epoch !== this.#epoch || this.#fold === undefined) {
          this.#epoch = batch.epoch;
          this.#fold = createFold({ ...this.#options(), entriesBefore: batch.entriesBefore });
        }
        this.#fold.apply(batch.events);
        this.#last = key;
      }
    }
    this.#fold ??= createFold(this.#options());
    return this.#fold.trace;
  }

  async #keys(): Promise<string[]> {
    return (await this.#session.getKeys?.()) ?? Object.keys(await this.#session.get(null));
  }
}
