// The options page in a plain page: only a browser renders its forms.
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

/** The card of `example.com`, opened. */
async function siteCard(page: Page) {
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'example.com' }) });
  await card.getByText('Session cookie and counts').click();
  return card;
}

test('patterns of an earlier version become text patterns, and one that cannot is explained', async ({ openScene }) => {
  const card = await siteCard(await openScene('nothing', { surface: 'options' }));
  const patterns = card.locator('.patterns > li');
  await expect(patterns.nth(0)).toContainText('seen # times');
  await expect(patterns.nth(1)).toContainText('Regular expression');
  await expect(patterns.nth(1)).toContainText('is not read any more');
  await expect(patterns.nth(2)).toContainText('visits');
  await patterns.nth(1).getByRole('button', { name: 'Remove' }).click();
  await expect(patterns).toHaveCount(2);
});

test('a new pattern is checked, added, and tried on the last response', async ({ openScene }) => {
  const card = await siteCard(await openScene('nothing', { surface: 'options' }));
  const box = card.getByRole('textbox', { name: 'New pattern' });
  await box.fill('#');
  await box.press('Enter');
  await expect(card.getByRole('alert')).toContainText('Write some of the text around the number');
  await card.getByRole('combobox', { name: 'Kind of pattern' }).selectOption({ label: 'JSON member' });
  await box.fill('session.visits');
  await box.press('Enter');
  await expect(card.locator('.patterns > li')).toHaveCount(4);
  await card.getByRole('button', { name: 'Try on the last response' }).click();
  await expect(card.getByRole('status')).toContainText('"session.visits": 12');
});

test('a header with another meaning is refused with a reason', async ({ openScene }) => {
  const card = await siteCard(await openScene('nothing', { surface: 'options' }));
  await card.getByRole('textbox', { name: 'Count header' }).fill('Set-Cookie');
  await card.getByRole('textbox', { name: 'Count header' }).press('Enter');
  await expect(card.getByRole('alert')).toContainText('Set-Cookie carries something else');
});

test('a site is forgotten by a click, a second one spares the next, and by keys the focus stays at a place', async ({
  openScene,
}) => {
  const page = await openScene('nothing', { surface: 'options' });
  const sites = page.locator('.sites h3');
  await expect(sites).toHaveText(['localhost', 'example.com', 'shop.test']);
  const forget = page.getByRole('button', { name: /^Forget / });
  await forget.first().dblclick();
  await expect(sites).toHaveText(['localhost', 'shop.test']);
  await forget.press('Enter');
  await expect(sites).toHaveText(['localhost']);
  await expect(page.getByRole('heading', { name: 'Watched sites' })).toBeFocused();
});

test('a site that was forgotten comes back with its settings by Undo', async ({ openScene }) => {
  const page = await openScene('nothing', { surface: 'options' });
  const sites = page.locator('.sites h3');
  await page.getByRole('button', { name: /^Forget example\.com/ }).click();
  await expect(sites).toHaveText(['localhost', 'shop.test']);
  await expect(page.getByRole('status').filter({ hasText: 'example.com is forgotten' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(sites).toHaveText(['localhost', 'example.com', 'shop.test']);
  await expect(page.getByRole('heading', { name: 'Watched sites' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect((await siteCard(page)).locator('.patterns > li')).toHaveCount(3);
});

test('how many entries stay is saved, and said where it cannot be', async ({ openScene }) => {
  const page = await openScene('nothing', { surface: 'options' });
  const field = page.getByLabel('Entries to keep');
  await field.fill('2000');
  await field.press('Enter');
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.evaluate(() => {
    const { settings } = window as unknown as { settings: { setLimit: () => Promise<void> } };
    settings.setLimit = () => Promise.reject(new Error('The disk is full.'));
  });
  await field.fill('3000');
  await field.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'The disk is full.' })).toBeVisible();
  await expect(page.getByText('Saved.', { exact: true })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the options are accessible in ${colorScheme}, wide and narrow`, async ({ openScene }) => {
    const page = await openScene('nothing', { surface: 'options', colorScheme });
    await siteCard(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await violationsOf(page)).toEqual([]);
  });
}
