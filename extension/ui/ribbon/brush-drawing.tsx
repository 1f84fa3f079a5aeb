import type { Session } from '../../trace/model/session.ts';
import { type LifeAxis, type LifeBand, lifeBands } from '../../trace/summary/life-bands.ts';
import type { Bin } from '../../trace/summary/time-spread.ts';
import { useWorld } from '../model/world.ts';
import { hueOf } from '../parts/chip.tsx';

/** px: the bars of requests, and below them the lanes of sessions. */
const BARS = 18;
const LANE = 14;

interface RequestBarsProps {
  readonly bins: readonly Bin[];
  /** The place of a time on the axis. */
  readonly px: (time: number) => number;
}

/** How many requests there were in each part of the time. */
export function RequestBars({ bins, px }: RequestBarsProps) {
  const most = bins.reduce((max, { count }) => Math.max(max, count), 1);
  const way = bins
    .map(({ from, to, count }) => {
      const left = Math.max(0, px(from));
      const height = Math.max(1.5, (count / most) * BARS);
      return `M${left.toFixed(1)} ${BARS}h${Math.max(1, px(to) - left - 0.5).toFixed(1)}v${-height.toFixed(1)}H${left.toFixed(1)}z`;
    })
    .join('');
  return <path class="brush-bars" d={way} />;
}

interface SessionLivesProps {
  readonly sessions: readonly Session[];
  readonly axis: LifeAxis;
}

/** When each session lived: its colour, and its number. */
export function SessionLives({ sessions, axis }: SessionLivesProps) {
  return (
    <>
      {lifeBands(sessions, axis).map((band) => (
        <Band key={band.first.number} band={band} />
      ))}
    </>
  );
}

function Band({ band }: { readonly band: LifeBand }) {
  const { text } = useWorld();
  const { first, last, count, from, to, name, lane } = band;
  const top = BARS + lane * LANE;
  const numbers = count === 1 ? text.number(first.number) : `${text.number(first.number)}–${text.number(last.number)}`;
  return (
    <g class={count === 1 ? 'brush-life' : 'brush-life several'} {...(count === 1 && { 'data-hue': hueOf(first) })}>
      <rect x={from} y={top + 2} width={Math.max(1, to - from - 1)} height="3" rx="1" />
      <text x={name + 1} y={top + 13}>
        {numbers}
      </text>
    </g>
  );
}
