import type { Page } from '@playwright/test';
import { quantile } from '../statistics.ts';

/** What a table's frames took while it was scrolled. */
export interface Scrolling {
  readonly frames: number;
  /** Frames longer than 1.5 sixtieths of a second. */
  readonly dropped: number;
  /** ms */
  readonly p99: number;
}

/** How far a frame scrolls: a wheel turned fast, or the scroll bar dragged from end to end in a second and a half. */
export type Pace = 'wheel' | 'drag';

const FRAMES = 180;
const WHEEL_PX = 120;
const FRAME_MS = 1000 / 60;

/** Scrolls the page's table down and up again. */
export async function scrollTable(page: Page, pace: Pace): Promise<Scrolling> {
  const deltas = await page.evaluate(
    async ([frames, wheel]) => {
      const scroller = [...document.querySelectorAll('*')].find(
        (element) =>
          element.scrollHeight > element.clientHeight + 100 && getComputedStyle(element).overflowY !== 'visible',
      );
      const lasted: number[] = [];
      if (scroller === undefined) return lasted;
      const step = wheel ?? scroller.scrollHeight / (frames / 2);
      scroller.scrollTop = 0;
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame++) {
        scroller.scrollTop = frame < frames / 2 ? frame * step : (frames - frame) * step;
        const now = await new Promise<number>(requestAnimationFrame);
        lasted.push(now - last);
        last = now;
      }
      return lasted;
    },
    [FRAMES, pace === 'wheel' ? WHEEL_PX : null] as const,
  );
  return {
    frames: deltas.length,
    dropped: deltas.filter((delta) => delta > 1.5 * FRAME_MS).length,
    p99: quantile(deltas, 0.99),
  };
}

/** `dropped of frames (p99 ms)`, for a table. */
export function scrollingCell({ dropped, frames, p99 }: Scrolling): string {
  return `${dropped} of ${frames} (${p99.toFixed(0)})`;
}
