import type { TraceRow } from '../model/trace.ts';

/** A part of a recording: ms since 1970, both ends included. An end that is infinite takes in what is still to come. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** When a row happened, in ms since 1970. */
export function timeOf(row: TraceRow): number {
  switch (row.kind) {
    case 'entry':
      return row.entry.startedDateTime;
    case 'end':
      return row.end.time;
    case 'mark':
      return row.mark.time;
  }
}

/** Whether a time, in ms since 1970, is in a range. */
export function isWithin({ from, to }: TimeRange, time: number): boolean {
  return time >= from && time <= to;
}

/** The two ends of a range by which it is changed, and the whole of it. */
export type RangeHold = 'from' | 'to' | 'both';

/**
 * Moves a range, or one of its ends, by `by` ms, within the recording (`all`). An end that reaches the end of the
 * recording is open, so that the newest requests are shown.
 * @returns undefined if nothing is left out.
 */
export function movedRange(
  range: TimeRange | undefined,
  all: TimeRange,
  hold: RangeHold,
  by: number,
): TimeRange | undefined {
  const { from, to } = shownRange(range, all);
  switch (hold) {
    case 'from':
      return openRange({ from: Math.min(from + by, to), to }, all);
    case 'to':
      return openRange({ from, to: Math.max(to + by, from) }, all);
    case 'both': {
      const possible = Math.min(Math.max(by, all.from - from), all.to - to);
      return openRange({ from: from + possible, to: to + possible }, all);
    }
  }
}

/** A range as it is drawn: its open ends are those of the recording. */
export function shownRange(range: TimeRange | undefined, all: TimeRange): TimeRange {
  const within = (time: number): number => Math.min(all.to, Math.max(all.from, time));
  return range === undefined ? all : { from: within(range.from), to: within(range.to) };
}

/** A range with open ends where it reaches those of the recording; undefined if it leaves nothing out. */
export function openRange({ from, to }: TimeRange, all: TimeRange): TimeRange | undefined {
  const open = {
    from: from <= all.from ? Number.NEGATIVE_INFINITY : from,
    to: to >= all.to ? Number.POSITIVE_INFINITY : to,
  };
  return Number.isFinite(open.from) || Number.isFinite(open.to) ? open : undefined;
}
