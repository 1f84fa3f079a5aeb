import { type WhyRequest, whyAnswer, whyPair } from '../../trace/lesson/why-sessions.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Say } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';

interface WhySectionProps {
  readonly lesson: LessonModel;
  readonly onGo: (key: string) => void;
}

/** Why sessions matter: the opening question, and the reader's own first two requests as its answer. */
export function WhySection({ lesson, onGo }: WhySectionProps) {
  const { text } = useWorld();
  const pair = whyPair(lesson.rows.value);
  const requests = pair === undefined ? [] : [pair.first, ...(pair.second === undefined ? [] : [pair.second])];
  return (
    <>
      <p class="why-question">{text.say('lessonWhyQuestion')}</p>
      {requests.length > 0 && (
        <ol class="plain why-pair">
          {requests.map((request) => (
            <li key={request.row}>
              <button type="button" class="small" onClick={() => onGo(request.row)}>
                {text.say('lessonQuizStep', text.number(request.number))}
              </button>
              <Lines request={request} />
            </li>
          ))}
        </ol>
      )}
      <p>
        <Say phrase={whyAnswer(pair)} />
      </p>
    </>
  );
}

function Lines({ request: { asked, cookie, setCookie, output } }: { readonly request: WhyRequest }) {
  const { text } = useWorld();
  return (
    <div class="why-lines mono">
      <p>
        <Foreign text={asked} />
      </p>
      <p class={cookie === undefined ? 'why-none' : 'why-cookie'}>
        {cookie === undefined ? text.say('lessonWhyNoCookie') : <Foreign text={`Cookie: ${cookie}`} />}
      </p>
      <p class="why-answer">
        <Say phrase={output} />
      </p>
      {setCookie !== undefined && (
        <p class="why-cookie">
          <Foreign text={`Set-Cookie: ${setCookie}`} />
        </p>
      )}
    </div>
  );
}
