import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { livingSession } from '../../trace/lesson/exit-ahead.ts';
import { judgePrediction, type PredictedOutcome, type PredictionResult } from '../../trace/lesson/prediction.ts';
import { actionSaid, outputSaid, sentSaid } from '../../trace/lesson/row-words.ts';
import { scored } from '../../trace/lesson/score.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { chip, type Phrase, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import { useFocus } from './use-focus.ts';
import type { WayProps } from './way-props.ts';

const outcomeWords: Readonly<Record<PredictedOutcome, MessageKey>> = {
  'goes-on': 'lessonPredictGoesOn',
  'new-session': 'lessonPredictNewSession',
  'new-id': 'lessonPredictNewId',
  'no-session': 'lessonPredictNoSession',
};
const outcomes = Object.keys(outcomeWords) as PredictedOutcome[];

/** "Predict first": the reader says what the next request will do, and that request answers. */
export function PredictSection({ lesson, onGo }: WayProps) {
  const { text } = useWorld();
  const { prediction, predicted } = lesson.progress;
  const made = prediction.value;
  // The rows of a file answer nothing that was said of the recording, though their keys may be the same.
  const own = lesson.own.value;
  const result = made === undefined || !own ? undefined : judgePrediction(made.said, lesson.rows.value);
  const fresh = made !== undefined && !made.counted && result !== undefined;
  useEffect(() => {
    if (!fresh) return;
    prediction.value = { ...made, counted: true };
    predicted.value = scored(predicted.value, result.right);
  }, [fresh, made, result, prediction, predicted]);
  // What was pressed is gone each time: the form when it is sent, the button when the next one is asked for.
  const went = useSignal<'' | 'said' | 'again'>('');
  const answer = useFocus<HTMLDivElement>(made !== undefined && went.value === 'said');
  const again = (): void => {
    went.value = 'again';
    if (result !== undefined) lesson.draft.value = {};
    prediction.value = undefined;
  };
  if (!own) return <p>{text.say('lessonPredictFile')}</p>;
  return (
    <>
      <p class="dim">{text.say('lessonPredictLead')}</p>
      {made === undefined ? (
        <PredictForm
          lesson={lesson}
          focus={went.value === 'again'}
          onSaid={() => {
            went.value = 'said';
          }}
        />
      ) : null}
      <div role="status" ref={answer} tabIndex={-1}>
        {made !== undefined && result === undefined && <p class="predict-wait">{text.say('lessonPredictWait')}</p>}
        {result !== undefined && <Result result={result} />}
      </div>
      {made !== undefined && (
        <div class="actions">
          <button type="button" class={result === undefined ? undefined : 'primary'} onClick={again}>
            {text.say(result === undefined ? 'lessonPredictChange' : 'lessonPredictAgain')}
          </button>
          {result !== undefined && (
            <button type="button" onClick={() => onGo(result.row.key)}>
              {text.say('lessonQuizGo')}
            </button>
          )}
        </div>
      )}
      {predicted.value.answered > 0 && (
        <p class="dim">
          {text.say('lessonExerciseScore', text.number(predicted.value.right), text.number(predicted.value.answered))}
        </p>
      )}
    </>
  );
}

interface PredictFormProps {
  readonly lesson: WayProps['lesson'];
  /** Whether it appears because the reader asked for it. */
  readonly focus: boolean;
  readonly onSaid: () => void;
}

function PredictForm({ lesson, focus, onSaid }: PredictFormProps) {
  const { text } = useWorld();
  const first = useFocus<HTMLFormElement>(focus);
  const { draft } = lesson;
  const { sendsId, outcome, count } = draft.value;
  const nudge = useSignal(false);
  const living = livingSession(lesson.rows.value);
  const carries = living === undefined ? phrase('lessonPredictSomeId') : phrase('lessonPredictId', chip(living));
  return (
    <form
      class="quiz"
      ref={first}
      tabIndex={-1}
      aria-label={text.say('lessonWayPredict')}
      onSubmit={(event) => {
        event.preventDefault();
        nudge.value = sendsId === undefined || outcome === undefined;
        if (sendsId === undefined || outcome === undefined) return;
        onSaid();
        const after = lesson.rows.value.at(-1)?.key;
        lesson.progress.prediction.value = {
          counted: false,
          said: { ...draft.value, sendsId, outcome, ...(after !== undefined && { after }) },
        };
      }}
    >
      <fieldset>
        <legend>{text.say('lessonPredictAskId')}</legend>
        {[true, false].map((yes) => (
          <label key={String(yes)}>
            <input
              type="radio"
              name="lesson-predict-id"
              checked={sendsId === yes}
              onChange={() => {
                draft.value = { ...draft.value, sendsId: yes };
              }}
            />
            <span>
              <Say phrase={yes ? carries : phrase('lessonPredictNoId')} />
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{text.say('lessonPredictAskOutcome')}</legend>
        {outcomes.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="lesson-predict-outcome"
              checked={outcome === one}
              onChange={() => {
                draft.value = { ...draft.value, outcome: one };
              }}
            />
            <span>{text.say(outcomeWords[one])}</span>
          </label>
        ))}
      </fieldset>
      <label class="predict-count">
        <span>{text.say('lessonPredictAskCount')}</span>
        <input
          type="text"
          inputMode="numeric"
          maxLength={9}
          value={count ?? ''}
          onInput={({ currentTarget: field }) => {
            // Only digits are taken, so that none is dropped later without a word.
            field.value = field.value.replace(/\D/g, '');
            const { count: _, ...others } = draft.value;
            draft.value = field.value === '' ? others : { ...others, count: Number(field.value) };
          }}
        />
      </label>
      <div role="status">{nudge.value && <p>{text.say('lessonPredictChoose')}</p>}</div>
      <button type="submit" class="primary">
        {text.say('lessonPredictSay')}
      </button>
    </form>
  );
}

function Result({ result: { row, sendsId, outcome, count, right } }: { readonly result: PredictionResult }) {
  const { text } = useWorld();
  const parts: readonly { readonly key: string; readonly right: boolean | undefined; readonly said: Phrase }[] = [
    { key: 'id', right: sendsId, said: sentSaid(row) },
    { key: 'outcome', right: outcome, said: actionSaid(row) },
    { key: 'count', right: count, said: outputSaid(row) },
  ];
  return (
    <>
      <p class={right ? 'quiz-verdict good' : 'quiz-verdict warn'}>
        {text.say(right ? 'lessonPredictRight' : 'lessonPredictWrong', text.number(row.number))}
      </p>
      <ul class="plain predict-result">
        {parts.map((part) => (
          <li key={part.key}>
            {part.right !== undefined && (
              <>
                <Icon name={part.right ? 'check' : 'cross'} />
                <span class="sr-only">{text.say(part.right ? 'lessonExerciseRight' : 'lessonServerWrong')} </span>
              </>
            )}{' '}
            <Say phrase={part.said} />
          </li>
        ))}
      </ul>
    </>
  );
}
