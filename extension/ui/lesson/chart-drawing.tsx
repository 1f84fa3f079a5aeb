import type { LessonRow } from '../../trace/lesson/lesson-rows.ts';
import { type ChartLine, chartLineSaid, type StepChart, stepChart } from '../../trace/lesson/step-chart.ts';
import { plain } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Chip, hueOf } from '../parts/chip.tsx';
import { useSize } from '../parts/use-size.ts';

const height = 200;
const margin = { left: 34, right: 34, top: 24, bottom: 26 };

/** Markers of the lines, so that colour is not the only difference. */
const marks = ['circle', 'square', 'triangle', 'diamond'] as const;

/** Dash patterns of the lines, for the same reason. */
const dashes = ['', '7 3', '2 3', '9 3 2 3'] as const;

/** px for each step at least: more steps than there is room for are scrolled. A name needs three of them. */
const leastAcross = 10;

/** With more lines the legend is folded: each line has its number in the drawing. */
const shortLegend = 12;

/** The count after each step as a step chart, one line for each session. */
export function ChartDrawing({ rows }: { readonly rows: readonly LessonRow[] }) {
  const { text } = useWorld();
  const { ref, size } = useSize<HTMLDivElement>();
  const chart = stepChart(rows);
  if (chart === undefined) return <p class="dim">{text.say('lessonChartNone')}</p>;
  const width = Math.max(size.width, margin.left + margin.right + chart.steps.length * leastAcross);
  const scrolls = size.width > 0 && width > size.width;
  const drawing = size.width > 0 && <Drawing chart={chart} width={width} />;
  return (
    <figure class="chart">
      <figcaption>{text.say('lessonChart')}</figcaption>
      <div class="chart-place" ref={ref}>
        {scrolls ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
          <section class="chart-scroll" tabIndex={0} aria-label={text.say('lessonChart')} ref={scrollToNewest}>
            {drawing}
          </section>
        ) : (
          drawing
        )}
        {scrolls && (
          <svg class="chart-ticks" width={margin.left - 2} height={height} aria-hidden="true">
            <Ticks chart={chart} />
          </svg>
        )}
      </div>
      {chart.lines.length > shortLegend ? (
        <details>
          <summary>{text.plural('lessonChartLines', chart.lines.length)}</summary>
          <Legend chart={chart} />
        </details>
      ) : (
        <Legend chart={chart} />
      )}
    </figure>
  );
}

/** The newest steps are seen first. */
function scrollToNewest(element: HTMLElement | null): void {
  if (element !== null) element.scrollLeft = element.scrollWidth;
}

function Drawing({ chart, width }: { readonly chart: StepChart; readonly width: number }) {
  const { text } = useWorld();
  const said = chart.lines.map((line) => plain(text, chartLineSaid(line))).join(' ');
  return (
    <svg width={width} height={height} role="img" aria-label={text.say('lessonChartOf', said)}>
      <Axes chart={chart} width={width} />
      {chart.lines.map((line) => (
        <Line key={line.session.number} line={line} chart={chart} width={width} />
      ))}
    </svg>
  );
}

function Legend({ chart }: { readonly chart: StepChart }) {
  const { text } = useWorld();
  return (
    <ul class="plain chart-legend" aria-label={text.say('lessonChartLegend')}>
      {chart.lines.map(({ session }) => (
        <li key={session.number} data-hue={hueOf(session)}>
          <svg width="34" height="14" aria-hidden="true" class="chart-line">
            <path class="line" d="M1 7H33" stroke-dasharray={dashOf(session.number)} />
            <Mark at={{ x: 17, y: 7 }} number={session.number} />
          </svg>
          <Chip session={session} />
        </li>
      ))}
    </ul>
  );
}

function scales(chart: StepChart, width: number) {
  const top = chart.ticks.at(-1) ?? 1;
  const across = (width - margin.left - margin.right) / Math.max(1, chart.steps.length);
  return {
    x: (at: number) => margin.left + (at + 0.5) * across,
    y: (count: number) => margin.top + (1 - count / top) * (height - margin.top - margin.bottom),
    across,
  };
}

function Axes({ chart, width }: { readonly chart: StepChart; readonly width: number }) {
  const { text } = useWorld();
  const { x, y, across } = scales(chart, width);
  // Labels need at least 26 px each.
  const every = Math.max(1, Math.ceil(26 / across));
  return (
    <g class="axes">
      {chart.ticks.map((tick) => (
        <line key={tick} x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
      ))}
      <Ticks chart={chart} />
      {chart.steps.map((step, at) =>
        at % every === 0 ? (
          <text key={step} x={x(at)} y={height - 8} text-anchor="middle">
            {text.number(step)}
          </text>
        ) : null,
      )}
    </g>
  );
}

/** The numbers of the y axis. Where the drawing scrolls, they stay. */
function Ticks({ chart }: { readonly chart: StepChart }) {
  const { text } = useWorld();
  const { y } = scales(chart, 0);
  return (
    <>
      {chart.ticks.map((tick) => (
        <text key={tick} x={margin.left - 7} y={y(tick) + 4} text-anchor="end">
          {text.number(tick)}
        </text>
      ))}
    </>
  );
}

function Line({ line, chart, width }: { readonly line: ChartLine; readonly chart: StepChart; readonly width: number }) {
  const { x, y } = scales(chart, width);
  const { session, points } = line;
  const last = points.at(-1);
  const way = points
    .map(({ at, count }, index) => (index === 0 ? `M${x(at)} ${y(count)}` : `H${x(at)}V${y(count)}`))
    .join('');
  const ended = line.endsAt === undefined || last === undefined ? undefined : { x: x(line.endsAt), y: y(last.count) };
  return (
    <g class="chart-line" data-hue={hueOf(session)}>
      <path
        class="line"
        d={ended === undefined ? way : `${way}H${ended.x}`}
        stroke-dasharray={dashOf(session.number)}
      />
      {points.map((point) => (
        <Mark key={point.at} at={{ x: x(point.at), y: y(point.count) }} number={session.number} />
      ))}
      {ended !== undefined && <path class="end" d={`M${ended.x - 4} ${ended.y - 4}l8 8m0 -8l-8 8`} />}
      {last !== undefined && (
        <text class="line-name" x={x(last.at) + 8} y={y(last.count) - 7}>
          #{session.number}
        </text>
      )}
    </g>
  );
}

function dashOf(number: number): string {
  return dashes[(number - 1) % dashes.length] ?? '';
}

function Mark({ at, number }: { readonly at: { readonly x: number; readonly y: number }; readonly number: number }) {
  const { x, y } = at;
  switch (marks[(number - 1) % marks.length]) {
    case 'square':
      return <rect class="mark" x={x - 3.5} y={y - 3.5} width="7" height="7" />;
    case 'triangle':
      return <path class="mark" d={`M${x} ${y - 4.5}l4.5 8h-9z`} />;
    case 'diamond':
      return <path class="mark" d={`M${x} ${y - 5}l5 5l-5 5l-5-5z`} />;
    default:
      return <circle class="mark" cx={x} cy={y} r="3.8" />;
  }
}
