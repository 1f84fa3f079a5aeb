import type { FlowPlace } from './flow-places.ts';

/** A box of the drawing, in its own units (px at scale 1). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The positions of all parts of the drawing. */
export interface FlowLayout {
  /** Whether the boxes are so small that sessions show only their number. */
  readonly narrow: boolean;
  readonly width: number;
  readonly height: number;
  /** Where the server's side starts. */
  readonly lane: number;
  readonly boxes: Readonly<Record<FlowPlace, Box>>;
  /** Positions of the labels of the check's two outcomes. */
  readonly found: { readonly x: number; readonly y: number };
  readonly none: { readonly x: number; readonly y: number };
  /** Path data of curved edges; the other edges join the nearest sides. */
  readonly ways: Readonly<Record<string, string>>;
}

const wide: FlowLayout = {
  narrow: false,
  width: 660,
  height: 470,
  lane: 222,
  found: { x: 382, y: 135 },
  none: { x: 508, y: 135 },
  boxes: {
    request: { x: 12, y: 34, width: 190, height: 76 },
    again: { x: 12, y: 138, width: 190, height: 80 },
    next: { x: 12, y: 246, width: 190, height: 88 },
    store: { x: 12, y: 362, width: 190, height: 98 },
    check: { x: 340, y: 34, width: 210, height: 76 },
    retrieve: { x: 242, y: 152, width: 196, height: 84 },
    create: { x: 450, y: 152, width: 178, height: 84 },
    use: { x: 342, y: 268, width: 206, height: 70 },
    respond: { x: 262, y: 362, width: 346, height: 98 },
  },
  ways: {
    'again check': 'M202 168C272 160 270 96 334 88',
    'retrieve respond': 'M258 236C242 280 248 326 280 357',
    'check respond': 'M550 66C678 80 678 360 612 396',
  },
};

const narrow: FlowLayout = {
  narrow: true,
  width: 336,
  height: 596,
  lane: 116,
  found: { x: 176, y: 144 },
  none: { x: 282, y: 144 },
  boxes: {
    request: { x: 2, y: 28, width: 102, height: 96 },
    again: { x: 2, y: 158, width: 102, height: 118 },
    next: { x: 2, y: 312, width: 102, height: 104 },
    store: { x: 2, y: 452, width: 102, height: 138 },
    check: { x: 140, y: 28, width: 180, height: 96 },
    retrieve: { x: 122, y: 158, width: 102, height: 128 },
    create: { x: 230, y: 158, width: 94, height: 128 },
    use: { x: 146, y: 326, width: 174, height: 84 },
    respond: { x: 146, y: 452, width: 176, height: 138 },
  },
  ways: {
    'again check': 'M104 176C126 160 112 112 135 104',
    'retrieve respond': 'M132 286C120 350 120 410 142 470',
    'check respond': 'M320 112C340 200 340 390 326 470',
  },
};

/** The layout for a width in px. */
export function flowLayout(width: number): FlowLayout {
  return width < 520 ? narrow : wide;
}

/** The path data from one box to another. */
export function wayBetween(layout: FlowLayout, from: FlowPlace, to: FlowPlace): string {
  const special = layout.ways[`${from} ${to}`];
  if (special !== undefined) return special;
  const [a, b] = [layout.boxes[from], layout.boxes[to]];
  const gap = 5;
  if (a.x + a.width <= b.x) return line(a.x + a.width, middle(a), b.x - gap, clamp(middle(a), b));
  if (b.x + b.width <= a.x) return line(a.x, middle(a), b.x + b.width + gap, clamp(middle(a), b));
  const x = Math.max(a.x, b.x) + (Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) / 2;
  return a.y < b.y ? line(x, a.y + a.height, x, b.y - gap) : line(x, a.y, x, b.y + b.height + gap);
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}

/** A y coordinate within both boxes if possible, so that the line is straight. */
function clamp(y: number, { y: top, height }: Box): number {
  return Math.min(top + height - 12, Math.max(top + 12, y));
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `M${x1} ${y1}L${x2} ${y2}`;
}
