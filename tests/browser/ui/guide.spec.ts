// The pages that explain, and explained words: focus, hover, layout and colours are the browser's.
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

for (const surface of ['welcome', 'help'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the ${surface} page is accessible in ${colorScheme}, wide and narrow`, async ({ openScene }) => {
      const page = await openScene('nothing', { surface, colorScheme });
      expect(await violationsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  }
}

test('the welcome page says what Sidtrail does in three pictures, and leads on', async ({ openScene }) => {
  const page = await openScene('nothing', { surface: 'welcome' });
  await expect(page.getByRole('listitem').getByRole('img')).toHaveCount(3);
  for (const picture of await page.getByRole('img').all()) {
    expect((await picture.getAttribute('aria-label'))?.length).toBeGreaterThan(20);
  }
  const targets = await page.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(targets).toEqual([
    '/extension/surfaces/tab/tab.html?sample',
    '/extension/surfaces/tab/tab.html?lesson',
    '/extension/surfaces/options/options.html',
    '/extension/surfaces/help/help.html',
  ]);
});

test('the menu of the inspector leads to help, settings and welcome page, and opens the sample', async ({
  openScene,
}) => {
  const page = await openScene('lesson');
  await page.getByRole('button', { name: 'View and settings' }).click();
  const menu = page.getByRole('dialog', { name: 'View and settings' });
  for (const [name, path] of [
    ['Help', 'help/help.html'],
    ['Sidtrail settings', 'options/options.html'],
    ['Welcome', 'welcome/welcome.html'],
  ] as const) {
    await expect(menu.getByRole('link', { name })).toHaveAttribute('href', `/extension/surfaces/${path}`);
  }
  await menu.getByRole('button', { name: 'Open a sample trace' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'This is a sample' })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(10);
  await expect(menu).toBeHidden();
  await page.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(page.getByText('This is a sample')).toBeHidden();
});

const bubble = (page: Page) => page.getByRole('tooltip');
/** A word in the details of the request whose cookie was refused. */
async function refusedWord(page: Page) {
  await page.locator('tbody tr', { hasText: '/refused' }).click();
  return page.getByRole('button', { name: 'Refused', exact: true });
}

test('a hard word is explained by hover, and the pointer may go to the explanation', async ({ openScene }) => {
  const page = await openScene('everything');
  const word = await refusedWord(page);
  await word.hover();
  await expect(bubble(page)).toContainText('the browser did not keep it');
  await bubble(page).hover();
  await expect(bubble(page)).toBeVisible();
  await page.mouse.move(2, 2);
  await expect(bubble(page)).toBeHidden();
});

test('a hard word is explained by focus; Escape closes the explanation alone', async ({ openScene }) => {
  const page = await openScene('everything', { surface: 'side-panel', width: 320 });
  const word = await refusedWord(page);
  await word.focus();
  await expect(bubble(page)).toBeVisible();
  await expect(word).toHaveAccessibleDescription(/the browser did not keep it/u);
  const box = await bubble(page).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
  await page.keyboard.press('Escape');
  await expect(bubble(page)).toBeHidden();
  await expect(word).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bubble(page)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});

test('in the popup, the ground of the answer is explained', async ({ openScene }) => {
  const page = await openScene('sample', { surface: 'popup', width: 380, height: 600 });
  await page.locator('.answer .term').click();
  await expect(bubble(page)).toBeVisible();
  await page.getByRole('heading', { name: 'Last requests' }).click();
  await expect(bubble(page)).toBeHidden();
});
