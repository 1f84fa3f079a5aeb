import type { CdpBrowser } from '../../tests/browser/harness/chromium/cdp-target.ts';
import { ChromiumTab } from '../../tests/browser/harness/chromium/chromium-tab.ts';
import { ChromiumUnderTest } from '../../tests/browser/harness/chromium/chromium-under-test.ts';
import { launchChromium } from '../../tests/browser/harness/chromium/launch.ts';
import type { Surface } from '../../tests/browser/harness/surface.ts';
import { type Ends, withEnds } from '../ends.ts';
import { median, table } from '../statistics.ts';
import { install } from './install.ts';
import { longestTask } from './longest-task.ts';
import type { SectionOptions } from './section.ts';
import { slowServer } from './slow-server.ts';
import { variants } from './variants.ts';

const REQUESTS = 1000;
const ROUNDS = 5;

interface Contestant {
  readonly name: string;
  readonly cdp: CdpBrowser;
  readonly page: Surface;
  readonly panel?: Surface;
}

/** What a document felt of the burst, in ms. */
interface Felt {
  /** Tasks longer than 50 ms. */
  readonly tasks: readonly number[];
  /** The longest time between two frames. */
  readonly gap: number;
}

interface Figures {
  /** ms until the last response. */
  readonly took: number;
  readonly page: Felt;
  readonly panel: Felt | undefined;
}

/** Runs in a document: watches its frames and tasks until `felt` is called. */
function watch(): void {
  const tasks: number[] = [];
  let gap = 0;
  let last = performance.now();
  const began = last;
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= began) tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  let frame = requestAnimationFrame(function look(now) {
    gap = Math.max(gap, now - last);
    last = now;
    frame = requestAnimationFrame(look);
  });
  Object.assign(window, {
    felt: async () => {
      // What was done last is reported after the frame that it kept waiting.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
      cancelAnimationFrame(frame);
      observer.disconnect();
      return { tasks, gap };
    },
  });
}

function felt(): Promise<Felt> {
  return (window as unknown as { felt(): Promise<Felt> }).felt();
}

async function fire(requests: number): Promise<number> {
  const start = performance.now();
  const one = async (number: number): Promise<void> => {
    await (await fetch(`/burst?${number}`)).text();
  };
  await Promise.all(Array.from({ length: requests }, (_, number) => one(number)));
  return performance.now() - start;
}

const rowsShown = (): number =>
  Number(document.querySelector('table[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 1) - 1;

async function measure({ page, panel }: Contestant): Promise<Figures> {
  const before = (await panel?.evaluate(rowsShown)) ?? 0;
  for (const place of [page, panel]) await place?.evaluate(watch);
  const took = await page.evaluate(fire, REQUESTS);
  await panel?.waitFor(
    (least) => Number(document.querySelector('table[aria-rowcount]')?.getAttribute('aria-rowcount')) > least,
    before + REQUESTS,
  );
  return { took, page: await page.evaluate(felt), panel: await panel?.evaluate(felt) };
}

/** Two floors and Sidtrail, each with a page of the same server. */
async function start({ executable, sidtrail }: SectionOptions, ends: Ends): Promise<readonly Contestant[]> {
  const server = await slowServer(0);
  ends.add(() => server.close());
  const url = `http://localhost:${server.port}/`;
  const field = variants(sidtrail);
  ends.add(() => field.remove());
  const contestants: Contestant[] = [];
  for (const { name, extension } of field.variants) {
    if (name !== 'no extension' && name !== 'three bare listeners') continue;
    const { cdp, stop } = await launchChromium(executable);
    ends.add(stop);
    if (extension !== undefined) await install(cdp, extension);
    contestants.push({ name, cdp, page: await ChromiumTab.open(cdp, url) });
  }
  const chromium = await ChromiumUnderTest.launch(executable, sidtrail);
  ends.add(() => chromium.close());
  const page = await chromium.openTab(url);
  const panel = await chromium.openSidePanel(page);
  await panel.waitFor(() => document.querySelector('table[aria-rowcount]') !== null);
  return [...contestants, { name: 'Sidtrail, side panel open', cdp: chromium.cdp, page, panel }];
}

/** `how many, of them the longest`, and the longest gap between frames, each over all rounds. */
function feltCells(felts: readonly (Felt | undefined)[]): string[] {
  const all = felts.filter((each) => each !== undefined);
  if (all.length === 0) return ['–', '–'];
  const tasks = all.flatMap((each) => each.tasks);
  const gaps = all.map(({ gap }) => gap);
  const longest = tasks.length === 0 ? 'none' : `${tasks.length}, ${Math.max(...tasks).toFixed(0)}`;
  return [longest, `${median(gaps).toFixed(0)} (${Math.max(...gaps).toFixed(0)})`];
}

/** One more burst for each panel: how much of its longest task is work, and not the wait for a processor. */
async function tracedPanels(contestants: readonly Contestant[]): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const contestant of contestants) {
    if (contestant.panel === undefined) continue;
    const { clock, processor } = await longestTask(contestant.cdp, contestant.panel, () => measure(contestant));
    sentences.push(
      `One more burst, traced: the panel’s longest task took ${clock.toFixed(0)} ms by the clock; no task had a processor for more than ${processor.toFixed(0)} ms. The rest is the wait for one: the page, the background, the browser and the server want them, too.`,
    );
  }
  return sentences;
}

/** A thousand requests at once: what the page and the panel beside it feel of them. */
export function burst(options: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const contestants = await start(options, ends);
    // The first burst opens connections and warms up.
    for (const contestant of contestants) await measure(contestant);
    const rounds: (readonly Figures[])[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const turn = async (): Promise<readonly Figures[]> => {
        const figures: Figures[] = [];
        for (const contestant of contestants) figures.push(await measure(contestant));
        return figures;
      };
      rounds.push(await options.quiet.measure(turn));
    }
    const rows = contestants.map(({ name }, at) => {
      const own = rounds.flatMap((figures) => figures[at] ?? []);
      return [
        name,
        median(own.map(({ took }) => took)).toFixed(0),
        ...feltCells(own.map(({ page }) => page)),
        ...feltCells(own.map(({ panel }) => panel)),
      ];
    });
    return [
      '## A burst of a thousand requests',
      `A page starts ${REQUESTS.toLocaleString('en')} fetches at once to a server that answers at once; ${ROUNDS} interleaved rounds: ms until the last response (median); in the page, and in the side panel beside it until it lists them all, how many tasks took more than 50 ms in all rounds and how long the longest took; the longest gap between two frames of a round, in ms (median, and of all rounds). To start the fetches is a long task of the page itself, with or without an extension.`,
      table(['', 'took, ms', 'page: long tasks', 'page: gap', 'panel: long tasks', 'panel: gap'], rows),
      ...(await tracedPanels(contestants)),
    ].join('\n\n');
  });
}
