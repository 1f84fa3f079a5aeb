import { useWorld } from '../model/world.ts';
import type { Arrow, Sequence } from './sequence-layout.ts';

/** Who asked whom when. The list of evidence beside it says the same in words. */
export function SequenceDrawing({ sequence }: { readonly sequence: Sequence }) {
  const { text } = useWorld();
  const { width, height, lanes, arrows } = sequence;
  return (
    <svg class="sequence" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text.say('answerSequence')}>
      <defs>
        <marker id="sequence-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {lanes.map((lane) => (
        <g key={`${lane.kind} ${lane.name}`} class="lane">
          <text x={lane.x} y={16} text-anchor={anchorOf(lane.x, width)}>
            {lane.kind === 'tab' ? text.say('answerTab', lane.name) : lane.name}
          </text>
          <path d={`M${lane.x} 24V${height - 4}`} />
        </g>
      ))}
      {arrows.map((arrow) => (
        <SequenceArrow key={arrow.key} arrow={arrow} />
      ))}
    </svg>
  );
}

/** Names at the edge grow towards the middle. */
function anchorOf(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < width / 4) return 'start';
  return x > (width * 3) / 4 ? 'end' : 'middle';
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
