import { afterThisTask } from './after-this-task.ts';

/** How long one slice works, in ms: half a frame, so that the other half is left to draw in. */
const SLICE = 8;

/** A clock, and how others come to their turn. */
export interface SliceTiming {
  /** ms, from any beginning. */
  readonly clock?: () => number;
  /** Runs the next slice once input and drawing had their turn. */
  readonly later?: (run: () => void) => void;
}

interface SlicesOptions extends SliceTiming {
  /** Works until all is done, or `isOver`; returns whether all is done. */
  readonly work: (isOver: () => boolean) => boolean;
  /** How long the first slice works, in ms: the frame of the input that began the work waits for it. */
  readonly first?: number;
}

/** Long work in slices, so that neither a keystroke nor a frame waits for all of it. */
export function createSlices({
  work,
  first = SLICE,
  clock = () => performance.now(),
  later = afterThisTask,
}: SlicesOptions): {
  /** Works the first slice at once, and the others later. What is still under way ends. */
  begin(): void;
} {
  let turn = 0;
  const slice = (own: number, lasts: number): void => {
    if (own !== turn) return;
    const until = clock() + lasts;
    if (!work(() => clock() >= until)) later(() => slice(own, SLICE));
  };
  return {
    begin: () => {
      turn += 1;
      slice(turn, first);
    },
  };
}
