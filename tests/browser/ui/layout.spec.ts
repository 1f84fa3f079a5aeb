// The layout in small places, the splitter and the columns: sizes, dragging and what survives a reload are the browser's.
import type { Locator, Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

const table = (page: Page) => page.getByRole('table', { name: /^(?:Requests|Anfragen)$/u });
const details = (page: Page) => page.getByRole('region', { name: /^(?:Step|Schritt|End of session) /u });
const splitter = (page: Page) => page.getByRole('separator', { name: 'Size of the details' });
const menu = (page: Page) => page.getByRole('dialog', { name: 'View and settings' });
const openMenu = (page: Page) => page.getByRole('button', { name: 'View and settings' }).click();

async function box(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await locator.boundingBox();
  if (found === null) throw new Error('It is not drawn.');
  return found;
}

/** Drags with the mouse, from the middle of an element. */
async function drag(page: Page, grip: Locator, dx: number, dy: number): Promise<void> {
  const { x, y, width, height } = await box(grip);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + dx / 2, y + height / 2 + dy / 2);
  await page.mouse.move(x + width / 2 + dx, y + height / 2 + dy);
  await page.mouse.up();
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator('.bar').waitFor();
  await expect(page.locator('[data-waits]')).toHaveCount(0);
}

test('docked low, it has one bar, a strip of sessions, and the details beside nine rows', async ({ openScene }) => {
  const page = await openScene('everything', { surface: 'devtools', width: 1024, height: 391 });
  await expect(details(page)).toBeVisible();
  expect((await box(page.locator('.inspector > .bar'))).height).toBeLessThanOrEqual(36);
  expect((await box(page.locator('.ribbon-place'))).height).toBeLessThanOrEqual(30);
  const list = await box(page.locator('.table-side .scroller'));
  const beside = await box(details(page));
  expect(beside.x).toBeGreaterThanOrEqual(list.x + list.width);
  expect(beside.y + beside.height).toBeLessThanOrEqual(391);
  const rows = await table(page).locator('tbody tr').all();
  const sights = await Promise.all(rows.map((row) => box(row)));
  const inSight = sights.filter(({ y, height }) => y >= list.y && y + height <= list.y + list.height);
  expect(inSight.length).toBeGreaterThanOrEqual(9);
  // The path takes the room that long headings leave; what is cut besides is none.
  const request = table(page).getByRole('columnheader', { name: 'Request', exact: true });
  expect((await box(request)).width).toBeGreaterThan(180);
  expect(await cutCells(page)).toEqual([]);
  expect(await violationsOf(page)).toEqual([]);
});

/** What headings and cells cut, apart from paths. */
function cutCells(page: Page): Promise<readonly string[]> {
  return table(page)
    .locator('.cell:not(td.request)')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
    );
}

test('headings, actions and errors say it in brief where they have no room', async ({ openScene }) => {
  for (const [width, lang] of [
    [1280, 'en'],
    [1280, 'de'],
    [1024, 'de'],
  ] as const) {
    const page = await openScene('everything', { width, lang });
    await expect(details(page)).toBeVisible();
    await expect(table(page).getByRole('row', { name: /\/broken/u })).toBeVisible();
    expect(await cutCells(page), `${width} px, ${lang}`).toEqual([]);
  }
});

for (const width of [240, 300, 360]) {
  test(`in a sidebar of ${width} px two bars are shown, and nothing is cut off`, async ({ openScene }) => {
    const page = await openScene('everything', { surface: 'side-panel', width, height: 700 });
    expect((await box(page.locator('.inspector > .bar'))).height).toBeLessThanOrEqual(72);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const right = await page
      .locator('.bar button:visible, .bar input:visible, tbody .row .cell:not(.unseen)')
      .evaluateAll((elements) => Math.max(...elements.map((each) => each.getBoundingClientRect().right)));
    expect(right).toBeLessThanOrEqual(width);
    const filter = page.locator('.bar .filter');
    expect((await box(filter.getByRole('searchbox'))).width).toBeLessThanOrEqual((await box(filter)).width);
    // A high sidebar shows the answer's sentence in lines; its place stays as high as it was while all was read.
    const lead = page.locator('.answer-lead > span');
    await expect(lead).toBeVisible();
    expect((await box(lead)).height).toBeGreaterThan(30);
    if (width === 360) expect(await lead.evaluate((it) => it.scrollHeight <= it.clientHeight + 2)).toBe(true);
    const place = await page
      .locator('.answer-place')
      .evaluate((it) => [it.clientHeight, getComputedStyle(it).minHeight]);
    expect(`${place[0]}px`).toBe(place[1]);
    await openMenu(page);
    const { x, width: wide } = await box(menu(page));
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + wide).toBeLessThanOrEqual(width);
    expect(await violationsOf(page)).toEqual([]);
  });
}

/** What the cells of the table and the tabs say that is cut, apart from the addresses. */
async function cutWords(page: Page): Promise<readonly string[]> {
  return page
    .locator(
      '.bar .views button, .virtual-table:not(.two-lines) thead .cell, tbody .row.entry .cell:not(.request, .unseen)',
    )
    .evaluateAll((cells) => {
      // Words of one piece that pass the padding by a hair are replaced by the ellipsis, all of them.
      const isReplaced = (cell: Element): boolean => {
        const words = cell.querySelector('.fit > span');
        if (words === null || words.clientWidth === 0) return false;
        const end = cell.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(cell).paddingRight);
        return words.getBoundingClientRect().right > end;
      };
      return cells
        .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || isReplaced(cell))
        .map((cell) => cell.textContent);
    });
}

for (const lang of ['en', 'de'] as const) {
  test(`at 240 px every cell but the address is read whole: ${lang}`, async ({ openScene }) => {
    const page = await openScene('everything', { surface: 'side-panel', width: 240, height: 700, lang });
    await expect(page.locator('tbody .row.entry').first()).toBeVisible();
    expect(await cutWords(page)).toEqual([]);
  });

  test(`docked at 1024 px and in a tab of 1280 px the usual words are read whole: ${lang}`, async ({ openScene }) => {
    for (const [width, height] of [
      [1024, 391],
      [1280, 800],
    ] as const) {
      const page = await openScene('lesson', { surface: 'devtools', width, height, lang });
      await expect(page.locator('.details-body')).toBeVisible();
      await expect(page.getByRole('columnheader').first()).toBeVisible();
      expect(await cutWords(page)).toEqual([]);
    }
  });
}

test('at 1280 px counts of two digits are read whole where the column is as wide as they are', async ({
  openScene,
}) => {
  const page = await openScene('many-30');
  await expect(table(page).getByText('Increment count to 30')).toBeVisible();
  expect(await cutWords(page)).toEqual([]);
});

test('at 1280 px a path takes free space before rare words of other columns do', async ({ openScene }) => {
  for (const lang of ['en', 'de'] as const) {
    const page = await openScene('everything', { lang });
    await expect(page.locator('.details-body')).toBeVisible();
    const path = page.locator('tbody .row.entry .cell.request').last();
    expect((await box(path)).width).toBeGreaterThanOrEqual(200);
  }
});

for (const [width, lang] of [
  [1280, 'de'],
  [1280, 'en'],
  [360, 'de'],
  [240, 'de'],
] as const) {
  test(`whether a cookie is sent is read whole at ${width} px: ${lang}`, async ({ openScene }) => {
    const page = await openScene('cookies-0', { width, height: 700, lang });
    await page.getByRole('button', { name: 'Cookies', exact: true }).click();
    const cells = page.locator('tbody .cell.sent');
    await expect(cells.first()).toBeVisible();
    const cut = await cells.evaluateAll(
      (each) => each.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length,
    );
    expect(cut).toBe(0);
  });
}

test('at 240 px steps and counts of four digits are read whole', async ({ openScene }) => {
  const page = await openScene('many-1500', { surface: 'side-panel', width: 240, height: 700 });
  await expect(table(page).locator('tbody .row').filter({ hasText: '1,500' })).toBeVisible();
  expect(await cutWords(page)).toEqual([]);
});

test('a cell or an answer that is cut says all of it in a tooltip, and one that is whole has none', async ({
  openScene,
}) => {
  const page = await openScene('everything', { surface: 'devtools', width: 1024, height: 391 });
  const row = table(page).locator('tbody .row.entry').filter({ hasText: 'No response so far' });
  const action = row.locator('.cell.action');
  await page.addStyleTag({ content: '.cell.action { max-width: 90px }' });
  await action.hover();
  await expect(action).toHaveAttribute('title', 'No response so far');
  await page.addStyleTag({ content: '.cell.action { max-width: none; width: 260px }' });
  await row.locator('.cell.count').hover();
  await action.hover();
  await expect(action).not.toHaveAttribute('title');

  const lead = page.locator('.answer-lead > span');
  await page.addStyleTag({ content: '.answer-lead > span { max-width: 200px }' });
  await lead.hover();
  await expect(lead).toHaveAttribute('title', /^Nothing is wrong with session .* no loss was seen\.$/u);
  await page.addStyleTag({ content: '.answer-lead > span { max-width: none }' });
  await action.hover();
  await lead.hover();
  await expect(lead).not.toHaveAttribute('title');
});

for (const [surface, width, height] of [
  ['devtools', 1024, 391],
  ['side-panel', 252, 700],
] as const)
  test(`an answer that is cut has a button for the rest of it, at ${width} px`, async ({ openScene }) => {
    const page = await openScene('forbidden', { surface, width, height });
    const lead = page.locator('.answer-lead > span');
    await expect(lead).toContainText('refused with status 403');
    const isWhole = () =>
      lead.evaluate((it) => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight + 2);
    expect(await isWhole()).toBe(false);
    const answer = page.getByRole('region', { name: 'The answer', exact: true });
    await answer.getByRole('button', { name: 'More' }).press('Enter');
    expect(await isWhole()).toBe(true);
    const less = answer.getByRole('button', { name: 'Less' });
    await expect(less).toBeFocused();
    await expect(less).toHaveAttribute('aria-expanded', 'true');
    expect(await violationsOf(page)).toEqual([]);
    await less.press('Enter');
    expect(await isWhole()).toBe(false);
    // Where there is room, there is no button.
    await page.setViewportSize({ width: 3000, height });
    await expect(answer.getByRole('button')).toHaveCount(0);
  });

test('an answer of four lines is whole in a high sidebar, and has no button for its rest', async ({ openScene }) => {
  const page = await openScene('many-3', { surface: 'side-panel', width: 360, height: 665, lang: 'de' });
  const lines = await page
    .locator('.answer-lead > span')
    .evaluate((it) => it.scrollHeight / Number.parseFloat(getComputedStyle(it).lineHeight));
  expect(Math.round(lines)).toBe(4);
  await expect(page.locator('.answer').getByRole('button')).toHaveCount(0);
});

test('at no width the button and the room for the sentence drive each other', async ({ openScene }) => {
  for (const scene of ['no-session', 'forbidden']) {
    const page = await openScene(scene, { surface: 'side-panel', width: 240, height: 700 });
    const answer = page.getByRole('region', { name: 'The answer', exact: true });
    await expect(answer).toBeVisible();
    const widths = new Set<boolean>();
    for (let width = 240; width < 480; width += 2) {
      await page.setViewportSize({ width, height: 700 });
      // Two frames later all has settled: a page that renders without end gives none.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      widths.add((await answer.getByRole('button', { name: 'More' }).count()) > 0);
    }
    expect([...widths].sort(), 'cut when narrow, whole when wide').toEqual(
      scene === 'no-session' ? [false, true] : [true],
    );
  }
});

test('the filter of a narrow bar opens over it and stays while it filters', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'side-panel', width: 240, height: 700 });
  const filter = page.getByRole('searchbox');
  await filter.focus();
  expect((await box(filter)).width).toBeGreaterThan(180);
  await filter.fill('zzz');
  await page.getByRole('button', { name: 'Cookies', exact: true }).focus();
  expect((await box(filter)).width).toBeGreaterThan(180);
});

test('the splitter is moved by mouse and arrow keys, put back by a double click, and kept', async ({ openScene }) => {
  const page = await openScene('lesson');
  const before = (await box(details(page))).width;
  await drag(page, splitter(page), -100, 0);
  expect((await box(details(page))).width).toBeCloseTo(before + 100, 0);
  await splitter(page).press('ArrowRight');
  expect((await box(details(page))).width).toBeCloseTo(before + 76, 0);
  await expect(splitter(page)).toHaveAttribute('aria-valuenow', String(Math.round(before + 76)));
  await reload(page);
  expect((await box(details(page))).width).toBeCloseTo(before + 76, 0);
  await splitter(page).dblclick();
  expect((await box(details(page))).width).toBeCloseTo(before, 0);
});

test('the details go below the table when the user wants it, and stay there', async ({ openScene }) => {
  const page = await openScene('lesson');
  await openMenu(page);
  await menu(page).getByLabel('Details').selectOption('Below the table');
  await reload(page);
  const list = await box(page.locator('.table-side'));
  const below = await box(details(page));
  expect(below.y).toBeGreaterThanOrEqual(list.y + list.height);
  expect(below.width).toBeGreaterThan(1200);
  await splitter(page).press('ArrowUp');
  expect((await box(details(page))).height).toBeCloseTo(below.height + 24, 0);
  expect(await violationsOf(page)).toEqual([]);
});

test('columns are hidden and resized by mouse and keyboard, kept, and put back', async ({ openScene }) => {
  const page = await openScene('lesson', { width: 1600 });
  const head = (name: string) => table(page).getByRole('columnheader', { name, exact: true });
  const usual = (await box(head('Time'))).width;
  await drag(page, head('Time').locator('.column-edge'), 60, 0);
  expect((await box(head('Time'))).width).toBeCloseTo(usual + 60, 0);
  await openMenu(page);
  const width = menu(page).getByRole('spinbutton', { name: 'Width of Count in pixels' });
  await width.fill('130');
  await width.press('Enter');
  expect((await box(head('Count'))).width).toBeCloseTo(130, 0);
  await menu(page).getByRole('checkbox', { name: 'Action' }).uncheck();
  await expect(head('Action')).toHaveCount(0);
  expect(await violationsOf(page)).toEqual([]);
  await reload(page);
  await expect(head('Action')).toHaveCount(0);
  expect((await box(head('Time'))).width).toBeCloseTo(usual + 60, 0);
  await openMenu(page);
  await menu(page).getByRole('button', { name: 'Usual columns' }).click();
  await expect(head('Action')).toHaveCount(1);
  expect((await box(head('Time'))).width).toBeCloseTo(usual, 0);
});

const headings = (page: Page) => table(page).locator('thead th').allTextContents();
const usualHeadings = ['Step', 'Time', 'Request', 'Request session ID', 'Count', 'Action', 'Response'];

test('a column is dragged to another place by its heading, without being sorted by it', async ({ openScene }) => {
  const page = await openScene('lesson', { width: 1600 });
  const head = (name: string) => table(page).getByRole('columnheader', { name, exact: true });
  await expect(table(page).locator('thead [data-movable]')).toHaveCount(1);
  expect(await headings(page)).toEqual(usualHeadings);
  const to = (await box(head('Time'))).x - (await box(head('Count'))).x;
  await drag(page, head('Count').getByRole('button'), to, 0);
  await expect
    .poll(() => headings(page))
    .toEqual(['Step', 'Count', 'Time', 'Request', 'Request session ID', 'Action', 'Response']);
  await expect(head('Count')).not.toHaveAttribute('aria-sort');
  const cells = table(page).locator('tbody tr.entry').last().locator('td');
  await expect(cells.nth(1)).toHaveText(/^\d+$/u);
  await head('Count').getByRole('button').click();
  await expect(head('Count')).toHaveAttribute('aria-sort', 'ascending');
  await reload(page);
  expect((await headings(page))[1]).toBe('Count');
});

test('Escape while a column is dragged leaves it where it was', async ({ openScene }) => {
  const page = await openScene('lesson', { width: 1600 });
  await expect(table(page).locator('thead [data-movable]')).toHaveCount(1);
  const from = await box(table(page).getByRole('columnheader', { name: 'Count' }));
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x - 200, from.y + 10, { steps: 3 });
  await expect(table(page).locator('[data-drop]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(table(page).locator('[data-drop]')).toHaveCount(0);
  await page.mouse.up();
  expect(await headings(page)).toEqual(usualHeadings);
});

test('columns are moved by keys and by the menu of a heading, which hides and sorts them too', async ({
  openScene,
}) => {
  const page = await openScene('lesson', { width: 1600 });
  const head = (name: string) => table(page).getByRole('columnheader', { name, exact: true }).getByRole('button');
  await head('Action').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(head('Action')).toBeFocused();
  expect((await headings(page)).slice(-2)).toEqual(['Response', 'Action']);
  await expect(page.getByRole('status').filter({ hasText: 'Action: column 7 of 7' })).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await headings(page)).slice(-2)).toEqual(['Response', 'Action']);
  await page.keyboard.press('Shift+F10');
  const opened = page.getByRole('menu', { name: 'Column Action' });
  await expect(opened.getByRole('menuitem', { name: 'Move to the right' })).toHaveCount(0);
  expect(await violationsOf(page)).toEqual([]);
  await opened.getByRole('menuitem', { name: 'Move to the left' }).click();
  expect(await headings(page)).toEqual(usualHeadings);
  await head('Time').click({ button: 'right' });
  await page.getByRole('menu').getByRole('menuitem', { name: 'Hide this column' }).click();
  expect(await headings(page)).not.toContain('Time');
  await head('Count').click({ button: 'right' });
  await page.getByRole('menu').getByRole('menuitem', { name: 'Usual columns' }).click();
  expect(await headings(page)).toEqual(usualHeadings);
});

test('the order of columns can be changed in the menu, is kept for this surface, and put back', async ({
  openScene,
}) => {
  const page = await openScene('lesson', { width: 1600 });
  await openMenu(page);
  const right = menu(page).getByRole('button', { name: 'Move Step to the right' });
  await right.press('Enter');
  await expect(right).toBeFocused();
  await right.press('Enter');
  expect((await headings(page)).slice(0, 3)).toEqual(['Time', 'Request', 'Step']);
  expect(await violationsOf(page)).toEqual([]);
  await reload(page);
  expect((await headings(page)).slice(0, 3)).toEqual(['Time', 'Request', 'Step']);
  await page.setViewportSize({ width: 360, height: 700 });
  const step = table(page).locator('tbody tr.entry').first().locator('.cell.step');
  await expect(step).toHaveClass(/both-lines/u);
  await page.setViewportSize({ width: 1600, height: 800 });
  await openMenu(page);
  await menu(page).getByRole('button', { name: 'Usual columns' }).click();
  expect(await headings(page)).toEqual(usualHeadings);
});

test('density and theme are chosen at once and kept', async ({ openScene }) => {
  const page = await openScene('lesson');
  const row = table(page).locator('tbody tr').first();
  expect((await box(row)).height).toBe(30);
  await openMenu(page);
  await menu(page).getByLabel('Density').selectOption('Compact');
  await menu(page).getByLabel('Theme').selectOption('Dark');
  expect((await box(row)).height).toBe(24);
  await reload(page);
  expect((await box(row)).height).toBe(24);
  expect(await page.evaluate(() => document.documentElement.style.colorScheme)).toBe('dark');
  expect(await violationsOf(page)).toEqual([]);
});

test('the text is as large as the user wants; nothing leaves the window, and the splitter follows the pointer', async ({
  openScene,
}) => {
  const page = await openScene('everything');
  const row = table(page).locator('tbody tr').first();
  const before = (await box(row)).height;
  await openMenu(page);
  await menu(page).getByLabel('Text size').selectOption('Large');
  await expect.poll(async () => (await box(row)).height).toBeCloseTo(before * 1.15, 0);
  const { x, y, width, height } = await box(menu(page));
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(1280);
  expect(y + height).toBeLessThanOrEqual(800);
  await reload(page);
  expect((await box(row)).height).toBeCloseTo(before * 1.15, 0);
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  expect(size).toEqual([1280, 800]);
  const wide = (await box(details(page))).width;
  await drag(page, splitter(page), -115, 0);
  expect((await box(details(page))).width).toBeCloseTo(wide + 115, -1);
  const at = await box(table(page).locator('tbody .row.entry').filter({ hasText: '/missing' }));
  await page.mouse.click(at.x + 300, at.y + 10, { button: 'right' });
  const opened = await box(page.getByRole('menu'));
  expect(Math.abs(opened.x - at.x - 300)).toBeLessThan(2);
  expect(await violationsOf(page)).toEqual([]);
});

test('zoomed to 400 %, the page scrolls and rows have room', async ({ openScene }) => {
  const page = await openScene('turned-away', { width: 320, height: 200 });
  const rows = page.locator('tbody .row.entry');
  await rows.last().scrollIntoViewIfNeeded();
  await expect(rows.last()).toBeInViewport();
  expect((await box(page.locator('.scroller'))).height).toBeGreaterThan(120);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('a sentence that is cut is shown from its beginning again when the focus has left it', async ({ openScene }) => {
  for (const [width, height] of [
    [252, 700],
    [640, 391],
  ] as const) {
    const page = await openScene('turned-away', { surface: 'side-panel', width, height });
    const lead = page.locator('.answer-lead > span');
    const scrolled = () => lead.evaluate((it) => it.scrollLeft + it.scrollTop);
    await lead.getByRole('button', { name: 'concluded from the answers' }).focus();
    expect(await scrolled()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Why' }).focus();
    expect(await scrolled()).toBe(0);
  }
});
