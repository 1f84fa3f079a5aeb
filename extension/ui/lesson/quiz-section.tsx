import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { QuizQuestion } from '../../trace/lesson/question.ts';
import { makeQuiz, quizSeed } from '../../trace/lesson/quiz.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say, SayAll } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';
import type { QuizRound } from './lesson-progress.ts';
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
  const start = (turn: number): void => {
    wentOn.current = true;
    const { value: ofClass } = lesson.progress.classSeed;
    const seed = ofClass === undefined ? host.now() : quizSeed(ofClass, turn);
    round.value = { quiz: makeQuiz(lesson.rows.value, { seed }), turn, at: 0, right: 0 };
  };
  const now = round.value;
  if (now === undefined) {
    return (
      <>
        <p class="dim">{text.say('lessonQuizLead')}</p>
        <button type="button" class="primary" onClick={() => start(0)}>
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
        <button type="button" onClick={() => start(now.turn)}>
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
        <Again focus={wentOn.current} onStart={() => start(now.turn + 1)} />
      </>
    );
  }
  return (
    <Question
      key={question.id}
      question={question}
      now={now}
      last={now.at + 1 === questions.length}
      heading={text.say('lessonQuizNumber', text.number(now.at + 1), text.number(questions.length))}
      focus={wentOn.current}
      onGo={onGo}
      onChange={(change) => {
        round.value = { ...now, ...change };
      }}
      onNext={() => {
        wentOn.current = true;
        round.value = { quiz: now.quiz, turn: now.turn, at: now.at + 1, right: now.right };
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
  readonly now: QuizRound;
  readonly last: boolean;
  readonly heading: string;
  /** Whether it appears because the reader went on to it. */
  readonly focus: boolean;
  readonly onGo: (key: string) => void;
  readonly onChange: (change: Partial<QuizRound>) => void;
  readonly onNext: () => void;
}

function Question({ question, now, last, heading, focus, onGo, onChange, onNext }: QuestionProps) {
  const { text } = useWorld();
  const name = useId();
  const { picked, checked: answered = false } = now;
  const nudge = useSignal(false);
  const justAnswered = useSignal(false);
  const top = useFocus<HTMLParagraphElement>(focus);
  // The answers are locked then, and the focus may have been on one of them.
  const next = useFocus<HTMLButtonElement>(justAnswered.value);
  const right = picked === question.right;
  const rightOption = question.options[question.right];
  return (
    <form
      class="quiz"
      onSubmit={(event) => {
        event.preventDefault();
        nudge.value = picked === undefined;
        if (picked === undefined || answered) return;
        justAnswered.value = true;
        onChange({ checked: true, right: now.right + (right ? 1 : 0) });
      }}
    >
      <p class="dim" ref={top} tabIndex={-1}>
        {heading}
      </p>
      <fieldset disabled={answered}>
        <legend>
          <Say phrase={question.ask} />
        </legend>
        {question.options.map(({ value, said }, index) => {
          const mark = answered && (index === question.right || index === picked);
          return (
            <label key={value} class={mark ? (index === question.right ? 'right' : 'wrong') : undefined}>
              <input
                type="radio"
                name={name}
                checked={picked === index}
                onChange={() => {
                  onChange({ picked: index });
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
        {answered && rightOption !== undefined && (
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
        {answered && (
          <p>
            <SayAll phrases={question.explain} />
          </p>
        )}
      </div>
      {!answered && (
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
        {answered ? (
          <>
            <button type="button" class="primary" ref={next} onClick={onNext}>
              {text.say(last ? 'lessonQuizResult' : 'lessonQuizForward')}
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
