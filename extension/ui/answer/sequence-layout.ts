import type { Evidence } from '../../trace/findings/finding.ts';

/** A vertical line of the picture: a tab, or a server. */
export interface Lane {
  readonly kind: 'tab' | 'server';
  /** `A`, `B` … for tabs; the host with its port for servers. */
  readonly name: string;
  /** From the left, in the picture's units. */
  readonly x: number;
}

/** An arrow: a request on its way, or its answer. */
export interface Arrow {
  readonly key: string;
  readonly step: number;
  readonly way: 'request' | 'answer';
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly tone: 'plain' | 'good' | 'bad';
  readonly label: string;
}

/** The picture of who asked whom when. */
export interface Sequence {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly arrows: readonly Arrow[];
}

const WIDTH = 420;
const TOP = 36;
const STEP = 25;
const SLANT = 12;
const MARGIN = 46;

/** More would not be read. */
const MAX_ROWS = 6;
const LONGEST_LABEL = 26;

const BAD = new Set<Evidence['code']>([
  'denied',
  'asked-to-sign-in',
  'cleared',
  'overwrote',
  'failed',
  'too-large',
  'not-kept',
]);

function shortened(label: string): string {
  const characters = Array.from(label);
  return characters.length <= LONGEST_LABEL ? label : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '?';
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

/** The lanes: the first tab at the left, servers in the middle, further tabs at the right. */
function lanesOf(evidence: readonly Evidence[]): Lane[] {
  const tabs = [...new Set(evidence.map(({ entry }) => entry.tabId))];
  const servers = [...new Set(evidence.map(({ entry }) => hostOf(entry.url)))];
  const names: Omit<Lane, 'x'>[] = [
    { kind: 'tab', name: 'A' },
    ...servers.map((name) => ({ kind: 'server' as const, name })),
    ...tabs.slice(1).map((_tab, index) => ({ kind: 'tab' as const, name: String.fromCharCode(66 + index) })),
  ];
  const gap = names.length < 2 ? 0 : (WIDTH - 2 * MARGIN) / (names.length - 1);
  return names.map((lane, index) => ({ ...lane, x: MARGIN + gap * index }));
}

/**
 * Lays out the evidence as a sequence picture; undefined where a list says it as well: one tab, one server, and no two
 * requests under way at once.
 */
export function sequenceOf(evidence: readonly Evidence[]): Sequence | undefined {
  const shown = evidence.slice(-MAX_ROWS);
  const tabs = [...new Set(shown.map(({ entry }) => entry.tabId))];
  const servers = [...new Set(shown.map(({ entry }) => hostOf(entry.url)))];
  const ends = shown.map(({ entry }) => entry.respondedAt ?? entry.startedDateTime);
  const crosses = shown.some(({ entry }, at) => at > 0 && entry.startedDateTime < (ends[at - 1] ?? 0));
  if (shown.length < 2 || (tabs.length === 1 && servers.length === 1 && !crosses)) return undefined;
  const lanes = lanesOf(shown);
  const xOf = (kind: Lane['kind'], name: string): number =>
    lanes.find((lane) => lane.kind === kind && lane.name === name)?.x ?? MARGIN;
  const moments = shown.flatMap(({ entry, code }, at) => [
    { entry, code, way: 'request' as const, time: entry.startedDateTime },
    { entry, code, way: 'answer' as const, time: ends[at] ?? entry.startedDateTime },
  ]);
  moments.sort((a, b) => a.time - b.time || (a.way === 'request' ? -1 : 1));
  const arrows = moments.map(({ entry, code, way }, row): Arrow => {
    const tab = xOf('tab', String.fromCharCode(65 + tabs.indexOf(entry.tabId)));
    const server = xOf('server', hostOf(entry.url));
    const y = TOP + row * STEP;
    const [from, to] = way === 'request' ? [tab, server] : [server, tab];
    const isBad = BAD.has(code);
    return {
      key: `${entry.id} ${way}`,
      step: entry.step,
      way,
      from: { x: from, y },
      to: { x: to + (to > from ? -4 : 4), y: y + SLANT },
      tone: way === 'request' ? 'plain' : isBad ? 'bad' : 'good',
      label: shortened(
        way === 'request'
          ? `${entry.step} ${entry.method} ${pathOf(entry.url)}`
          : `${entry.status ?? entry.error ?? ''}`,
      ),
    };
  });
  return { width: WIDTH, height: TOP + moments.length * STEP + 10, lanes, arrows };
}
