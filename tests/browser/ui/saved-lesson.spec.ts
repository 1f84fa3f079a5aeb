// The saved page of the lesson: whether it fits a window, and what paper shows of it, only a browser shows.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, violationsOf } from './ui-test.ts';

/** Saves the lesson that a page shows, and shows the saved page in its place. */
async function showSaved(page: Page): Promise<Page> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^(Lesson|Lektion)$/ })
    .click();
  await page.locator('.ways .way').last().click();
  const download = page.waitForEvent('download');
  await page.locator('#lesson-part-teach button.primary').click();
  const chunks = await (await (await download).createReadStream()).toArray();
  await page.setContent(Buffer.concat(chunks).toString('utf8'));
  return page;
}

/** Keeps pictures for docs/lesson.md when UPDATE_DOCS=1 asks for new ones. */
async function keepPictures(page: Page): Promise<void> {
  if (process.env['UPDATE_DOCS'] !== '1') return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: path.resolve(import.meta.dirname, `../../../docs/images/lesson-page-${colorScheme}.png`),
    });
  }
}

/** Elements that stick out of the window, but for those inside of a part that scrolls by itself. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.closest('.wide, svg') === null || element.matches('.wide, svg'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

for (const [scene, lang, colorScheme] of [
  ['lesson', 'de', 'light'],
  // The worst foreign text is in this one.
  ['everything', 'en', 'dark'],
] as const) {
  test(`the saved page of "${scene}" fits every window and is accessible`, async ({ openScene }) => {
    const page = await showSaved(await openScene(scene, { lang, colorScheme }));
    for (const width of [1280, 800, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sticksOut(page), `${width} px`).toEqual([]);
    }
    expect(await violationsOf(page)).toEqual([]);
  });
}

test('the saved page’s contents lead to each part, and its quiz works', async ({ openScene }) => {
  const page = await showSaved(await openScene('lesson', { width: 1000, height: 900 }));
  await keepPictures(page);
  const links = await page.getByRole('navigation').getByRole('link').all();
  expect(links).toHaveLength(10);
  for (const link of links) {
    const target = await link.getAttribute('href');
    await expect(page.locator(target ?? '')).toHaveText(await link.innerText());
  }
  const first = page.locator('fieldset').first();
  await expect(first.locator('.explain')).toBeHidden();
  const right = first.locator('label').filter({ has: page.locator('em.right') });
  await right.getByRole('radio').check();
  await expect(first.getByText('Right.')).toBeVisible();
  await expect(first.locator('.explain')).toBeVisible();
  await expect(page.locator('.answers')).toBeHidden();
});

test('paper shows every part, the drawing among them, and the answers of the quiz', async ({ openScene }) => {
  const page = await showSaved(await openScene('lesson'));
  // The width of A4 between its margins, in CSS px.
  await page.setViewportSize({ width: 673, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const shown = [
    '.question',
    '.words',
    '.execution',
    '.flow',
    '.code',
    '.chart',
    '.tracker',
    'fieldset',
    '.answers li',
  ];
  for (const part of shown) await expect(page.locator(part).first(), part).toBeVisible();
  const headings = await page.locator('h2').all();
  expect(headings).toHaveLength(10);
  for (const heading of headings) await expect(heading).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  expect(await sticksOut(page)).toEqual([]);
  await page.emulateMedia({ media: null });
});
