// Only a browser has private windows, and its own ideas of which events, cookies and pages of the extension belong to them.

import { KEYS_OF_SIDE, PRIVATE_PREFIX } from '../../extension/protocol/side.ts';
import type { BrowserUnderTest } from './harness/browser-under-test.ts';
import type { RequestHandler } from './harness/local-server.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { Inspector } from './inspector.ts';
import { eventsIn } from './recorded-trace.ts';

const SECRET = 'privateWindowsOnly0123456789';

/** Gives each new visitor a session whose id says in which window it was made, by the path; and large answers. */
const handler: RequestHandler = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://host').pathname;
  const id = path.startsWith('/private') ? SECRET : 'ordinaryWindowsOnly0123456789';
  const large = path.startsWith('/private/large') ? { 'Set-Cookie': `large=${id}${path.slice(-6).repeat(600)}` } : {};
  const cookie = request.headers.cookie === undefined ? { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly` } : large;
  response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', ...cookie });
  response.end('<!doctype html><link rel="icon" href="data:,">');
};

/**
 * Everything that the extension has stored, and how many chunks of the log lie on the disk. What repeats itself in a
 * large cookie is left out where it lies: to hand over ten MB takes longer than to record them.
 */
async function stored(browserUnderTest: BrowserUnderTest) {
  return browserUnderTest.inBackground(async () => {
    const chunks = new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('sidtrail-log', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('chunks');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('chunks').objectStore('chunks').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
    const whole = JSON.stringify(await browser.storage.session.get(null));
    const session = JSON.parse(whole.replace(/(\d{6})\1{100,}/g, '…')) as Record<string, unknown>;
    const local = JSON.stringify(await browser.storage.local.get(null));
    return { session, local, chunks: await chunks };
  });
}

/** The paths that a side has recorded. */
async function recorded(browserUnderTest: BrowserUnderTest, side: 'ordinary' | 'private'): Promise<string[]> {
  const { session } = await stored(browserUnderTest);
  const requests = eventsIn(session, KEYS_OF_SIDE[side]).filter((event) => event.kind === 'request');
  return requests.map(({ url }) => new URL(url).pathname).filter((path) => path !== '/favicon.ico');
}

async function expectPrivate(surface: Surface, isPrivate: boolean): Promise<void> {
  const tag = surface.getByText('Private', { exact: true });
  await expect.poll(() => tag.count(), `the tag on ${surface.label}`).toBe(isPrivate ? 1 : 0);
}

const paths = async (surface: Surface): Promise<string[]> =>
  (await new Inspector(surface).requests()).map(({ request }) => request).filter((line) => !line.includes('favicon'));

test('a private window has a log of its own that no other window shows, and that goes with the last of them', async ({
  browserUnderTest,
  startServer,
}) => {
  await browserUnderTest.allowPrivateWindows();
  const { url } = await startServer(handler);
  const ordinary = await browserUnderTest.openTab(`${url}ordinary`);
  const secret = await browserUnderTest.openPrivateTab(`${url}private`);
  await secret.goto(`${url}private/again`);
  await expect.poll(() => recorded(browserUnderTest, 'private')).toEqual(['/private', '/private/again']);
  expect(await recorded(browserUnderTest, 'ordinary')).toEqual(['/ordinary']);

  const popup = await browserUnderTest.openPopup(secret);
  await expectPrivate(popup, true);
  await expect.poll(() => popup.getByText(/session.*priv…789/).count()).toBeGreaterThan(0);
  expect(await popup.getByText(/ordi…789/).count()).toBe(0);
  await popup.close();

  const beside = await browserUnderTest.openSidePanel(secret);
  await expectPrivate(beside, true);
  await expect
    .poll(() => paths(beside))
    .toEqual([expect.stringContaining('/private'), expect.stringContaining('/private/again')]);
  await beside.close();

  const devTools = await browserUnderTest.openDevToolsPanel(secret);
  await expectPrivate(devTools, true);
  await expect.poll(() => paths(devTools)).toHaveLength(2);
  await devTools.close();

  const inspector = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(ordinary)}`);
  await expect.poll(() => paths(inspector)).toEqual([expect.stringContaining('/ordinary')]);
  await expectPrivate(inspector, false);
  expect(await inspector.evaluate(() => document.body.innerText)).not.toContain('priv');

  await secret.close();
  const privateKeys = async (): Promise<string[]> =>
    Object.keys((await stored(browserUnderTest)).session).filter((key) => key.startsWith(PRIVATE_PREFIX));
  await expect.poll(privateKeys).toEqual([]);
  expect(JSON.stringify(await stored(browserUnderTest))).not.toContain(SECRET);
});

test('what a private window does never touches the disk, and is gone when it closes behind a stopped background', async ({
  browserUnderTest,
  startServer,
}) => {
  await browserUnderTest.allowPrivateWindows();
  const { url } = await startServer(handler);
  await browserUnderTest.openTab(`${url}ordinary`);
  const secret = await browserUnderTest.openPrivateTab(`${url}private`);
  for (let from = 0; from < 800; from += 100) {
    await secret.evaluate(async (first) => {
      for (let at = first; at < first + 100; at += 1) await fetch(`/private/large/${String(at).padStart(6, '0')}`);
    }, from);
  }
  const last = async () => (await recorded(browserUnderTest, 'private')).at(-1);
  await expect.poll(last).toBe('/private/large/000799');
  const before = await stored(browserUnderTest);
  const kinds = eventsIn(before.session, KEYS_OF_SIDE.private).map(({ kind }) => kind);
  expect(kinds, 'the oldest make way').toContain('dropped');
  expect(before.chunks, 'chunks on the disk').toBe(0);
  expect(before.local).not.toContain(SECRET);

  await browserUnderTest.stopBackground();
  await secret.close();
  const isGone = async () => !JSON.stringify(await stored(browserUnderTest)).includes(SECRET);
  await until(isGone, 'what is private to be gone');
  expect(await recorded(browserUnderTest, 'ordinary')).toEqual(['/ordinary']);
});
