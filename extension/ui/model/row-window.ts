/** Which rows of a list are drawn. All rows have the same height, so the cost does not depend on their number. */
export interface RowWindow {
  /** Index of the first drawn row. */
  readonly start: number;
  /** Index after the last drawn row. */
  readonly end: number;
}

/** Sizes in px. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

// The window moves in steps, so that scrolling by one row draws nothing; the margin hides this.
const step = 8;
const margin = 8;

/** The rows to draw for a viewport, with some beyond each edge. */
export function rowWindow({ scrollTop, height, rowHeight }: Viewport, count: number): RowWindow {
  const top = Math.floor(drawnFrom(scrollTop, rowHeight) / rowHeight);
  const visible = Math.ceil(height / rowHeight);
  const start = Math.floor(Math.max(0, top - margin) / step) * step;
  const end = Math.ceil((top + step + visible + margin) / step) * step;
  return { start: Math.min(start, Math.max(0, count - 1)), end: Math.min(count, end) };
}

/** The rows of which something is seen. */
export function rowsInSight({ scrollTop, height, rowHeight }: Viewport, count: number): RowWindow {
  const start = Math.floor(Math.max(0, scrollTop) / rowHeight);
  return { start, end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight)) };
}

/**
 * The rows to draw after a scroll, beside those drawn before. Where none of the rows in sight was drawn, as while a scroll
 * bar is dragged, it is only them (`isPart`): twice as many take twice as long, and nobody sees the others.
 */
export function windowAfterScroll(
  viewport: Viewport,
  count: number,
  before: RowWindow,
): RowWindow & { readonly isPart: boolean } {
  const { start, end } = rowsInSight(viewport, count);
  const isFar = start < end && (start >= before.end || end <= before.start);
  return isFar ? { start, end, isPart: true } : { ...rowWindow(viewport, count), isPart: false };
}

/** The scrollTop up to which `rowWindow` answers the same: state that holds it redraws only where rows change. */
export function drawnFrom(scrollTop: number, rowHeight: number): number {
  const height = step * rowHeight;
  return Math.floor(Math.max(0, scrollTop) / height) * height;
}

/** Whether at least half of the last row is visible. */
export function atEnd({ scrollTop, height, rowHeight }: Viewport, count: number): boolean {
  return scrollTop + height >= (count - 0.5) * rowHeight;
}

/** The scrollTop that makes a row visible with the least movement. */
export function scrollFor({ scrollTop, height, rowHeight }: Viewport, index: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}
