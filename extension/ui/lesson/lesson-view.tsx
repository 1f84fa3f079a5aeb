import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Say } from '../parts/say.tsx';
import { useSize } from '../parts/use-size.ts';
import './lesson.css';
import './lesson-code.css';
import './lesson-flow.css';
import './lesson-side.css';
import './lesson-tables.css';
import { LessonEmpty } from './lesson-empty.tsx';
import { lessonOf } from './lesson-model.ts';
import { PartChoice, WatchParts } from './watch-parts.tsx';
import { WayChoice } from './way-choice.tsx';
import type { WatchPart } from './way-id.ts';
import { waySections } from './way-section.tsx';
import { firstCourse, ways } from './ways.ts';

/** Width in px from which the chosen way stands beside the table. */
const roomyFrom = 980;
const mainParts: readonly WatchPart[] = ['table', 'flow', 'code', 'variables'];

/** The lesson: how sessions work, shown with the reader's own requests. */
export function LessonView() {
  const inspector = useInspector();
  const { text } = inspector;
  const { ref, size } = useSize<HTMLDivElement>();
  const lesson = lessonOf(inspector);
  const thread = lesson.thread.value;
  const way = lesson.way.value;
  const part = lesson.part.value;
  const roomy = size.width >= roomyFrom;
  const empty = lesson.rows.value.length === 0 || thread === undefined;
  const watches = way === 'watch';
  // Without room, one thing at a time: a part of "watch", or another way.
  const main = roomy || watches || (empty && ways[way].needsSteps);
  const side = roomy || !watches || part === 'moments' || empty;
  const Way = waySections[way];
  return (
    <div class="lesson" ref={ref}>
      <header class="lesson-head">
        <h1>{text.say('lessonTitle')}</h1>
        <p class="dim">
          {thread !== undefined && (
            <>
              <Say
                phrase={phrase(
                  lesson.own.value ? 'lessonLead' : 'lessonLeadFile',
                  code(thread.name),
                  code(thread.site),
                )}
              />{' '}
            </>
          )}
          {text.say(
            'lessonCourse',
            ...firstCourse.map((id) => text.say(ways[id].label)),
            text.number(firstCourse.reduce((sum, id) => sum + ways[id].minutes, 0)),
          )}
        </p>
        <WayChoice lesson={lesson} />
        <p class="dim way-what">{text.say(ways[way].what)}</p>
        {!roomy && watches && !empty && <PartChoice lesson={lesson} />}
      </header>
      {size.width > 0 && (
        <div class={roomy ? 'lesson-columns roomy' : 'lesson-columns'}>
          {main && (
            <div class="lesson-main">
              {empty ? (
                <LessonEmpty />
              ) : (
                <WatchParts
                  lesson={lesson}
                  shown={roomy ? mainParts : [part]}
                  onShow={(key) => {
                    lesson.show(key);
                    if (!roomy) lesson.part.value = 'flow';
                  }}
                />
              )}
            </div>
          )}
          {side && (
            <div class="lesson-side">
              <Way
                key={lesson.resumed.value ? 'resumed' : 'new'}
                lesson={lesson}
                onGo={(key) => {
                  lesson.show(key);
                  if (!roomy) {
                    lesson.way.value = 'watch';
                    lesson.part.value = 'table';
                  }
                  lesson.focusAt.value = key;
                }}
              />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
