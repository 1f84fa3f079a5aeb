import type { AnswerSummary } from '../../trace/findings/answer-summary.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import type { TermId } from '../words/glossary.ts';
import type { IconName } from '../words/icon-paths.ts';
import { Icon } from './icon.tsx';
import { Say } from './say.tsx';
import { Term } from './term.tsx';

const ICONS: Readonly<Record<AnswerSummary['tone'], IconName>> = {
  bad: 'cross',
  warn: 'refuse',
  good: 'arrow',
  plain: 'record',
};

const GROUNDS: Readonly<Partial<Record<MessageKey, TermId>>> = {
  certaintyObserved: 'observed',
  certaintyConfirmed: 'confirmed',
  certaintyPredicted: 'predicted',
  certaintyConcluded: 'concluded',
};

/** The one sentence on top, with how it is known. */
export function AnswerLead({ answer }: { readonly answer: AnswerSummary }) {
  return (
    <p class="answer-lead" data-tone={answer.tone}>
      <Icon name={ICONS[answer.tone]} />
      <span>
        <Say phrase={answer.lead} />
        {answer.certainty !== undefined && (
          <>
            {' '}
            <span class="tag">
              <Certainty said={answer.certainty} />
            </span>
          </>
        )}
      </span>
    </p>
  );
}

/** How it is known, explained. */
function Certainty({ said }: { readonly said: Phrase }) {
  const word = GROUNDS[said.key];
  const words = <Say phrase={said} />;
  return word === undefined ? words : <Term word={word}>{words}</Term>;
}

/** What would have gone otherwise, and what to change. */
export function AnswerRemedy({ answer }: { readonly answer: AnswerSummary }) {
  const { text } = useWorld();
  const { whatIf, remedy, setting } = answer;
  return (
    <>
      {whatIf !== undefined && (
        <p class="answer-what-if">
          <Say phrase={whatIf} />
        </p>
      )}
      {remedy !== undefined && (
        <p class="answer-fix">
          <b>{text.say('answerToChange')}</b> <Say phrase={remedy} />
          {setting !== undefined && (
            <span class="answer-setting">
              <code>{setting.code}</code>{' '}
              <a href={setting.docs} target="_blank" rel="noreferrer">
                {text.say('answerDocs', setting.name)}
              </a>
            </span>
          )}
        </p>
      )}
    </>
  );
}
