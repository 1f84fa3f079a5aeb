import type { TraceModel } from '../model/trace-model.ts';

/** How long after a cookie has expired it is looked at, in ms. */
const EXPIRED = 50;

/** How long until it is asked again where the trace is held, or more of it is being read, in ms. */
const HELD = 1_000;

/** How long is waited at most, in ms: `setTimeout` counts no further than 24 days. */
const LONGEST_WAIT = 1e9;

/**
 * Ends sessions of the live log as their cookies expire: browsers report that late, or never.
 *
 * @param now ms since 1970
 * @returns what ends it
 */
export function followExpiry(
  { conclude, settled }: Pick<TraceModel, 'conclude' | 'settled'>,
  now: () => number,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    let next = now() + HELD;
    conclude((fold) => {
      const touched = fold.expire(now());
      next = touched.next;
      return touched;
    });
    if (next < Infinity) timer = setTimeout(look, Math.min(next - now() + EXPIRED, LONGEST_WAIT));
  };
  const end = settled.subscribe(look);
  return () => {
    clearTimeout(timer);
    end();
  };
}
