import type { Browser, Page } from '@playwright/test';
import { withEnds } from '../ends.ts';
import { median, table } from '../statistics.ts';
import { HANDS, HANDS_EXPLAINED, handsOnTable } from './beside-floor.ts';
import { plainPage } from './plain-page.ts';
import type { SectionOptions } from './section.ts';

const SIZES = [100, 10_000, 100_000];

interface Figures {
  first: number;
  all: number;
  longest: number;
  hands: readonly string[];
  added: number;
  memory: number;
}

interface Loading {
  /** ms from the moment at which the trace is there to the first rows, and to the answer, which needs all of it. */
  readonly first: number;
  readonly all: number;
  /** The longest task between the two, in ms; 0: none of more than 50. */
  readonly longest: number;
}

/** Runs in the page, before anything else. */
function watchLoading(): void {
  let longest = 0;
  let first: number | undefined;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (first !== undefined && startTime > first) longest = Math.max(longest, duration);
    }
  }).observe({ type: 'longtask' });
  const began = (): number => performance.getEntriesByName('trace-made')[0]?.startTime ?? Number.NaN;
  const loading = new Promise<Loading>((resolve) => {
    const look = (): void => {
      const row = document.querySelector('tbody tr:nth-child(6)');
      if (row !== null && getComputedStyle(row).visibility === 'visible') first ??= performance.now();
      if (first !== undefined && document.querySelector('.answer[data-tone]') !== null) {
        resolve({ first: first - began(), all: performance.now() - began(), longest });
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  Object.assign(window, { loading });
}

async function measure(browser: Browser, page: Page, url: string, entries: number): Promise<Figures> {
  const cdp = await page.context().newCDPSession(page);
  await page.addInitScript(watchLoading);
  await page.goto(`${url}?scene=many-${entries}&surface=tab`);
  const { first, all, longest } = await page.evaluate(
    () => (window as unknown as { loading: Promise<Loading> }).loading,
  );
  // A real view reads the log from storage: neither the events nor what it took to invent them is in its memory.
  await page.evaluate(() => (window as unknown as { host: { releaseEvents(): void } }).host.releaseEvents());
  await cdp.send('HeapProfiler.collectGarbage');
  const hands = await handsOnTable(browser, page, ['page/4', 'page/41', 'created', 'n=99']);
  const added = await page.evaluate(async () => {
    const { host } = window as unknown as {
      host: { story: { counts(name: string, value: string, count: number): void }; flush(): void };
    };
    const costs: number[] = [];
    for (let i = 0; i < 100; i++) {
      host.story.counts('sid', 'another-session-0123456789', i);
      const start = performance.now();
      host.flush();
      costs.push(performance.now() - start);
    }
    return costs;
  });
  await page.evaluate(() => (window as unknown as { host: { releaseEvents(): void } }).host.releaseEvents());
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number };
  return {
    first,
    all,
    longest,
    hands,
    added: median(added) / 3,
    memory: usedSize / 2 ** 20,
  };
}

/** The table at 100, 10,000 and 100,000 entries, in a plain page over an invented trace. */
export function requestTable({ executable, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const { browser, url } = await plainPage(executable, ends);
    const rows: (string | number)[][] = [];
    const hands: (string | number)[][] = [];
    for (const entries of SIZES) {
      const figures = await quiet.measure(async () => {
        const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        const measured = await measure(browser, tab, url, entries);
        await tab.close();
        return measured;
      });
      rows.push([
        entries.toLocaleString('en'),
        figures.first.toFixed(0),
        figures.all.toFixed(0),
        figures.longest === 0 ? '< 50' : figures.longest.toFixed(0),
        (figures.added * 1000).toFixed(0),
        figures.memory.toFixed(0),
      ]);
      hands.push([entries.toLocaleString('en'), ...figures.hands]);
    }
    return [
      '## The request table',
      'An invented trace in a plain page (built as the extension is, but not minified): ms from the moment at which the log is there to the first rows, and to the answer, which needs all of it; the longest task between the two; µs to fold one more event; MiB of heap after a collection, without the log itself.',
      table(['entries', 'first rows, ms', 'all, ms', 'longest task, ms', 'one more event, µs', 'heap, MiB'], rows),
      HANDS_EXPLAINED,
      table(['entries', ...HANDS], hands),
    ].join('\n\n');
  });
}
