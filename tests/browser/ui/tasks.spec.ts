// How many clicks common tasks take: a browser does them, and the table in docs/tasks.md must say the same.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './ui-test.ts';

/** Clicks, and counts them. */
class Hand {
  clicks = 0;

  async click(target: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
    this.clicks += 1;
    await target.click({ button });
  }

  async doubleClick(target: Locator): Promise<void> {
    this.clicks += 2;
    await target.dblclick();
  }
}

const row = (page: Page, words: string) => page.locator('tbody .row').filter({ hasText: words });
const details = (page: Page) => page.getByRole('region', { name: /^Step /u });

/** Each task, as the first column of the table names it. */
const TASKS: Readonly<Record<string, (page: Page, hand: Hand) => Promise<void>>> = {
  'see which response changed the session’s id': async (page) => {
    await expect(row(page, 'New id, count goes on')).toContainText('/login');
  },
  'read why a response’s cookie was refused': async (page, hand) => {
    await hand.click(row(page, 'Cookie refused'));
    await expect(details(page)).toContainText('Refused');
    await expect(details(page)).toContainText('example.org');
  },
  'delete the session’s cookie': async (page, hand) => {
    await hand.click(page.getByRole('button', { name: 'Delete session cookie' }));
    await expect(row(page, 'you deleted its cookie').last()).toBeVisible();
  },
  'take that back': async (page, hand) => {
    await page.getByRole('button', { name: 'Delete session cookie' }).click();
    await hand.click(page.getByRole('status').getByRole('button', { name: 'Undo' }));
    await expect(page.locator('.notice-place')).toContainText('is back');
  },
  'change a cookie’s value': async (page, hand) => {
    await hand.click(page.getByRole('button', { name: 'Cookies', exact: true }));
    await hand.doubleClick(row(page, 'theme').locator('.cell.value'));
    await page.getByRole('textbox', { name: 'Value of theme' }).fill('light');
    await page.keyboard.press('Enter');
    await expect(page.locator('.notice-place')).toContainText('theme');
  },
  'copy a request as curl': async (page, hand) => {
    await hand.click(row(page, '/missing'), 'right');
    await hand.click(page.getByRole('menuitem', { name: 'Copy as curl', exact: true }));
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { host: { copied: string } }).host.copied))
      .toContain('curl ');
  },
};

/** What the table says of Sidtrail. */
function documented(): ReadonlyMap<string, number> {
  const page = readFileSync(new URL('../../../docs/tasks.md', import.meta.url), 'utf8');
  const lines = page.matchAll(/^\| ([^|]+) \| (\d+) \|/gmu);
  return new Map([...lines].map(([, task = '', clicks]) => [task.replaceAll("'", '’'), Number(clicks)]));
}

test('the table names these tasks and no others', () => {
  expect([...documented().keys()]).toEqual(Object.keys(TASKS));
});

for (const [name, work] of Object.entries(TASKS)) {
  test(`clicks to ${name}: as the table says`, async ({ openScene }) => {
    const page = await openScene('everything', { height: 1000 });
    const hand = new Hand();
    await work(page, hand);
    expect(hand.clicks).toBe(documented().get(name));
  });
}
