import { useSignal } from '@preact/signals';
import { actionSaid, requestSaid } from '../../trace/lesson/row-words.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import { useSize } from '../parts/use-size.ts';
import { FlowDrawing } from './flow-drawing.tsx';
import { FlowList } from './flow-list.tsx';
import type { LessonModel } from './lesson-model.ts';
import { PlayerBar } from './player-bar.tsx';

/** The concept flow with its player, as a drawing and as a list. */
export function FlowSection({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const { ref, size } = useSize<HTMLDivElement>();
  const listed = useSignal(false);
  const flow = lesson.flow.value;
  if (flow === undefined) return null;
  const broken = flow.stops.find(({ place }) => place === flow.broken);
  return (
    <>
      <p class="flow-of">
        <b>{text.say('lessonFlowOfStep', text.number(flow.row.number))}</b>{' '}
        <span class="mono">
          <Say phrase={requestSaid(flow.row)} />
        </span>{' '}
        <span class="dim">
          <Say phrase={actionSaid(flow.row)} />
        </span>
      </p>
      <PlayerBar lesson={lesson} />
      {broken !== undefined && (
        <p class="flow-broken">
          {text.say('lessonBrokeAt', text.number(broken.number), '')}
          {broken.why.map((why) => (
            <span key={why.key}>
              <Say phrase={why} />{' '}
            </span>
          ))}
        </p>
      )}
      <div class="flow-place" ref={ref}>
        {size.width > 0 && (
          <FlowDrawing flow={flow} stop={lesson.stop.value} moving={!lesson.live.value} width={size.width} />
        )}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={listed.value}
          onChange={(event) => {
            listed.value = event.currentTarget.checked;
          }}
        />
        {text.say('lessonFlowAsList')}
      </label>
      {/* Who does not see the drawing has the list all the same. */}
      <div class={listed.value ? undefined : 'sr-only'}>
        <FlowList flow={flow} stop={lesson.stop.value} />
      </div>
    </>
  );
}
