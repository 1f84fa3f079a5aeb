import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type ClassResults, GREATEST_SEED, LONGEST_NAME, writeResults } from '../../trace/lesson/class-results.ts';
import { NO_SCORE } from '../../trace/lesson/score.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { ClassSum } from './class-sum.tsx';
import type { LessonModel } from './lesson-model.ts';
import { type LessonProgress, quizScore } from './lesson-progress.ts';

/** For a class: one number gives everyone the same exercises, and a small file takes the results to the teacher. */
export function ClassSection({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const { progress } = lesson;
  const typed = useSignal(progress.classSeed.value === undefined ? '' : String(progress.classSeed.value));
  const name = useSignal('');
  const outcome = useSignal('');
  const undo = useSignal<(() => void) | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const seed = progress.classSeed.value;
  const join = (): void => {
    const number = Number(typed.value);
    undo.value = undefined;
    if (!/^\d{1,6}$/.test(typed.value) || number > GREATEST_SEED) {
      outcome.value = text.say('lessonClassNoNumber');
      return;
    }
    const goBack = beginAgain(progress, number);
    undo.value = () => {
      goBack();
      undo.value = undefined;
      outcome.value = '';
      // The button has gone.
      field.current?.focus();
    };
    outcome.value = text.say('lessonClassJoined', String(number));
  };
  const save = (): void => {
    if (seed === undefined) return;
    undo.value = undefined;
    const file = `sidtrail-results-${seed}.json`;
    saveFile(file, [writeResults(resultsOf(lesson, seed, name.value))], 'application/json');
    outcome.value = text.say('lessonSaved', file);
  };
  return (
    <>
      <p class="dim">{text.say('lessonClassLead')}</p>
      <form
        class="class-form"
        onSubmit={(event) => {
          event.preventDefault();
          join();
        }}
      >
        <label>
          <span>{text.say('lessonClassNumber')}</span>
          <input
            ref={field}
            type="text"
            inputMode="numeric"
            maxLength={6}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value.trim();
            }}
          />
        </label>
        <button type="submit">{text.say('lessonClassJoin')}</button>
      </form>
      {seed !== undefined && (
        <div class="class-form">
          <label>
            <span>{text.say('lessonClassName')}</span>
            <input
              type="text"
              maxLength={LONGEST_NAME}
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="button" onClick={save}>
            <Icon name="save" />
            {text.say('lessonClassSave')}
          </button>
        </div>
      )}
      <p role="status" class="dim">
        {outcome.value}{' '}
        {undo.value !== undefined && (
          <button type="button" class="small" onClick={undo.value}>
            {text.say('undo')}
          </button>
        )}
      </p>
      <ClassSum />
    </>
  );
}

/** Everyone in a class begins with the first exercise. Returns what takes that back. */
function beginAgain({ classSeed, seed, quiz, browser, server, predicted }: LessonProgress, number: number): () => void {
  const scores = [browser, server, predicted];
  const back = [wayBack(classSeed), wayBack(seed), wayBack(quiz), ...scores.map(wayBack)];
  classSeed.value = number;
  seed.value = number;
  quiz.value = undefined;
  for (const score of scores) score.value = NO_SCORE;
  return () => {
    for (const take of back) take();
  };
}

/** Puts a signal back to what it holds now. */
function wayBack<T>(held: Signal<T>): () => void {
  const { value } = held;
  return () => {
    held.value = value;
  };
}

function resultsOf({ progress, tour }: LessonModel, seed: number, name: string): ClassResults {
  return {
    seed,
    name: name.trim(),
    tasks: tour.value.filter(({ id, done }) => done !== undefined || progress.ticked.value.has(id)).length,
    mended: progress.fixed.value.size,
    scores: {
      predict: progress.predicted.value,
      browser: progress.browser.value,
      server: progress.server.value,
      quiz: quizScore(progress.quiz.value),
    },
  };
}
