import { readingText, redirectTarget, requestText, shownReading } from './display.ts';
import type { StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';
import { aCode, aSession, type LessonKey, type Said, said } from './said.ts';

interface Words {
  readonly plain: LessonKey;
  /** With the count as $1. */
  readonly counted?: LessonKey;
}

const actions: Readonly<Record<LessonState, Words>> = {
  created: { plain: 'lessonActionCreated', counted: 'lessonActionCreatedCounted' },
  resumed: { plain: 'lessonActionResumed', counted: 'lessonActionResumedCounted' },
  kept: { plain: 'lessonActionResumed', counted: 'lessonActionKept' },
  restarted: { plain: 'lessonActionResumed', counted: 'lessonActionRestarted' },
  rotated: { plain: 'lessonActionRotated', counted: 'lessonActionRotatedCounted' },
  replaced: { plain: 'lessonActionReplaced', counted: 'lessonActionReplacedCounted' },
  ended: { plain: 'lessonActionEnded' },
  refused: { plain: 'lessonActionRefused', counted: 'lessonActionRefusedCounted' },
  withheld: { plain: 'lessonActionWithheld' },
  none: { plain: 'lessonActionNone' },
  pending: { plain: 'lessonActionPending' },
  failed: { plain: 'lessonActionFailed' },
  cached: { plain: 'lessonActionCached' },
};

/** The Action column: what the server did, with the count. */
export function actionSaid({ state, count }: Pick<StepRow, 'state' | 'count'>): Said {
  const words = actions[state];
  return words.counted !== undefined && count !== undefined ? said(words.counted, count) : said(words.plain);
}

/** The Request session ID column: None, or yes with its id; where it is none, whether the browser kept one back. */
export function sentSaid(row: StepRow): Said {
  if (row.sent !== undefined) return said('lessonSentYes', aSession(row.sent));
  if (row.entry.requestUnseen) return said('lessonSentUnseen');
  if (row.state === 'withheld') return said('lessonSentWithheld');
  return said('lessonSentNone');
}

const nothingFound: ReadonlySet<LessonState> = new Set(['replaced', 'restarted']);

/** The count before: what the server found under the id. */
export function countBeforeSaid(row: StepRow): Said {
  if (row.sent === undefined || nothingFound.has(row.state)) return said('lessonBeforeNone');
  if (row.countBefore !== undefined) return said('lessonNumber', row.countBefore);
  return said('lessonBeforeUnknown');
}

/** The Response output column. */
export function outputSaid(row: StepRow): Said {
  const { entry } = row;
  if (row.state === 'failed') return said('lessonOutputFailed', aCode(entry.error ?? ''));
  if (entry.status === undefined) return said('lessonOutputNone');
  const status = aCode(String(entry.status));
  const target = redirectTarget(entry);
  if (target !== undefined) return said('lessonOutputRedirect', status, aCode(target));
  const reading = shownReading(entry);
  if (reading === undefined) return said('lessonOutputStatus', status);
  return said('lessonOutputRead', status, aCode(readingText(reading)));
}

/** Method and path, for a cell or a label. */
export function requestSaid(row: StepRow): Said {
  return said('lessonForeign', aCode(requestText(row.entry)));
}
