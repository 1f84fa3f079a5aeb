import { chip, code, type Phrase, phrase } from '../../words/phrase.ts';
import { setCookieText } from '../display.ts';
import type { Flow } from '../flow.ts';
import type { FlowPlace } from '../flow-places.ts';
import type { StepRow } from '../lesson-rows.ts';
import type { LessonState } from '../lesson-state.ts';
import { outputSaid } from '../row-words.ts';
import type { LineTask, Sample, SampleLine, VisitKind } from './sample.ts';

/** A line as one request ran it: it runs now, it has run, or this request does not come to it (yet). */
export interface RunLine {
  readonly line: SampleLine;
  readonly status: 'now' | 'done' | 'dark';
  /** What this request brought to it; empty while it is dark. */
  readonly values: readonly Phrase[];
}

/** A sample with the lines that one request lights up. */
export interface SampleRun {
  readonly lines: readonly RunLine[];
  /** Why no line is lit, or why values are missing. */
  readonly note?: Phrase;
}

/** The requests that a counting view answers, and how each comes to it. */
const visits: Readonly<Partial<Record<LessonState, VisitKind>>> = {
  created: 'none',
  resumed: 'known',
  sent: 'known',
  restarted: 'known',
  replaced: 'unknown',
};

/** The tasks that are done at each place of the flow; the browser's own places have none. */
const tasksAt: Readonly<Record<FlowPlace, readonly LineTask[]>> = {
  request: [],
  check: ['find-id'],
  retrieve: ['read', 'look-up'],
  create: ['read', 'begin'],
  use: ['add', 'store', 'look-up', 'begin'],
  respond: ['answer', 'set-cookie'],
  store: [],
  next: [],
  again: [],
};

/**
 * Runs a sample for one request.
 *
 * @param stop index into the flow's path: how far the request has come
 */
export function sampleRun(sample: Sample, flow: Flow, stop: number): SampleRun {
  const { row, path } = flow;
  const visit = visitOf(row);
  if (visit === undefined) return { lines: sample.lines.map(dark), note: phrase(noVisit[noVisitOf(row.state)]) };
  const here = path[Math.min(stop, path.length - 1)];
  const now = new Set(here === undefined ? [] : tasksAt[here]);
  const reached = new Set(path.slice(0, stop + 1).flatMap((place) => tasksAt[place]));
  const lines = sample.lines.map((line): RunLine => {
    const does = line.when === undefined || line.when.includes(visit) ? (line.does ?? []) : [];
    const reachedTasks = does.filter((task) => reached.has(task));
    if (reachedTasks.length === 0) return dark(line);
    return {
      line,
      status: reachedTasks.some((task) => now.has(task)) ? 'now' : 'done',
      values: reachedTasks.map((task) => values[task](row, visit)),
    };
  });
  return row.count === undefined ? { lines, note: phrase('lessonCodeNoCount') } : { lines };
}

function dark(line: SampleLine): RunLine {
  return { line, status: 'dark', values: [] };
}

function visitOf({ state, sent }: StepRow): VisitKind | undefined {
  if (state === 'refused') return sent === undefined ? 'none' : undefined;
  return visits[state];
}

const noVisit = {
  waiting: 'lessonCodeWaiting',
  unserved: 'lessonCodeUnserved',
  other: 'lessonCodeOther',
} as const;

function noVisitOf(state: LessonState): keyof typeof noVisit {
  if (state === 'pending') return 'waiting';
  return state === 'failed' || state === 'cached' ? 'unserved' : 'other';
}

type Value = (row: StepRow, visit: VisitKind) => Phrase;

const found: Value = (row, visit) => {
  if (visit !== 'known' || row.state === 'restarted') return phrase('lessonCodeFoundNothing');
  return row.countBefore === undefined ? phrase('lessonCodeNotRecognised') : phrase('lessonCodeCount', row.countBefore);
};

const counted: Value = ({ count }) =>
  count === undefined ? phrase('lessonCodeNotRecognised') : phrase('lessonCodeCount', count);

const stored: Value = ({ held, sent, count }) => {
  const session = held ?? sent;
  if (count === undefined) return phrase('lessonCodeNotRecognised');
  return session === undefined ? phrase('lessonCodeCount', count) : phrase('lessonCodeStored', chip(session), count);
};

const values: Readonly<Record<LineTask, Value>> = {
  'find-id': ({ sent, effect, entry }) => {
    if (sent !== undefined) return phrase('lessonFlowCookieSent', code(effect.thread.name), chip(sent));
    return entry.requestUnseen ? phrase('lessonFlowRequestUnseen') : phrase('lessonCodeNoId', code(effect.thread.name));
  },
  read: found,
  add: counted,
  store: stored,
  'look-up': (row, visit) => {
    const { countBefore, count } = row;
    if (visit === 'unknown') return phrase('lessonCodeUnknownId');
    if (visit !== 'known' || countBefore === undefined || count === undefined) return found(row, visit);
    return phrase('lessonCodeOneStep', countBefore, count);
  },
  begin: stored,
  answer: (row) => outputSaid(row),
  'set-cookie': ({ entry, effect }) => {
    const line = entry.setCookies.findLast(({ identity }) => identity.name === effect.thread.name);
    return line === undefined
      ? phrase('lessonCodeNoSetCookie')
      : phrase('lessonFlowSetCookie', code(setCookieText(line)));
  },
};
