import type { Evidence } from '../../trace/findings/finding.ts';

/** A vertical line of the picture: a tab, or a server. */
export interface Lane {
  readonly kind: 'tab' | 'server';
  /** `A`, `B` … for tabs; the host with its port for servers. */
  readonly name: string;
  /** The name as it is drawn, cut in the middle where it is too long. */
  readonly label: string;
  /** From the left, in the picture's units. */
  readonly x: number;
  /** Where its name stands: from the top, and which way it grows. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
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
  /** Where the lines begin, beneath the names. */
  readonly top: number;
  readonly lanes: readonly Lane[];
  readonly arrows: readonly Arrow[];
}

const WIDTH = 420;
/** Between the lowest name and the lines, and between it and the first arrow. */
const UNDER_NAMES = { line: 8, arrow: 20 };
const STEP = 25;
const SLANT = 12;
const MARGIN = 46;
/** Of the names, in px of the picture, as `.sequence text` draws them. */
const NAME = { first: 16, line: 13, character: 6.4 };
/** As long as `Tab A`. */
const TAB_NAME = 6;

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

/** Names at the edge grow towards the middle. */
function anchorOf(x: number): Lane['anchor'] {
  if (x < WIDTH / 4) return 'start';
  return x > (WIDTH * 3) / 4 ? 'end' : 'middle';
}

/** A name of at most `room` characters. Hosts differ at their beginning, or at their end by a port. */
function fitted(name: string, room: number): string {
  const characters = Array.from(name);
  if (characters.length <= room) return name;
  const end = Math.floor((room - 1) / 2);
  return `${characters.slice(0, room - 1 - end).join('')}…${characters.slice(-end).join('')}`;
}

/** From where to where a name goes. */
function spanOf({ kind, label, x }: Pick<Lane, 'kind' | 'label' | 'x'>): {
  readonly from: number;
  readonly to: number;
} {
  const width = (kind === 'tab' ? TAB_NAME : Array.from(label).length) * NAME.character;
  const anchor = anchorOf(x);
  const before = anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2;
  return { from: x - before, to: x - before + width };
}

/** The lanes: the first tab at the left, servers in the middle, further tabs at the right. */
function lanesOf(evidence: readonly Evidence[]): Lane[] {
  const tabs = [...new Set(evidence.map(({ entry }) => entry.tabId))];
  const servers = [...new Set(evidence.map(({ entry }) => hostOf(entry.url)))];
  const names: Pick<Lane, 'kind' | 'name'>[] = [
    { kind: 'tab', name: 'A' },
    ...servers.map((name) => ({ kind: 'server' as const, name })),
    ...tabs.slice(1).map((_tab, index) => ({ kind: 'tab' as const, name: String.fromCharCode(66 + index) })),
  ];
  const gap = (WIDTH - 2 * MARGIN) / (names.length - 1);
  // A name in the middle and one at the edge share two gaps of a line: half of the one, all of the other.
  const room = Math.floor((names.length === 2 ? gap - TAB_NAME * NAME.character : (gap * 4) / 3) / NAME.character) - 1;
  const placed = names.map((lane, index) => ({
    ...lane,
    label: fitted(lane.name, room),
    x: MARGIN + gap * index,
  }));
  const isTight = placed.some((lane, index) => {
    const next = placed[index + 1];
    return next !== undefined && spanOf(lane).to + NAME.character > spanOf(next).from;
  });
  // Where names would meet, every second one stands on a line of its own.
  return placed.map((lane, index) => ({
    ...lane,
    y: NAME.first + (isTight ? (index % 2) * NAME.line : 0),
    anchor: anchorOf(lane.x),
  }));
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
  const top = Math.max(...lanes.map(({ y }) => y));
  const moments = shown.flatMap(({ entry, code }, at) => [
    { entry, code, way: 'request' as const, time: entry.startedDateTime },
    { entry, code, way: 'answer' as const, time: ends[at] ?? entry.startedDateTime },
  ]);
  moments.sort((a, b) => a.time - b.time || (a.way === 'request' ? -1 : 1));
  const arrows = moments.map(({ entry, code, way }, row): Arrow => {
    const tab = xOf('tab', String.fromCharCode(65 + tabs.indexOf(entry.tabId)));
    const server = xOf('server', hostOf(entry.url));
    const y = top + UNDER_NAMES.arrow + row * STEP;
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
  const height = top + UNDER_NAMES.arrow + moments.length * STEP + 10;
  return { width: WIDTH, height, top: top + UNDER_NAMES.line, lanes, arrows };
}
