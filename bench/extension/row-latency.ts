import { startCompanionProcess } from '../../scripts/companion-process.ts';
import type { TabSurface } from '../../tests/browser/harness/browser-under-test.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import type { Surface } from '../../tests/browser/harness/surface.ts';
import { withEnds } from '../ends.ts';
import { median, quantile, table } from '../statistics.ts';
import type { SectionOptions } from './section.ts';

/** Visits of one measurement, and how many of these there are. */
const VISITS = 30;
const BLOCKS = 4;

let visits = 0;

/** ms from the end of each response to its row. */
async function visitAll(tab: TabSurface, panel: Surface): Promise<number[]> {
  const ended = new Map<number, number>();
  for (const last = visits + VISITS; visits < last; visits++) {
    const end = await tab.evaluate(async (number) => {
      await (await fetch(`/?bench=${number}x`)).text();
      const timing = performance.getEntriesByType('resource').at(-1) as PerformanceResourceTiming;
      return performance.timeOrigin + timing.responseEnd;
    }, visits);
    ended.set(visits, end);
    await panel.waitFor((number) => String(number) in (window as unknown as { seen: object }).seen, visits);
  }
  const seen = await panel.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  return [...ended].map(([visit, at]) => (seen[visit] ?? Number.NaN) - at);
}

/** How long from the end of a response to its row on screen, in the side panel beside the page. */
export function rowLatency({ executable, sidtrail, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
    ends.add(() => companion.stop());
    const browser = await ChromiumUnderTest.launch(executable, sidtrail);
    ends.add(() => browser.close());
    const tab = await browser.openTab(companion.url);
    const panel = await browser.openSidePanel(tab);
    await panel.evaluate(() => {
      const seen: Record<string, number> = {};
      Object.assign(window, { seen });
      const look = (): void => {
        const now = performance.timeOrigin + performance.now();
        for (const row of document.querySelectorAll('tr')) {
          const found = /[?&]bench=(\d+)x/.exec(row.textContent ?? '')?.[1];
          if (found !== undefined) seen[found] ??= now;
        }
      };
      // A frame after the change is in the document, it is painted.
      new MutationObserver(() => requestAnimationFrame(() => setTimeout(look))).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    const waits: number[] = [];
    for (let block = 0; block < BLOCKS; block++) {
      waits.push(...(await quiet.measure(() => visitAll(tab, panel))));
    }
    return [
      '## From the response to its row',
      `${BLOCKS * VISITS} visits by fetch, the side panel open beside the page: from the end of the response (resource timing) to the frame in which its row stands.`,
      table(
        ['median, ms', 'p95, ms', 'longest, ms'],
        [[median(waits).toFixed(1), quantile(waits, 0.95).toFixed(1), Math.max(...waits).toFixed(1)]],
      ),
    ].join('\n\n');
  });
}
