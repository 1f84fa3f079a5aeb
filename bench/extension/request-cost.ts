import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { launchChromium } from '../../tests/browser/harness/chromium/launch.ts';
import { withEnds } from '../ends.ts';
import { median, quantile, table } from '../statistics.ts';
import type { SectionOptions } from './section.ts';
import { variants } from './variants.ts';

/** How long the server takes for each response, in ms. */
const SERVER_TAKES = 20;
const ROUNDS = 8;
const FETCHES = 30;

interface Contestant {
  readonly name: string;
  readonly page: Page;
  readonly oneByOne: number[];
  readonly sixAtOnce: number[];
}

/** A server that sets and counts a session as the companion does, but waits before it answers. */
async function slowServer(): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    setTimeout(() => {
      response.setHeader('Session-Count', '2');
      if (request.headers.cookie === undefined)
        response.setHeader('Set-Cookie', 'sid=aB3dEfGhIjKlMnOpQrStUvWx; Path=/; HttpOnly');
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Cache-Control', 'no-store');
      response.end('<!doctype html><title>Bench</title>Visit count: 2');
    }, SERVER_TAKES);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** ms per request of a number of fetches, so many at once. */
function fetchAll(page: Page, atOnce: number): Promise<number> {
  return page.evaluate(
    async ({ count, lanes }) => {
      const start = performance.now();
      let left = count;
      const lane = async (): Promise<void> => {
        while (left-- > 0) await (await fetch(`/?${left}`)).text();
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return ((performance.now() - start) / count) * lanes;
    },
    { count: FETCHES * atOnce, lanes: atOnce },
  );
}

/** One round: every contestant once, beginning with another each time, so that none always follows the same. */
async function runRound(
  contestants: readonly Contestant[],
  round: number,
): Promise<readonly [one: number, six: number][]> {
  const figures = new Map<Contestant, [number, number]>();
  for (let turn = 0; turn < contestants.length; turn++) {
    const contestant = contestants[(round + turn) % contestants.length];
    if (contestant === undefined) continue;
    figures.set(contestant, [await fetchAll(contestant.page, 1), await fetchAll(contestant.page, 6)]);
  }
  return contestants.map((contestant) => figures.get(contestant) ?? [Number.NaN, Number.NaN]);
}

/** Rounds before those that count: browsers and servers warm up. */
const WARM_UP = 2;

function race(
  { executable, sidtrail, quiet }: SectionOptions,
  url: (port: number) => string,
): Promise<readonly Contestant[]> {
  return withEnds(async (ends) => {
    const server = await slowServer();
    ends.add(() => server.close());
    const field = variants(sidtrail);
    ends.add(() => field.remove());
    const contestants: Contestant[] = [];
    for (const { name, extension } of field.variants) {
      const { context, stop } = await launchChromium(executable, { hosts: ['other.test'] });
      ends.add(stop);
      if (extension !== undefined) {
        const cdp = await context.browser()?.newBrowserCDPSession();
        // Playwright's types know no Extensions domain.
        await cdp?.send('Extensions.loadUnpacked' as never, { path: extension } as never);
      }
      const page = await context.newPage();
      await page.goto(url(server.port));
      contestants.push({ name, page, oneByOne: [], sixAtOnce: [] });
    }
    for (let round = 0; round < WARM_UP; round++) await runRound(contestants, round);
    for (let round = 0; round < ROUNDS; round++) {
      const figures = await quiet.measure(() => runRound(contestants, round));
      for (const [at, contestant] of contestants.entries()) {
        const [one, six] = figures[at] ?? [Number.NaN, Number.NaN];
        contestant.oneByOne.push(one);
        contestant.sixAtOnce.push(six);
      }
    }
    return contestants;
  });
}

function report(contestants: readonly Contestant[]): string {
  const [none] = contestants;
  const floor = contestants.find(({ name }) => name === 'three bare listeners');
  const ms = (figures: readonly number[]): string => median(figures).toFixed(2);
  const added = (figures: readonly number[], base: readonly number[] | undefined): string =>
    (median(figures) - median(base ?? [])).toFixed(2);
  // Each round is a pair: the ratio within it is free of what changed between rounds.
  const ratio = (figures: readonly number[], base: readonly number[] | undefined): string => {
    const ratios = figures.map((figure, round) => figure / (base?.[round] ?? Number.NaN));
    return `${median(ratios).toFixed(3)} (${quantile(ratios, 0.25).toFixed(3)}–${quantile(ratios, 0.75).toFixed(3)})`;
  };
  return table(
    ['', 'one by one, ms', 'added', 'to bare listeners', '6 at once, ms', 'added', 'to bare listeners'],
    contestants.map((contestant) => [
      contestant.name,
      ms(contestant.oneByOne),
      added(contestant.oneByOne, none?.oneByOne),
      ratio(contestant.oneByOne, floor?.oneByOne),
      ms(contestant.sixAtOnce),
      added(contestant.sixAtOnce, none?.sixAtOnce),
      ratio(contestant.sixAtOnce, floor?.sixAtOnce),
    ]),
  );
}

/** What a request costs more because Sidtrail watches, or because it is there at all. */
export async function requestCost(options: SectionOptions): Promise<string> {
  const watched = await race(options, (port) => `http://localhost:${port}/`);
  const unwatched = await race(options, (port) => `http://other.test:${port}/`);
  return [
    '## What a request costs',
    `Small fetches from a page to a server that takes ${SERVER_TAKES} ms; ${ROUNDS} interleaved rounds of ${FETCHES} (and 6 × ${FETCHES}) in each browser; medians, and the median of the ratios within each round with its quartiles.`,
    '### A host that is watched',
    report(watched),
    '### A host that is not watched',
    report(unwatched),
  ].join('\n\n');
}
