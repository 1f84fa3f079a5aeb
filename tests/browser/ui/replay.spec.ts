// The question before a request is replayed: the dialog's focus, its room and what it leaves behind are the browser's.
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

const rows = (page: Page) => page.getByRole('table', { name: 'Requests' }).locator('tbody .row.entry');
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Replay step/u });
const sent = (page: Page) =>
  page.evaluate(() => {
    const { host } = window as unknown as { host: { commands: string[] } };
    return host.commands.filter((command) => command === 'replay-request').length;
  });

/** Opens the question about a row by its context menu. */
async function askAbout(page: Page, row: number): Promise<void> {
  await rows(page).nth(row).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Replay…' }).click();
  await expect(dialog(page)).toBeVisible();
}

test('replay asks first: method, URL, what it may do, and the cookies that go along', async ({ openScene }) => {
  const page = await openScene('lesson');
  await askAbout(page, 1);
  await expect(dialog(page)).toContainText('Replay step 2?');
  await expect(dialog(page)).toContainText('GET http://localhost:3000/');
  await expect(dialog(page)).toContainText('may change something on the server');
  await expect(dialog(page).getByRole('listitem')).toHaveText(['sid session 3 m7Lt…0aB']);
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  expect(await sent(page)).toBe(0);
});

test('a replayed request is a row of its own, marked there and in the details', async ({ openScene }) => {
  const page = await openScene('lesson');
  const before = await rows(page).count();
  await askAbout(page, 1);
  await dialog(page).getByRole('button', { name: 'Replay now' }).click();
  await expect(page.locator('.notice')).toContainText('Replayed.');
  await expect(rows(page)).toHaveCount(before + 1);
  await expect(rows(page).last().locator('.cell.request')).toHaveText('Replay of step 2 GET /');
  await rows(page).last().click();
  await expect(page.locator('.details-body .facts')).toContainText(['Replay of step 2']);
  expect(await sent(page)).toBe(1);
});

test('the details have the button, or say why a request cannot be replayed', async ({ openScene }) => {
  const page = await openScene('lesson');
  const details = page.locator('.details-body');
  await rows(page).nth(1).click();
  await details.getByRole('button', { name: 'Replay…' }).click();
  await expect(dialog(page)).toContainText('Replay step 2?');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await rows(page).filter({ hasText: 'POST' }).click();
  await expect(details).toContainText('A POST request cannot be replayed');
  await expect(details.getByRole('button', { name: 'Replay…' })).toHaveCount(0);
  await rows(page).filter({ hasText: 'POST' }).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Copy URL' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Replay…' })).toHaveCount(0);
});

test('where the page has gone elsewhere, the question says so and offers nothing', async ({ openScene }) => {
  const page = await openScene('replay-elsewhere', { width: 360, height: 700 });
  await askAbout(page, 1);
  await expect(dialog(page)).toContainText('the tab shows example.com');
  await expect(dialog(page).getByRole('button', { name: 'Replay now' })).toBeDisabled();
  expect(await violationsOf(page)).toEqual([]);
});

test('the requests of an opened trace cannot be replayed: no page is there to send them', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('button', { name: 'View and settings' }).click();
  await page.getByRole('button', { name: 'Open a sample trace' }).click();
  await rows(page).nth(1).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Copy URL' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Replay…' })).toHaveCount(0);
});

test('in a low window the question begins at its beginning, and the button with the focus is in sight', async ({
  openScene,
}) => {
  const page = await openScene('lesson', { width: 1280, height: 280, surface: 'devtools' });
  await askAbout(page, 1);
  await expect(dialog(page).getByRole('heading')).toBeInViewport({ ratio: 1 });
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
});
