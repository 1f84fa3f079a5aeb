// The language that the user chose: focus, what a page keeps while it is drawn again, and `lang` are the browser's.
import { expect, test, violationsOf } from './ui-test.ts';

test('the language changes at once, and nothing that was looked at is lost', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('searchbox').fill('login');
  await expect(page.locator('tbody .row.entry')).toHaveCount(1);
  await page.getByRole('button', { name: 'View and settings' }).click();
  const language = page.getByLabel('Language');
  await language.selectOption({ label: 'Deutsch' });
  await expect(page.getByRole('columnheader', { name: 'Zähler' })).toBeVisible();
  await expect(page.getByLabel('Sprache')).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
  expect(await violationsOf(page)).toEqual([]);
  await expect(page.getByRole('searchbox')).toHaveValue('login');
  await expect(page.locator('tbody .row.entry')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('anlegen');
  await expect(page.locator('tbody .row.entry')).toHaveCount(2);
  await expect(page.locator('tbody .row.entry').first()).toContainText('Neue Sitzung anlegen');
});

test('a trace that is open stays open in the other language', async ({ openScene }) => {
  const page = await openScene('nothing');
  await page.getByRole('main').getByRole('button', { name: 'Open a sample trace' }).click();
  const rows = page.locator('tbody .row.entry');
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await page.getByRole('button', { name: 'View and settings' }).click();
  await page.getByLabel('Language').selectOption({ label: 'Deutsch' });
  await expect(page.getByRole('columnheader', { name: 'Zähler' })).toBeVisible();
  await expect(rows).toHaveCount(before);
});

test('the settings have the same choice', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'options' });
  await page.getByLabel(/^For all of/u).selectOption({ label: 'Deutsch' });
  await expect(page.getByRole('heading', { name: 'Sidtrail-Einstellungen' })).toBeVisible();
  await expect(page).toHaveTitle('Sidtrail-Einstellungen');
  expect(await violationsOf(page)).toEqual([]);
});
