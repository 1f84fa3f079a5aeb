import type { Browser, Page } from '@playwright/test';
import { withEnds } from '../ends.ts';
import { median, table } from '../statistics.ts';
import { HANDS, HANDS_EXPLAINED, handsOnTable } from './beside-floor.ts';
import { plainPage } from './plain-page.ts';
import type { SectionOptions } from './section.ts';

/** The most that a jar holds is 3,300 (Chromium). */
const SIZES = [10, 3_300];

/** The view Cookies with a small jar and with the largest that there is, in a plain page. */
export function cookieJar({ executable, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const { browser, url } = await plainPage(executable, ends);
    const rows: (string | number)[][] = [];
    for (const cookies of SIZES) {
      const measured = await quiet.measure(async () => {
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        const figures = await measureJar(browser, page, `${url}?scene=cookies-${cookies}&surface=tab`);
        await page.close();
        return figures;
      });
      rows.push([cookies.toLocaleString('en'), ...measured]);
    }
    return [
      '## The cookie jar',
      'The view Cookies in a plain page: ms from the click on its button to the frame with its rows (median of 5).',
      HANDS_EXPLAINED,
      table(['cookies', 'open, ms', ...HANDS], rows),
    ].join('\n\n');
  });
}

/** The cells of a row, without the number of cookies. */
async function measureJar(browser: Browser, page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  await page.locator('tbody tr').nth(1).waitFor();
  const opened: number[] = [];
  for (let opening = 0; opening < 5; opening++) {
    opened.push(await openCookies(page));
    await page.getByRole('navigation').getByRole('button', { name: 'Requests', exact: true }).click();
  }
  await openCookies(page);
  const hands = await handsOnTable(browser, page, ['cookie-1', 'cookie-12', 'value', '/p3']);
  return [median(opened).toFixed(0), ...hands];
}

/** ms from a click on the view's button to the frame in which its rows stand. */
function openCookies(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('nav button')].find(({ textContent }) => textContent === 'Cookies');
    const start = performance.now();
    (button as HTMLButtonElement | undefined)?.click();
    do {
      await new Promise(requestAnimationFrame);
    } while (document.querySelector('table[aria-label=Cookies] tbody tr') === null);
    return performance.now() - start;
  });
}
