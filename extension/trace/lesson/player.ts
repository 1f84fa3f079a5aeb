import type { FlowPlace } from './flow-places.ts';

/** Where a replay stands: a row, and how far along its path. */
export interface PlayerAt {
  /** The row's key. */
  readonly row: string;
  /** Index into the path of that row's flow. */
  readonly stop: number;
}

/** What a player walks along: the rows in order, each with its path. */
export interface PlayerTrack {
  /** Keys of the rows, oldest first. */
  readonly rows: readonly string[];
  /** The path of a row. */
  path(row: string): readonly FlowPlace[];
}

/** Speeds that can be chosen, as factors. */
export const playerSpeeds = [0.5, 1, 2, 4] as const;
export type PlayerSpeed = (typeof playerSpeeds)[number];

/** ms between two places at speed 1: long enough to read a short line. */
const PACE = 1400;

/** ms that a replay rests at each place. */
export function paceOf(speed: PlayerSpeed): number {
  return PACE / speed;
}

/** One place on, into the next row after the last one; undefined at the end of the track. */
export function forward(track: PlayerTrack, at: PlayerAt): PlayerAt | undefined {
  if (at.stop + 1 < track.path(at.row).length) return { row: at.row, stop: at.stop + 1 };
  const next = track.rows[track.rows.indexOf(at.row) + 1];
  return next === undefined || !track.rows.includes(at.row) ? undefined : { row: next, stop: 0 };
}

/** One place back, into the end of the row before; undefined at the beginning of the track. */
export function back(track: PlayerTrack, at: PlayerAt): PlayerAt | undefined {
  if (at.stop > 0) return { row: at.row, stop: at.stop - 1 };
  const before = track.rows[track.rows.indexOf(at.row) - 1];
  return before === undefined ? undefined : { row: before, stop: Math.max(0, track.path(before).length - 1) };
}

/** The whole of a row: its path walked to the end. */
export function atEndOf(track: PlayerTrack, row: string): PlayerAt {
  return { row, stop: Math.max(0, track.path(row).length - 1) };
}
