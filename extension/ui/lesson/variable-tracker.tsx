import { useSignal } from '@preact/signals';
import { isStep } from '../../trace/lesson/lesson-rows.ts';
import { jsonPointers, type ReadJson, readJsonMembers, trackVariables } from '../../trace/lesson/variables.ts';
import type { Phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import { ChartDrawing } from './chart-drawing.tsx';
import type { LessonModel } from './lesson-model.ts';

interface VariableTrackerProps {
  readonly lesson: LessonModel;
  /** Reads JSON values from the trace. */
  readonly readJson?: ReadJson;
}

/** The count, id, expiry and selected JSON variables after each step, as a table and a chart. */
export function VariableTracker({ lesson, readJson = readJsonMembers }: VariableTrackerProps) {
  const { text } = useWorld();
  const chosen = useSignal<readonly string[]>([]);
  const rows = lesson.rows.value;
  const steps = rows.filter(isStep);
  const offered = jsonPointers(rows, readJson);
  const variables = trackVariables(rows, { read: readJson, chosen: chosen.value });
  const now = lesson.flow.value?.row.key;
  return (
    <>
      <ChartDrawing rows={rows} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="tracker-scroll" tabIndex={0} aria-label={text.say('lessonVariablesTable')}>
        <table class="tracker">
          <thead>
            <tr>
              <th scope="col">{text.say('lessonVariable')}</th>
              <th scope="col">{text.say('lessonVariableStart')}</th>
              {steps.map(({ key, number }) => (
                <th key={key} scope="col" class={key === now ? 'chosen' : undefined}>
                  <span class="sr-only">{text.say('lessonVariableAfter', text.number(number))}</span>
                  <span aria-hidden="true">{text.number(number)}</span>
                </th>
              ))}
              <th scope="col">{text.say('lessonVariableFinal')}</th>
            </tr>
          </thead>
          <tbody>
            {variables.map(({ key, name, start, cells, final }) => (
              <tr key={key}>
                <th scope="row">
                  <Say phrase={name} />
                </th>
                <td class="edge">
                  <PhraseOrDot phrase={start} />
                </td>
                {cells.map((cell, index) => {
                  const step = steps[index]?.key;
                  return (
                    <td key={step} class={`${step === now ? 'chosen' : ''}${cell?.changed === true ? ' changed' : ''}`}>
                      <PhraseOrDot phrase={cell?.shown} />
                      {cell?.changed === true && <span class="sr-only"> {text.say('lessonVariableChanged')}</span>}
                    </td>
                  );
                })}
                <td class="edge">
                  <PhraseOrDot phrase={final} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {offered.length === 0 ? (
        <p class="dim json-none">{text.say('lessonJsonNone')}</p>
      ) : (
        <fieldset class="json-pick">
          <legend>{text.say('lessonJsonPick')}</legend>
          {offered.map((pointer) => (
            <label key={pointer}>
              <input
                type="checkbox"
                checked={chosen.value.includes(pointer)}
                onChange={(event) => {
                  const others = chosen.value.filter((one) => one !== pointer);
                  chosen.value = event.currentTarget.checked ? [...others, pointer] : others;
                }}
              />
              <code>{pointer}</code>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** A value that was shown, or a dot where nothing showed it. */
function PhraseOrDot({ phrase }: { readonly phrase: Phrase | undefined }) {
  const { text } = useWorld();
  if (phrase !== undefined) return <Say phrase={phrase} />;
  return (
    <span class="dim" title={text.say('lessonVariableNotShown')}>
      ·<span class="sr-only">{text.say('lessonVariableNotShown')}</span>
    </span>
  );
}
