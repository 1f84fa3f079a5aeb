import { countOf } from '../model/count-of.ts';
import type { RequestEntry, SessionEffect } from '../model/entry.ts';
import type { Session, SessionEnd, Thread } from '../model/session.ts';
import type { Trace, TraceRow } from '../model/trace.ts';
import { countsAround } from '../summary/counts-around.ts';
import { type LessonState, lessonState } from './lesson-state.ts';

/** A request of the lesson: one that did something to the session that is followed, or carried its id. */
export interface StepRow {
  readonly kind: 'step';
  /** The same as the request table's name for this row. */
  readonly key: string;
  /** Its Step number: the same here and in the request table. */
  readonly number: number;
  readonly entry: RequestEntry;
  readonly effect: SessionEffect;
  readonly state: LessonState;
  /** The session whose id the request carried. */
  readonly sent?: Session;
  /** The session that the browser was left with. */
  readonly held?: Session;
  /** The count that the server found, as far as it had reported it. */
  readonly countBefore?: number;
  readonly count?: number;
}

/** The place where a session ended. */
export interface ExitRow {
  readonly kind: 'exit';
  readonly key: string;
  readonly session: Session;
  readonly end: SessionEnd;
}

export type LessonRow = StepRow | ExitRow;

/** What of a trace the lesson shows. */
export interface LessonRowOptions {
  /** Also the images, scripts and other requests that only carried the id. */
  readonly everyRequest?: boolean;
  /** At most this many rows, the newest. */
  readonly limit?: number;
}

/** Rows that a lesson holds unless it is given another number. */
export const LESSON_ROWS = 300;
/** Rows of the trace that are looked through for them; a thread that was silent for longer shows what is in reach. */
const REACH = 20_000;

/** The rows of one thread, oldest first. */
export function lessonRows(trace: Trace, thread: Thread, options: LessonRowOptions = {}): LessonRow[] {
  const limit = options.limit ?? LESSON_ROWS;
  const found: LessonRow[] = [];
  const from = Math.max(0, trace.rows.length - REACH);
  for (let i = trace.rows.length - 1; i >= from && found.length < limit; i--) {
    const row = trace.rows[i];
    const made = row === undefined ? undefined : lessonRow(row, thread, options.everyRequest === true);
    if (made !== undefined) found.push(made);
  }
  return endsInTheirPlace(found.reverse());
}

/** An end that the browser reported late (Firefox an expiry, at the next request) moves up to where it happened. */
function endsInTheirPlace(rows: LessonRow[]): LessonRow[] {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    if (row?.kind !== 'exit') continue;
    let at = i;
    while (at > 0 && startOf(rows[at - 1]) > row.end.time) at -= 1;
    if (at < i) rows.splice(at, 0, ...rows.splice(i, 1));
  }
  return rows;
}

function startOf(row: LessonRow | undefined): number {
  return row?.kind === 'step' ? row.entry.startedDateTime : -Infinity;
}

function lessonRow(row: TraceRow, thread: Thread, everyRequest: boolean): LessonRow | undefined {
  switch (row.kind) {
    case 'mark':
      return undefined;
    case 'end':
      if (row.session.thread !== thread) return undefined;
      return { kind: 'exit', key: `end:${row.session.number}:${row.end.event}`, session: row.session, end: row.end };
    case 'entry': {
      const effect = row.entry.effects.find((one) => one.thread === thread);
      if (effect === undefined || !(everyRequest || matters(row.entry, effect))) return undefined;
      return stepRow(row.entry, effect);
    }
  }
}

/** A page, a counted request, or one that did something; a picture that only carried the id is left out. */
function matters(entry: RequestEntry, effect: SessionEffect): boolean {
  if (entry.type === 'main_frame' || countOf(entry) !== undefined) return true;
  return effect.action !== 'resumed' && effect.action !== 'none';
}

/** One request as a row of the lesson. */
export function stepRow(entry: RequestEntry, effect: SessionEffect): StepRow {
  const counts = countsAround(entry, effect);
  const held = effect.action === 'refused' && effect.after !== effect.before ? undefined : effect.after;
  return {
    kind: 'step',
    key: `entry:${entry.id}`,
    number: entry.step,
    entry,
    effect,
    state: lessonState(entry, effect, counts),
    ...(effect.before !== undefined && { sent: effect.before }),
    ...(held !== undefined && { held }),
    ...(counts.before !== undefined && { countBefore: counts.before }),
    ...(counts.count !== undefined && { count: counts.count }),
  };
}

export function isStep(row: LessonRow): row is StepRow {
  return row.kind === 'step';
}
