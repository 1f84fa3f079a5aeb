import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import { isWithin, shownRange, type TimeRange, timeOf } from '../../trace/summary/time-range.ts';
import { TimeSpread } from '../../trace/summary/time-spread.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useSize } from '../parts/use-size.ts';
import { RequestBars, SessionLives } from './brush-drawing.tsx';
import { BrushHandle } from './brush-handle.tsx';
import { useBrushDrag } from './use-brush-drag.ts';
import './brush.css';

/** Room at both ends for half a handle, as in the stylesheet; px. */
const SIDE = 12;

interface TimeBrushProps {
  readonly sessions: readonly Session[];
  /** Changes whenever there is more to draw: the trace changes in place. */
  readonly drawn: number;
}

/** When requests were made and sessions lived. A part of the time can be chosen; the table then shows that part. */
export function TimeBrush({ sessions }: TimeBrushProps) {
  const { trace, scope, range, text } = useInspector();
  const { site } = scope.value;
  const { ref, size } = useSize<HTMLDivElement>();
  const spread = useMemo(() => new TimeSpread(), [site]);
  spread.follow(trace.trace().entries, (entry: RequestEntry) => site === undefined || entry.site === site);
  const all = spread.all;
  const width = Math.max(0, size.width - 2 * SIDE);
  const drag = useBrushDrag(all, width, SIDE);
  useShownSelection(range.value);
  if (all === undefined || width === 0) return <div class="brush" ref={ref} />;
  const shown = shownRange(range.value, all);
  const px = (time: number): number => ((time - all.from) / Math.max(1, all.to - all.from)) * width;
  const [from, to] = [px(shown.from), px(shown.to)];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no flex or positioned box in every browser.
    <div class="brush" ref={ref} role="group" aria-label={text.say('brush')} title={text.say('brushWhat')} {...drag}>
      <svg class="brush-drawing" width={width} height="46" aria-hidden="true">
        <RequestBars bins={spread.bins()} px={px} />
        <SessionLives sessions={sessions} axis={{ time: all, width, lanes: 2 }} />
      </svg>
      {range.value !== undefined && (
        <>
          <span class="brush-off" style={{ insetInlineStart: `${SIDE}px`, width: `${from}px` }} />
          <span class="brush-off" style={{ insetInlineStart: `${SIDE + to}px`, width: `${width - to}px` }} />
        </>
      )}
      <BrushHandle hold="from" all={all} at={SIDE + from} />
      <BrushHandle hold="to" all={all} at={SIDE + to} />
    </div>
  );
}

/** The details follow: a row that is of another time is no longer selected. */
function useShownSelection(range: TimeRange | undefined): void {
  const { selection } = useInspector();
  const before = useRef(range);
  useEffect(() => {
    if (range === before.current) return;
    before.current = range;
    const chosen = selection.peek();
    if (range !== undefined && chosen.kind === 'row' && !isWithin(range, timeOf(chosen.row))) {
      selection.value = { kind: 'newest' };
    }
  }, [range, selection]);
}
