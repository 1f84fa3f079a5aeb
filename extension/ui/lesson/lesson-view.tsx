import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Say } from '../parts/say.tsx';
import { ExecutionTable, rowId } from './execution-table.tsx';
import { FlowSection } from './flow-section.tsx';
import { KeyMomentsSection } from './key-moments-section.tsx';
import './lesson.css';
import './lesson-flow.css';
import './lesson-side.css';
import './lesson-tables.css';
import { createLessonModel } from './lesson-model.ts';
import { QuizSection } from './quiz-section.tsx';
import { SummarySection } from './summary-section.tsx';
import { TourSection } from './tour-section.tsx';
import { VariableTracker } from './variable-tracker.tsx';

interface Part {
  readonly id: string;
  readonly label: MessageKey;
}

const parts: readonly Part[] = [
  { id: 'flow', label: 'lessonPartFlow' },
  { id: 'table', label: 'lessonPartTable' },
  { id: 'variables', label: 'lessonPartVariables' },
  { id: 'tour', label: 'lessonPartTour' },
  { id: 'moments', label: 'lessonPartMoments' },
  { id: 'quiz', label: 'lessonPartQuiz' },
  { id: 'summary', label: 'lessonPartSummary' },
];

/** The lesson: how sessions work, shown with the reader's own requests. */
export function LessonView() {
  const inspector = useInspector();
  const { text } = inspector;
  const lesson = useMemo(() => createLessonModel(inspector), [inspector]);
  const rows = lesson.rows.value;
  const thread = lesson.thread.value;
  const go = (key: string): void => {
    lesson.show(key);
    focusRow(key);
  };
  return (
    <div class="lesson">
      <header class="lesson-head">
        <h1>{text.say('lessonTitle')}</h1>
        {thread !== undefined && (
          <p class="dim">
            <Say phrase={phrase('lessonLead', code(thread.name), code(thread.site))} />
          </p>
        )}
        <nav class="lesson-parts" aria-label={text.say('lessonParts')}>
          {parts.map(({ id, label }) => (
            <button key={id} type="button" class="small" onClick={() => goToPart(id)}>
              {text.say(label)}
            </button>
          ))}
        </nav>
      </header>
      <div class="lesson-columns">
        <div class="lesson-main">
          {rows.length === 0 || thread === undefined ? (
            <section class="lesson-part lesson-empty" id="lesson-part-flow">
              <h2 tabIndex={-1}>{text.say('lessonEmptyTitle')}</h2>
              <p>{text.say('lessonEmptyWhat')}</p>
            </section>
          ) : (
            <>
              <LessonPart id="flow">
                <FlowSection lesson={lesson} />
              </LessonPart>
              <LessonPart id="table">
                <ExecutionTable lesson={lesson} />
                {lesson.limited.value && <p class="dim">{text.say('lessonLimit', text.number(rows.length))}</p>}
                <label class="check">
                  <input
                    type="checkbox"
                    checked={lesson.everyRequest.value}
                    onChange={(event) => {
                      lesson.everyRequest.value = event.currentTarget.checked;
                    }}
                  />
                  {text.say('lessonEveryRequest')}
                </label>
              </LessonPart>
              <LessonPart id="variables">
                <VariableTracker lesson={lesson} />
              </LessonPart>
            </>
          )}
        </div>
        <div class="lesson-side">
          <LessonPart id="tour">
            <TourSection lesson={lesson} />
          </LessonPart>
          <LessonPart id="moments">
            <KeyMomentsSection lesson={lesson} onGo={go} />
          </LessonPart>
          <LessonPart id="quiz">
            <QuizSection lesson={lesson} onGo={go} />
          </LessonPart>
          <LessonPart id="summary">
            <SummarySection lesson={lesson} />
          </LessonPart>
        </div>
      </div>
    </div>
  );
}

function LessonPart({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  const { text } = useInspector();
  const label = parts.find((part) => part.id === id)?.label;
  return (
    <section class="lesson-part" id={`lesson-part-${id}`} aria-labelledby={`lesson-title-${id}`}>
      <h2 id={`lesson-title-${id}`} tabIndex={-1}>
        {label !== undefined && text.say(label)}
      </h2>
      {children}
    </section>
  );
}

function goToPart(id: string): void {
  const heading = document.querySelector<HTMLElement>(`#lesson-part-${id} > h2`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}

/** Scrolls a row of the table into view and focuses it. */
function focusRow(key: string): void {
  const row = document.getElementById(rowId(key));
  const target = row?.querySelector<HTMLElement>('button') ?? row;
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'center' });
}
