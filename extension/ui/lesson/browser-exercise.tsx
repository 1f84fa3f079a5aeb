import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { BROWSER_RULES } from '../../cookies/browser-rules.ts';
import { type Exercise, type Grade, grade, levels } from '../../trace/lesson/exercises/exercise.ts';
import { makeExercise } from '../../trace/lesson/exercises/make-exercise.ts';
import { scored } from '../../trace/lesson/score.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say, SayAll } from '../parts/say.tsx';
import { ExerciseFoot } from './exercise-foot.tsx';
import type { LessonModel } from './lesson-model.ts';
import type { QuestionProps } from './question-props.ts';
import { useFocus } from './use-focus.ts';

const levelWords: Readonly<Record<(typeof levels)[number], MessageKey>> = {
  1: 'lessonLevel1',
  2: 'lessonLevel2',
  3: 'lessonLevel3',
};
const askWords = { sent: 'lessonExerciseAskSent', kept: 'lessonExerciseAskKept' } as const;
const solutionWords = {
  sent: { yes: 'lessonExerciseSent', no: 'lessonExerciseNotSent' },
  kept: { yes: 'lessonExerciseKept', no: 'lessonExerciseNotKept' },
} as const;

/** "Be the browser": exercises without end, made and graded by the cookie rules of this browser. */
export function BrowserExercise({ lesson }: { readonly lesson: LessonModel }) {
  const { text, host } = useWorld();
  const { browser, level, seed } = lesson.progress;
  const { answered: number } = browser.value;
  const rules = BROWSER_RULES[host.browser === 'firefox' ? 'firefox' : 'chromium'];
  // An answered exercise stays until "next".
  const shown = useSignal(number);
  const wentOn = useRef(false);
  const exercise = makeExercise({ seed: seed.value, number: shown.value, level: level.value, rules });
  return (
    <>
      <label class="exercise-level">
        <span>{text.say('lessonExerciseLevel')}</span>
        <select
          value={String(level.value)}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            level.value = levels.find((one) => one === chosen) ?? 1;
            shown.value = browser.value.answered;
            wentOn.current = false;
          }}
        >
          {levels.map((one) => (
            <option key={one} value={String(one)}>
              {text.number(one)}: {text.say(levelWords[one])}
            </option>
          ))}
        </select>
      </label>
      <Question
        key={`${seed.value} ${level.value} ${shown.value}`}
        exercise={exercise}
        number={shown.value}
        lesson={lesson}
        focus={wentOn.current}
        onNext={() => {
          wentOn.current = true;
          shown.value = browser.value.answered;
        }}
      />
    </>
  );
}

function Question({ exercise, number, lesson, focus, onNext }: QuestionProps<Exercise>) {
  const { text } = useWorld();
  const heading = useFocus<HTMLParagraphElement>(focus);
  const { browser } = lesson.progress;
  const picked = useSignal<readonly number[]>([]);
  const graded = useSignal<Grade | undefined>(undefined);
  const done = graded.value;
  const toggle = (index: number, on: boolean): void => {
    const others = picked.value.filter((one) => one !== index);
    picked.value = on ? [...others, index] : others;
  };
  return (
    <form
      class="quiz exercise"
      onSubmit={(event) => {
        event.preventDefault();
        if (done !== undefined) return;
        const result = grade(exercise, picked.value);
        graded.value = result;
        browser.value = scored(browser.value, result.right);
      }}
    >
      <p class="dim" ref={heading} tabIndex={-1}>
        {text.say('lessonExerciseNumber', text.number(number + 1))}
      </p>
      <p class="exercise-scene">
        <Say phrase={exercise.scene} />
      </p>
      <fieldset disabled={done !== undefined}>
        <legend>{text.say(askWords[exercise.kind])}</legend>
        {exercise.choices.map((choice, index) => {
          const place = picked.value.indexOf(index);
          const wrong = done?.wrong.includes(index) === true;
          const words = solutionWords[exercise.kind];
          return (
            <label key={choice.text} class={done === undefined ? undefined : wrong ? 'wrong' : 'right'}>
              <input
                type="checkbox"
                checked={place !== -1}
                onChange={(event) => toggle(index, event.currentTarget.checked)}
              />
              {exercise.kind === 'sent' && place !== -1 && (
                <b class="exercise-place">{text.say('lessonExercisePlace', text.number(place + 1))}</b>
              )}
              <span class="exercise-choice">
                <code>{choice.text}</code>
                {done !== undefined && (
                  <span class="exercise-why">
                    <Icon name={wrong ? 'cross' : 'check'} /> <b>{text.say(choice.holds ? words.yes : words.no)}</b>
                    {wrong || !choice.holds ? (
                      <>
                        {': '}
                        <SayAll phrases={choice.why} />
                      </>
                    ) : null}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
      <div role="status">{done !== undefined && <Verdict exercise={exercise} done={done} />}</div>
      {done === undefined && picked.value.length === 0 && exercise.kind === 'sent' && (
        <p class="dim">{text.say('lessonExerciseNone')}</p>
      )}
      <ExerciseFoot answered={done !== undefined} score={browser.value} onNext={onNext} />
    </form>
  );
}

function Verdict({ exercise, done }: { readonly exercise: Exercise; readonly done: Grade }) {
  const { text } = useWorld();
  if (done.right) return <p class="quiz-verdict good">{text.say('lessonExerciseRight')}</p>;
  if (!done.orderWrong) return <p class="quiz-verdict warn">{text.say('lessonExerciseWrong')}</p>;
  const header = exercise.right.map((index) => exercise.choices[index]?.text.split(';')[0] ?? '').join('; ');
  return <p class="quiz-verdict warn">{text.say('lessonExerciseOrder', header)}</p>;
}
