import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { CodeSection } from './code-section.tsx';
import { ExecutionTable } from './execution-table.tsx';
import { FlowSection } from './flow-section.tsx';
import type { LessonModel } from './lesson-model.ts';
import { LessonPart } from './lesson-part.tsx';
import { VariableTracker } from './variable-tracker.tsx';
import type { WatchPart } from './way-id.ts';

const labels: Readonly<Record<WatchPart, MessageKey>> = {
  table: 'lessonPartTable',
  flow: 'lessonPartFlow',
  code: 'lessonPartCode',
  variables: 'lessonPartVariables',
  moments: 'lessonPartMoments',
};
/** Short enough for one line at 360 px; the long name is what the ear hears. */
const shortLabels: Readonly<Record<WatchPart, MessageKey>> = {
  table: 'lessonPartTableShort',
  flow: 'lessonPartFlowShort',
  code: 'lessonPartCodeShort',
  variables: 'lessonPartVariablesShort',
  moments: 'lessonPartMomentsShort',
};
const partIds = Object.keys(labels) as WatchPart[];

/** Chooses the one part that a narrow window shows. */
export function PartChoice({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  return (
    <nav class="lesson-parts" aria-label={text.say('lessonShownPart')}>
      {partIds.map((id) => (
        <button
          key={id}
          type="button"
          class="small"
          aria-label={text.say(labels[id])}
          aria-current={id === lesson.part.value ? 'true' : undefined}
          onClick={() => {
            lesson.part.value = id;
          }}
        >
          {text.say(shortLabels[id])}
        </button>
      ))}
    </nav>
  );
}

interface WatchPartsProps {
  readonly lesson: LessonModel;
  /** The parts that there is room for. */
  readonly shown: readonly WatchPart[];
  readonly onShow: (key: string) => void;
}

/** The table, the drawing, the code and the tracker: those of them that are shown. */
export function WatchParts({ lesson, shown, onShow }: WatchPartsProps) {
  const { text } = useWorld();
  return (
    <>
      {shown.includes('table') && (
        <LessonPart id="table" label={labels.table}>
          <ExecutionTable lesson={lesson} onShow={onShow} />
          {lesson.limited.value && <p class="dim">{text.say('lessonLimit', text.number(lesson.rows.value.length))}</p>}
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
      )}
      <div class="flow-and-code">
        {shown.includes('flow') && (
          <LessonPart id="flow" label={labels.flow}>
            <FlowSection lesson={lesson} />
          </LessonPart>
        )}
        {shown.includes('code') && (
          <LessonPart id="code" label={labels.code}>
            <CodeSection lesson={lesson} />
          </LessonPart>
        )}
      </div>
      {shown.includes('variables') && (
        <LessonPart id="variables" label={labels.variables}>
          <VariableTracker lesson={lesson} />
        </LessonPart>
      )}
    </>
  );
}
