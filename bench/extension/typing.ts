import type { Page } from '@playwright/test';
import { median } from '../statistics.ts';

/** ms from a keystroke in the page's search box to the end of the frame after it. */
export async function typeIntoSearch(page: Page, text: string): Promise<number> {
  const box = page.getByRole('searchbox');
  return box.evaluate(async (input, value) => {
    const start = performance.now();
    (input as HTMLInputElement).value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - start;
  }, text);
}

/** Empties the search box, and waits until all rows are there again. */
export async function clearSearch(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('');
}

/** `median (longest)`, for a table. */
export function typingCell(costs: readonly number[]): string {
  return `${median(costs).toFixed(0)} (${Math.max(...costs).toFixed(0)})`;
}
