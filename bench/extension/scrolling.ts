import type { Page } from '@playwright/test';
import { quantile } from '../statistics.ts';

/** How far a frame scrolls: a wheel turned fast, or the scroll bar dragged from end to end in a second and a half. */
export type Pace = 'wheel' | 'drag';

const FRAMES = 180;
const WHEEL_PX = 120;
const FRAME_MS = 1000 / 60;

/** How long one scrolling lasts at most, in ms: on a machine that drops most frames, fewer are counted. */
const LONGEST = 6000;

/** Scrolls the page's table down and up again: what each frame took, in ms; none where nothing can be scrolled. */
export function scrollTable(page: Page, pace: Pace): Promise<number[]> {
  return page.evaluate(
    async ([frames, wheel, longest]) => {
      const scroller = [...document.querySelectorAll('*')].find(
        (element) =>
          element.scrollHeight > element.clientHeight + 100 && getComputedStyle(element).overflowY !== 'visible',
      );
      const lasted: number[] = [];
      if (scroller === undefined) return lasted;
      const step = wheel ?? scroller.scrollHeight / (frames / 2);
      scroller.scrollTop = 0;
      let last = await new Promise<number>(requestAnimationFrame);
      const began = last;
      for (let frame = 0; frame < frames && last - began < longest; frame++) {
        scroller.scrollTop = frame < frames / 2 ? frame * step : (frames - frame) * step;
        const now = await new Promise<number>(requestAnimationFrame);
        lasted.push(now - last);
        last = now;
      }
      return lasted;
    },
    [FRAMES, pace === 'wheel' ? WHEEL_PX : null, LONGEST] as const,
  );
}

/** `dropped of frames (p99 ms)`, for a table: dropped are frames longer than 1.5 sixtieths of a second. */
export function scrollingCell(frames: readonly number[]): string {
  if (frames.length === 0) return '–';
  const dropped = frames.filter((lasted) => lasted > 1.5 * FRAME_MS).length;
  return `${dropped} of ${frames.length} (${quantile(frames, 0.99).toFixed(0)})`;
}
