import type { MessageKey } from '../words/message-key.ts';
import { type Phrase, phrase } from '../words/phrase.ts';
import type { EntryFacts } from './entry-facts.ts';
import type { EntryState } from './entry-state.ts';

/** The words for what an entry did. */
export interface ActionKey {
  readonly key: MessageKey;
  /** The words when the server reported a count. */
  readonly counted?: MessageKey;
}

/** How the table names what an entry did. */
export const actionKeys: Readonly<Record<EntryState, ActionKey>> = {
  created: { key: 'actionCreated' },
  resumed: { key: 'actionResumed', counted: 'actionResumedCounted' },
  rotated: { key: 'actionRotated' },
  replaced: { key: 'actionReplaced' },
  ended: { key: 'actionEnded' },
  'clear-failed': { key: 'actionClearFailed' },
  rejected: { key: 'actionRejected' },
  refused: { key: 'actionRefused' },
  'not-sent': { key: 'actionNotSent' },
  none: { key: 'actionNone' },
  pending: { key: 'actionPending' },
  failed: { key: 'actionFailed' },
  cached: { key: 'actionCached' },
};

/** Shorter words of the same meaning, for tables of few pixels; the count stands beside them. */
const BRIEF: Readonly<Partial<Record<string, MessageKey>>> = {
  actionCreated: 'actionRestart',
  actionResumedCounted: 'actionCountedBrief',
  actionCountStays: 'actionNotCountedBrief',
  actionRotated: 'actionNewId',
  actionReplaced: 'actionRestart',
  actionNotSent: 'actionNotSentBrief',
  actionPending: 'actionPendingBrief',
  actionFailed: 'actionFailedBrief',
  actionCached: 'actionCachedBrief',
  actionClearFailed: 'actionClearFailedBrief',
  actionAccepted: 'actionAcceptedBrief',
};

/** The words of the Action column where there is little room. */
export function briefPhrase(said: Phrase): Phrase {
  const key = BRIEF[said.key];
  return key === undefined ? said : phrase(key);
}

/** The words of the Action column. */
export function actionPhrase(
  facts: Pick<EntryFacts, 'state' | 'count' | 'countStays' | 'accepted' | 'judgedBy'>,
): Phrase {
  const { state, count, accepted, judgedBy } = facts;
  if (count !== undefined && facts.countStays) return phrase('actionCountStays', count);
  if (state === 'replaced' && judgedBy === 'restart') return phrase('actionRestart');
  if (state === 'resumed' && count === undefined && accepted !== undefined) return phrase('actionAccepted');
  if ((state === 'replaced' && judgedBy === undefined) || (state === 'rotated' && judgedBy !== 'count'))
    return phrase('actionNewId');
  const word = actionKeys[state];
  return word.counted !== undefined && count !== undefined ? phrase(word.counted, count) : phrase(word.key);
}
