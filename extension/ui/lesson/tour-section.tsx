import { useEffect } from 'preact/hooks';
import type { TourTaskId } from '../../trace/lesson/tour.ts';
import { useWorld } from '../model/world.ts';
import { CompanionHint } from '../parts/companion-hint.tsx';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';
import { ProgressLine } from './progress-line.tsx';

/** Six small tasks on the companion server that complete themselves. */
export function TourSection({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const tasks = lesson.tour.value;
  const { ticked } = lesson.progress;
  const news = tasks.filter(({ id, done }) => done !== undefined && !ticked.value.has(id)).map(({ id }) => id);
  const fresh = news.join(' ');
  const companion = lesson.companion.value;
  useEffect(() => {
    if (fresh === '') return;
    ticked.value = new Set([...ticked.value, ...(fresh.split(' ') as TourTaskId[])]);
  }, [fresh, ticked]);
  const isDone = (id: TourTaskId): boolean => ticked.value.has(id) || news.includes(id);
  const count = tasks.filter(({ id }) => isDone(id)).length;
  return (
    <>
      <p class="dim">
        {text.say('lessonTourLead')}{' '}
        {companion !== undefined && (
          <a href={companion} target="_blank" rel="noreferrer">
            {companion}
          </a>
        )}
      </p>
      <ProgressLine
        label={text.say('lessonPartTour')}
        count={count}
        total={tasks.length}
        said={
          count === tasks.length
            ? text.say('lessonTourFinished')
            : text.say('lessonTourProgress', text.number(count), text.number(tasks.length))
        }
      />
      <ol class="plain tour">
        {tasks.map(({ id, title, how, halfway }) => {
          const done = isDone(id);
          const state = done ? 'lessonTourDone' : halfway === undefined ? 'lessonTourOpen' : 'lessonTourHalf';
          return (
            <li key={id} class={done ? 'done' : halfway === undefined ? 'open' : 'half'}>
              <span class="tour-box" aria-hidden="true">
                {done && <Icon name="check" />}
                {!done && halfway !== undefined && <Icon name="wait" />}
              </span>
              <div>
                <p class="tour-title">
                  <Say phrase={title} /> <span class="tag">{text.say(state)}</span>
                </p>
                {!done && (
                  <p class="dim">
                    <Say phrase={halfway ?? how} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {/* Whoever has visited it needs no word about how to start it. */}
      {companion === undefined && <CompanionHint />}
    </>
  );
}
