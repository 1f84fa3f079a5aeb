import type { EndCause } from '../model/session.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, type Phrase, phrase } from '../words/phrase.ts';
import { exitBySaid, exitMeansSaid } from './exit-words.ts';
import type { KeyMoment, MomentFacts } from './key-moment.ts';
import type { ExitRow, LessonRow, StepRow } from './lesson-rows.ts';
import { type NewSessionCause, newSessionCause } from './new-session-cause.ts';

/** Raises a moment where the row is a cause of its kind. */
type RowMoment = (facts: MomentFacts, row: StepRow) => KeyMoment | undefined;

const whyNew: Readonly<Record<NewSessionCause, MessageKey>> = {
  first: 'lessonNewFirst',
  user: 'lessonNewUser',
  script: 'lessonNewScript',
  server: 'lessonNewServer',
  expired: 'lessonNewExpired',
  evicted: 'lessonNewEvicted',
  'clear-site-data': 'lessonNewClearSiteData',
  'browsing-data': 'lessonNewBrowsingData',
  overwritten: 'lessonNewOverwritten',
  unknown: 'lessonNewUnknown',
  refused: 'lessonNewRefused',
  parallel: 'lessonNewParallel',
  'not-sent': 'lessonNewNotSent',
  unseen: 'lessonNewUnseen',
};

/** Why a new session was made, in one sentence. */
export function whyNewSaid(cause: NewSessionCause): Phrase {
  return phrase(whyNew[cause]);
}

const created: RowMoment = ({ rows }, row) => {
  if (row.state !== 'created') return undefined;
  const cause = newSessionCause(rows, row);
  const answer = [whyNewSaid(cause), phrase('lessonAnswerCreated')];
  return { kind: `created-${cause}`, row: row.key, ask: phrase('lessonAskCreated', row.number), answer };
};

const remembered: RowMoment = (_facts, row) => {
  if (row.state !== 'resumed' || row.sent === undefined || row.count === undefined || row.countBefore === undefined)
    return undefined;
  const ask = phrase('lessonAskRemembered', row.number, row.count);
  const answer = [
    phrase('lessonAnswerRemembered', chip(row.sent), row.countBefore),
    phrase('lessonAnswerRememberedWhere'),
  ];
  return { kind: 'remembered', row: row.key, ask, answer };
};

const rotated: RowMoment = (_facts, row) => {
  if (row.state !== 'rotated' || row.sent === undefined) return undefined;
  const answer = [phrase('lessonAnswerRotated')];
  if (row.count !== undefined) answer.push(phrase('lessonAnswerRotatedCount', row.count));
  return { kind: 'rotated', row: row.key, ask: phrase('lessonAskRotated', row.number), answer };
};

const replaced: RowMoment = (_facts, row) => {
  if (row.state !== 'replaced' || row.sent === undefined) return undefined;
  const ask = phrase('lessonAskReplaced', row.number);
  const answer = [phrase('lessonAnswerReplaced', chip(row.sent)), phrase('lessonAnswerReplacedSafe')];
  return { kind: 'replaced', row: row.key, ask, answer };
};

const restarted: RowMoment = (_facts, row) => {
  if (row.state !== 'restarted' || row.sent === undefined) return undefined;
  const ask = phrase('lessonAskRestarted', row.number);
  return { kind: 'restarted', row: row.key, ask, answer: [phrase('lessonAnswerRestarted', chip(row.sent))] };
};

/** The kinds that one request can raise by itself. */
export const rowMoments: readonly RowMoment[] = [created, remembered, rotated, replaced, restarted];

// Rotated and replaced ends are asked about at the request that made them.
const endQuestions: Partial<Record<EndCause, MessageKey>> = {
  user: 'lessonAskEndUser',
  script: 'lessonAskEndOther',
  server: 'lessonAskEndServer',
  expired: 'lessonAskEndExpired',
  evicted: 'lessonAskEndOther',
  'clear-site-data': 'lessonAskEndServer',
  'browsing-data': 'lessonAskEndOther',
  overwritten: 'lessonAskEndOther',
  unknown: 'lessonAskEndOther',
};

/** The question that the end of a session raises. */
export function exitMoment({ rows }: MomentFacts, row: ExitRow): KeyMoment | undefined {
  if (row.end.undoneBy !== undefined) {
    // Nothing was lost where the browser kept the cookie.
    if (row.end.undoneBy === 'carried' || row.end.undoneBy === 'kept' || !wentOn(rows, row)) return undefined;
    const ask = phrase('lessonAskUndone');
    return { kind: 'undone', row: row.key, ask, answer: [exitMeansSaid(row)] };
  }
  const question = endQuestions[row.end.cause];
  if (question === undefined) return undefined;
  const ask = phrase(question, chip(row.session));
  return { kind: `end-${row.end.cause}`, row: row.key, ask, answer: [exitBySaid(row), exitMeansSaid(row)] };
}

const goesOn: ReadonlySet<StepRow['state']> = new Set(['resumed', 'kept', 'rotated']);

/** The server took the session's id again after this row. */
function wentOn(rows: readonly LessonRow[], row: ExitRow): boolean {
  return rows
    .slice(rows.indexOf(row) + 1)
    .some((later) => later.kind === 'step' && later.sent === row.session && goesOn.has(later.state));
}
