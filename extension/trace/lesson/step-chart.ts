import type { Session } from '../model/session.ts';
import { chip, type Phrase, phrase } from '../words/phrase.ts';
import { isStep, type LessonRow } from './lesson-rows.ts';

/** A count at a step. */
export interface ChartPoint {
  /** Index of the step among the rows' steps: its place on the x axis. */
  readonly at: number;
  /** The Step number. */
  readonly step: number;
  readonly count: number;
}

/** The counts of one session: a line of steps in the session's colour. */
export interface ChartLine {
  readonly session: Session;
  readonly points: readonly ChartPoint[];
  /** Where the session ended, as a place on the x axis between two steps. */
  readonly endsAt?: number;
}

/** The step chart of the count. */
export interface StepChart {
  readonly lines: readonly ChartLine[];
  /** The Step numbers along the x axis. */
  readonly steps: readonly number[];
  /** The numbers along the y axis, 0 first. */
  readonly ticks: readonly number[];
}

/** Ticks of the y axis at most. */
const MAX_TICKS = 5;

/** The chart of the rows' counts; undefined where no count was reported. */
export function stepChart(rows: readonly LessonRow[]): StepChart | undefined {
  const lines = new Map<Session, { points: ChartPoint[]; endsAt?: number }>();
  const steps: number[] = [];
  for (const row of rows) {
    if (!isStep(row)) {
      const line = lines.get(row.session);
      if (line !== undefined && row.end.undoneBy === undefined) line.endsAt = steps.length - 0.5;
      continue;
    }
    const session = row.held ?? row.sent;
    if (row.count !== undefined && session !== undefined) {
      const line = lines.get(session) ?? { points: [] };
      line.points.push({ at: steps.length, step: row.number, count: row.count });
      lines.set(session, line);
    }
    steps.push(row.number);
  }
  if (lines.size === 0) return undefined;
  const highest = Math.max(...[...lines.values()].flatMap(({ points }) => points.map(({ count }) => count)));
  return { lines: [...lines].map(([session, line]) => ({ session, ...line })), steps, ticks: ticksTo(highest) };
}

/** A line in words: from where to where it goes. */
export function chartLineSaid({ session, points }: ChartLine): Phrase {
  const [first, last] = [points[0], points.at(-1)];
  return phrase(
    'lessonChartLine',
    chip(session),
    first?.count ?? 0,
    first?.step ?? 0,
    last?.count ?? 0,
    last?.step ?? 0,
  );
}

/** Round numbers from 0 to at least the highest. */
function ticksTo(highest: number): number[] {
  const raw = Math.max(1, highest / (MAX_TICKS - 1));
  const power = 10 ** Math.floor(Math.log10(raw));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  const ticks: number[] = [];
  for (let tick = 0; tick < highest + size; tick += size) ticks.push(tick);
  return ticks;
}
