import browser from 'webextension-polyfill';
import { RECORDING_KEY } from '../protocol/log/log-layout.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';

/** Something that listens to the browser while recording is on. */
export interface Observer {
  start(): void;
  stop(): void;
}

/**
 * Recording, on or paused. While it is paused no listener stands, so that pages pay nothing. The choice lies in
 * `storage.session`: it survives a stop of the background, and a restarted browser records again.
 */
export class Recording {
  readonly #observers: readonly Observer[];
  readonly #record: (event: NewTraceEvent) => void;
  readonly #now: () => number;
  readonly #onResumed: () => Promise<void>;
  #on = true;

  /** @param onResumed reads the jar anew: it may have changed while nobody looked */
  constructor(
    observers: readonly Observer[],
    record: (event: NewTraceEvent) => void,
    now: () => number,
    onResumed: () => Promise<void>,
  ) {
    this.#observers = observers;
    this.#record = record;
    this.#now = now;
    this.#onResumed = onResumed;
  }

  get on(): boolean {
    return this.#on;
  }

  /**
   * Starts the observers at once, for a waking event is given only to listeners of the first turn; stops them again
   * where recording turns out to be paused. Resolves with whether it is on.
   */
  async start(): Promise<boolean> {
    for (const observer of this.#observers) observer.start();
    const stored = await browser.storage.session.get(RECORDING_KEY);
    if (stored[RECORDING_KEY] === false) this.#apply(false);
    return this.#on;
  }

  /** Pauses or resumes, and says so in the log. */
  async set(on: boolean): Promise<void> {
    if (on === this.#on) return;
    this.#apply(on);
    this.#record({ kind: 'recording', time: this.#now(), on });
    await browser.storage.session.set({ [RECORDING_KEY]: on });
    if (on) await this.#onResumed();
  }

  #apply(on: boolean): void {
    this.#on = on;
    for (const observer of this.#observers) {
      if (on) observer.start();
      else observer.stop();
    }
  }
}
