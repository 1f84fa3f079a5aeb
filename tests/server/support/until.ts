import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition, asking every few milliseconds; fails with the condition's own text after the bound.
 * @param withinMs generous: a slow machine only waits, a broken program fails
 */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${condition}`);
    await delay(5);
  }
}
