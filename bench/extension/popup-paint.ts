import { startCompanionProcess } from '../../scripts/companion-process.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import { median, quantile, table } from '../statistics.ts';

const OPENINGS = 15;

/** How long the popup takes from its navigation to its paint, opened by the toolbar button's own action. */
export async function popupPaint(executable: string, sidtrail: string): Promise<string> {
  const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
  const chromium = await ChromiumUnderTest.launch(executable, sidtrail);
  try {
    const tab = await chromium.openTab(companion.url);
    const rows: (string | number)[][] = [];
    for (const [what, cookies] of [
      ['a few cookies', 0],
      ['170 cookies', 170],
    ] as const) {
      await chromium.inBackground(async (count) => {
        for (let i = 0; i < count; i++) {
          await browser.cookies.set({ url: 'http://localhost/', name: `c${i}`, value: 'x'.repeat(40), path: '/' });
        }
      }, cookies);
      await tab.evaluate(async () => {
        for (let i = 0; i < 100; i++) await (await fetch('/')).text();
      });
      const whole: number[] = [];
      for (let opening = 0; opening < OPENINGS; opening++) {
        const popup = await chromium.openPopup(tab);
        await popup.waitFor(() => /Delete session cookie/.test(document.body.textContent ?? ''));
        const painted = await popup.evaluate(
          () =>
            new Promise<number>((resolve) => {
              new PerformanceObserver((list) => {
                resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN);
              }).observe({ type: 'largest-contentful-paint', buffered: true });
            }),
        );
        whole.push(painted);
        await popup.close();
      }
      rows.push([what, median(whole).toFixed(0), quantile(whole, 0.95).toFixed(0)]);
    }
    return [
      '## The popup',
      `Opened ${OPENINGS} times by the button's real action, with 300 events in the log; ms from its navigation.`,
      table(['', 'largest paint', 'largest paint, p95'], rows),
    ].join('\n\n');
  } finally {
    await chromium.close();
    await companion.stop();
  }
}
