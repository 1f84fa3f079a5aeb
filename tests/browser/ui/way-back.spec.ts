// Where one was is found again: rows in sight and the focus, which a browser alone has.
import type { Page } from '@playwright/test';
import { expect, test } from './ui-test.ts';

const rows = (page: Page) => page.locator('tbody tr');
const chosen = (page: Page) => page.locator('tbody tr[aria-current="true"]');
const scroller = (page: Page) => page.locator('.scroller');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Looks at the cookies, and at the requests again. */
async function lookAway(page: Page): Promise<void> {
  await button(page, 'Cookies').click();
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveCount(0);
  await button(page, 'Requests').click();
  await expect(rows(page).first()).toBeVisible();
}

test('a step of the answer is brought into sight, and is there still after a look at another view', async ({
  openScene,
}) => {
  const page = await openScene('many-2000');
  await page.locator('.answer-others summary').click();
  await button(page, 'Step 997').click();
  await expect(chosen(page)).toBeInViewport();
  await expect(chosen(page)).toContainText('/page/46?n=996');
  await lookAway(page);
  await expect(chosen(page)).toBeInViewport();
});

test('rows that the reader has scrolled to are there again after a look at another view', async ({ openScene }) => {
  const page = await openScene('many-2000');
  await expect(rows(page).last()).toBeInViewport();
  await lookAway(page);
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '2003');
  await expect(rows(page).last()).toBeInViewport();
  await scroller(page).evaluate((element) => {
    element.scrollTop = 3000;
  });
  await expect(page.locator('[aria-rowindex="110"]')).toBeInViewport();
  await lookAway(page);
  await expect(page.locator('[aria-rowindex="110"]')).toBeInViewport();
  expect(await scroller(page).evaluate((element) => element.scrollTop)).toBe(3000);
});

test('a recording that begins anew is followed, wherever the one before it was scrolled to', async ({ openScene }) => {
  const page = await openScene('many-2000');
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '2003');
  await expect(rows(page).last()).toBeInViewport();
  await scroller(page).evaluate((element) => {
    element.scrollTop = 3000;
  });
  await expect(page.locator('[aria-rowindex="110"]')).toBeInViewport();
  await button(page, 'Clear recording').click();
  await page.evaluate(() => {
    const { host } = window as unknown as { host: { story: { creates(...cookie: string[]): unknown }; flush(): void } };
    for (let visit = 0; visit < 40; visit++) host.story.creates('sid', `s${visit}LongEnoughToBeASessionId0123456789`);
    host.flush();
  });
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '80');
  await expect(rows(page).last()).toBeInViewport();
});

test('from the steps of the answer a button over the table leads back, also when the answer is folded', async ({
  openScene,
}) => {
  const page = await openScene('sessions-40');
  const shown = await rows(page).count();
  await button(page, 'Files').click();
  await button(page, 'Why').click();
  await button(page, 'Show these steps').click();
  await expect(page.getByRole('table', { name: 'Requests' })).toBeVisible();
  const steps = await rows(page).count();
  expect(steps).toBeLessThan(shown);
  await page.getByRole('searchbox').fill('nothing has this');
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole('searchbox').fill('');
  await expect(rows(page)).toHaveCount(steps);
  await button(page, 'Less').click();
  await button(page, 'Show all steps').click();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(steps);
  await expect(button(page, 'Show all steps')).toHaveCount(0);
});

test('a step that a filter hides is shown, and the filter goes', async ({ openScene }) => {
  const page = await openScene('many-2000');
  await page.getByRole('searchbox').fill('n=5');
  await page.locator('.answer-others summary').click();
  await button(page, 'Step 997').click();
  await expect(chosen(page)).toBeInViewport();
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await page.getByRole('searchbox').fill('n=99');
  await button(page, 'Step 997').click();
  await expect(page.getByRole('searchbox')).toHaveValue('n=99');
});

test('the focus stays in the table when its row is deleted', async ({ openScene }) => {
  const page = await openScene('cookies-4');
  await button(page, 'Cookies').click();
  await rows(page).nth(2).focus();
  const next = await rows(page).nth(3).innerText();
  await page.keyboard.press('Delete');
  await expect(page.locator('tr:focus')).toHaveText(next, { useInnerText: true });
  await page.keyboard.press('ArrowUp');
  await expect(rows(page).nth(1)).toBeFocused();
});

test('who opens a tool by its button goes on in it; Escape closes it and leads to the list', async ({ openScene }) => {
  const page = await openScene('cookies-4');
  await button(page, 'Cookies').click();
  await button(page, 'Import').press('Enter');
  await expect(page.getByRole('heading', { name: 'Import' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Import' })).toHaveCount(0);
  await expect(page.locator('tr:focus')).toHaveCount(1);
});

test('a button that goes away or is disabled leaves the focus at a place', async ({ openScene }) => {
  const page = await openScene('lesson');
  await button(page, 'Delete session cookie').first().press('Enter');
  await expect(page.locator('.notice')).toContainText('Deleted sid');
  await expect(page.locator('.notice button:focus, tr:focus')).toHaveCount(1);
  await button(page, 'Clear recording').press('Enter');
  await expect(page.locator('.notice').getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice')).toContainText('The recording is back');
  // Who clicks beside everything wants it nowhere.
  await button(page, 'Recording').focus();
  await page.locator('.bar').click({ position: { x: 470, y: 20 } });
  const focused = page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return document.activeElement?.tagName;
  });
  expect(await focused).toBe('BODY');
});

test('who allows a site by keys goes on with the next step', async ({ openScene }) => {
  const page = await openScene('no-permission');
  await button(page, 'Watch example.com').press('Enter');
  await expect(button(page, 'Reload the page')).toBeFocused();
});

test('what clears a filter leaves the hidden kinds as they are, unless they alone hide the rows', async ({
  openScene,
}) => {
  const page = await openScene('no-session');
  const kind = (name: string) => page.locator('.kinds').getByRole('button', { name });
  const rows = page.locator('tbody .row.entry');
  await kind('API').click();
  await page.getByRole('searchbox').fill('nothing like it');
  await button(page, 'Clear the filter').click();
  await expect(rows).toHaveCount(2);
  for (const name of ['API', 'Static']) await expect(kind(name)).toHaveAttribute('aria-pressed', 'false');
  await kind('Pages').click();
  await button(page, 'Clear the filter').click();
  await expect(rows).toHaveCount(2);
});
