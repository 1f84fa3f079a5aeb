import { useSignal } from '@preact/signals';
import { fileNameOf } from '../../trace/files/file-name.ts';
import { markdownOf } from '../../trace/lesson/lesson-document.ts';
import { htmlOf } from '../../trace/lesson/page/page-html.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { buildDocument } from './build-document.ts';
import type { LessonModel } from './lesson-model.ts';

/** The way "teach": the lesson as Markdown or as a page to print and show. */
export function TeachSection({ lesson }: { readonly lesson: LessonModel }) {
  const { text, host } = useWorld();
  const { trace } = useInspector();
  const outcome = useSignal('');
  const thread = lesson.thread.value;
  const rows = lesson.rows.value;
  if (thread === undefined || rows.length === 0) return <p class="dim">{text.say('lessonTeachNone')}</p>;
  const build = () =>
    buildDocument({
      text,
      language: host.language.shown.value,
      now: host.now(),
      trace: trace.trace(),
      thread,
      rows,
      flow: lesson.flow.value,
      seed: lesson.progress.classSeed.value ?? host.now(),
    });
  const copy = (): void => {
    host.copy(markdownOf(build())).then(
      () => {
        outcome.value = text.say('copied');
        lesson.progress.saved.value = true;
      },
      () => {
        outcome.value = text.say('lessonNotCopied');
      },
    );
  };
  const save = (): void => {
    const newest = rows.findLast((row) => row.kind === 'step')?.entry.startedDateTime ?? host.now();
    const contents = { sites: [thread.site], cookie: thread.name, newest, secrets: false };
    const name = fileNameOf(contents, '-lesson.html');
    saveFile(name, [htmlOf(build())], 'text/html');
    outcome.value = text.say('lessonSaved', name);
    lesson.progress.saved.value = true;
  };
  return (
    <>
      <p class="dim">{text.say('lessonTeachLead')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={save}>
          <Icon name="save" />
          {text.say('lessonSavePage')}
        </button>
        <button type="button" onClick={copy}>
          {text.say('lessonCopyMarkdown')}
        </button>
      </div>
      <p role="status" class="dim">
        {outcome.value}
      </p>
    </>
  );
}
