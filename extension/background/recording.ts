import type { StateBefore } from '../trace/model/trace.ts';

/** Something that listens to the browser while recording is on. */
export interface Observer {
  start(): void;
  stop(): void;
}

/** Something that was observed. */
export interface Observed {
  record(): void;
  /** Asked where it was observed before it was known what is turned off. */
  isWanted(): boolean;
}

/** What recording works with. */
export interface RecordingOptions {
  readonly observers: readonly Observer[];
  /** The state in which the background before left the log. */
  found(): Promise<StateBefore>;
  /** Says in the log that recording was paused or resumed. Resolves when that is stored. */
  say(on: boolean): Promise<void>;
  /** Reads the jar again: it may have changed while nobody looked. */
  onResumed(): Promise<void>;
}

/**
 * Recording, on or paused. While it is paused no listener stands, so that pages pay nothing. The choice lies in the log
 * and nowhere else: what views show and what the background does cannot part. It survives a stop of the background, and
 * a restarted browser, whose log is empty, records again.
 */
export class Recording {
  readonly #options: RecordingOptions;
  #ready: Promise<void> | undefined;
  #on = true;
  /** What was observed before it was known whether recording is paused. */
  #early: Observed[] | undefined = [];

  constructor(options: RecordingOptions) {
    this.#options = options;
  }

  get on(): boolean {
    return this.#on;
  }

  /**
   * Starts the observers at once, for a waking event is given only to listeners of the first turn; stops them again
   * where recording turns out to be paused. Resolves with whether it is on.
   */
  async start(): Promise<boolean> {
    for (const observer of this.#options.observers) observer.start();
    this.#ready = this.#options.found().then(({ recording }) => {
      this.#on = recording;
      if (!recording) this.#listen(false);
      const early = this.#early ?? [];
      this.#early = undefined;
      if (recording) for (const { record, isWanted } of early) if (isWanted()) record();
    });
    await this.#ready;
    return this.#on;
  }

  /** Records what was observed, where recording is on; as soon as that is known. */
  observed(seen: Observed): void {
    if (this.#early !== undefined) this.#early.push(seen);
    else if (this.#on) seen.record();
  }

  /** Pauses or resumes, and says so in the log, also where nothing changes: a view may believe the other. */
  async set(on: boolean): Promise<void> {
    await this.#ready;
    const changes = on !== this.#on;
    this.#on = on;
    if (changes && on) this.#listen(true);
    await this.#options.say(on);
    // Not before the log says so: a background that is killed in between would be woken by nothing, and look as if it
    // recorded. Meanwhile what is observed is dropped.
    if (!this.#on) this.#listen(false);
    else if (changes) await this.#options.onResumed();
  }

  #listen(on: boolean): void {
    for (const observer of this.#options.observers) {
      if (on) observer.start();
      else observer.stop();
    }
  }
}
