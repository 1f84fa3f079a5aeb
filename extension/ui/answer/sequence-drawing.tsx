import { useWorld } from '../model/world.ts';
import type { Arrow, Sequence } from './sequence-layout.ts';

/** Who asked whom when. The list of evidence beside it says the same in words. */
export function SequenceDrawing({ sequence }: { readonly sequence: Sequence }) {
  const { text } = useWorld();
  const { width, height, top, lanes, arrows } = sequence;
  return (
    <svg class="sequence" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text.say('answerSequence')}>
      <defs>
        <marker id="sequence-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {lanes.map((lane) => (
        <g key={`${lane.kind} ${lane.name}`} class="lane">
          <text x={lane.x} y={lane.y} text-anchor={lane.anchor}>
            {lane.kind === 'tab' ? text.say('answerTab', lane.name) : lane.label}
          </text>
          <path d={`M${lane.x} ${top}V${height - 4}`} />
        </g>
      ))}
      {arrows.map((arrow) => (
        <SequenceArrow key={arrow.key} arrow={arrow} />
      ))}
    </svg>
  );
}

function SequenceArrow({ arrow }: { readonly arrow: Arrow }) {
  const { from, to, tone, label, way } = arrow;
  return (
    <g class={`arrow ${tone} ${way}`}>
      <path d={`M${from.x} ${from.y}L${to.x} ${to.y}`} marker-end="url(#sequence-head)" />
      <text x={(from.x + to.x) / 2} y={Math.min(from.y, to.y) - 1} text-anchor="middle">
        {label}
      </text>
    </g>
  );
}
