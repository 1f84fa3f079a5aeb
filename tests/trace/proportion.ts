import assert from 'node:assert/strict';

/** How often both sizes are measured at most. */
const ROUNDS = 5;

/** CPU time of this process while `run` runs, in ms: what waits for its turn on a busy machine uses none. */
export async function cpuTimeOf(run: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await run();
  return process.cpuUsage(began).user / 1000;
}

interface Sizes {
  readonly short: number;
  readonly long: number;
  /** How many times the time of the short one is too long. */
  readonly tooLong: number;
  /** CPU time of the long one, in ms, that is asked for no more: the square needs more than that. */
  readonly enough: number;
}

/**
 * Fails where the long size takes too long beside the short one.
 *
 * A neighbour on the machine, the garbage of the test before and the compiler only add to what is measured: so the
 * least time of each size is compared, and measured again until it is little enough or the rounds are over.
 */
export async function assertInProportion(
  timeOf: (size: number) => number | Promise<number>,
  { short, long, tooLong, enough }: Sizes,
): Promise<void> {
  let leastShort = Number.POSITIVE_INFINITY;
  let leastLong = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    leastLong = Math.min(leastLong, await timeOf(long));
    if (leastLong < enough) return;
    // A short measure is disturbed more easily, and a disturbed one would let the square pass.
    for (const _ of [1, 2, 3]) leastShort = Math.min(leastShort, await timeOf(short));
    if (leastLong < leastShort * tooLong) return;
  }
  assert.fail(
    `${long} took ${leastLong.toFixed(0)} ms, ${short} ${leastShort.toFixed(0)} ms: ${tooLong} times or more`,
  );
}
