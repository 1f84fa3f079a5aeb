import { SIDES, type Side } from '../protocol/side.ts';
import type { LogWriter } from './log/log-writer.ts';
import type { CookieObserver } from './observers/cookie-observer.ts';

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
  readonly #running: Readonly<Record<Side, Set<Promise<void>>>> = { ordinary: new Set(), private: new Set() };
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
  async reconcile(side: Side, always = false): Promise<void> {
    const { cookies, logOf, isRecording, onTrouble } = this.#options;
    const log = logOf(side);
    if (log === undefined || !isRecording()) return;
    const running = cookies.reconcile(side, { always, before: () => log.learnTexts() }).catch(onTrouble);
    this.#running[side].add(running);
    await running;
    this.#running[side].delete(running);
  }

  async reconcileAll(): Promise<void> {
    await Promise.all(SIDES.map((side) => this.reconcile(side)));
  }

  /** Records the jar again, now or when recording resumes: the log no longer holds it. */
  async recordAgain(side: Side): Promise<void> {
    await this.#options.cookies.forgetJar(side).catch(this.#options.onTrouble);
    await this.reconcile(side);
  }

  /** The lost events may have held the jar. Recorded at once it might be lost at once, so this has a pause in between. */
  afterLoss(side: Side): void {
    const { cookies, now, onTrouble } = this.#options;
    if (this.#recordedAfterLoss[side] > now() - AGAIN_AFTER) {
      void cookies.forgetJar(side).catch(onTrouble);
      return;
    }
    this.#recordedAfterLoss[side] = now();
    void this.recordAgain(side);
  }

  /** Resolves when nothing is being written about a side's jar. */
  async settled(side: Side): Promise<void> {
    await Promise.all(this.#running[side]);
  }
}
