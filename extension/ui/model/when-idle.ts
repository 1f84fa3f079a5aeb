/** How long work waits for an idle moment at most, in ms: others may wait for its end. */
const PATIENCE = 50;

/** Runs a function when no input is handled and no frame drawn, or the patience is over. */
export function whenIdle(run: () => void): void {
  requestIdleCallback(() => run(), { timeout: PATIENCE });
}
