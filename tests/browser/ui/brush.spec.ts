// The time axis of long traces: dragging, focus, heights and what is drawn where are the browser's.
import type { Locator, Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

const brush = (page: Page) => page.getByRole('group', { name: 'Part of the recording by time' });
const handle = (page: Page, name: 'Show from' | 'Show until') => page.getByRole('slider', { name });
const table = (page: Page) => page.getByRole('table', { name: 'Requests' });
const shown = (page: Page) => page.getByRole('button', { name: /^[\d,]+ of [\d,]+ requests$/u });
const cards = (page: Page) => page.getByRole('list', { name: 'Sessions' }).getByRole('button');

/** All rows of a scene, with the ends of its sessions and the head; the first are drawn before all are there. */
const ROWS = { 'sessions-40': '371', 'many-2000': '2003' } as const;

/** Waits until a scene is drawn with all that it has: until then its time still grows, and a handle stands elsewhere. */
async function whole(page: Page, scene: keyof typeof ROWS): Promise<Page> {
  await expect(page.getByRole('table').first()).toHaveAttribute('aria-rowcount', ROWS[scene]);
  return page;
}

async function box(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await locator.boundingBox();
  if (found === null) throw new Error('It is not drawn.');
  return found;
}

/** Drags over the axis, from one part of its width to another. */
async function dragOver(page: Page, from: number, to: number): Promise<void> {
  const { x, y, width } = await box(brush(page));
  await page.mouse.move(x + from * width, y + 10);
  await page.mouse.down();
  await page.mouse.move(x + ((from + to) / 2) * width, y + 12);
  await page.mouse.move(x + to * width, y + 12);
  await page.mouse.up();
}

test('a drag shows a part of the time in table, details and cards, and one click all of it again', async ({
  openScene,
}) => {
  const page = await whole(await openScene('sessions-40'), 'sessions-40');
  const sessions = 40;
  // Those of what is read last come after the rows.
  await expect(cards(page)).toHaveCount(sessions);
  await expect(shown(page)).toHaveCount(0);
  await dragOver(page, 0.4, 0.6);
  await expect(shown(page)).toBeVisible();
  const [inside = 0, of = 0] = ((await shown(page).textContent()) ?? '').match(/\d+/gu)?.map(Number) ?? [];
  expect(of).toBe(330);
  expect(inside).toBeGreaterThan(20);
  expect(inside).toBeLessThan(150);
  const left = Number(await table(page).getAttribute('aria-rowcount'));
  expect(left).toBeGreaterThan(inside);
  expect(left).toBeLessThan(Number(ROWS['sessions-40']) / 2);
  await expect(page.getByRole('button', { name: `Pages ${inside}` })).toBeVisible();
  expect(await cards(page).count()).toBeLessThan(sessions / 2);
  const last = await table(page).locator('tbody tr.entry').last().locator('.step').textContent();
  await expect(page.getByRole('region', { name: `Step ${last}` })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await shown(page).click();
  await expect(table(page)).toHaveAttribute('aria-rowcount', ROWS['sessions-40']);
  await expect(shown(page)).toHaveCount(0);
});

test('a row that is selected and of another time is selected no more', async ({ openScene }) => {
  const page = await whole(await openScene('sessions-40'), 'sessions-40');
  await table(page).locator('tbody tr.entry').last().click();
  await expect(page.getByRole('region', { name: 'Step 330' })).toBeVisible();
  await dragOver(page, 0, 0.2);
  await expect(page.getByRole('region', { name: 'Step 330' })).toHaveCount(0);
  const last = await table(page).locator('tbody tr.entry').last().locator('.step').textContent();
  await expect(page.getByRole('region', { name: `Step ${last}` })).toBeVisible();
});

test('both ends and the whole are moved by keys and by the mouse, and Escape shows everything', async ({
  openScene,
}) => {
  const page = await whole(await openScene('many-2000'), 'many-2000');
  const [from, until] = [handle(page, 'Show from'), handle(page, 'Show until')];
  await from.press('PageUp');
  await expect(from).toHaveAttribute('aria-valuenow', '10');
  await expect(from).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d$/u);
  await until.press('PageDown');
  await until.press('ArrowLeft');
  await expect(until).toHaveAttribute('aria-valuenow', '89');
  await until.press('Shift+PageDown');
  await expect(from).toHaveAttribute('aria-valuenow', '0');
  await expect(until).toHaveAttribute('aria-valuenow', '79');
  await dragOver(page, 0.4, 0.5);
  await expect(from).toHaveAttribute('aria-valuenow', '10');
  await expect(until).toHaveAttribute('aria-valuenow', '89');
  await until.press('Escape');
  await expect(until).toHaveAttribute('aria-valuenow', '100');
  await expect(table(page)).toHaveAttribute('aria-rowcount', ROWS['many-2000']);
  await dragOver(page, 0.5, 0.7);
  await expect(shown(page)).toBeVisible();
  await brush(page).dblclick({ position: { x: 1000, y: 10 } });
  await expect(shown(page)).toHaveCount(0);
});

test('what an open end takes in goes on while requests come', async ({ openScene }) => {
  const page = await whole(await openScene('many-2000'), 'many-2000');
  await handle(page, 'Show from').press('PageUp');
  const visit = () =>
    page.evaluate(() => {
      const { host } = window as unknown as {
        host: { story: { counts(name: string, value: string, count: number): void }; flush(): void };
      };
      host.story.counts('sid', 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB', 9);
      host.flush();
    });
  await expect(shown(page)).toHaveAccessibleName('1,800 of 2,000 requests');
  await visit();
  await expect(shown(page)).toHaveAccessibleName('1,801 of 2,001 requests');
});

test('the ribbon of a long trace is as high as any other, and its axis stays whole in a narrow window', async ({
  openScene,
}) => {
  const short = await openScene('lesson');
  const { height } = await box(short.locator('.ribbon-place'));
  for (const [width, lang, colorScheme] of [
    [1280, 'en', 'light'],
    [500, 'de', 'dark'],
  ] as const) {
    const page = await whole(await openScene('sessions-40', { width, lang, colorScheme }), 'sessions-40');
    await expect(page.locator('.brush-handle')).toHaveCount(2);
    expect((await box(page.locator('.ribbon-place'))).height).toBe(height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const names = await page.locator('.brush-life text').evaluateAll((texts) =>
      texts.map((text) => {
        const { left, right, top } = text.getBoundingClientRect();
        return { left, right, top };
      }),
    );
    expect(names.length).toBeGreaterThan(5);
    for (const [index, name] of names.entries()) {
      expect(name.right).toBeLessThanOrEqual(width);
      const next = names[index + 1];
      if (next?.top === name.top) expect(next.left).toBeGreaterThanOrEqual(name.right);
    }
    expect(await violationsOf(page)).toEqual([]);
  }
});

test('in a small window the axis opens with the strip of sessions', async ({ openScene }) => {
  const page = await whole(await openScene('sessions-40', { width: 252, height: 700 }), 'sessions-40');
  await expect(brush(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show more of each session' }).click();
  await expect(handle(page, 'Show from')).toBeVisible();
  await handle(page, 'Show from').press('PageUp');
  await expect(shown(page)).toBeVisible();
  await page.getByRole('button', { name: 'Show less of each session' }).click();
  await expect(shown(page)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});

test('the chart of forty sessions scrolls, so that each line is recognised by its number', async ({ openScene }) => {
  const page = await whole(await openScene('sessions-40'), 'sessions-40');
  await page.getByRole('navigation').getByRole('button', { name: 'Lesson', exact: true }).click();
  const chart = page.locator('.chart');
  await expect(chart.locator('.line-name').last()).toHaveText('#48');
  const names = await chart
    .locator('.line-name')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  expect(names.length).toBeGreaterThan(30);
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      const isApart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      expect(isApart, `${index} is not covered`).toBe(true);
    }
  }
  const scroller = page.getByRole('region', { name: 'Count after each step' });
  await scroller.scrollIntoViewIfNeeded();
  await expect(chart.locator('.line-name').last()).toBeInViewport();
  await scroller.evaluate((element) => {
    element.scrollLeft = 0;
  });
  await expect(chart.locator('.line-name').first()).toBeInViewport();
  await expect(chart.locator('.chart-ticks')).toBeInViewport();
  await page.getByText('33 sessions', { exact: true }).click();
  await expect(page.getByRole('list', { name: 'Lines of the chart' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
