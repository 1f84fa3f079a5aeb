import type { SweepResult } from './session-store.ts';

/** Few enough that one step stays far below the time of a frame. */
const SESSIONS_PER_STEP = 50;
const PAUSE_BETWEEN_STEPS_MS = 5;
const PAUSE_BETWEEN_ROUNDS_MS = 1_000;

export type Sweepable = { sweep(limit: number): Promise<SweepResult> };

/**
 * Removes expired sessions in small steps, with pauses in which requests are served, until `signal` ends it. What it
 * has not reached yet is harmless: the store itself never gives out an expired session.
 * @param onTrouble hears of a store that failed; the sweeper goes on
 */
export function startSweeper(store: Sweepable, signal: AbortSignal, onTrouble: (error: unknown) => void): void {
  let timer: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  const step = async (): Promise<void> => {
    let more = false;
    try {
      more = (await store.sweep(SESSIONS_PER_STEP)).more;
    } catch (error) {
      onTrouble(error);
    }
    if (signal.aborted) return;
    timer = setTimeout(step, more ? PAUSE_BETWEEN_STEPS_MS : PAUSE_BETWEEN_ROUNDS_MS);
    timer.unref();
  };
  void step();
}
