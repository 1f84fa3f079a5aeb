/** Some verdicts need only time: a cookie without a change event was not stored. ms; longer than the fold waits. */
const SETTLE_AFTER = 2_100;

interface SettlingOptions {
  /** False while events wait that are not folded: one of them may be the change whose absence would be a proof. */
  readonly ready: () => boolean;
  readonly settle: () => void;
  readonly signal: AbortSignal;
}

/** Settles some time after the newest events. Call the returned function whenever events have come. */
export function createSettling({ ready, settle, signal }: SettlingOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newer = false;
  const wait = (): void => {
    newer = false;
    timer = setTimeout(() => {
      timer = undefined;
      const early = !ready();
      if (!early) settle();
      // What came while the timer ran has not been quiet for long enough.
      if (early || newer) wait();
    }, SETTLE_AFTER);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    if (timer === undefined) wait();
    else newer = true;
  };
}
