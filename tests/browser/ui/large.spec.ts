// Which rows are drawn depends on scrolling and layout, which a browser alone has.
import type { Page } from '@playwright/test';
import { endScene, expect, test } from './ui-test.ts';

const rows = (page: Page) => page.locator('tbody tr');
const scroller = (page: Page) => page.locator('.scroller');

/** Adds a counted visit to the log. */
async function visit(page: Page, count: number): Promise<void> {
  await page.evaluate((n) => {
    const { host } = window as unknown as {
      host: { story: { counts(name: string, value: string, count: number): void }; flush(): void };
    };
    host.story.counts('sid', 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB', n);
    host.flush();
  }, count);
}

/** Nothing becomes quiet before the test says so; to be released, for the next scene is shown in this page as well. */
async function holdQuiet(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const held: (() => void)[] = [];
    const { setTimeout } = window;
    const hold = (run: () => void, ms: number): number => (ms === 100 ? -held.push(run) : setTimeout(run, ms));
    const release = (): void => {
      Object.assign(window, { setTimeout });
      for (const run of held) run();
    };
    Object.assign(window, { release, setTimeout: hold });
  });
  return () => page.evaluate(() => (window as unknown as { release(): void }).release());
}

/** Runs in the page: the rows that are drawn three frames later, by their aria-rowindex. */
async function drawnSoon(): Promise<(string | null)[]> {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('tbody tr')].map((row) => row.getAttribute('aria-rowindex'));
}

test('only visible rows are drawn, and all can be reached', async ({ openScene }) => {
  const page = await openScene('many-20000');
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '20021');
  expect(await rows(page).count()).toBeLessThan(90);
  await rows(page).last().focus();
  await page.keyboard.press('Home');
  await expect(rows(page).first()).toContainText('Create new session');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.locator('[aria-rowindex="20021"]')).toBeFocused();
  await page.keyboard.press('[');
  await expect(page.locator('tr.end:focus')).toBeInViewport();
});

test('where a filter scrolls the table, the rows in sight are drawn alone, and those around them when all is quiet', async ({
  openScene,
}) => {
  const page = await openScene('many-2000');
  const table = page.getByRole('table', { name: 'Requests' });
  await expect(table).toHaveAttribute('aria-rowcount', '2003');
  await expect(rows(page).last()).toBeInViewport();
  const release = await holdQuiet(page);
  await page.getByRole('searchbox').fill('page/4');
  await expect(table).toHaveAttribute('aria-rowcount', '439');
  // The table scrolls itself to its new end, and hears of that in the next frame.
  const [drawn, inSight] = await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    const head = document.querySelector('thead')?.getBoundingClientRect().bottom ?? 0;
    const all = [...document.querySelectorAll('tbody tr')];
    return [all.length, all.filter((row) => row.getBoundingClientRect().bottom > head).length] as const;
  });
  expect(drawn).toBe(inSight);
  await release();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(inSight);
});

/** Waits until all is quiet, and rows around those in sight are drawn, too; gives how many are drawn. */
async function drawnAround(page: Page): Promise<number> {
  let drawn = 0;
  await expect
    .poll(async () => {
      const inSight: readonly boolean[] = await page.evaluate(() => {
        const { top = 0, bottom = 0 } = document.querySelector('.scroller')?.getBoundingClientRect() ?? {};
        return [...document.querySelectorAll('tbody tr')].map((row) => {
          const place = row.getBoundingClientRect();
          return place.bottom > top && place.top < bottom;
        });
      });
      drawn = inSight.length;
      return inSight.includes(false);
    })
    .toBe(true);
  return drawn;
}

test('where a filter puts other rows into the same place, those in sight are drawn alone as well', async ({
  openScene,
}) => {
  const page = await openScene('many-2000');
  const table = page.getByRole('table', { name: 'Requests' });
  await rows(page).last().focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[aria-rowindex="2"]')).toBeFocused();
  const whole = await drawnAround(page);
  const release = await holdQuiet(page);
  await page.getByRole('searchbox').fill('page/4');
  await expect(table).toHaveAttribute('aria-rowcount', '439');
  const drawn = await page.evaluate(drawnSoon);
  expect(drawn).toContain('2');
  expect(drawn.length).toBeLessThan(whole);
  await release();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(drawn.length);
});

test('a key that leaves the end holds, also where the rows change before the browser says that it scrolled', async ({
  openScene,
}) => {
  const page = await openScene('many-2000');
  const table = page.getByRole('table', { name: 'Requests' });
  await expect(rows(page).last()).toBeInViewport();
  // The filter is loaded with its first use.
  await page.getByRole('searchbox').fill('page/');
  await page.getByRole('searchbox').fill('');
  await expect(table).toHaveAttribute('aria-rowcount', '2003');
  await page.evaluate(() => {
    const last = [...document.querySelectorAll<HTMLElement>('tbody tr')].at(-1);
    last?.focus();
    last?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    const box = document.querySelector<HTMLInputElement>('input[type=search]');
    if (box === null) throw new Error('There is no filter box.');
    box.value = 'page/4';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(table).toHaveAttribute('aria-rowcount', '439');
  expect(await page.evaluate(drawnSoon)).toContain('3');
  expect(await scroller(page).evaluate((it) => it.scrollTop)).toBe(0);
});

test('who presses Home while all rows that are there are in view stays there when more come', async ({ openScene }) => {
  const page = await openScene('many-2000');
  const table = page.getByRole('table', { name: 'Requests' });
  await endScene(page);
  const atHome = await page.evaluate(async () => {
    // Each look at the clock is a slice later, so the fold takes as many as on a slow machine.
    const { now } = performance;
    let time = performance.now();
    performance.now = () => {
      time += 10;
      return time;
    };
    const drawn = (): HTMLElement | null =>
      document.querySelector('[data-waits]') === null ? document.querySelector<HTMLElement>('tbody tr') : null;
    // At once with the first rows: a turn later more of them may be there.
    const first = new Promise<HTMLElement>((resolve) => {
      const seen = new MutationObserver(() => {
        const row = drawn();
        if (row === null) return;
        seen.disconnect();
        row.focus();
        row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
        performance.now = now;
        resolve(row);
      });
      seen.observe(document, { subtree: true, childList: true, attributes: true });
    });
    void (window as unknown as { showScene(query: string): Promise<boolean> }).showScene(
      '?scene=many-2000&surface=tab&lang=en',
    );
    const row = await first;
    const { scrollHeight = 0, clientHeight = 0 } = row.closest('.scroller') ?? {};
    const count = row.closest('table')?.getAttribute('aria-rowcount');
    return { isPart: count !== '2003', isInView: scrollHeight <= clientHeight };
  });
  expect(atHome).toEqual({ isPart: true, isInView: true });
  await expect(table).toHaveAttribute('aria-rowcount', '2003');
  expect(await page.evaluate(drawnSoon)).toContain('3');
  expect(await scroller(page).evaluate((it) => it.scrollTop)).toBe(0);
});

test('who is at the beginning stays there while a filter finds its rows from the newest back', async ({
  openScene,
}) => {
  const page = await openScene('many-20000');
  const table = page.getByRole('table', { name: 'Requests' });
  await rows(page).last().focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[aria-rowindex="2"]')).toBeFocused();
  await page.evaluate(async () => {
    // Each look at the clock is a slice later, so the filter takes as many as on a slow machine.
    const { now } = performance;
    let time = performance.now();
    performance.now = () => {
      time += 10;
      return time;
    };
    const box = document.querySelector<HTMLInputElement>('input[type=search]');
    if (box === null) throw new Error('There is no filter box.');
    box.value = 'page/4';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    for (let turn = 0; turn < 100; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      // As the browser says it of a scroll of the table's own.
      document.querySelector('.scroller')?.dispatchEvent(new Event('scroll'));
    }
    performance.now = now;
  });
  await expect(table).toHaveAttribute('aria-rowcount', '4394');
  expect(await page.evaluate(drawnSoon)).toContain('3');
  expect(await scroller(page).evaluate((it) => it.scrollTop)).toBe(0);
});

test('details that follow the newest row come in a frame after the rows', async ({ openScene }) => {
  const page = await openScene('many-2000');
  const details = page.getByRole('region', { name: /^Step / });
  await expect(details).toContainText('Step 2,000');
  await page.evaluate(() => {
    let frame = 0;
    const drawnIn: { rows?: number; details?: number } = {};
    requestAnimationFrame(function next() {
      frame += 1;
      requestAnimationFrame(next);
    });
    const watch = (target: Node | null, what: 'rows' | 'details'): void => {
      if (target === null) throw new Error(`No ${what} are shown.`);
      const note = (): void => {
        drawnIn[what] ??= frame;
      };
      new MutationObserver(note).observe(target, { subtree: true, childList: true, characterData: true });
    };
    watch(document.querySelector('tbody'), 'rows');
    watch(document.querySelector('#details-title'), 'details');
    Object.assign(window, { drawnIn });
  });
  const release = await holdQuiet(page);
  await page.getByRole('searchbox').fill('page/41');
  await expect(details).not.toContainText('Step 2,000');
  const drawnIn = await page.evaluate(
    () => (window as unknown as { drawnIn: { rows: number; details: number } }).drawnIn,
  );
  await release();
  expect(drawnIn.details).toBeGreaterThan(drawnIn.rows);
});

test('the focused row stays focused while the table is scrolled away from it', async ({ openScene }) => {
  const page = await openScene('many-2000');
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '2003');
  await rows(page).last().focus();
  await page.keyboard.press('Home');
  await scroller(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  // It lies above those in sight, which begin at 1003: they are drawn first, and those around them a moment later.
  await expect(page.locator('[aria-rowindex="1000"]')).toBeVisible();
  await expect(page.locator('[aria-rowindex="2"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[aria-rowindex="3"]')).toBeInViewport();
});

test('a key leads back to the focused row soon after a jump, and what lies around it is drawn', async ({
  openScene,
}) => {
  const page = await openScene('many-2000');
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '2003');
  await rows(page).last().focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[aria-rowindex="2"]')).toBeFocused();
  const release = await holdQuiet(page);
  await scroller(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  await expect(page.locator('[aria-rowindex="1003"]')).toBeVisible();
  await page.keyboard.press('Home');
  // Looked at once: within a second, something else draws the table again.
  expect(await page.evaluate(drawnSoon)).toContain('5');
  await release();
});

test('the newest row is followed, but not while the reader has scrolled up', async ({ openScene }) => {
  const page = await openScene('lesson', { width: 1280, height: 330 });
  for (let count = 4; count < 8; count++) await visit(page, count);
  // Rows that come after the reader has scrolled count as new.
  await expect(rows(page).last()).toContainText('Increment count to 7');
  await expect(rows(page).last()).toBeInViewport();
  await scroller(page).evaluate((element) => {
    element.scrollTop = 40;
  });
  await expect(rows(page).last()).not.toBeInViewport();
  await visit(page, 8);
  await visit(page, 9);
  const fresh = page.getByRole('button', { name: '2 new' });
  await expect(fresh).toBeVisible();
  expect(await scroller(page).evaluate((element) => element.scrollTop)).toBe(40);
  // Rows that are drawn already are not drawn again for the way to the end.
  await drawnAround(page);
  await fresh.click();
  await page.evaluate(drawnSoon);
  expect(await fresh.count()).toBe(0);
  await expect(rows(page).last()).toBeInViewport();
});

test('while the recording is read, its first rows stay in place, and no answer is given', async ({ openScene }) => {
  const page = await openScene('reading-with-rows');
  await expect(rows(page).first()).toBeInViewport();
  await expect(page.getByRole('progressbar', { name: 'Reading what was recorded' })).toHaveAttribute('value', '0.4');
  await expect(page.locator('.answer[data-code], .answer[data-tone]')).toHaveCount(0);
  const before = await rows(page).first().boundingBox();
  await visit(page, 8);
  await expect(page.locator('[aria-rowcount="302"]')).toBeVisible();
  expect(await rows(page).first().boundingBox()).toEqual(before);
  await page.evaluate(() => {
    const { host } = window as unknown as { host: { caughtUp(): void } };
    host.caughtUp();
  });
  await expect(rows(page).last()).toBeInViewport();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.locator('.answer[data-tone]')).toBeVisible();
});

test('a selected row is not scrolled away by new rows', async ({ openScene }) => {
  const page = await openScene('lesson', { width: 1280, height: 330 });
  await scroller(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  const chosen = rows(page).nth(6);
  await chosen.click();
  for (let count = 4; count < 12; count++) await visit(page, count);
  await expect(chosen).toBeInViewport();
  await expect(page.getByRole('button', { name: /new$/u })).toBeVisible();
});

test('rows removed at the front do not move the visible rows', async ({ openScene }) => {
  const page = await openScene('many-300');
  await expect(page.getByRole('table', { name: 'Requests' })).toHaveAttribute('aria-rowcount', '301');
  await scroller(page).evaluate((element) => {
    element.scrollTop = 3015;
  });
  const read = page.locator('tbody tr', { hasText: '/page/10?n=110' });
  await expect(read).toBeInViewport();
  const before = await read.boundingBox();
  await page.evaluate(() => {
    const { host } = window as unknown as {
      host: { story: { events: { n: number; kind: string }[]; add(event: object): void }; flush(): void };
    };
    const fiftieth = host.story.events.filter(({ kind }) => kind === 'request')[50];
    host.story.add({ kind: 'dropped', through: (fiftieth?.n ?? 1) - 1, entries: 50 });
    host.flush();
  });
  await expect(page.locator('[aria-rowcount="251"], [aria-rowcount="252"], [aria-rowcount="253"]')).toBeVisible();
  const after = await read.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
});
