import type { Session } from '../model/session.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, clock, type Phrase, phrase } from '../words/phrase.ts';
import { livingSession } from './exit-ahead.ts';
import { exitBySaid } from './exit-words.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';

/** The rows as one paragraph, the way a teacher would explain it: what repeats is said once. */
export function transcript(rows: readonly LessonRow[]): Phrase[] {
  if (rows.length === 0) return [];
  const sentences: Phrase[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (row === undefined) continue;
    if (!isStep(row)) {
      // The step that gave the session its new id has said so.
      if (row.end.cause !== 'rotated' && row.end.cause !== 'replaced') sentences.push(exitBySaid(row));
      continue;
    }
    const group = visitsFrom(rows, i);
    if (group.length === 0) {
      sentences.push(stepSaid(row));
      continue;
    }
    sentences.push(visitsSaid(group));
    i += group.length - 1;
  }
  const living = livingSession(rows);
  return [
    ...sentences,
    living === undefined ? phrase('lessonTranscriptDead') : phrase('lessonTranscriptAlive', chip(living)),
  ];
}

/** The visits of one session that follow each other from here on. */
function visitsFrom(rows: readonly LessonRow[], from: number): StepRow[] {
  const group: StepRow[] = [];
  for (const row of rows.slice(from)) {
    if (!isStep(row) || (row.state !== 'resumed' && row.state !== 'sent')) break;
    if (group[0] !== undefined && (group[0].sent !== row.sent || group[0].state !== row.state)) break;
    group.push(row);
  }
  return group;
}

function visitsSaid(group: readonly StepRow[]): Phrase {
  const counts = group.flatMap(({ count }) => (count === undefined ? [] : [count]));
  const last = counts.at(-1);
  const subject = subjectOf(group[0]?.sent);
  if (group[0]?.state === 'sent')
    return group.length === 1
      ? phrase('lessonTranscriptSent', ...subject)
      : phrase('lessonTranscriptSentMany', group.length, ...subject);
  if (last === undefined || counts.length < group.length)
    return group.length === 1
      ? phrase('lessonTranscriptKnew', ...subject)
      : phrase('lessonTranscriptKnewMany', group.length, ...subject);
  return group.length === 1
    ? phrase('lessonTranscriptCounted', ...subject, last)
    : phrase('lessonTranscriptCountedMany', group.length, ...subject, last);
}

const sentences: Readonly<Record<LessonState, MessageKey>> = {
  created: 'lessonTranscriptCreated',
  resumed: 'lessonTranscriptKnew',
  kept: 'lessonTranscriptKnew',
  sent: 'lessonTranscriptSent',
  restarted: 'lessonTranscriptRestarted',
  rotated: 'lessonTranscriptRotated',
  replaced: 'lessonTranscriptReplaced',
  'new-id': 'lessonTranscriptNewId',
  ended: 'lessonTranscriptEnded',
  'clear-failed': 'lessonTranscriptClearFailed',
  rejected: 'lessonTranscriptRejected',
  refused: 'lessonTranscriptRefused',
  'not-sent': 'lessonTranscriptNotSent',
  none: 'lessonTranscriptNone',
  pending: 'lessonTranscriptPending',
  failed: 'lessonTranscriptFailed',
  cached: 'lessonTranscriptCached',
};

/** A step in one sentence: $1 is its time of day, $2 the session that it left behind or carried. */
function stepSaid(row: StepRow): Phrase {
  const time = clock(row.entry.startedDateTime);
  const session = row.held ?? row.sent;
  const key = row.state === 'created' && session === undefined ? 'lessonTranscriptRefused' : sentences[row.state];
  const subject = subjectOf(session);
  if (key === 'lessonTranscriptKnew')
    return subject.length === 0 ? phrase('lessonTranscriptNone', time) : phrase(key, ...subject);
  return phrase(key, time, ...subject);
}

function subjectOf(session: Session | undefined): [] | [ReturnType<typeof chip>] {
  return session === undefined ? [] : [chip(session)];
}
