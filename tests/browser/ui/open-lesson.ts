import type { Page } from '@playwright/test';

/** Opens the lesson of a scene. */
export async function lesson(page: Page): Promise<Page> {
  await page.getByRole('navigation').getByRole('button', { name: 'Lesson', exact: true }).click();
  await page.getByRole('heading', { name: 'How sessions work' }).waitFor();
  return page;
}

/** The button that chooses a way to learn. */
export const way = (page: Page, name: string) => page.locator('.ways').getByRole('button', { name });
