// Notices end by the clock, wait for pointer and focus, and belong to their view: all that is the browser's.
import type { Page } from '@playwright/test';
import { expect, test } from './ui-test.ts';

const notice = (page: Page) => page.locator('.notice');

/** Lets the frames pass in which what was just done takes effect. */
const drawn = (page: Page) => page.clock.runFor(200);

/** The scene on a page with a clock of its own that the test moves; the shared page keeps its own. */
async function onClock(shared: Page, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await shared
    .context()
    .browser()
    ?.newContext({ viewport: { width: 1280, height: 800 } });
  if (context === undefined) throw new Error('The shared page has no browser.');
  try {
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(shared.url());
    await page.getByRole('button', { name: 'Delete session cookie' }).first().click();
    await notice(page).waitFor();
    await drawn(page);
    await act(page);
  } finally {
    await context.close();
  }
}

test('a notice ends after some seconds', async ({ openScene }) => {
  await onClock(await openScene('lesson'), async (page) => {
    await page.mouse.move(5, 5);
    await page.clock.fastForward(15_000);
    await expect(notice(page)).toBeVisible();
    await page.clock.fastForward(6_000);
    await expect(notice(page)).toHaveCount(0);
  });
});

test('a notice waits while the pointer or the focus is on it', async ({ openScene }) => {
  await onClock(await openScene('lesson'), async (page) => {
    await notice(page).hover();
    await drawn(page);
    await page.clock.fastForward(60_000);
    await expect(notice(page)).toBeVisible();
    await notice(page).getByRole('button', { name: 'Undo' }).focus();
    await page.mouse.move(5, 5);
    await page.getByRole('searchbox').focus();
    await drawn(page);
    await page.clock.fastForward(21_000);
    await expect(notice(page)).toHaveCount(0);
  });
});

test('a notice belongs to the view in which it came', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('button', { name: 'Delete session cookie' }).first().click();
  await expect(notice(page)).toBeVisible();
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('button', { name: 'Files' }).click();
  await expect(notice(page)).toHaveCount(0);
  await views.getByRole('button', { name: 'Requests' }).click();
  await expect(notice(page).getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('what failed stays until it is put away', async ({ openScene }) => {
  await onClock(await openScene('refuses'), async (page) => {
    await page.mouse.move(5, 5);
    await page.clock.fastForward(120_000);
    await expect(notice(page)).toBeVisible();
    await notice(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice(page)).toHaveCount(0);
  });
});
