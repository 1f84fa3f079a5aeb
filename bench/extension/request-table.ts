import { type CDPSession, chromium, type Page } from '@playwright/test';
import { servePage } from '../../tests/ui/page/serve.ts';
import { median, quantile, table } from '../statistics.ts';

const SIZES = [100, 10_000, 100_000];

interface Figures {
  open: number;
  filter: number;
  typed: number;
  frames: number;
  dropped: number;
  longest: number;
  added: number;
  memory: number;
}

async function measure(page: Page, cdp: CDPSession, url: string, entries: number): Promise<Figures> {
  await page.goto(`${url}?scene=many-${entries}&surface=tab`);
  await page.locator('tbody tr').nth(5).waitFor();
  const open = await page.evaluate(() => performance.now());
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number };

  const scroll = await page.evaluate(async () => {
    const scroller = [...document.querySelectorAll('*')].find(
      (element) =>
        element.scrollHeight > element.clientHeight + 100 && getComputedStyle(element).overflowY !== 'visible',
    );
    if (scroller === undefined) return { frames: 0, deltas: [] as number[] };
    const deltas: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    const step = Math.max(40, Math.min(4_000, scroller.scrollHeight / 200));
    for (let frame = 0; frame < 180; frame++) {
      scroller.scrollTop = frame < 90 ? frame * step : (180 - frame) * step;
      const now = await new Promise<number>(requestAnimationFrame);
      deltas.push(now - last);
      last = now;
    }
    return { frames: deltas.length, deltas };
  });

  const box = page.getByRole('searchbox');
  const typed: number[] = [];
  for (const text of ['page/4', 'page/41', 'created', 'n=99']) {
    typed.push(
      await box.evaluate(async (input, value) => {
        const begun = performance.now();
        (input as HTMLInputElement).value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        const handled = performance.now() - begun;
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve));
        return Math.max(handled, performance.now() - begun);
      }, text),
    );
  }
  await box.fill('');
  const added = await page.evaluate(async () => {
    const { host } = window as unknown as {
      host: { story: { counts(name: string, value: string, count: number): void }; flush(): void };
    };
    const costs: number[] = [];
    for (let i = 0; i < 100; i++) {
      host.story.counts('sid', 'another-session-0123456789', i);
      const begun = performance.now();
      host.flush();
      costs.push(performance.now() - begun);
    }
    return costs;
  });
  const frame = 1000 / 60;
  return {
    open,
    filter: median(typed),
    typed: Math.max(...typed),
    frames: scroll.frames,
    dropped: scroll.deltas.filter((delta) => delta > 1.5 * frame).length,
    longest: quantile(scroll.deltas, 0.99),
    added: median(added) / 3,
    memory: usedSize / 2 ** 20,
  };
}

/** The table at 100, 10,000 and 100,000 entries, in a plain page over a told trace. */
export async function requestTable(executable: string): Promise<string> {
  const page = await servePage();
  const browser = await chromium.launch({ executablePath: executable, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const rows: (string | number)[][] = [];
    for (const entries of SIZES) {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const figures = await measure(tab, await tab.context().newCDPSession(tab), page.url, entries);
      await tab.close();
      rows.push([
        entries.toLocaleString('en'),
        figures.open.toFixed(0),
        `${figures.filter.toFixed(0)} (${figures.typed.toFixed(0)})`,
        `${figures.dropped} of ${figures.frames}`,
        figures.longest.toFixed(1),
        (figures.added * 1000).toFixed(0),
        figures.memory.toFixed(0),
      ]);
    }
    return [
      '## The request table',
      'A told trace in a plain page (development build): ms from navigation to the rows, with the telling of the trace; ms from a keystroke in the filter box to the frame after (longest in brackets); frames longer than 1.5 sixtieths of a second while it is scrolled from end to end, and their p99; µs to fold one more event; MiB of heap after a collection.',
      table(
        ['entries', 'open, ms', 'filter, ms', 'dropped frames', 'frame p99, ms', 'one more event, µs', 'heap, MiB'],
        rows,
      ),
    ].join('\n\n');
  } finally {
    await browser.close();
    await page.close();
  }
}
