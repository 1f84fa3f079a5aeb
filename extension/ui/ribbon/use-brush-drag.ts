import { useRef } from 'preact/hooks';
import { movedRange, openRange, type RangeHold, shownRange, type TimeRange } from '../../trace/summary/time-range.ts';
import { useInspector } from '../model/inspector-context.ts';
import { zoomAt } from '../parts/zoom.ts';

/** What the pointer holds, and since when. */
interface Held {
  /** `new`: another part is being drawn from here. */
  readonly hold: RangeHold | 'new';
  /** px on the axis. */
  readonly at: number;
  readonly range: TimeRange | undefined;
  isMoved: boolean;
}

/** The least px that count as a drag. */
const LEAST = 3;

/** px beside an end at which a pointer takes hold of it. */
const NEAR = 8;

/** Handlers that choose a part of the time with mouse, pen or finger. A double click shows everything again. */
export function useBrushDrag(all: TimeRange | undefined, width: number, side: number) {
  const { range, host } = useInspector();
  const held = useRef<Held | undefined>(undefined);
  const next = useRef<{ readonly range: TimeRange | undefined } | undefined>(undefined);
  const span = all === undefined ? 0 : Math.max(1, all.to - all.from);
  const toMs = (px: number): number => (px / Math.max(1, width)) * span;

  const placeOf = ({ clientX, currentTarget }: PointerEvent): number => {
    const element = currentTarget as HTMLElement;
    return (clientX - element.getBoundingClientRect().left) / zoomAt(element) - side;
  };
  const holdAt = (at: number): Held['hold'] => {
    if (all === undefined) return 'new';
    const { from, to } = shownRange(range.peek(), all);
    const [left, right] = [((from - all.from) / span) * width, ((to - all.from) / span) * width];
    const nearest = Math.abs(at - left) < Math.abs(at - right) ? 'from' : 'to';
    if (Math.min(Math.abs(at - left), Math.abs(at - right)) <= NEAR) return nearest;
    return range.peek() !== undefined && at > left && at < right ? 'both' : 'new';
  };
  const rangeAt = ({ hold, at, range: before }: Held, now: number): TimeRange | undefined => {
    if (all === undefined) return before;
    if (hold !== 'new') return movedRange(before, all, hold, toMs(now - at));
    const [from, to] = at < now ? [at, now] : [now, at];
    return openRange({ from: all.from + toMs(from), to: all.from + toMs(to) }, all);
  };
  /** The table is filtered once a frame, however often the pointer moves. */
  const show = (wanted: TimeRange | undefined): void => {
    const waits = next.current !== undefined;
    next.current = { range: wanted };
    if (waits) return;
    host.nextFrame(() => {
      if (next.current !== undefined) range.value = next.current.range;
      next.current = undefined;
    });
  };
  const release = (): void => {
    held.current = undefined;
  };

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || all === undefined) return;
      const at = placeOf(event);
      const element = event.currentTarget as HTMLElement;
      const hold = holdAt(at);
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      element.querySelector<HTMLElement>(`[data-hold=${hold === 'from' ? 'from' : 'to'}]`)?.focus();
      held.current = { hold, at, range: range.peek(), isMoved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const holding = held.current;
      if (holding === undefined) return;
      const now = placeOf(event);
      holding.isMoved ||= Math.abs(now - holding.at) >= LEAST;
      if (holding.isMoved) show(rangeAt(holding, now));
    },
    onPointerUp: release,
    onPointerCancel: release,
    onDblClick: () => show(undefined),
  };
}
