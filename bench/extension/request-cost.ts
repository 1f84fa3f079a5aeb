import type { CdpBrowser } from '../../tests/browser/harness/chromium/cdp-target.ts';
import { ChromiumTab } from '../../tests/browser/harness/chromium/chromium-tab.ts';
import { launchChromium } from '../../tests/browser/harness/chromium/launch.ts';
import { withEnds } from '../ends.ts';
import { median, quantile, table } from '../statistics.ts';
import { install } from './install.ts';
import { processorTime } from './processor-time.ts';
import type { SectionOptions } from './section.ts';
import { slowServer } from './slow-server.ts';
import { variants } from './variants.ts';

/** How long the server takes for each response, in ms. */
const SERVER_TAKES = 20;
const ROUNDS = 8;
const FETCHES = 30;

interface Contestant {
  readonly name: string;
  readonly page: ChromiumTab;
  readonly cdp: CdpBrowser;
  readonly figures: Figures[];
}

/** ms per request: one by one, six at once, and the processor time of the whole browser for one of the six. */
interface Figures {
  readonly one: number;
  readonly six: number;
  readonly processor: number;
}

/** ms per request of a number of fetches, so many at once. */
function fetchAll(page: ChromiumTab, atOnce: number): Promise<number> {
  return page.evaluate(
    async (count, lanes) => {
      const start = performance.now();
      let left = count;
      const lane = async (): Promise<void> => {
        while (left-- > 0) await (await fetch(`/?${left}`)).text();
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return ((performance.now() - start) / count) * lanes;
    },
    FETCHES * atOnce,
    atOnce,
  );
}

async function measure({ page, cdp }: Contestant): Promise<Figures> {
  const one = await fetchAll(page, 1);
  const before = await processorTime(cdp);
  const six = await fetchAll(page, 6);
  return { one, six, processor: ((await processorTime(cdp)) - before) / (6 * FETCHES) };
}

/** One round: every contestant once, beginning with another each time, so that none always follows the same. */
async function runRound(contestants: readonly Contestant[], round: number): Promise<readonly Figures[]> {
  const figures = new Map<Contestant, Figures>();
  for (let turn = 0; turn < contestants.length; turn++) {
    const contestant = contestants[(round + turn) % contestants.length];
    if (contestant !== undefined) figures.set(contestant, await measure(contestant));
  }
  return contestants.map((contestant) => figures.get(contestant) as Figures);
}

/** Rounds before those that count: browsers and servers warm up. */
const WARM_UP = 2;

function race(
  { executable, sidtrail, quiet }: SectionOptions,
  url: (port: number) => string,
): Promise<readonly Contestant[]> {
  return withEnds(async (ends) => {
    const server = await slowServer(SERVER_TAKES);
    ends.add(() => server.close());
    const field = variants(sidtrail);
    ends.add(() => field.remove());
    const contestants: Contestant[] = [];
    for (const { name, extension } of field.variants) {
      const { cdp, stop } = await launchChromium(executable, { hosts: ['other.test'] });
      ends.add(stop);
      if (extension !== undefined) await install(cdp, extension);
      const page = await ChromiumTab.open(cdp, url(server.port));
      contestants.push({ name, page, cdp, figures: [] });
    }
    for (let round = 0; round < WARM_UP; round++) await runRound(contestants, round);
    for (let round = 0; round < ROUNDS; round++) {
      const figures = await quiet.measure(() => runRound(contestants, round));
      for (const [at, { figures: all }] of contestants.entries()) all.push(figures[at] as Figures);
    }
    return contestants;
  });
}

function report(contestants: readonly Contestant[]): string {
  const floor = contestants.find(({ name }) => name === 'three bare listeners');
  const all = (contestant: Contestant | undefined, what: keyof Figures): number[] =>
    contestant?.figures.map((figures) => figures[what]) ?? [];
  // Each round is a pair: the ratio within it is free of what changed between rounds.
  const ratio = (contestant: Contestant, what: keyof Figures): string => {
    const base = all(floor, what);
    const ratios = all(contestant, what).map((figure, round) => figure / (base[round] ?? Number.NaN));
    return `${median(ratios).toFixed(3)} (${quantile(ratios, 0.25).toFixed(3)}–${quantile(ratios, 0.75).toFixed(3)})`;
  };
  const cells = (contestant: Contestant, what: keyof Figures): string[] => [
    median(all(contestant, what)).toFixed(2),
    ratio(contestant, what),
  ];
  return table(
    ['', 'one by one, ms', 'to bare', '6 at once, ms', 'to bare', 'processor, ms', 'to bare'],
    contestants.map((contestant) => [
      contestant.name,
      ...cells(contestant, 'one'),
      ...cells(contestant, 'six'),
      ...cells(contestant, 'processor'),
    ]),
  );
}

/** What a request costs more because Sidtrail watches, or because it is there at all. */
export async function requestCost(options: SectionOptions): Promise<string> {
  const watched = await race(options, (port) => `http://localhost:${port}/`);
  const unwatched = await race(options, (port) => `http://other.test:${port}/`);
  return [
    '## What a request costs',
    `Small fetches from a page to a server that takes ${SERVER_TAKES} ms; ${ROUNDS} interleaved rounds of ${FETCHES} (and 6 × ${FETCHES}) in each browser; medians, and the median of the ratios to three bare listeners within each round with its quartiles. The last figure is the processor time of all processes of the browser for one request, six at once. Chromium leads every request past an extension with the permission "webRequest", whether it listens or not, and whatever the host: that is what a host which is not watched costs.`,
    '### A host that is watched',
    report(watched),
    '### A host that is not watched',
    report(unwatched),
  ].join('\n\n');
}
