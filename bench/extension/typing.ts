import type { Page } from '@playwright/test';

/** ms from a keystroke in the page's search box to the end of the frame after it, for each of some texts. */
export async function typeIntoSearch(page: Page, texts: readonly string[]): Promise<number[]> {
  const box = page.getByRole('searchbox');
  const costs: number[] = [];
  for (const text of texts) {
    costs.push(
      await box.evaluate(async (input, value) => {
        const start = performance.now();
        (input as HTMLInputElement).value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        const handled = performance.now() - start;
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve));
        return Math.max(handled, performance.now() - start);
      }, text),
    );
  }
  await box.fill('');
  return costs;
}
