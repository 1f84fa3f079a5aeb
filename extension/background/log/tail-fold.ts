import type { Storage } from 'webextension-polyfill';
import { EMPTY_HEAD, LOG_KEYS, type LogHead, type LogKeys, readBatch } from '../../protocol/log/log-layout.ts';
import { TextBook } from '../../protocol/log/text-book.ts';
import { createFold } from '../../trace/fold/fold.ts';
import type { Fold, FoldOptions, Trace } from '../../trace/model/trace.ts';
import { OneAtATime } from '../one-at-a-time.ts';

/** The part of `storage.session` that reading takes; `getKeys` is younger than the browsers that are supported. */
type SessionArea = Pick<Storage.StorageArea, 'get'> & { getKeys?(): Promise<string[]> };

/**
 * The part of the log that lies in memory, folded. It is kept only as long as the background lives, and made again from
 * the log by the next one.
 */
export class TailFold {
  readonly #session: SessionArea;
  readonly #options: () => FoldOptions;
  readonly #keys: LogKeys;
  #fold: Fold | undefined;
  /** The `n` of the last event in it. */
  #n = 0;
  #epoch = -1;
  #merges = 0;
  #last = '';
  #texts = new TextBook();
  readonly #readings = new OneAtATime();

  /** @param options what the user chose; after a change of it call `forget` */
  constructor(session: SessionArea, options: () => FoldOptions = () => ({}), keys = LOG_KEYS) {
    this.#session = session;
    this.#options = options;
    this.#keys = keys;
  }

  /** The next reading folds again. */
  forget(): void {
    this.#fold = undefined;
    this.#n = 0;
    this.#last = '';
    this.#texts = new TextBook();
  }

  /**
   * Folds what was written since the last time. One reading after another: each goes on where the one before ended.
   *
   * @param now ms since 1970, for what only time shows
   */
  read(now = 0): Promise<Trace> {
    return this.#readings.run(async () => {
      const fold = await this.#read();
      fold.settle(now);
      fold.expire(now);
      return fold.trace;
    });
  }

  async #read(): Promise<Fold> {
    const { head: headKey, isBatch } = this.#keys;
    const from = this.#last;
    let texts = this.#texts;
    const keys = (await this.#names()).filter(isBatch).sort();
    const news = keys.filter((key) => key > from);
    const stored = await this.#session.get([headKey, ...news]);
    const head = (stored[headKey] as LogHead | undefined) ?? EMPTY_HEAD;
    if (head.epoch !== this.#epoch || head.merges !== this.#merges) {
      if (head.epoch !== this.#epoch) this.forget();
      this.#epoch = head.epoch;
      this.#merges = head.merges;
      // What was merged may stand under an earlier key.
      this.#last = '';
      if (from !== '') return this.#read();
      texts = this.#texts;
    }
    await this.#learn(news.map((key) => String(stored[key])));
    // Forgotten or merged meanwhile.
    if (texts !== this.#texts || news.some((key) => stored[key] === undefined)) return this.#read();
    for (const key of news) {
      this.#last = key;
      const { batch } = readBatch(key, stored[key], texts);
      const read = Math.max(head.start.after, this.#n);
      const events = (batch?.events ?? []).filter(({ n }) => n > read);
      const [first] = events;
      if (batch === undefined || first === undefined) continue;
      // What came in between has left memory: half a story would tell another one.
      if (first.n > read + 1) this.#fold = undefined;
      const { entries, ...before } = batch.before;
      this.#fold ??= createFold({ ...this.#options(), entriesBefore: entries - head.start.entries, before });
      this.#fold.apply(events);
      this.#n = events.at(-1)?.n ?? this.#n;
    }
    this.#fold ??= createFold(this.#options());
    return this.#fold;
  }

  /** Fetches the texts that batches refer to; each may refer to others. */
  async #learn(batches: readonly string[]): Promise<void> {
    for (;;) {
      const missing = new Set(batches.flatMap((batch) => [...this.#texts.missing(batch)]));
      if (missing.size === 0) return;
      const found = await this.#session.get([...missing].map((group) => this.#keys.texts(group)));
      let some = false;
      for (const group of missing) {
        const value = found[this.#keys.texts(group)];
        if (value === undefined) continue;
        this.#texts.put(group, value);
        some = true;
      }
      // The rest went meanwhile: the batches that refer to them cannot be read.
      if (!some) return;
    }
  }

  async #names(): Promise<string[]> {
    return (await this.#session.getKeys?.()) ?? Object.keys(await this.#session.get(null));
  }
}
