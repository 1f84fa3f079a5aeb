import type { MessageKey } from '../words/message-key.ts';
import { chip, clock, code, type Phrase, phrase } from '../words/phrase.ts';
import { requestText } from './display.ts';
import { exitBySaid, exitMeansSaid } from './exit-words.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';
import { outputSaid } from './row-words.ts';

/** A paragraph of the story: a step or an end, in whole sentences. */
export interface TranscriptLine {
  readonly row: string;
  /** ms since 1970. */
  readonly time: number;
  /** Absent for an end. */
  readonly step?: number;
  readonly sentences: readonly Phrase[];
}

/** The full story of the rows, as text. */
export function transcript(rows: readonly LessonRow[]): TranscriptLine[] {
  return rows.map((row) => {
    if (!isStep(row)) {
      return { row: row.key, time: row.end.time, sentences: [exitBySaid(row), exitMeansSaid(row)] };
    }
    const sentences = [asked(row), ...did(row)];
    return { row: row.key, time: row.entry.startedDateTime, step: row.number, sentences };
  });
}

function asked(row: StepRow): Phrase {
  const request = [row.number, clock(row.entry.startedDateTime), code(requestText(row.entry))] as const;
  if (row.sent !== undefined) return phrase('lessonStoryAskedWith', ...request, chip(row.sent));
  return phrase(row.entry.requestUnseen ? 'lessonStoryAskedUnseen' : 'lessonStoryAsked', ...request);
}

interface Told {
  /** With the session that the browser was left with as $1. */
  readonly plain: MessageKey;
  /** With its count as $2. */
  readonly counted?: MessageKey;
}

const told: Readonly<Record<LessonState, Told>> = {
  created: { plain: 'lessonStoryCreated', counted: 'lessonStoryCreatedCounted' },
  resumed: { plain: 'lessonStoryResumed', counted: 'lessonStoryResumedCounted' },
  kept: { plain: 'lessonStoryResumed', counted: 'lessonStoryKept' },
  restarted: { plain: 'lessonStoryResumed', counted: 'lessonStoryRestarted' },
  rotated: { plain: 'lessonStoryRotated', counted: 'lessonStoryRotatedCounted' },
  replaced: { plain: 'lessonStoryReplaced', counted: 'lessonStoryReplacedCounted' },
  'new-id': { plain: 'lessonStoryNewId', counted: 'lessonStoryNewIdCounted' },
  ended: { plain: 'lessonStoryEnded' },
  'clear-failed': { plain: 'lessonStoryClearFailed' },
  rejected: { plain: 'lessonStoryRejected' },
  refused: { plain: 'lessonStoryRefused' },
  withheld: { plain: 'lessonStoryWithheld' },
  none: { plain: 'lessonActionNone' },
  pending: { plain: 'lessonActionPending' },
  failed: { plain: 'lessonActionFailed' },
  cached: { plain: 'lessonActionCached' },
};

function did(row: StepRow): Phrase[] {
  const words = told[row.state];
  const session = row.held ?? row.sent;
  const subject = session === undefined ? [] : [chip(session)];
  const main =
    words.counted !== undefined && row.count !== undefined && session !== undefined
      ? phrase(words.counted, chip(session), row.count)
      : phrase(words.plain, ...subject);
  return row.entry.status === undefined ? [main] : [main, phrase('lessonStoryOutput'), outputSaid(row)];
}
