import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { afterThisTask } from '../model/after-this-task.ts';

/**
 * The row whose details are drawn. Where they only follow the newest row, they are drawn in the task after the frame
 * with the rows: whoever types into the filter waits for the rows alone.
 */
export function useBehindRows(row: TraceRow | undefined, follows: boolean): TraceRow | undefined {
  const drawn = useRef(row);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const waits = follows && row !== undefined && drawn.current !== undefined && row !== drawn.current;
  if (!waits) drawn.current = row;
  useEffect(() => {
    if (waits)
      requestAnimationFrame(() =>
        afterThisTask(() => {
          drawn.current = row;
          drawAgain(undefined);
        }),
      );
  }, [row]);
  return drawn.current;
}
