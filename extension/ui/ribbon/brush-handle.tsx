import { movedRange, type RangeHold, shownRange, type TimeRange } from '../../trace/summary/time-range.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';

interface BrushHandleProps {
  readonly hold: 'from' | 'to';
  /** From the first request to the last. */
  readonly all: TimeRange;
  /** px from the start of the brush. */
  readonly at: number;
}

const labels: Readonly<Record<'from' | 'to', MessageKey>> = { from: 'brushFrom', to: 'brushTo' };

/** What each key moves a handle by, as a part of the whole recording. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

const DAY = 24 * 60 * 60 * 1000;

/** One end of the chosen part of the recording: a slider. With Shift the whole part moves; Escape shows everything. */
export function BrushHandle({ hold, all, at }: BrushHandleProps) {
  const { text, range } = useInspector();
  const span = Math.max(1, all.to - all.from);
  const shown = shownRange(range.value, all);
  const time = shown[hold];
  return (
    <span
      class={`brush-handle ${hold}`}
      style={{ insetInlineStart: `${at}px` }}
      data-hold={hold}
      role="slider"
      tabIndex={0}
      aria-label={text.say(labels[hold])}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(((time - all.from) / span) * 100)}
      aria-valuetext={span > DAY ? text.day(time) : text.clock(time)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
        if (step === undefined && (event.key !== 'Escape' || range.peek() === undefined)) return;
        event.preventDefault();
        event.stopPropagation();
        const held: RangeHold = event.shiftKey ? 'both' : hold;
        range.value = step === undefined ? undefined : movedRange(range.peek(), all, held, step * span);
      }}
    />
  );
}
