import { useRef } from 'preact/hooks';
import { keyMoments } from '../../trace/lesson/key-moments.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Say, SayAll } from '../parts/say.tsx';
import type { LessonModel } from './lesson-model.ts';

interface KeyMomentsProps {
  readonly lesson: LessonModel;
  /** Goes to a row of the execution table. */
  readonly onGo: (key: string) => void;
}

/** Questions raised by the reader's requests, newest first, each with its answer and row. */
export function KeyMomentsSection({ lesson, onGo }: KeyMomentsProps) {
  const { text } = useWorld();
  const { trace } = useInspector();
  void trace.revision.value;
  const moments = keyMoments({ trace: trace.trace(), rows: lesson.rows.value }).reverse();
  // The newest one when the reader came: a newer one closes nothing that is being read.
  const first = useRef<string | undefined>(undefined);
  first.current ??= moments[0]?.kind;
  if (moments.length === 0) return <p class="dim">{text.say('lessonMomentsNone')}</p>;
  return (
    <ul class="plain moments">
      {moments.map(({ kind, row, ask, answer }) => (
        <li key={kind}>
          <details open={kind === first.current}>
            <summary>
              <Say phrase={ask} />
            </summary>
            <p>
              <SayAll phrases={answer} />
            </p>
            <button type="button" class="small" onClick={() => onGo(row)}>
              {text.say('lessonMomentGo')}
            </button>
          </details>
        </li>
      ))}
    </ul>
  );
}
