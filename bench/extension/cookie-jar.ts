import { chromium } from '@playwright/test';
import { servePage } from '../../tests/ui/page/serve.ts';
import { median, table } from '../statistics.ts';
import { scrollingCell, scrollTable } from './scrolling.ts';
import { typeIntoSearch } from './typing.ts';

/** The most that a jar holds is 3,300 (Chromium). */
const SIZES = [10, 3_300];

/** The view Cookies with a small jar and with the largest that there is, in a plain page. */
export async function cookieJar(executable: string): Promise<string> {
  const served = await servePage();
  const browser = await chromium.launch({ executablePath: executable, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const rows: (string | number)[][] = [];
    for (const cookies of SIZES) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${served.url}?scene=cookies-${cookies}&surface=tab`);
      await page.locator('tbody tr').nth(1).waitFor();
      const opened: number[] = [];
      for (let opening = 0; opening < 5; opening++) {
        opened.push(await openCookies(page));
        await page.getByRole('navigation').getByRole('button', { name: 'Requests', exact: true }).click();
      }
      await openCookies(page);
      const wheel = await scrollTable(page, 'wheel');
      const drag = await scrollTable(page, 'drag');
      const typed = await typeIntoSearch(page, ['cookie-1', 'cookie-12', 'value', 'path:/p3']);
      rows.push([
        cookies.toLocaleString('en'),
        median(opened).toFixed(0),
        scrollingCell(wheel),
        scrollingCell(drag),
        `${median(typed).toFixed(0)} (${Math.max(...typed).toFixed(0)})`,
      ]);
      await page.close();
    }
    return [
      '## The cookie jar',
      'The view Cookies in a plain page: ms from the click on its button to the frame with its rows (median of 5); frames longer than 1.5 sixtieths of a second (their p99, ms), with a wheel at 120 px a frame and with the scroll bar dragged from end to end and back in three seconds; ms from a keystroke in its search box to the frame after (longest).',
      table(['cookies', 'open, ms', 'dropped with a wheel', 'dropped by a drag', 'search, ms'], rows),
    ].join('\n\n');
  } finally {
    await browser.close();
    await served.close();
  }
}

/** ms from a click on the view's button to the frame in which its rows stand. */
function openCookies(page: import('@playwright/test').Page): Promise<number> {
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('nav button')].find(({ textContent }) => textContent === 'Cookies');
    const begun = performance.now();
    (button as HTMLButtonElement | undefined)?.click();
    do await new Promise(requestAnimationFrame);
    while (
      document.querySelector('main [role=grid] tbody tr, main table tbody tr[aria-rowindex]') === null &&
      performance.now() - begun < 5_000
    );
    return performance.now() - begun;
  });
}
