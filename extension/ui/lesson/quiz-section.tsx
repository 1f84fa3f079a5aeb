import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { QuizQuestion } from '../../trace/lesson/question.ts';
import { makeQuiz } from '../../trace/lesson/quiz.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say, SayAll } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';
import { useFocus } from './use-focus.ts';

interface QuizProps {
  readonly lesson: LessonModel;
  readonly onGo: (key: string) => void;
}

/** A quiz about the reader's own trace. It uses a copy from its start, so that new requests change no answer. */
export function QuizSection({ lesson, onGo }: QuizProps) {
  const { text, host } = useWorld();
  const round = lesson.progress.quiz;
  const wentOn = useRef(false);
  const start = (): void => {
    wentOn.current = true;
    round.value = {
      quiz: makeQuiz(lesson.rows.value, { seed: lesson.progress.classSeed.value ?? host.now() }),
      at: 0,
      right: 0,
    };
  };
  const now = round.value;
  if (now === undefined) {
    return (
      <>
        <p class="dim">{text.say('lessonQuizLead')}</p>
        <button type="button" class="primary" onClick={start}>
          {text.say('lessonQuizStart')}
        </button>
      </>
    );
  }
  if (now.quiz.kind === 'too-short') {
    return (
      <>
        <p role="status">
          <Say phrase={now.quiz.next} />
        </p>
        <button type="button" onClick={start}>
          {text.say('tryAgain')}
        </button>
      </>
    );
  }
  const { questions } = now.quiz;
  const question = questions[now.at];
  if (question === undefined) {
    return (
      <>
        <p role="status" class="quiz-done">
          {text.say('lessonQuizDone', text.number(now.right), text.number(questions.length))}
        </p>
        <Again focus={wentOn.current} onStart={start} />
      </>
    );
  }
  return (
    <Question
      key={question.id}
      question={question}
      heading={text.say('lessonQuizNumber', text.number(now.at + 1), text.number(questions.length))}
      focus={wentOn.current}
      onGo={onGo}
      onNext={(right) => {
        wentOn.current = true;
        round.value = { ...now, at: now.at + 1, right: now.right + (right ? 1 : 0) };
      }}
    />
  );
}

function Again({ focus, onStart }: { readonly focus: boolean; readonly onStart: () => void }) {
  const { text } = useWorld();
  const button = useFocus<HTMLButtonElement>(focus);
  return (
    <button type="button" class="primary" ref={button} onClick={onStart}>
      {text.say('lessonQuizNew')}
    </button>
  );
}

interface QuestionProps {
  readonly question: QuizQuestion;
  readonly heading: string;
  /** Whether it appears because the reader went on to it. */
  readonly focus: boolean;
  readonly onGo: (key: string) => void;
  readonly onNext: (right: boolean) => void;
}

function Question({ question, heading, focus, onGo, onNext }: QuestionProps) {
  const { text } = useWorld();
  const name = useId();
  const picked = useSignal<number | undefined>(undefined);
  const answered = useSignal(false);
  const nudge = useSignal(false);
  const top = useFocus<HTMLParagraphElement>(focus);
  // The answers are locked then, and the focus may have been on one of them.
  const next = useFocus<HTMLButtonElement>(answered.value);
  const right = picked.value === question.right;
  const rightOption = question.options[question.right];
  return (
    <form
      class="quiz"
      onSubmit={(event) => {
        event.preventDefault();
        if (picked.value === undefined) nudge.value = true;
        else answered.value = true;
      }}
    >
      <p class="dim" ref={top} tabIndex={-1}>
        {heading}
      </p>
      <fieldset disabled={answered.value}>
        <legend>
          <Say phrase={question.ask} />
        </legend>
        {question.options.map(({ value, said }, index) => {
          const mark = answered.value && (index === question.right || index === picked.value);
          return (
            <label key={value} class={mark ? (index === question.right ? 'right' : 'wrong') : undefined}>
              <input
                type="radio"
                name={name}
                checked={picked.value === index}
                onChange={() => {
                  picked.value = index;
                  nudge.value = false;
                }}
              />
              <span>
                <Say phrase={said} />
              </span>
              {mark && (
                <span class="quiz-mark">
                  <Icon name={index === question.right ? 'check' : 'cross'} />
                  {text.say(index === question.right ? 'lessonQuizRightMark' : 'lessonQuizYours')}
                </span>
              )}
            </label>
          );
        })}
      </fieldset>
      <div role="status">
        {nudge.value && <p>{text.say('lessonQuizChoose')}</p>}
        {answered.value && rightOption !== undefined && (
          <p class={right ? 'quiz-verdict good' : 'quiz-verdict warn'}>
            {right ? (
              text.say('lessonQuizRight')
            ) : (
              <>
                {text.say('lessonQuizWrong', '')}
                <Say phrase={rightOption.said} />
              </>
            )}
          </p>
        )}
        {answered.value && (
          <p>
            <SayAll phrases={question.explain} />
          </p>
        )}
      </div>
      {!answered.value && (
        <details class="quiz-hint">
          <summary>{text.say('lessonQuizHint')}</summary>
          <p>
            <Say phrase={question.hint} />
          </p>
          <button type="button" class="small" onClick={() => onGo(question.row)}>
            {text.say('lessonQuizGo')}
          </button>
        </details>
      )}
      <div class="actions">
        {answered.value ? (
          <>
            <button type="button" class="primary" ref={next} onClick={() => onNext(right)}>
              {text.say('lessonQuizForward')}
            </button>
            <button type="button" onClick={() => onGo(question.row)}>
              {text.say('lessonQuizGo')}
            </button>
          </>
        ) : (
          <button type="submit" class="primary">
            {text.say('lessonQuizCheck')}
          </button>
        )}
      </div>
    </form>
  );
}
