import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCompanionProcess } from '../../scripts/companion-process.ts';
import type { TabSurface } from '../../tests/browser/harness/browser-under-test.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import { type Ends, withEnds } from '../ends.ts';
import { median, quantile, table } from '../statistics.ts';
import type { SectionOptions } from './section.ts';

const OPENINGS = 15;

/** The button’s words, which show that the popup is complete. */
const WHOLE = 'Delete session cookie';

/** A popup of one sentence and no script: what opening any popup costs. */
const BARE = `<!doctype html><title>Bare</title><p>${WHOLE}</p>`;

/** The same extension with another document as its popup. */
function withPopup(html: string, sidtrail: string, copy: string): string {
  cpSync(sidtrail, copy, { recursive: true });
  const { action } = JSON.parse(readFileSync(path.join(copy, 'manifest.json'), 'utf8')) as {
    readonly action: { readonly default_popup: string };
  };
  writeFileSync(path.join(copy, action.default_popup), html);
  return copy;
}

/** What the popup shows once it is whole, with its styles and without its scripts: what its content alone costs. */
async function stillOf({ chromium, tab }: Contestant): Promise<string> {
  const popup = await chromium.openPopup(tab);
  await popup.waitFor((words) => document.body.textContent?.includes(words), WHOLE);
  const html = await popup.evaluate(() => {
    const still = document.documentElement.cloneNode(true) as HTMLElement;
    for (const script of still.querySelectorAll('script, link:not([rel=stylesheet])')) script.remove();
    return `<!doctype html>${still.outerHTML}`;
  });
  await popup.close();
  return html;
}

/** ms from the popup's navigation to its largest paint, opened by the toolbar button's own action. */
async function openPopup(chromium: ChromiumUnderTest, tab: TabSurface): Promise<number> {
  const popup = await chromium.openPopup(tab);
  await popup.waitFor((words) => document.body.textContent?.includes(words), WHOLE);
  const painted = await popup.evaluate(async () => {
    // What stands in the document is painted with the next frame and reported some ms later. Without this wait, the paint
    // of the bar alone would count, wherever the rest comes in a second frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))));
    return new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN);
      }).observe({ type: 'largest-contentful-paint', buffered: true });
    });
  });
  await popup.close();
  return painted;
}

interface Contestant {
  readonly chromium: ChromiumUnderTest;
  readonly tab: TabSurface;
}

/** A browser with an extension, beside a page that was visited a hundred times. */
async function enter(
  executable: string,
  { extension, url, cookies }: { readonly extension: string; readonly url: string; readonly cookies: number },
  ends: Ends,
): Promise<Contestant> {
  const chromium = await ChromiumUnderTest.launch(executable, extension);
  ends.add(() => chromium.close());
  const tab = await chromium.openTab(url);
  await chromium.inBackground(async (count) => {
    for (let i = 0; i < count; i++) {
      await browser.cookies.set({ url: 'http://localhost/', name: `c${i}`, value: 'x'.repeat(40), path: '/' });
    }
  }, cookies);
  await tab.evaluate(async () => {
    for (let i = 0; i < 100; i++) await (await fetch('/')).text();
  });
  return { chromium, tab };
}

/** How long the popup takes to its paint, beside a popup that has nothing to do and one that only shows the same. */
export function popupPaint({ executable, sidtrail, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-popup-'));
    ends.add(() => rmSync(folder, { recursive: true, force: true }));
    const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
    ends.add(() => companion.stop());
    const start = (extension: string, cookies = 0): Promise<Contestant> =>
      enter(executable, { extension, url: companion.url, cookies }, ends);
    const few = await start(sidtrail);
    const bare = await start(withPopup(BARE, sidtrail, path.join(folder, 'bare')));
    const still = await start(withPopup(await stillOf(few), sidtrail, path.join(folder, 'still')));
    const many = await start(sidtrail, 170);
    const contestants = [
      { name: 'a popup of one sentence, no script', ...bare },
      { name: 'what Sidtrail shows (a few cookies), no script', ...still },
      { name: 'Sidtrail, a few cookies', ...few },
      { name: 'Sidtrail, 170 cookies', ...many },
    ];
    const turns: number[][] = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      const turn = async (): Promise<number[]> => {
        const painted: number[] = [];
        for (const { chromium, tab } of contestants) painted.push(await openPopup(chromium, tab));
        return painted;
      };
      turns.push(await quiet.measure(turn));
    }
    const of = (at: number): number[] => turns.map((turn) => turn[at] ?? Number.NaN);
    const to = (at: number, floor: number, q: number): string =>
      (quantile(of(at), q) / quantile(of(floor), q)).toFixed(2);
    const rows = contestants.map(({ name }, at) => [
      name,
      ...[median(of(at)).toFixed(0), to(at, 0, 0.5), to(at, 1, 0.5)],
      ...[quantile(of(at), 0.95).toFixed(0), to(at, 0, 0.95), to(at, 1, 0.95)],
    ]);
    return [
      '## The popup',
      `Opened ${OPENINGS} times by the button's real action, in turn, with 300 events in the log; ms from its navigation to its largest paint. Two floors: what the browser takes to open and paint any popup (the first line), and a popup that only shows what Sidtrail's shows: the same elements and styles, without a script (the second). What lies between the two is the browser's own work on that content, whoever made it; what lies above the second is Sidtrail's.`,
      table(
        ['', 'median', 'to one sentence', 'to the same, still', 'p95', 'to one sentence', 'to the same, still'],
        rows,
      ),
    ].join('\n\n');
  });
}
