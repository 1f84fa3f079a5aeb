import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import {
  type ServerExercise as Exercise,
  makeServerExercise,
  type ServerAction,
} from '../../trace/lesson/exercises/server-exercise.ts';
import { scored } from '../../trace/lesson/score.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import { ExerciseFoot } from './exercise-foot.tsx';
import type { LessonModel } from './lesson-model.ts';
import type { QuestionProps } from './question-props.ts';
import { useFocus } from './use-focus.ts';

/** "Be the server": exercises without end about what the code does with a request. */
export function ServerExercise({ lesson }: { readonly lesson: LessonModel }) {
  const { server, seed } = lesson.progress;
  const shown = useSignal(server.value.answered);
  const wentOn = useRef(false);
  const exercise = makeServerExercise(seed.value, shown.value);
  return (
    <Question
      key={`${seed.value} ${shown.value}`}
      exercise={exercise}
      number={shown.value}
      lesson={lesson}
      focus={wentOn.current}
      onNext={() => {
        wentOn.current = true;
        shown.value = server.value.answered;
      }}
    />
  );
}

function Question({ exercise, number, lesson, focus, onNext }: QuestionProps<Exercise>) {
  const { text } = useWorld();
  const heading = useFocus<HTMLParagraphElement>(focus);
  const { server } = lesson.progress;
  const name = useId();
  const picked = useSignal<ServerAction | undefined>(undefined);
  const answered = useSignal(false);
  const nudge = useSignal(false);
  const right = picked.value === exercise.right;
  return (
    <form
      class="quiz exercise"
      onSubmit={(event) => {
        event.preventDefault();
        nudge.value = picked.value === undefined;
        if (picked.value === undefined || answered.value) return;
        answered.value = true;
        server.value = scored(server.value, picked.value === exercise.right);
      }}
    >
      <p class="dim" ref={heading} tabIndex={-1}>
        {text.say('lessonExerciseNumber', text.number(number + 1))}
      </p>
      <Scene exercise={exercise} />
      <fieldset disabled={answered.value}>
        <legend>{text.say('lessonServerAsk', 'sid')}</legend>
        {exercise.options.map(({ action, said }) => {
          const mark = answered.value && (action === exercise.right || action === picked.value);
          return (
            <label key={action} class={mark ? (action === exercise.right ? 'right' : 'wrong') : undefined}>
              <input
                type="radio"
                name={name}
                checked={picked.value === action}
                onChange={() => {
                  picked.value = action;
                  nudge.value = false;
                }}
              />
              <span>
                <Say phrase={said} />
              </span>
            </label>
          );
        })}
      </fieldset>
      <div role="status">
        {nudge.value && <p>{text.say('lessonQuizChoose')}</p>}
        {answered.value && (
          <p>
            <b class={right ? 'good' : 'warn'}>{text.say(right ? 'lessonExerciseRight' : 'lessonServerWrong')}</b>{' '}
            <Say phrase={exercise.why} />
          </p>
        )}
      </div>
      <ExerciseFoot answered={answered.value} score={server.value} onNext={onNext} />
    </form>
  );
}

function Scene({ exercise: { method, path, cookie, store } }: { readonly exercise: Exercise }) {
  const { text } = useWorld();
  return (
    <>
      <div class="why-lines mono">
        <p>
          {method} {path}
        </p>
        <p class={cookie === undefined ? 'why-none' : 'why-cookie'}>
          {cookie === undefined ? text.say('lessonServerNoHeader') : `Cookie: ${cookie}`}
        </p>
      </div>
      <table class="server-store">
        <caption>{text.say('lessonServerStore')}</caption>
        <thead>
          <tr>
            <th scope="col">{text.say('lessonServerStoreId')}</th>
            <th scope="col">{text.say('lessonServerStoreCount')}</th>
            <th scope="col">{text.say('lessonServerStoreState')}</th>
          </tr>
        </thead>
        <tbody>
          {store.map(({ id, count, over }) => (
            <tr key={id}>
              <td class="mono">{id}</td>
              <td>{text.number(count)}</td>
              <td>{text.say(over ? 'lessonServerOver' : 'lessonServerValid')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
