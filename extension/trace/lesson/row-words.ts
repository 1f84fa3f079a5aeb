import type { MessageKey } from '../words/message-key.ts';
import { chip, code, type Phrase, phrase } from '../words/phrase.ts';
import { readingText, redirectTarget, requestText, shownReading } from './display.ts';
import type { StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';

interface Words {
  readonly plain: MessageKey;
  /** With the count as $1. */
  readonly counted?: MessageKey;
}

const actions: Readonly<Record<LessonState, Words>> = {
  created: { plain: 'lessonActionCreated', counted: 'lessonActionCreatedCounted' },
  resumed: { plain: 'lessonActionResumed', counted: 'lessonActionResumedCounted' },
  kept: { plain: 'lessonActionResumed', counted: 'lessonActionKept' },
  restarted: { plain: 'lessonActionResumed', counted: 'lessonActionRestarted' },
  sent: { plain: 'lessonActionSent' },
  rotated: { plain: 'lessonActionRotated', counted: 'lessonActionRotatedCounted' },
  replaced: { plain: 'lessonActionReplaced', counted: 'lessonActionReplacedCounted' },
  'new-id': { plain: 'lessonActionNewId', counted: 'lessonActionNewIdCounted' },
  ended: { plain: 'lessonActionEnded' },
  'clear-failed': { plain: 'lessonActionClearFailed' },
  rejected: { plain: 'lessonActionRejected' },
  refused: { plain: 'lessonActionRefused', counted: 'lessonActionRefusedCounted' },
  'not-sent': { plain: 'lessonActionNotSent' },
  none: { plain: 'lessonActionNone' },
  pending: { plain: 'lessonActionPending' },
  failed: { plain: 'lessonActionFailed' },
  cached: { plain: 'lessonActionCached' },
};

/** The Action column: what the server did, with the count. */
export function actionSaid({ state, count }: Pick<StepRow, 'state' | 'count'>): Phrase {
  const words = actions[state];
  return words.counted !== undefined && count !== undefined ? phrase(words.counted, count) : phrase(words.plain);
}

/** The Request session ID column: None, or yes with its id; where it is none, whether the browser kept one back. */
export function sentSaid(row: StepRow): Phrase {
  if (row.sent !== undefined) return phrase('lessonSentYes', chip(row.sent));
  if (row.entry.requestUnseen) return phrase('lessonSentUnseen');
  if (row.state === 'not-sent') return phrase('lessonSentNot');
  return phrase('lessonSentNone');
}

const nothingFound: ReadonlySet<LessonState> = new Set(['replaced', 'restarted']);

/** The count before: what the server found under the id. */
export function countBeforeSaid(row: StepRow): Phrase {
  if (row.sent === undefined || nothingFound.has(row.state)) return phrase('lessonBeforeNone');
  // Where nothing shows whether the server knew the id, nothing shows what it found either.
  if (row.countBefore !== undefined && row.state !== 'new-id') return phrase('lessonNumber', row.countBefore);
  return phrase('lessonBeforeUnknown');
}

/** The Response output column. */
export function outputSaid(row: StepRow): Phrase {
  const { entry } = row;
  if (row.state === 'failed') return phrase('lessonOutputFailed', code(entry.error ?? ''));
  if (entry.status === undefined) return phrase('lessonOutputNone');
  const status = code(String(entry.status));
  const target = redirectTarget(entry);
  if (target !== undefined) return phrase('lessonOutputRedirect', status, code(target));
  const reading = shownReading(entry);
  if (reading === undefined) return phrase('lessonOutputStatus', status);
  return phrase('lessonOutputRead', status, code(readingText(reading)));
}

/** Method and path, for a cell or a label. */
export function requestSaid(row: StepRow): Phrase {
  return phrase('lessonForeign', code(requestText(row.entry)));
}
