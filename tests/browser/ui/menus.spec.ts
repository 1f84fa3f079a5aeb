// The context menu and the selection of several rows: focus, pointers and what is copied are the browser's.
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

const rows = (page: Page) => page.getByRole('table', { name: 'Requests' }).locator('tbody .row.entry');
const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });
const copied = (page: Page) => page.evaluate(() => (window as unknown as { host: { copied: string } }).host.copied);
const marked = (page: Page) => rows(page).and(page.locator('[aria-selected="true"]'));
const session = 'aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO';

test('a right click opens the menu of a row; what it copies is masked until that is switched off', async ({
  openScene,
}) => {
  const page = await openScene('everything');
  await rows(page).filter({ hasText: '/missing' }).click({ button: 'right' });
  await expect(item(page, 'Copy URL')).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  await item(page, 'Copy as curl').click();
  await expect(menu(page)).toHaveCount(0);
  await expect.poll(() => copied(page)).toContain("curl 'http://localhost:3000/missing'");
  expect(await copied(page)).not.toContain(session);
  await rows(page).filter({ hasText: '/missing' }).click({ button: 'right' });
  const mask = menu(page).getByRole('menuitemcheckbox', { name: 'Mask secrets in copies' });
  await expect(mask).toHaveAttribute('aria-checked', 'true');
  await mask.click();
  await expect(mask).toHaveAttribute('aria-checked', 'false');
  await item(page, 'Copy sent cookies').click();
  await expect.poll(() => copied(page)).toBe(`sid=${session}`);
});

test('a hard word in a row is explained where the pointer is, and a tap explains it and opens the details', async ({
  openScene,
}) => {
  const page = await openScene('lesson');
  const word = rows(page).filter({ hasText: 'POST' }).locator('.term');
  const bubble = page.getByRole('tooltip');
  await word.hover();
  await expect(bubble).toContainText('kept the session: usual at a sign-in');
  expect(await violationsOf(page)).toEqual([]);
  await rows(page).first().locator('.cell.step').hover();
  await expect(bubble).toHaveCount(0);
  // How a session ended is one, too: its cause is what is explained.
  const cause = page.locator('tbody .row.end .term').getByText('you deleted its cookie', { exact: true });
  await cause.hover();
  await expect(bubble).toContainText('The server may still keep the session');
  const refused = await openScene('everything');
  await rows(refused).filter({ hasText: '/refused' }).locator('.term').click();
  await expect(bubble).toContainText('the browser did not keep it');
  await expect(rows(refused).filter({ hasText: '/refused' })).toHaveAttribute('aria-current', 'true');
});

for (const key of ['Shift+F10', 'ContextMenu']) {
  test(`${key} opens the menu of the row in focus, arrows and letters move in it, Escape goes back`, async ({
    openScene,
  }) => {
    const page = await openScene('everything');
    const row = rows(page).filter({ hasText: '/missing' });
    await row.click();
    await row.focus();
    await page.keyboard.press(key);
    await expect(item(page, 'Copy URL')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(item(page, 'Copy the ID of session 4')).toBeFocused();
    await page.keyboard.press('s');
    await expect(item(page, 'Show only session 4')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toHaveCount(0);
    await expect(row).toBeFocused();
  });
}

test('a long press opens the menu of a row, and that of a session in the ribbon', async ({ openScene }) => {
  const page = await openScene('everything');
  const devtools = await page.context().newCDPSession(page);
  const places = [
    [rows(page).filter({ hasText: '/missing' }), 'Copy URL'],
    [page.locator('.session-card').nth(1), 'Copy the ID of session 2'],
  ] as const;
  for (const [pressed, offered] of places) {
    const box = await pressed.boundingBox();
    if (box === null) throw new Error('It is not drawn.');
    const point = { x: box.x + 60, y: box.y + 10 };
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await expect(item(page, offered)).toBeVisible();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(item(page, offered)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(item(page, offered)).toHaveCount(0);
  }
  await expect(page.locator('.session-card').nth(1)).toHaveAttribute('aria-pressed', 'false');
  await devtools.detach();
});

test('rows are selected together by Ctrl and Shift click, and copied as one', async ({ openScene }) => {
  const page = await openScene('everything', { height: 1000 });
  await rows(page).filter({ hasText: '/refused' }).click();
  await rows(page)
    .filter({ hasText: '/missing' })
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(marked(page)).toHaveCount(2);
  await rows(page)
    .filter({ hasText: '/missing' })
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(marked(page)).toHaveCount(1);
  await rows(page).filter({ hasText: '/refused' }).click();
  await expect(marked(page)).toHaveCount(0);
  await rows(page)
    .filter({ hasText: '/missing' })
    .click({ modifiers: ['Shift'] });
  await expect(marked(page)).toHaveCount(4);
  await page.getByRole('button', { name: '4 selected' }).click();
  await item(page, 'Copy as HAR entry').click();
  await expect.poll(async () => JSON.parse((await copied(page)) || '[]').length).toBe(4);
  const methods = JSON.parse(await copied(page)).map((entry: { request: { method: string } }) => entry.request.method);
  expect(methods).toEqual(['GET', 'POST', 'GET', 'GET']);
});

test('rows are selected together by keys, and left by Escape', async ({ openScene }) => {
  const page = await openScene('everything', { height: 1000 });
  await rows(page).filter({ hasText: '/missing' }).click();
  await rows(page).filter({ hasText: '/missing' }).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByRole('button', { name: '2 selected' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /selected/u })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('button', { name: '15 selected' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});

test('a session in the ribbon has a menu, by mouse and key', async ({ openScene }) => {
  const page = await openScene('everything');
  const card = page.locator('.session-card').nth(1);
  await card.click({ button: 'right' });
  await item(page, 'Copy the ID of session 2').click();
  await expect.poll(() => copied(page)).toMatch(/^p9Qa/u);
  await expect(card).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await item(page, 'Show only session 2').click();
  await expect(card).toHaveAttribute('aria-pressed', 'true');
});

test('static files are hidden behind a switch that counts them, and a reload keeps it', async ({ openScene }) => {
  const page = await openScene('everything', { height: 1000 });
  const chip = page.getByRole('button', { name: /^Static/u });
  await expect(chip).toHaveText('Static 1 hidden');
  await expect(rows(page).filter({ hasText: '/style.css' })).toHaveCount(0);
  const pages = page.getByRole('button', { name: /^Pages/u });
  const before = await pages.boundingBox();
  await chip.click();
  await expect(rows(page).filter({ hasText: '/style.css' })).toHaveCount(1);
  expect(await pages.boundingBox()).toEqual(before);
  await page.reload();
  await expect(rows(page).filter({ hasText: '/style.css' })).toHaveCount(1);
  await pages.click();
  await expect(rows(page).filter({ hasText: '/missing' })).toHaveCount(0);
  await expect(rows(page).filter({ hasText: 'End session' })).toHaveCount(1);
});

test('requests are sorted by a heading, by mouse and key, and a reload keeps the order', async ({ openScene }) => {
  const page = await openScene('lesson');
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  const counts = () => rows(page).locator('.cell.count').allTextContents();
  await expect(head('Time')).toHaveAttribute('aria-sort', 'ascending');
  await head('Count').getByRole('button').click();
  await expect(head('Count')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(counts).toEqual(['1', '1', '2', '2', '3', '3', '4']);
  await head('Count').getByRole('button').press('Enter');
  await expect(head('Count')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(counts).toEqual(['4', '3', '3', '2', '2', '1', '1']);
  expect(await violationsOf(page)).toEqual([]);
  await page.reload();
  await expect.poll(counts).toEqual(['4', '3', '3', '2', '2', '1', '1']);
  await head('Time').getByRole('button').click();
  await expect.poll(counts).toEqual(['1', '2', '3', '4', '1', '2', '3']);
});

test('rows of two lines are sorted from the menu', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'side-panel', width: 300, height: 900 });
  await page.getByRole('button', { name: 'View and settings' }).click();
  await page.getByLabel('Order requests by').selectOption('Count');
  await page.getByRole('checkbox', { name: 'Descending' }).check();
  await expect(rows(page).locator('.cell.count').first()).toHaveText('4');
  expect(await violationsOf(page)).toEqual([]);
});

test('view, filter, scope and selected row survive a reload', async ({ openScene }) => {
  const page = await openScene('lesson');
  const choice = page.locator('.select select');
  await choice.selectOption({ index: 0 });
  const scope = await choice.inputValue();
  await page.getByRole('searchbox').fill('login');
  await rows(page).first().click();
  await expect(rows(page).first()).toHaveAttribute('aria-current', 'true');
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('login');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toHaveAttribute('aria-current', 'true');
  expect(await choice.inputValue()).toBe(scope);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Cookies', exact: true }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Cookies', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('a cookie’s value is edited in the table by double click and F2; Escape leaves it, one Undo takes it back', async ({
  openScene,
}) => {
  const page = await openScene('cookies-3');
  await page.getByRole('button', { name: 'Cookies', exact: true }).click();
  const theme = page.locator('tbody .row').filter({ hasText: 'theme' });
  const field = page.getByRole('textbox', { name: 'Value of theme' });
  await theme.locator('.cell.value').dblclick();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('dark');
  expect(await violationsOf(page)).toEqual([]);
  await field.fill('light');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(theme).toBeFocused();
  const held = () =>
    page.evaluate(async () => {
      const { host } = window as unknown as {
        host: { send(command: string, input: object): Promise<{ cookies: { name: string; value: string }[] }> };
      };
      return (await host.send('read-jar', {})).cookies.find(({ name }) => name === 'theme')?.value;
    });
  expect(await held()).toBe('dark');
  await page.keyboard.press('F2');
  await field.fill('li\u0007ght');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('light');
  await field.press('Enter');
  await expect.poll(held).toBe('light');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(held).toBe('dark');
});

test('a cookie has a menu, which copies and deletes it', async ({ openScene }) => {
  const page = await openScene('cookies-3');
  await page.getByRole('button', { name: 'Cookies', exact: true }).click();
  const theme = page.locator('tbody .row').filter({ hasText: 'theme' });
  await theme.click({ button: 'right' });
  await item(page, 'Copy name=value').click();
  await expect.poll(() => copied(page)).toBe('theme=dark');
  await theme.click({ button: 'right' });
  await item(page, 'Delete').click();
  await expect(theme).toHaveCount(0);
});

test('a Shift click selects rows and no text, and the keys go on from there', async ({ openScene }) => {
  const page = await openScene('lesson');
  await rows(page).nth(0).click();
  await rows(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await expect(marked(page)).toHaveCount(3);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(marked(page)).toHaveCount(4);
});

test('the items of a menu begin at one line, however narrow the window is', async ({ openScene }) => {
  const page = await openScene('everything', { surface: 'side-panel', width: 252, height: 700, lang: 'de' });
  await page.locator('.session-card').last().click({ button: 'right' });
  await expect(menu(page)).toBeVisible();
  const checks = await menu(page)
    .locator('.menu-check')
    .evaluateAll((each) => each.map((it) => it.getBoundingClientRect().width));
  expect(checks).toEqual([16, 16, 16]);
  expect(await menu(page).evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
});
