import type { FlowStatus } from '../flow.ts';
import { flowLayout, wayBetween } from '../flow-layout.ts';
import { type FlowPlace, flowEdges } from '../flow-places.ts';
import { escapeHtml } from './escape.ts';

/** A place of the drawing in words, secrets already hidden. */
export interface WrittenPlace {
  readonly place: FlowPlace;
  readonly number: number;
  readonly title: string;
  readonly status: FlowStatus;
  readonly values: readonly string[];
}

/** The concept flow of one request. */
export interface WrittenFlow {
  readonly title: string;
  readonly caption: string;
  readonly browser: string;
  readonly server: string;
  readonly places: readonly WrittenPlace[];
  readonly path: readonly FlowPlace[];
}

/** Wide enough for the layout with two roomy columns, in px. */
const WIDE = 660;

/** The drawing, and the same as a list: for the ear, and for windows where the drawing would be too small to read. */
export function flowHtml(flow: WrittenFlow): string {
  const { width, height, lane, boxes } = flowLayout(WIDE);
  const taken = (from: FlowPlace, to: FlowPlace): boolean =>
    flow.path.some((place, at) => place === from && flow.path[at + 1] === to);
  const ways = flowEdges.map(
    ([from, to]) =>
      `<path class="${taken(from, to) ? 'way taken' : 'way'}" d="${wayBetween(flowLayout(WIDE), from, to)}" marker-end="url(#tip)"/>`,
  );
  const places = flow.places.map(({ place, number, title, status, values }) => {
    const { x, y, width: w, height: h } = boxes[place];
    const shown = values.map((value) => `<span>${escapeHtml(value)}</span>`).join('');
    return `<foreignObject x="${x}" y="${y}" width="${w}" height="${h}"><div class="place ${status}"><b>${number} ${escapeHtml(title)}</b>${shown}</div></foreignObject>`;
  });
  const items = flow.places
    .filter(({ status }) => status !== 'untouched')
    .map(({ number, title, values }) => `<li value="${number}">${escapeHtml([title, ...values].join(': '))}</li>`);
  return `<p>${escapeHtml(flow.caption)}</p>
<svg class="flow" viewBox="0 0 ${width} ${height}" aria-hidden="true">
<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
<rect class="lane" width="${lane - 10}" height="${height}" rx="10"/><rect class="lane" x="${lane}" width="${width - lane}" height="${height}" rx="10"/>
<text x="12" y="21">${escapeHtml(flow.browser)}</text><text x="${lane + 12}" y="21">${escapeHtml(flow.server)}</text>
${ways.join('\n')}
${places.join('\n')}
</svg>
<ol class="flow-list">
${items.join('\n')}
</ol>`;
}
