import type { FoldOptions } from '../../trace/model/trace.ts';
import type { OnBatch, TraceSource } from '../trace-source.ts';
import { DEFAULT_SETTINGS, foldOptionsOf, type Settings } from './settings.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * A log that is read again when a setting changes that the fold depends on: what was chosen holds for what was recorded
 * before, too. A reader sees a log that was cleared and filled again, and folds it with `foldOptions()`.
 */
export class RefoldingSource implements TraceSource {
  readonly #source: TraceSource;
  readonly #settings: Pick<SettingsStore, 'read' | 'onChange'>;
  #options: Pick<FoldOptions, 'chosenNames' | 'countHeaders'> = {};

  constructor(source: TraceSource, settings: Pick<SettingsStore, 'read' | 'onChange'>) {
    this.#source = source;
    this.#settings = settings;
  }

  /** What the next fold must know of the settings. */
  foldOptions(): Pick<FoldOptions, 'chosenNames' | 'countHeaders'> {
    return this.#options;
  }

  subscribe(onBatch: OnBatch, options: { signal: AbortSignal; tail?: boolean }): void {
    let turn: AbortController | undefined;
    const read = (settings: Settings): void => {
      const wanted = foldOptionsOf(settings);
      if (turn !== undefined && JSON.stringify(wanted) === JSON.stringify(this.#options)) return;
      const again = turn !== undefined;
      turn?.abort();
      turn = new AbortController();
      this.#options = wanted;
      let first = again;
      const signal = AbortSignal.any([options.signal, turn.signal]);
      this.#source.subscribe(
        (batch) => {
          const isAgain = first && !batch.cleared;
          first = false;
          return onBatch(isAgain ? { ...batch, cleared: true, again: true } : batch);
        },
        { ...options, signal },
      );
    };
    this.#settings.onChange(read, options.signal);
    // The background records by the defaults where the settings cannot be read, and says why.
    const found = this.#settings.read().catch(() => DEFAULT_SETTINGS);
    void found.then((settings) => {
      if (!options.signal.aborted && turn === undefined) read(settings);
    });
  }
}
