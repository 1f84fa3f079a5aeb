import { startCompanionProcess } from '../../scripts/companion-process.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import { median, quantile, table } from '../statistics.ts';

const VISITS = 120;

/** How long from the end of a response to its row on screen, in the side panel beside the page. */
export async function rowLatency(executable: string, sidtrail: string): Promise<string> {
  const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
  const browser = await ChromiumUnderTest.launch(executable, sidtrail);
  try {
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
    const ended: number[] = [];
    for (let visit = 0; visit < VISITS; visit++) {
      ended.push(
        await tab.evaluate(async (number) => {
          await (await fetch(`/?bench=${number}x`)).text();
          const timing = performance.getEntriesByType('resource').at(-1) as PerformanceResourceTiming;
          return performance.timeOrigin + timing.responseEnd;
        }, visit),
      );
      await panel.waitFor((number) => String(number) in (window as unknown as { seen: object }).seen, visit);
    }
    const seen = await panel.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
    const waits = ended.map((at, visit) => (seen[visit] ?? Number.NaN) - at);
    return [
      '## From the response to its row',
      `${VISITS} visits by fetch, the side panel open beside the page: from the end of the response (resource timing) to the frame in which its row stands.`,
      table(
        ['median, ms', 'p95, ms', 'longest, ms'],
        [[median(waits).toFixed(1), quantile(waits, 0.95).toFixed(1), Math.max(...waits).toFixed(1)]],
      ),
    ].join('\n\n');
  } finally {
    await browser.close();
    await companion.stop();
  }
}
