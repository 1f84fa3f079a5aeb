import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';
import { wayIds } from './way-id.ts';
import { ways } from './ways.ts';

/** The one place to choose how to learn: each way with the time it takes and how far the reader has come. */
export function WayChoice({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const chosen = lesson.way.value;
  return (
    <nav class="ways" aria-label={text.say('lessonWays')}>
      {wayIds.map((id) => {
        const { label, minutes, progress } = ways[id];
        const far = progress(lesson);
        return (
          <button
            key={id}
            type="button"
            class={id === chosen ? 'way chosen' : 'way'}
            aria-current={id === chosen ? 'page' : undefined}
            onClick={() => {
              lesson.way.value = id;
            }}
          >
            <span class="way-name">{text.say(label)}</span>{' '}
            <span class={far === undefined ? 'way-note' : 'way-note far'}>
              {far === undefined ? text.say('lessonWayMinutes', text.number(minutes)) : <Say phrase={far} />}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
