import { SIDES, type Side } from '../protocol/side.ts';
import type { LogWriter } from './log/log-writer.ts';
import type { CookieObserver } from './observers/cookie-observer.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** How soon after a loss the jar may be recorded again, in ms. */
const AGAIN_AFTER = 10_000;

/** What reconciling works with. */
export interface JarReconcilerOptions {
  readonly cookies: CookieObserver;
  /** The log of a side; undefined where there is none. */
  logOf(side: Side): LogWriter | undefined;
  isRecording(): boolean;
  /** ms since 1970. */
  now(): number;
  onTrouble(error: unknown): void;
}

/** Keeps in each log what the jar of its side holds: changes made while nobody looked, and what the log lost. */
export class JarReconciler {
  readonly #options: JarReconcilerOptions;
  // One under way would mark as known the jar that another has just forgotten.
  readonly #turns: Readonly<Record<Side, OneAtATime>> = { ordinary: new OneAtATime(), private: new OneAtATime() };
  /** When a side's jar was last recorded because of a loss, in ms since 1970. */
  readonly #recordedAfterLoss: Record<Side, number> = { ordinary: 0, private: 0 };

  constructor(options: JarReconcilerOptions) {
    this.#options = options;
  }

  /**
   * Records the jar of a side where it changed, if the side is recorded at all.
   *
   * @param always records it even where it is as it was
   */
  reconcile(side: Side, always = false): Promise<void> {
    return this.#turns[side].run(() => this.#reconcile(side, always));
  }

  /** What could not be seen for a while is forgotten, also where the jar is what it was before. */
  async recordAllAgain(): Promise<void> {
    await Promise.all(SIDES.map((side) => this.recordAgain(side)));
  }

  /** Records the jar again, now or when recording resumes: the log no longer holds it. */
  recordAgain(side: Side): Promise<void> {
    return this.#turns[side].run(async () => {
      await this.#forget(side);
      await this.#reconcile(side);
    });
  }

  /** The lost events may have held the jar. Recorded at once it might be lost at once, so this has a pause in between. */
  afterLoss(side: Side): void {
    const now = this.#options.now();
    if (this.#recordedAfterLoss[side] > now - AGAIN_AFTER) {
      void this.#turns[side].run(() => this.#forget(side));
      return;
    }
    this.#recordedAfterLoss[side] = now;
    void this.recordAgain(side);
  }

  /** Resolves when nothing is being written about a side's jar. */
  settled(side: Side): Promise<void> {
    return this.#turns[side].run(async () => undefined);
  }

  async #reconcile(side: Side, always = false): Promise<void> {
    const { cookies, logOf, isRecording, onTrouble } = this.#options;
    const log = logOf(side);
    if (log === undefined || !isRecording()) return;
    await cookies.reconcile(side, { always, before: () => log.learnTexts() }).catch(onTrouble);
  }

  async #forget(side: Side): Promise<void> {
    const { cookies, onTrouble } = this.#options;
    await cookies.forgetJar(side).catch(onTrouble);
  }
}
