import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import type { TermId } from '../words/glossary.ts';
import type { IconName } from '../words/icon-paths.ts';
import type { Outcome, VerdictWords } from '../words/verdict-words.ts';
import { Icon } from './icon.tsx';
import { SayTerms } from './say-terms.tsx';
import { Term } from './term.tsx';

interface OutcomeLook {
  readonly key: MessageKey;
  readonly icon: IconName;
  readonly tone: string;
  readonly term?: TermId;
}

const looks: Readonly<Record<Outcome, OutcomeLook>> = {
  stored: { key: 'outcomeStored', icon: 'check', tone: 'good' },
  sent: { key: 'outcomeSent', icon: 'check', tone: 'good' },
  deleted: { key: 'outcomeDeleted', icon: 'cut', tone: 'warn' },
  refused: { key: 'outcomeRefused', icon: 'refuse', tone: 'bad', term: 'refused' },
  'not-sent': { key: 'outcomeNotSent', icon: 'withhold', tone: 'bad', term: 'not-sent' },
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
        {look.term === undefined ? text.say(look.key) : <Term word={look.term}>{text.say(look.key)}</Term>}
      </span>
      {basis !== undefined && (
        <span class="tag">
          <Term word={basis}>{text.say(basis)}</Term>
        </span>
      )}
      {sentences.map((sentence) => (
        <p class="reason">
          <SayTerms phrase={sentence} />
        </p>
      ))}
    </div>
  );
}
