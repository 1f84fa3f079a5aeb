/** The time for a store, whole ms since 1970. */
export type Clock = () => number;

export type ClockSources = {
  /** The machine's clock, ms since 1970. It may be set back. */
  readonly wall?: () => number;
  /** Time that has passed since some moment, ms. It never steps, but may stand still while the machine sleeps. */
  readonly elapsed?: () => number;
  /** The time is not before this. */
  readonly from?: number | undefined;
};

/**
 * A clock that never runs backwards: it follows the machine's clock forward, and goes on by the time that has passed
 * where that one is set back. By the machine's clock alone a session would live on past all its timeouts.
 */
export function steadyClock(sources: ClockSources = {}): Clock {
  const { wall = () => Date.now(), elapsed = () => performance.now(), from = 0 } = sources;
  let time = Math.max(wall(), from);
  let at = elapsed();
  return () => {
    const before = at;
    at = elapsed();
    time = Math.max(wall(), time + at - before);
    return Math.floor(time);
  };
}

/**
 * How far in the future a session may have been seen last and still be known, ms: two processes need not agree to the
 * second. If it is further, the clock was set back meanwhile, before a restart or in Redis. Nobody knows how old the
 * session is then, so it is refused. It is not removed: the clock may be wrong now and right before.
 */
export const CLOCK_TOLERANCE_MS = 60_000;
