import type { StepChart } from '../step-chart.ts';
import { escapeHtml } from './escape.ts';

/** Narrow, so that its numbers can be read on a phone, too: the drawing is scaled to the width of the page. */
const size = { width: 440, height: 180, left: 26, right: 26, top: 20, bottom: 26 };
/** Labels along the x axis at most. */
const MAX_LABELS = 14;
const dashes = ['', '7 3', '2 3', '9 3 2 3'] as const;

/** The count after each step as a step chart: a line for each session, distinguished by its number and its dashes. */
export function chartHtml(chart: StepChart, label: string): string {
  const { width, height, left, right, top, bottom } = size;
  const last = Math.max(1, chart.steps.length - 1);
  const most = chart.ticks.at(-1) ?? 1;
  const x = (at: number): number => round(left + (at / last) * (width - left - right));
  const y = (count: number): number => round(height - bottom - (count / most) * (height - top - bottom));
  const grid = chart.ticks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const every = Math.ceil(chart.steps.length / MAX_LABELS);
  const steps = chart.steps.map((step, at) =>
    at % every === 0 ? `<text x="${x(at)}" y="${height - 8}" text-anchor="middle">${step}</text>` : '',
  );
  const lines = chart.lines.map(({ session, points }, index) => {
    const path = points.map(({ at, count }, point) =>
      point === 0 ? `M${x(at)} ${y(count)}` : `H${x(at)}V${y(count)}`,
    );
    const marks = points.map(({ at, count }) => `<circle cx="${x(at)}" cy="${y(count)}" r="3.5"/>`);
    const end = points.at(-1);
    const name =
      end === undefined
        ? ''
        : `<text class="name" x="${x(end.at) + 7}" y="${y(end.count) - 6}">${session.number}</text>`;
    return `<g class="line"><path d="${path.join('')}" stroke-dasharray="${dashes[index % dashes.length] ?? ''}"/>${marks.join('')}${name}</g>`;
  });
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}">
${grid.join('')}
${steps.join('')}
${lines.join('\n')}
</svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
