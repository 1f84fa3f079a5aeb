import type { Flow, FlowStop } from '../../trace/lesson/flow.ts';
import { flowLayout, wayBetween } from '../../trace/lesson/flow-layout.ts';
import { flowEdges } from '../../trace/lesson/flow-places.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';

interface FlowDrawingProps {
  readonly flow: Flow;
  /** Index in the path of the current place. */
  readonly stop: number;
  /** The reader steps or replays: animate the last edge, if the user's settings allow motion. */
  readonly moving: boolean;
  /** The available width in px. */
  readonly width: number;
}

/**
 * The nine places as a drawing, with one request's path highlighted. Hidden from screen readers: the list beside it has
 * the same content.
 */
export function FlowDrawing({ flow, stop, moving, width }: FlowDrawingProps) {
  const { text } = useWorld();
  const layout = flowLayout(width);
  const reached = flow.path.slice(0, stop + 1);
  const here = reached.at(-1);
  const edges = flowEdges.map(([from, to]) => {
    const at = flow.path.findIndex((place, index) => place === from && flow.path[index + 1] === to);
    // A known id leads back to the check, where the next request starts.
    const closes = from === 'again' && reached.includes('again') && flow.broken !== 'again';
    const taken = (at !== -1 && at < stop) || closes;
    const ahead = at !== -1 && !taken;
    return {
      key: `${from} ${to}`,
      way: wayBetween(layout, from, to),
      taken,
      ahead,
      fresh: moving && at !== -1 && at === stop - 1,
    };
  });
  return (
    <svg
      class={layout.narrow ? 'flow-drawing tight' : 'flow-drawing'}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        {['off', 'on'].map((id) => (
          <marker
            key={id}
            id={`arrow-${id}`}
            class={`arrow ${id}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" />
          </marker>
        ))}
      </defs>
      <rect class="lane" x="0" y="0" width={layout.lane - 10} height={layout.height} rx="10" />
      <rect class="lane" x={layout.lane} y="0" width={layout.width - layout.lane} height={layout.height} rx="10" />
      <text class="lane-name" x="12" y="21">
        {text.say('lessonFlowBrowser')}
      </text>
      <text class="lane-name" x={layout.lane + 12} y="21">
        {text.say('lessonFlowServer')}
      </text>
      {edges
        .toSorted((a, b) => Number(a.taken) - Number(b.taken))
        .map(({ key, way, taken, ahead, fresh }) => (
          <path
            key={key}
            class={`way${taken ? ' taken' : ''}${ahead ? ' ahead' : ''}${taken && fresh ? ' moving' : ''}`}
            d={way}
            marker-end={`url(#arrow-${taken ? 'on' : 'off'})`}
          />
        ))}
      <text class="branch" x={layout.found.x} y={layout.found.y} text-anchor="end">
        {text.say('lessonFlowYes')}
      </text>
      <text class="branch" x={layout.none.x} y={layout.none.y}>
        {text.say('lessonFlowNo')}
      </text>
      {flow.stops.map((one) => {
        const box = layout.boxes[one.place];
        return (
          <foreignObject key={one.place} x={box.x} y={box.y} width={box.width} height={box.height}>
            <PlaceBox one={one} reached={reached.includes(one.place)} here={one.place === here} />
          </foreignObject>
        );
      })}
    </svg>
  );
}

function PlaceBox({
  one,
  reached,
  here,
}: {
  readonly one: FlowStop;
  readonly reached: boolean;
  readonly here: boolean;
}) {
  const status = reached || one.status === 'ahead' ? one.status : 'untouched';
  // The list has the rest; the Set-Cookie line is shown in the drawing too.
  const shown = one.values.filter(({ key }, index) => index === 0 || key === 'lessonFlowSetCookie');
  return (
    <div class={`place ${status}${here ? ' here' : ''}`}>
      <span class="place-title">
        <span class="place-number">{status === 'broken' ? '✕' : one.number}</span>
        <Say phrase={one.title} />
      </span>
      {reached &&
        shown.map((value) => (
          <span key={value.key} class="place-value">
            <Say phrase={value} />
          </span>
        ))}
    </div>
  );
}
