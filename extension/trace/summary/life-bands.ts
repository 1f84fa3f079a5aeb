import type { Session } from '../model/session.ts';
import type { TimeRange } from './time-range.ts';

/** One session, or several that have no room of their own, on a time axis. Px from its beginning. */
export interface LifeBand {
  /** The first and the last of its sessions, in order of appearance; one and the same where it stands alone. */
  readonly first: Session;
  last: Session;
  /** How many sessions it holds. */
  count: number;
  readonly lane: number;
  readonly from: number;
  to: number;
  /** Where its name begins. */
  name: number;
}

/** The axis on which the bands are drawn. */
export interface LifeAxis {
  /** ms since 1970. */
  readonly time: TimeRange;
  /** px */
  readonly width: number;
  /** Lanes for sessions that lived at the same time. */
  readonly lanes: number;
}

/** The least px of a band. */
const LEAST = 3;

/** px after the end of the axis into which a label may reach. */
const BEYOND = 10;

/** px that a label needs: a digit, and the space around. */
const DIGIT = 7;
const AROUND = 7;

/**
 * When each session lived. Sessions at the same time are in different lanes. Those that have no room for a label are
 * drawn together with their neighbours, so that each band can be named.
 */
export function lifeBands(sessions: readonly Session[], axis: LifeAxis): readonly LifeBand[] {
  const span = Math.max(1, axis.time.to - axis.time.from);
  const px = (time: number): number => Math.min(1, Math.max(0, (time - axis.time.from) / span)) * axis.width;
  const lanes: LifeBand[][] = Array.from({ length: axis.lanes }, () => []);
  for (const session of [...sessions].sort((one, other) => one.firstSeen - other.firstSeen)) {
    const ended = session.end !== undefined && session.end.undoneBy === undefined ? session.end.time : undefined;
    const from = px(session.firstSeen);
    const to = Math.min(axis.width, Math.max(px(ended ?? axis.time.to), from + LEAST));
    const free = lanes.findIndex((lane) => (lane.at(-1)?.to ?? 0) <= from + LEAST);
    const lane = free === -1 ? axis.lanes - 1 : free;
    const before = lanes[lane]?.at(-1);
    // Its name would cover the name before: they share a band.
    if (before !== undefined && from - before.from < labelWidth(before)) join(before, session, to);
    else lanes[lane]?.push({ first: session, last: session, count: 1, lane, from, to, name: from });
  }
  for (const lane of lanes) keepNamesInside(lane, axis.width + BEYOND);
  return lanes.flat();
}

/** The last name of a lane ends where the axis does; what it then would cover shares its band. */
function keepNamesInside(lane: LifeBand[], end: number): void {
  for (let last = lane.at(-1); last !== undefined; last = lane.at(-1)) {
    last.name = Math.min(last.from, end - labelWidth(last));
    const before = lane.at(-2);
    if (before === undefined || last.name - before.name >= labelWidth(before)) return;
    lane.pop();
    before.last = last.last;
    before.count += last.count;
    before.to = last.to;
  }
}

function join(band: LifeBand, session: Session, to: number): void {
  band.last = session;
  band.count += 1;
  band.to = Math.max(band.to, to);
}

/** px that the name of a band needs: its number, or its first and last number. */
export function labelWidth({ first, last, count }: Pick<LifeBand, 'first' | 'last' | 'count'>): number {
  const letters = String(first.number).length + (count === 1 ? 0 : String(last.number).length + 1);
  return letters * DIGIT + AROUND;
}
