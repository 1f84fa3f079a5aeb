import type { Session } from '../../trace/model/session.ts';

/** A session's requests as positions between its first and last moment, 0 to 1. */
export interface LifeLine {
  readonly marks: readonly number[];
  readonly ended: boolean;
}

const most = 24;

/** Samples a session's requests, so that the cost does not depend on their number. */
export function lifeLine(session: Session): LifeLine {
  const { entries, firstSeen } = session;
  const ended = session.end !== undefined && session.end.undoneBy === undefined;
  const last = Math.max(session.lastSeen, ended ? (session.end?.time ?? 0) : 0);
  const span = last - firstSeen;
  const marks: number[] = [];
  const count = Math.min(entries.length, most);
  for (let i = 0; i < count; i++) {
    const entry = entries[count < 2 ? 0 : Math.round((i * (entries.length - 1)) / (count - 1))];
    if (entry === undefined) continue;
    const at = span <= 0 ? 0 : (entry.startedDateTime - firstSeen) / span;
    marks.push(Math.min(1, Math.max(0, at)));
  }
  return { marks, ended };
}
