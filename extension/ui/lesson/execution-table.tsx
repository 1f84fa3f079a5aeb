import { useEffect } from 'preact/hooks';
import { type ExitAhead, exitAhead } from '../../trace/lesson/exit-ahead.ts';
import { exitBySaid, exitMeansSaid } from '../../trace/lesson/exit-words.ts';
import type { ExitRow, StepRow } from '../../trace/lesson/lesson-rows.ts';
import { actionSaid, countBeforeSaid, outputSaid, requestSaid, sentSaid } from '../../trace/lesson/row-words.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { hueOf } from '../parts/chip.tsx';
import { Say, SayAll } from '../parts/say.tsx';
import { useSize } from '../parts/use-size.ts';
import type { LessonModel } from './lesson-model.ts';

interface Column {
  readonly id: string;
  readonly label: MessageKey;
  /** What stands above it where the table is narrow. */
  readonly short?: MessageKey;
  /** Below this width of the table, in px, the column's text is shown below the action. */
  readonly from?: number;
}

// Below this width there is no room for every column.
const roomyFrom = 720;
// Below this one there is none for the count before the request, either.
const countFrom = 290;

const columns: readonly Column[] = [
  { id: 'step', label: 'lessonColumnStep', short: 'columnStepBrief' },
  { id: 'request', label: 'lessonColumnRequest', from: roomyFrom },
  { id: 'sent', label: 'lessonColumnSent', short: 'lessonColumnSentShort' },
  { id: 'before', label: 'lessonColumnBefore', short: 'lessonColumnBeforeShort', from: countFrom },
  { id: 'action', label: 'lessonColumnAction' },
  { id: 'output', label: 'lessonColumnOutput', from: roomyFrom },
];

/** The id of a row's element, the target of links from moments and hints. */
function rowId(key: string): string {
  return `lesson-${key.replaceAll(':', '-')}`;
}

interface ExecutionTableProps {
  readonly lesson: LessonModel;
  /** Called when the reader chooses a step. */
  readonly onShow: (key: string) => void;
}

/** The lesson's execution table, filled by the reader's own requests; its end ahead stands below the newest one. */
export function ExecutionTable({ lesson, onShow }: ExecutionTableProps) {
  const { text } = useWorld();
  const { ref, size } = useSize<HTMLDivElement>();
  const chosen = lesson.flow.value?.row.key;
  const roomy = size.width >= roomyFrom;
  const shown = columns.filter(({ from = 0 }) => size.width >= from);
  const ahead = exitAhead(lesson.rows.value);
  const { focusAt } = lesson;
  const target = focusAt.value;
  useEffect(() => {
    if (target === undefined || size.width === 0) return;
    focusAt.value = undefined;
    focusRow(target);
  }, [target, focusAt, size.width]);
  const newest = lesson.live.value ? chosen : undefined;
  useEffect(() => {
    const box = ref.current;
    if (newest !== undefined && box !== null) box.scrollTop = box.scrollHeight;
  }, [newest, ref]);
  return (
    <div ref={ref} class="execution-scroll">
      <table class={roomy ? 'execution' : 'execution tight'} aria-label={text.say('lessonPartTable')}>
        <thead>
          <tr>
            {shown.map(({ id, label, short = label }) => (
              <th key={id} scope="col" class={`head ${id}`}>
                {text.say(roomy ? label : short)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lesson.rows.value.map((row) =>
            row.kind === 'exit' ? (
              <Exit key={row.key} row={row} span={shown.length - 1} />
            ) : (
              <Step
                key={row.key}
                row={row}
                roomy={roomy}
                counts={size.width >= countFrom}
                chosen={row.key === chosen}
                onShow={() => onShow(row.key)}
              />
            ),
          )}
          {ahead !== undefined && <Ahead ahead={ahead} span={shown.length - 1} />}
        </tbody>
      </table>
    </div>
  );
}

interface StepProps {
  readonly row: StepRow;
  readonly roomy: boolean;
  /** Whether the count before the request has a column of its own. */
  readonly counts: boolean;
  readonly chosen: boolean;
  readonly onShow: () => void;
}

function Step({ row, roomy, counts, chosen, onShow }: StepProps) {
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
      {roomy && (
        <td class="request mono">
          <Say phrase={requestSaid(row)} />
        </td>
      )}
      <td class="sent">
        <Say phrase={sentSaid(row)} />
      </td>
      {counts && (
        <td class="before">
          <Say phrase={countBeforeSaid(row)} />
        </td>
      )}
      <td class="action">
        <Say phrase={actionSaid(row)} />
        {!counts && (
          <span class="under">
            {text.say('lessonColumnBeforeShort')}: <Say phrase={countBeforeSaid(row)} />
          </span>
        )}
        {!roomy && (
          <span class="under mono">
            <Say phrase={requestSaid(row)} /> · <Say phrase={outputSaid(row)} />
          </span>
        )}
      </td>
      {roomy && (
        <td class="output mono">
          <Say phrase={outputSaid(row)} />
        </td>
      )}
    </tr>
  );
}

function Exit({ row, span }: { readonly row: ExitRow; readonly span: number }) {
  const { text } = useWorld();
  return (
    <tr id={rowId(row.key)} class="exit" tabIndex={-1}>
      <th scope="row" class="step">
        {text.say('lessonExitCell')}
      </th>
      <td colSpan={span}>
        <b>
          <Say phrase={exitBySaid(row)} />
        </b>{' '}
        <Say phrase={exitMeansSaid(row)} /> <span class="dim">{text.clock(row.end.time)}</span>
      </td>
    </tr>
  );
}

function Ahead({ ahead: { by, means }, span }: { readonly ahead: ExitAhead; readonly span: number }) {
  const { text } = useWorld();
  return (
    <tr class="exit ahead">
      <th scope="row" class="step">
        {text.say('lessonAheadCell')}
      </th>
      <td colSpan={span}>
        <b>
          <Say phrase={by} />
        </b>{' '}
        <SayAll phrases={means} />
      </td>
    </tr>
  );
}

/** Scrolls a row of the table into view and focuses it. */
function focusRow(key: string): void {
  const row = document.getElementById(rowId(key));
  const target = row?.querySelector<HTMLElement>('button') ?? row;
  target?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'center' });
}
