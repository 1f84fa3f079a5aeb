import { useSignal } from '@preact/signals';
import { htmlOf, markdownOf } from '../../trace/lesson/lesson-document.ts';
import { snapshot } from '../../trace/lesson/snapshot.ts';
import { transcript } from '../../trace/lesson/transcript.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say, SayAll } from '../parts/say.tsx';
import { buildDocument } from './build-document.ts';
import type { LessonModel } from './lesson-model.ts';
import { saveText } from './save-text.ts';

/** A summary in five lines, the full story, and both as Markdown or as a page to share. */
export function SummarySection({ lesson }: { readonly lesson: LessonModel }) {
  const { text, host } = useWorld();
  const { trace } = useInspector();
  const outcome = useSignal('');
  const thread = lesson.thread.value;
  const rows = lesson.rows.value;
  if (thread === undefined) return null;
  const build = () =>
    buildDocument({ text, language: host.locale, now: host.now(), trace: trace.trace(), thread, rows });
  const copy = (): void => {
    host.copy(markdownOf(build())).then(
      () => {
        outcome.value = text.say('copied');
      },
      () => {
        outcome.value = text.say('lessonNotCopied');
      },
    );
  };
  const save = (): void => {
    const name = `sidtrail-lesson-${new Date(host.now()).toISOString().slice(0, 10)}.html`;
    saveText(name, 'text/html', htmlOf(build()));
    outcome.value = text.say('lessonSaved', name);
  };
  return (
    <>
      <ul class="snapshot">
        {snapshot(rows, thread).map((line) => (
          <li key={line.key}>
            <Say phrase={line} />
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={copy}>
          {text.say('lessonCopyMarkdown')}
        </button>
        <button type="button" onClick={save}>
          <Icon name="save" />
          {text.say('lessonSavePage')}
        </button>
      </div>
      <p role="status" class="dim">
        {outcome.value}
      </p>
      <details>
        <summary>{text.say('lessonStoryTitle')}</summary>
        <ol class="plain story">
          {transcript(rows).map(({ row, sentences }) => (
            <li key={row} class="story-line">
              <SayAll phrases={sentences} />
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
