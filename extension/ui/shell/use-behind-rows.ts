import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { TraceRow } from '../../trace/model/trace.ts';
import { afterThisTask } from '../model/after-this-task.ts';
import { useWorld } from '../model/world.ts';

/**
 * The row whose details are drawn. Where they only follow the newest row, they are drawn in the task after the frame
 * with the rows: whoever types into the filter waits for the rows alone.
 */
export function useBehindRows(row: TraceRow | undefined, follows: boolean): TraceRow | undefined {
  const { host } = useWorld();
  const drawn = useRef(row);
  const newest = useRef(row);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const waits = follows && row !== undefined && drawn.current !== undefined && row !== drawn.current;
  newest.current = row;
  if (!waits) drawn.current = row;
  useEffect(() => {
    if (!waits) return undefined;
    let wanted = true;
    host.nextFrame(() =>
      afterThisTask(() => {
        if (!wanted) return;
        drawn.current = newest.current;
        drawAgain(undefined);
      }),
    );
    return () => {
      wanted = false;
    };
  }, [waits]);
  return drawn.current;
}
