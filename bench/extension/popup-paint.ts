import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCompanionProcess } from '../../scripts/companion-process.ts';
import type { TabSurface } from '../../tests/browser/harness/browser-under-test.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import { withEnds } from '../ends.ts';
import { median, quantile, table } from '../statistics.ts';
import type { SectionOptions } from './section.ts';

const OPENINGS = 15;

/** The button’s words, which show that the popup is complete. */
const WHOLE = 'Delete session cookie';

/** The same extension with a popup of one sentence and no script: what opening any popup costs. */
function withBarePopup(sidtrail: string, folder: string): string {
  const copy = path.join(folder, 'bare');
  cpSync(sidtrail, copy, { recursive: true });
  const { action } = JSON.parse(readFileSync(path.join(copy, 'manifest.json'), 'utf8')) as {
    readonly action: { readonly default_popup: string };
  };
  writeFileSync(path.join(copy, action.default_popup), `<!doctype html><title>Bare</title><p>${WHOLE}</p>`);
  return copy;
}

/** ms from the popup's navigation to its largest paint, opened by the toolbar button's own action. */
async function openPopup(chromium: ChromiumUnderTest, tab: TabSurface): Promise<number> {
  const popup = await chromium.openPopup(tab);
  await popup.waitFor((words) => document.body.textContent?.includes(words), WHOLE);
  const painted = await popup.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await popup.close();
  return painted;
}

interface Contestant {
  readonly name: string;
  readonly extension: string;
  readonly cookies: number;
}

/** How long the popup takes to its paint, beside a popup that has nothing to do. */
export function popupPaint({ executable, sidtrail, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-popup-'));
    ends.add(() => rmSync(folder, { recursive: true, force: true }));
    const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
    ends.add(() => companion.stop());
    const contestants: readonly Contestant[] = [
      { name: 'a popup of one sentence, no script', extension: withBarePopup(sidtrail, folder), cookies: 0 },
      { name: 'Sidtrail, a few cookies', extension: sidtrail, cookies: 0 },
      { name: 'Sidtrail, 170 cookies', extension: sidtrail, cookies: 170 },
    ];
    const open: { readonly chromium: ChromiumUnderTest; readonly tab: TabSurface }[] = [];
    for (const { extension, cookies } of contestants) {
      const chromium = await ChromiumUnderTest.launch(executable, extension);
      ends.add(() => chromium.close());
      const tab = await chromium.openTab(companion.url);
      open.push({ chromium, tab });
      await chromium.inBackground(async (count) => {
        for (let i = 0; i < count; i++) {
          await browser.cookies.set({ url: 'http://localhost/', name: `c${i}`, value: 'x'.repeat(40), path: '/' });
        }
      }, cookies);
      await tab.evaluate(async () => {
        for (let i = 0; i < 100; i++) await (await fetch('/')).text();
      });
    }
    const turns: number[][] = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      const turn = async (): Promise<number[]> => {
        const painted: number[] = [];
        for (const { chromium, tab } of open) painted.push(await openPopup(chromium, tab));
        return painted;
      };
      turns.push(await quiet.measure(turn));
    }
    const floor = turns.map(([bare = Number.NaN]) => bare);
    const rows = contestants.map(({ name }, at) => {
      const all = turns.map((turn) => turn[at] ?? Number.NaN);
      const to = (q: number): string => (quantile(all, q) / quantile(floor, q)).toFixed(2);
      return [name, median(all).toFixed(0), to(0.5), quantile(all, 0.95).toFixed(0), to(0.95)];
    });
    return [
      '## The popup',
      `Opened ${OPENINGS} times by the button's real action, in turn, with 300 events in the log; ms from its navigation to its largest paint. The first line is the floor: what the browser takes to open and paint any popup.`,
      table(['', 'median', 'to the floor', 'p95', 'to the floor'], rows),
    ].join('\n\n');
  });
}
