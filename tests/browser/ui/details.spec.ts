// What the details reveal, and where their switches stand, is drawn by the browser.
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

const details = (page: Page) => page.getByRole('region', { name: /^(?:Step|End of session) /u });
const row = (page: Page, path: string) => page.locator('tbody .row.entry').filter({ hasText: path });
const session = 'aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO';

test('harmless values are shown, secrets are not until all of the pane are revealed', async ({ openScene }) => {
  const page = await openScene('everything', { height: 1200 });
  await row(page, '/login?next').click();
  await expect(details(page)).toContainText('theme=dark');
  await expect(details(page).getByRole('button', { name: 'Reveal the value of theme' })).toHaveCount(0);
  await expect(details(page)).not.toContainText(session);
  await details(page).getByRole('button', { name: 'Reveal all values of this pane' }).click();
  await expect(details(page)).toContainText(session);
  await details(page).getByRole('button', { name: 'Reveal the value of sid' }).first().click();
  await expect(details(page).getByText(session)).toHaveCount(0);
  await details(page).getByRole('button', { name: 'Reveal all values of this pane' }).click();
  await expect(details(page)).not.toContainText(session);
});

test('both heads are shown as recorded, masked until revealed', async ({ openScene }) => {
  const page = await openScene('everything', { height: 1200 });
  await row(page, '/logout').click();
  await details(page).getByText('Request and response heads').click();
  const heads = details(page).locator('.head-lines');
  await expect(heads).toHaveCount(2);
  await expect(heads.nth(0)).toContainText('POST http://localhost:3000/logout');
  await expect(heads.nth(0)).toContainText('cookie: sid=m7Lt...0aB~1');
  await expect(heads.nth(1)).toContainText('set-cookie: sid=; Path=/; Max-Age=0');
  await expect(heads.nth(1)).toContainText('location: /bye');
  expect(await violationsOf(page)).toEqual([]);
  await details(page).locator('.heads').getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(heads.nth(0)).toContainText('cookie: sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB');
});

test('a hard word that takes two lines begins both of them at the same place', async ({ openScene }) => {
  const page = await openScene('lesson', { lang: 'de' });
  const term = page.locator('.details .facts .term', { hasText: 'Nur dieser Host' });
  const lines = await term.evaluate((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    return [...range.getClientRects()].map(({ left }) => Math.round(left));
  });
  expect(lines.length).toBe(2);
  expect(new Set(lines).size).toBe(1);
});

test('the switch that follows the newest request keeps its place', async ({ openScene }) => {
  const page = await openScene('lesson');
  const newest = details(page).getByRole('button', { name: 'Newest', exact: true });
  const before = await newest.boundingBox();
  await expect(newest).toHaveAttribute('aria-pressed', 'true');
  await newest.click();
  const follow = details(page).getByRole('button', { name: 'Follow newest', exact: true });
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  expect(await follow.boundingBox()).toEqual(before);
});
