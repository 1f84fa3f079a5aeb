import type { EntryFacts } from '../../trace/summary/entry-facts.ts';
import type { EntryState } from '../../trace/summary/entry-state.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { IconName } from './icon-paths.ts';

interface ActionWord {
  readonly key: MessageKey;
  /** The message if the server reported a count. */
  readonly counted?: MessageKey;
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain' | 'dim';
}

/** The label, icon and tone of an action. */
export const actionWords: Readonly<Record<EntryState, ActionWord>> = {
  created: { key: 'actionCreated', icon: 'plus', tone: 'good' },
  resumed: { key: 'actionResumed', counted: 'actionResumedCounted', icon: 'arrow', tone: 'plain' },
  rotated: { key: 'actionRotated', icon: 'rotate', tone: 'good' },
  replaced: { key: 'actionReplaced', icon: 'swap', tone: 'warn' },
  ended: { key: 'actionEnded', icon: 'stop', tone: 'warn' },
  'clear-failed': { key: 'actionClearFailed', icon: 'refuse', tone: 'bad' },
  rejected: { key: 'actionRejected', icon: 'cross', tone: 'bad' },
  refused: { key: 'actionRefused', icon: 'refuse', tone: 'bad' },
  withheld: { key: 'actionWithheld', icon: 'withhold', tone: 'bad' },
  none: { key: 'actionNone', icon: 'dot', tone: 'dim' },
  pending: { key: 'actionPending', icon: 'wait', tone: 'dim' },
  failed: { key: 'actionFailed', icon: 'cross', tone: 'bad' },
  cached: { key: 'actionCached', icon: 'box', tone: 'dim' },
};

/** The text of the Action column. */
export function actionPhrase(facts: Pick<EntryFacts, 'state' | 'count' | 'accepted' | 'judgedBy'>): Phrase {
  const { state, count, accepted, judgedBy } = facts;
  if (state === 'resumed' && count === undefined && accepted !== undefined) return phrase('actionAccepted');
  if ((state === 'replaced' && judgedBy === undefined) || (state === 'rotated' && judgedBy !== 'count'))
    return phrase('actionNewId');
  const word = actionWords[state];
  return word.counted !== undefined && count !== undefined ? phrase(word.counted, count) : phrase(word.key);
}
