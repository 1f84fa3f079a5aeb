import type { Session, Thread } from '../model/session.ts';
import { chip, clock, code, type Phrase, phrase } from '../words/phrase.ts';
import { exitBySaid } from './exit-words.ts';
import { type ExitRow, isStep, type LessonRow } from './lesson-rows.ts';

/** Five lines that sum up what was seen: requests, sessions, count, ends, now. Empty where nothing was. */
export function snapshot(rows: readonly LessonRow[], thread: Thread): Phrase[] {
  const steps = rows.filter(isStep);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sessions = [...new Set(rows.flatMap((row) => (isStep(row) ? [row.sent, row.held] : [row.session])))].filter(
    (session) => session !== undefined,
  );
  const times = [clock(first.entry.startedDateTime), clock(last.entry.startedDateTime)] as const;
  const created = steps.filter(({ state }) => state === 'created' || state === 'replaced' || state === 'new-id').length;
  const rotated = steps.filter(({ state }) => state === 'rotated').length;
  return [
    phrase('lessonSnapRequests', steps.length, code(thread.site), code(thread.name), ...times),
    phrase('lessonSnapSessions', sessions.length, created, rotated),
    countLine(rows),
    endLine(rows),
    nowLine(sessions),
  ];
}

function countLine(rows: readonly LessonRow[]): Phrase {
  const counted = rows.filter(isStep).filter(({ count }) => count !== undefined);
  const highest = counted.reduce<(typeof counted)[number] | undefined>(
    (best, row) => ((row.count ?? 0) > (best?.count ?? -1) ? row : best),
    undefined,
  );
  const last = counted.at(-1);
  if (highest?.count === undefined || last?.count === undefined) return phrase('lessonSnapNoCount');
  return phrase('lessonSnapCount', highest.count, highest.number, last.count, last.number);
}

function endLine(rows: readonly LessonRow[]): Phrase {
  const exits = rows.filter((row): row is ExitRow => row.kind === 'exit' && row.end.undone !== true);
  const last = exits.at(-1);
  return last === undefined ? phrase('lessonSnapNoEnd') : exitBySaid(last);
}

function nowLine(sessions: readonly Session[]): Phrase {
  const living = sessions.findLast(({ end }) => end === undefined);
  return living === undefined ? phrase('lessonSnapDead') : phrase('lessonSnapAlive', chip(living));
}
