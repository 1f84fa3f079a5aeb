import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import type { IconName } from '../words/icon-paths.ts';
import type { Outcome, VerdictWords } from '../words/set-cookie-verdict.ts';
import { Icon } from './icon.tsx';
import { Say } from './say.tsx';

const looks: Readonly<Record<Outcome, { readonly key: MessageKey; readonly icon: IconName; readonly tone: string }>> = {
  stored: { key: 'outcomeStored', icon: 'check', tone: 'good' },
  sent: { key: 'outcomeSent', icon: 'check', tone: 'good' },
  deleted: { key: 'outcomeDeleted', icon: 'cut', tone: 'warn' },
  refused: { key: 'outcomeRefused', icon: 'refuse', tone: 'bad' },
  withheld: { key: 'outcomeWithheld', icon: 'withhold', tone: 'bad' },
  'no-effect': { key: 'outcomeNoEffect', icon: 'dot', tone: 'dim' },
};

/** The outcome for a cookie, whether it was observed or predicted, and why. */
export function Verdict({ outcome, basis, sentences }: VerdictWords) {
  const { text } = useWorld();
  const look = looks[outcome];
  return (
    <div class="verdict">
      <span class={`outcome ${look.tone}`}>
        <Icon name={look.icon} />
        {text.say(look.key)}
      </span>
      {basis !== undefined && (
        <span class="tag" title={text.say(`${basis}What`)}>
          {text.say(basis)}
        </span>
      )}
      {sentences.map((sentence) => (
        <p class="reason">
          <Say phrase={sentence} />
        </p>
      ))}
    </div>
  );
}
