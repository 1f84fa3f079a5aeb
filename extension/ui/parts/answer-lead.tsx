import type { AnswerSummary } from '../../trace/findings/answer-summary.ts';
import { useWorld } from '../model/world.ts';
import type { IconName } from '../words/icon-paths.ts';
import { Icon } from './icon.tsx';
import { Say } from './say.tsx';

const ICONS: Readonly<Record<AnswerSummary['tone'], IconName>> = {
  bad: 'cross',
  warn: 'refuse',
  good: 'arrow',
  plain: 'dot',
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
              <Say phrase={answer.certainty} />
            </span>
          </>
        )}
      </span>
    </p>
  );
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
