// Only a real browser kills its background in the middle of its traffic.
import { randomBytes } from 'node:crypto';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { RecordedLog } from '../ground-truth/recorded-log.ts';
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import { grantHosts } from './harness/grant.ts';
import type { RequestHandler } from './harness/local-server.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

const REQUESTS = 1_200;
const KILLS = 10;
/** From one kill to the next. */
const STRETCH = Math.floor(REQUESTS / (KILLS + 1));
/** Requests under way at a time: as many may be on their way to a background when it is killed. */
const AT_ONCE = 8;
/** Hosts are jars of their own: a session on each, with how many requests of it are under way at a time: 8 in all. */
const HOSTS: readonly { readonly host: string; readonly parallel: number }[] = [
  { host: 'localhost', parallel: 3 },
  { host: '127.0.0.1', parallel: 3 },
  { host: 'a.test', parallel: 2 },
];

/** What the server saw: the session of each request, by the request's key. */
class StormServer {
  readonly seen = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  readonly handler: RequestHandler = (request, response) => {
    const key = new URL(request.url ?? '/', 'http://host').searchParams.get('key');
    const sent = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const known = sent !== undefined && this.#counts.has(sent);
    const id = known ? sent : randomBytes(24).toString('base64url');
    if (key === null && !request.url?.startsWith('/start')) return void response.writeHead(404).end();
    const count = (this.#counts.get(id) ?? 0) + 1;
    this.#counts.set(id, count);
    if (key !== null) this.seen.set(key, id);
    response.writeHead(200, {
      'Content-Type': 'text/html',
      'Cache-Control': 'no-store',
      'Session-Count': String(count),
      ...(!known && { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax` }),
    });
    // As long as a page takes that is made from a database: requests lie across each other.
    setTimeout(() => response.end('<!doctype html>'), 15);
  };
}

/** Has a page make its requests, so many at a time; resolves when all have been answered. */
async function storm(tab: TabSurface, host: string, requests: number, parallel: number): Promise<void> {
  await tab.evaluate(
    (name, all, atOnce) => {
      let next = 0;
      let left = atOnce;
      const walk = async (): Promise<void> => {
        while (next < all) {
          const key = `${name}-${next++}`;
          await (await fetch(`/storm?key=${key}`)).text();
        }
        left -= 1;
        if (left === 0) document.title = `${name} is over`;
      };
      for (let at = 0; at < atOnce; at++) void walk();
    },
    host,
    requests,
    parallel,
  );
  const isOver = (name: string): boolean => document.title === `${name} is over`;
  await until(() => tab.evaluate(isOver, host), `the storm on ${host} to be over`, 150_000);
}

const keyOf = ({ url }: RequestEntry): string | null => new URL(url).searchParams.get('key');

/**
 * Whether the background has written one of the newest requests. A background that starts finds the events of all that
 * was asked meanwhile: however many these are, a kill would take them along.
 */
async function hasCaughtUp(server: StormServer, log: RecordedLog): Promise<boolean> {
  const newest = new Set([...server.seen.keys()].slice(-AT_ONCE));
  await log.catchUp();
  return log.trace.entries.some((entry) => newest.has(keyOf(entry) ?? ''));
}

/**
 * Kills the background each time that the storm is another tenth further, in the middle of its events.
 *
 * @returns the most requests that went along: what was under way, and what the server saw while the kills were made
 */
async function killAlong(browserUnderTest: BrowserUnderTest, server: StormServer, log: RecordedLog): Promise<number> {
  let most = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    await until(() => server.seen.size >= kill * STRETCH, `request ${kill * STRETCH} of the storm`, 60_000);
    // The storm's events have woken it again.
    let seen = 0;
    const isTime = (): Promise<boolean> => {
      seen = server.seen.size;
      return hasCaughtUp(server, log);
    };
    await until(isTime, 'the background to catch up');
    await browserUnderTest.killBackground();
    most += AT_ONCE + server.seen.size - seen;
  }
  return most;
}

test('in a storm of requests, with the background killed ten times, every entry is on its own session', async ({
  browserUnderTest,
  startServer,
}, testInfo) => {
  const server = new StormServer();
  const { port } = await startServer(server.handler);
  await grantHosts(browserUnderTest, ['*://a.test/*']);
  const log = await RecordedLog.open(browserUnderTest);
  const tabs: TabSurface[] = [];
  for (const { host } of HOSTS) tabs.push(await browserUnderTest.openTab(`http://${host}:${port}/start`));
  await log.until(({ sessions }) => sessions.length === HOSTS.length, 'a session on each host');

  const share = Math.ceil(REQUESTS / HOSTS.length);
  const storms = HOSTS.map(({ host, parallel }, at) => {
    const tab = tabs[at];
    if (tab === undefined) throw new Error(`There is no tab on ${host}.`);
    return storm(tab, host, share, parallel);
  });
  const startsBefore = log.starts.length;
  const [mostLost] = await Promise.all([killAlong(browserUnderTest, server, log), ...storms]);
  expect(server.seen.size).toBe(share * HOSTS.length);

  // What comes when the storm is over, with nobody being killed, shows that all before it has been recorded.
  const ends = HOSTS.map(({ host }) => `${host}-end`);
  for (const [at, end] of ends.entries()) {
    const tab = tabs[at];
    if (tab !== undefined) await storm(tab, end, 1, 1);
  }
  await log.until(
    ({ entries }) => ends.every((end) => entries.some((entry) => keyOf(entry) === `${end}-0` && entry.completedAt)),
    'the requests after the storm',
  );
  await log.settle();
  const { entries, sessions, threads } = log.trace;
  const byKey = Map.groupBy(entries, (entry) => keyOf(entry) ?? '');

  const lost = [...server.seen.keys()].filter((key) => !byKey.has(key));
  // A background that is killed takes along what is on its way to it, and nothing else.
  expect(lost.length, 'requests that are no entry').toBeLessThanOrEqual(mostLost);
  const told = `${lost.length} of ${server.seen.size}, at most ${mostLost}`;
  testInfo.annotations.push({ type: 'no entry', description: told });
  expect(log.starts.length - startsBefore, 'backgrounds that were started again').toBeGreaterThanOrEqual(KILLS / 2);
  const twice = [...server.seen.keys()].filter((key) => (byKey.get(key)?.length ?? 0) > 1);
  expect(twice, 'requests that are two entries').toEqual([]);
  const astray = [...server.seen].filter(([key, id]) => {
    const effect = byKey.get(key)?.[0]?.effects[0];
    return byKey.has(key) && (effect?.after ?? effect?.before)?.id !== id;
  });
  expect(astray, 'requests on another session than the server saw').toEqual([]);
  // `none`: nothing of the response was reported, neither its head nor its end.
  const actions = new Set(entries.flatMap(({ effects }) => effects.map(({ action }) => action)));
  expect([...actions].filter((action) => !['created', 'resumed', 'none'].includes(action))).toEqual([]);
  expect(threads.size).toBe(HOSTS.length);
  expect(sessions.map(({ end }) => end?.cause)).toEqual(HOSTS.map(() => undefined));
});
