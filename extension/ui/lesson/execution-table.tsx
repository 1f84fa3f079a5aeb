import { exitBySaid, exitMeansSaid } from '../../trace/lesson/exit-words.ts';
import type { ExitRow, StepRow } from '../../trace/lesson/lesson-rows.ts';
import { actionSaid, countBeforeSaid, outputSaid, requestSaid, sentSaid } from '../../trace/lesson/row-words.ts';
import { hueOf } from '../parts/chip.tsx';
import type { MessageKey } from '../words/message-key.ts';
import { useWorld } from '../world.ts';
import type { LessonModel } from './lesson-model.ts';
import { Told } from './told.tsx';

const columns: readonly { readonly id: string; readonly label: MessageKey }[] = [
  { id: 'step', label: 'lessonColumnStep' },
  { id: 'request', label: 'lessonColumnRequest' },
  { id: 'sent', label: 'lessonColumnSent' },
  { id: 'before', label: 'lessonColumnBefore' },
  { id: 'action', label: 'lessonColumnAction' },
  { id: 'output', label: 'lessonColumnOutput' },
];

/** The name that a row's element has, so that a moment or a hint can lead to it. */
export function rowId(key: string): string {
  return `lesson-${key.replaceAll(':', '-')}`;
}

/** The execution table of the lesson, written by the reader's own requests. */
export function ExecutionTable({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const chosen = lesson.flow.value?.row.key;
  return (
    <table class="execution" aria-label={text.say('lessonPartTable')}>
      <thead>
        <tr>
          {columns.map(({ id, label }) => (
            <th key={id} scope="col" class={`head ${id}`}>
              {text.say(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lesson.rows.value.map((row) =>
          row.kind === 'exit' ? (
            <Exit key={row.key} row={row} />
          ) : (
            <Step key={row.key} row={row} chosen={row.key === chosen} onShow={() => lesson.show(row.key)} />
          ),
        )}
      </tbody>
    </table>
  );
}

interface StepProps {
  readonly row: StepRow;
  readonly chosen: boolean;
  readonly onShow: () => void;
}

function Step({ row, chosen, onShow }: StepProps) {
  const { text } = useWorld();
  const session = row.held ?? row.sent;
  return (
    <tr
      id={rowId(row.key)}
      class={chosen ? 'chosen' : undefined}
      aria-current={chosen ? 'true' : undefined}
      data-hue={session === undefined ? undefined : hueOf(session)}
    >
      <th scope="row" class="step">
        <button
          type="button"
          class="bare"
          aria-label={text.say('lessonShowStep', text.number(row.number))}
          onClick={onShow}
        >
          {text.number(row.number)}
        </button>
      </th>
      <td class="request mono">
        <Told said={requestSaid(row)} />
      </td>
      <td class="sent">
        <Told said={sentSaid(row)} />
      </td>
      <td class="before">
        <Told said={countBeforeSaid(row)} />
      </td>
      <td class="action">
        <Told said={actionSaid(row)} />
        <span class="under mono">
          <Told said={requestSaid(row)} /> · <Told said={outputSaid(row)} />
        </span>
      </td>
      <td class="output mono">
        <Told said={outputSaid(row)} />
      </td>
    </tr>
  );
}

function Exit({ row }: { readonly row: ExitRow }) {
  const { text } = useWorld();
  return (
    <tr id={rowId(row.key)} class="exit" tabIndex={-1}>
      <th scope="row" class="step">
        {text.say('lessonExitCell')}
      </th>
      <td colSpan={columns.length - 1}>
        <b>
          <Told said={exitBySaid(row)} />
        </b>{' '}
        <Told said={exitMeansSaid(row)} /> <span class="dim">{text.clock(row.end.time)}</span>
      </td>
    </tr>
  );
}
