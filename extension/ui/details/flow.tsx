import type { RequestEntry, SessionEffect } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { type FlowNode, flowEdges, flowLabels, flowPath, runsAlong } from '../words/flow-path.ts';

interface Place {
  /** Centre of the node, in percent of the drawing. */
  readonly x: number;
  readonly y: number;
}

const places: Readonly<Record<FlowNode, Place>> = {
  request: { x: 10, y: 50 },
  'without-id': { x: 35, y: 26 },
  'with-id': { x: 35, y: 74 },
  create: { x: 62, y: 16 },
  retrieve: { x: 62, y: 50 },
  end: { x: 62, y: 84 },
  outcome: { x: 88, y: 50 },
};

/** A small version of the lesson's flow: all possible paths, with this request's path highlighted. */
export function Flow({ entry, effect }: { readonly entry: RequestEntry; readonly effect: SessionEffect | undefined }) {
  const { text } = useWorld();
  const path = flowPath(entry, effect);
  const label = (node: FlowNode): MessageKey =>
    node === 'outcome' ? path.outcome : (path.labels?.[node] ?? flowLabels[node]);
  const nodes = Object.keys(places) as FlowNode[];
  const spoken = path.nodes.map((node) => text.say(label(node))).join(' → ');
  return (
    <div class={`flow ${path.tone}`} role="img" aria-label={text.say('flowSpoken', spoken)}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {flowEdges
          .map((edge) => ({ edge, taken: runsAlong(path, edge) }))
          .sort((a, b) => Number(a.taken) - Number(b.taken))
          .map(({ edge: [from, to], taken }) => (
            <path key={`${from} ${to}`} class={taken ? 'edge taken' : 'edge'} d={curve(places[from], places[to])} />
          ))}
      </svg>
      {nodes
        .filter((node) => node !== 'outcome' || path.nodes.includes('outcome') || path.nodes.length > 1)
        .map((node) => (
          <span
            key={node}
            class={path.nodes.includes(node) ? 'node taken' : 'node'}
            style={{ left: `${places[node].x}%`, top: `${places[node].y}%` }}
          >
            {text.say(label(node))}
          </span>
        ))}
    </div>
  );
}

function curve(from: Place, to: Place): string {
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
