import { useSignal } from '@preact/signals';
import type { SampleId } from '../../trace/lesson/samples/sample.ts';
import { sampleOfThread } from '../../trace/lesson/samples/sample-of-thread.ts';
import { type RunLine, sampleRun } from '../../trace/lesson/samples/sample-run.ts';
import { samples } from '../../trace/lesson/samples/samples.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';

const sampleIds = Object.keys(samples) as SampleId[];

/** The server's code that counts visits; the line that runs at the place of the flow is lit. */
export function CodeSection({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const chosen = useSignal<SampleId | undefined>(undefined);
  const thread = lesson.thread.value;
  const flow = lesson.flow.value;
  if (thread === undefined || flow === undefined) return null;
  const recognised = sampleOfThread(thread);
  const id = chosen.value ?? recognised ?? 'django';
  const sample = samples[id];
  const { lines, note } = sampleRun(sample, flow, lesson.stop.value);
  return (
    <>
      <p class="dim">{text.say('lessonCodeLead')}</p>
      <div class="code-tabs" role="radiogroup" aria-label={text.say('lessonCodeTabs')}>
        {sampleIds.map((one) => (
          <label key={one} class={one === id ? 'chosen' : undefined}>
            <input
              type="radio"
              name="lesson-sample"
              class="sr-only"
              checked={one === id}
              onChange={() => {
                chosen.value = one;
              }}
            />
            {samples[one].label}
          </label>
        ))}
      </div>
      {recognised === id && <p class="dim">{text.say('lessonCodeRecognised', sample.label)}</p>}
      <ol class="plain code-lines" aria-label={text.say('lessonPartCode')}>
        {lines.map((line, index) => (
          <Line key={`${id} ${index}`} run={line} />
        ))}
      </ol>
      {note !== undefined && (
        <p class="code-note">
          <Say phrase={note} />
        </p>
      )}
      <p class="dim">{text.say(sample.note)}</p>
    </>
  );
}

function Line({ run: { line, status, values } }: { readonly run: RunLine }) {
  const { text } = useWorld();
  const isCode = 'code' in line;
  return (
    <li class={`code-line ${status}`} aria-current={status === 'now' ? 'step' : undefined}>
      {isCode ? (
        <code>{line.code === '' ? '\u200b' : line.code}</code>
      ) : (
        <span class="code-words">{text.say(line.words)}</span>
      )}
      {values.length > 0 && (
        <span class="code-values">
          {status === 'now' && <span class="sr-only">{text.say('lessonCodeNow')}: </span>}
          {values.map((value, index) => (
            <span key={`${index} ${value.key}`}>
              {index > 0 && ' · '}
              <Say phrase={value} />
            </span>
          ))}
        </span>
      )}
    </li>
  );
}
