import type { Flow, FlowStop } from '../../trace/lesson/flow.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';

const statusWords: Readonly<Record<FlowStop['status'], MessageKey>> = {
  done: 'lessonStatusDone',
  broken: 'lessonStatusBroken',
  ahead: 'lessonStatusAhead',
  untouched: 'lessonStatusUntouched',
};

/** The nine places as a list: what happened at each, and where and why it failed. */
export function FlowList({ flow, stop }: { readonly flow: Flow; readonly stop: number }) {
  const { text } = useWorld();
  const here = flow.path[stop];
  const reached = flow.path.slice(0, stop + 1);
  return (
    <ol class="flow-list plain" aria-label={text.say('lessonFlowList')}>
      {flow.stops.map((one) => {
        const onWay = flow.path.includes(one.place);
        const status = onWay && !reached.includes(one.place) ? 'ahead' : one.status;
        return (
          <li key={one.place} class={status} aria-current={one.place === here ? 'step' : undefined}>
            <span class="flow-number" aria-hidden="true">
              {status === 'broken' ? '✕' : text.number(one.number)}
            </span>
            <div>
              <p class="flow-title">
                <span class="sr-only">{text.number(one.number)}: </span>
                <Say phrase={one.title} /> <span class="tag">{text.say(statusWords[status])}</span>
              </p>
              {(status === 'done' || status === 'broken' || one.status === 'ahead') &&
                one.values.map((value, index) => (
                  <p key={`${index} ${value.key}`} class="flow-value">
                    <Say phrase={value} />
                  </p>
                ))}
              {status === 'broken' &&
                one.why.map((why) => (
                  <p key={why.key} class="flow-why">
                    <Say phrase={why} />
                  </p>
                ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
