// The quota of storage.session, the size of headers and the way in which a background dies are the browser's own.

import type { ServerResponse } from 'node:http';
import { LOG_KEYS } from '../../extension/protocol/log/log-layout.ts';
import { readTraceFile } from '../../extension/trace/files/trace-file/read-trace-file.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import { grantHosts } from './harness/grant.ts';
import type { RequestHandler } from './harness/local-server.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { noteSaved, savedBy } from './saved.ts';

interface Storm {
  readonly name: string;
  readonly requests: number;
  /** Cookies of 4 kB that each request carries. */
  readonly large: number;
  /** Cookies in the jar that no request carries. */
  readonly jar: number;
  /** How often the background is killed. */
  readonly kills: number;
}

const STORMS: readonly Storm[] = [
  { name: '40 cookies of 4 kB', requests: 250, large: 40, jar: 0, kills: 0 },
  { name: 'a jar of 2,900', requests: 240, large: 9, jar: 2_900, kills: 0 },
  {
    name: '20 cookies of 4 kB, a jar of 1,500, and a background killed ten times',
    requests: 700,
    large: 20,
    jar: 1_500,
    kills: 10,
  },
];

/** Requests under way at a time: as many may be on their way to a background that is killed. */
const AT_ONCE = 4;
/** Browsers keep at most 180 cookies of a host. */
const PER_HOST = 170;

/** 4 kB that no other cookie has. */
const largeValue = (at: number): string => `${at}-`.repeat(4_000).slice(0, 4_000);

/** The line for each large cookie, on the pages that set and delete them. */
const PAGES: Readonly<Record<string, (at: number) => string>> = {
  '/begin': (at) => `large-${at}=${largeValue(at)}; Path=/`,
  '/shrink': (at) => `large-${at}=; Path=/; Max-Age=0`,
};

/** Sets the large cookies on its first page and a new id in every answer, and notes which paths it was asked for. */
class StormServer {
  readonly seen = new Set<string>();
  /** Those of them that it has answered, in order. */
  readonly answered: string[] = [];
  readonly #large: number;
  #until: Promise<void> = Promise.resolve();

  constructor(large: number) {
    this.#large = large;
  }

  readonly handler: RequestHandler = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const lines = [`sid=${pathname.slice(1)}-${'x'.repeat(40)}; Path=/; HttpOnly`];
    const page = PAGES[pathname];
    if (page === undefined) this.seen.add(pathname);
    else for (let at = 0; at < this.#large; at += 1) lines.push(page(at));
    if (page === undefined) response.once('finish', () => this.answered.push(pathname));
    void this.#until.then(() => this.#answer(response, lines));
  };

  #answer(response: ServerResponse, lines: string[]): void {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', 'Set-Cookie': lines });
    setTimeout(() => response.end('<!doctype html><link rel="icon" href="data:,">'), 5);
  }

  /** Answers nothing more until the given work is done: no more than the page's own few requests are under way then. */
  async holdDuring(work: () => Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#until = promise;
    try {
      await work();
    } finally {
      resolve();
    }
  }
}

/** Fills the jar through the extension, which hears of each cookie. */
async function fillJar(browserUnderTest: BrowserUnderTest, cookies: number): Promise<void> {
  await browserUnderTest.inBackground(
    async (count, perHost) => {
      const put = (at: number) =>
        browser.cookies.set({
          url: `http://h${Math.floor(at / perHost)}.test/`,
          name: `filler-${at}`,
          value: `value-${at}`.repeat(10),
        });
      for (let at = 0; at < count; at += 50) {
        await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, more) => put(at + more)));
      }
    },
    cookies,
    PER_HOST,
  );
}

/** Has a page make requests, so many at a time; resolves when all have been answered. */
async function storm(tab: TabSurface, name: string, requests: number): Promise<void> {
  await tab.evaluate(
    (path, all, atOnce) => {
      let next = 0;
      let left = atOnce;
      const walk = async (): Promise<void> => {
        while (next < all) await (await fetch(`/${path}-${next++}`)).text();
        left -= 1;
        if (left === 0) document.title = `${path} is over`;
      };
      for (let at = 0; at < atOnce; at += 1) void walk();
    },
    name,
    requests,
    AT_ONCE,
  );
  await until(() => tab.evaluate((path) => document.title === `${path} is over`, name), `${name} to be over`, 150_000);
}

/** Whether the newest batches of the log hold these paths: two equal sizes in a row say only that a write is not over. */
function isWritten(browserUnderTest: BrowserUnderTest, paths: readonly string[]): Promise<boolean> {
  return browserUnderTest.inBackground(
    async (wanted, batch) => {
      const { session } = browser.storage;
      const keys = (await session.getKeys()).filter((key) => key.startsWith(batch)).sort();
      const newest = Object.values(await session.get(keys.slice(-40))).map(String);
      return wanted.every((path) => newest.some((text) => text.includes(`${path}"`)));
    },
    paths,
    LOG_KEYS.batch(0).replace(/\d+$/, ''),
  );
}

/**
 * Kills the background again and again, each time once it has written what was answered. The server answers nothing
 * meanwhile, or a busy machine has any number of events on their way to it.
 */
async function killAlong(browserUnderTest: BrowserUnderTest, server: StormServer, { kills, requests }: Storm) {
  for (let kill = 1; kill <= kills; kill += 1) {
    await until(() => server.seen.size >= (kill * requests) / (kills + 1), `kill ${kill} of the storm`, 60_000);
    await server.holdDuring(async () => {
      await until(() => isWritten(browserUnderTest, server.answered.slice(-2 * AT_ONCE)), 'the background to write');
      await browserUnderTest.killBackground();
    });
  }
}

/** Everything that the inspector has read, as it saves it. */
async function readAll(inspector: TabSurface): Promise<readonly TraceEvent[]> {
  await noteSaved(inspector);
  await inspector.getByRole('button', { name: 'Files', exact: true }).click();
  const save = () => inspector.getByRole('button', { name: 'Save trace' }).click();
  // Each masked value of 4 kB is a row of dots.
  const text = await savedBy(inspector, save, /\.{100,}/);
  const reading = readTraceFile({ chunks: new Blob([text]).stream() });
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value.events;
  }
}

for (const each of STORMS) {
  test(`a storm with ${each.name} is recorded, or it is said what is lost; and recording goes on`, async ({
    browserUnderTest,
    startServer,
  }, testInfo) => {
    const server = new StormServer(each.large);
    const { url } = await startServer(server.handler);
    if (each.jar > 0) await grantHosts(browserUnderTest, ['*://*.test/*']);
    await fillJar(browserUnderTest, each.jar);
    const tab = await browserUnderTest.openTab(`${url}begin`);
    await Promise.all([storm(tab, 'storm', each.requests), killAlong(browserUnderTest, server, each)]);
    await tab.goto(`${url}shrink`);
    await storm(tab, 'small', 20);

    const inspector = await browserUnderTest.openInspectorTab();
    await expect.poll(() => inspector.getByText('/small-19').count()).toBeGreaterThan(0);
    const events = await readAll(inspector);
    const recorded = new Set(
      events.flatMap((event) => (event.kind === 'request' ? [new URL(event.url).pathname] : [])),
    );
    const lost = [...server.seen].filter((path) => !recorded.has(path));
    const said = events.reduce((sum, event) => (event.kind === 'lost' ? sum + event.entries : sum), 0);
    const dropped = events.findLast((event) => event.kind === 'dropped');
    const figures = { sent: server.seen.size, recorded: server.seen.size - lost.length, lost: lost.length, said };
    testInfo.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
    expect(server.seen.size).toBe(each.requests + 20);
    expect(dropped, 'nothing was dropped').toBeUndefined();
    // A background that is killed takes along what is on its way to it, and knows nothing of it.
    expect(lost.length).toBeLessThanOrEqual(said + each.kills * AT_ONCE);
    expect(
      lost.filter((path) => path.startsWith('/small')),
      'after the storm',
    ).toEqual([]);
  });
}
