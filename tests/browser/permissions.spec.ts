// Only a browser asks for hosts and takes them back.
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import { untilWatched } from './harness/grant.ts';
import type { RequestHandler } from './harness/local-server.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { recordedEvents, recordedTrace, untilRecorded } from './recorded-trace.ts';

const COOKIES = [
  'host-only=1; Path=/',
  'parent=1; Path=/; Domain=a.test',
  'deep=1; Path=/account; HttpOnly',
  'sessionid=abcdefghijklmnopqrstuvwxyz012345; Path=/; HttpOnly',
];

/** A page that counts its own visits in memory, whatever the host, and sets cookies of every reach. */
function countingPage(): RequestHandler {
  let visits = 0;
  return (request, response) => {
    if (request.url?.split('?')[0] !== '/') {
      response.writeHead(404).end();
      return;
    }
    visits += 1;
    response.setHeader('content-type', 'text/html');
    if (request.headers.cookie === undefined) response.setHeader('set-cookie', COOKIES);
    response.setHeader('session-count', String(visits));
    response.end(`<title>Counting</title><p>Visit count: ${visits}</p>`);
  };
}

/** Runs in the extension: notes what is asked for, and asks the browser for the http patterns of it alone. */
function askForPagesOnly(): void {
  const { permissions } = browser;
  const request = permissions.request.bind(permissions);
  Object.assign(permissions, {
    request: ({ origins = [] }: { origins?: string[] }) => {
      Object.assign(globalThis, { asked: origins });
      return request({ origins: origins.filter((origin) => origin.startsWith('*')) });
    },
  });
}

/**
 * Watches the site of a tab by a real click in the popup, over that tab: the browser gives the extension the page's URL
 * for the click on the toolbar button alone.
 * @returns the patterns that the popup asked the browser for
 */
async function watch(browserUnderTest: BrowserUnderTest, tab: TabSurface, host: string): Promise<readonly string[]> {
  await browserUnderTest.allowHosts([`*://${host}/*`, '*://*.a.test/*']);
  const popup = await browserUnderTest.openPopup(tab);
  const button = popup.getByRole('button', { name: /^Watch / }).first();
  await button.one();
  const id = await popup.evaluate(async () => (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id);
  const { patterns } = (await popup.evaluate(
    (tabId) => browser.runtime.sendMessage({ command: 'site-status', input: { tabId } }),
    id,
  )) as { patterns: string[] };
  // Chromium can be made to grant http patterns without its dialog, but no ws ones; the dialog of a headless browser
  // cannot be answered. So there what is asked for is noted, and the browser is asked for the http patterns of it alone.
  if (browserUnderTest.name === 'chrome') {
    await popup.evaluate(askForPagesOnly);
  }
  await button.click();
  const asked =
    browserUnderTest.name === 'chrome'
      ? await popup.evaluate(() => (globalThis as unknown as { asked?: string[] }).asked ?? [])
      : patterns;
  const pages = asked.filter((origin) => origin.startsWith('*'));
  expect(pages.length).toBeGreaterThan(0);
  await until(
    () => browserUnderTest.inBackground((origins) => browser.permissions.contains({ origins }), pages),
    'the grant',
  );
  await untilWatched(browserUnderTest, pages);
  await popup.close().catch(() => undefined);
  await tab.activate();
  return asked;
}

/** The patterns of pages: those that a browser can be asked about whether its sockets are granted or not. */
const pagesOf = (patterns: readonly string[]): string[] => patterns.filter((pattern) => pattern.startsWith('*'));

const hostsSeen = async (browserUnderTest: BrowserUnderTest): Promise<Set<string>> =>
  new Set((await recordedTrace(browserUnderTest)).entries.map(({ host }) => host));

test('installed, the extension sees localhost and 127.0.0.1 on any port, and no other site', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer(countingPage());
  const tab = await browserUnderTest.openTab(`http://a.test:${server.port}/`);
  await tab.goto(`http://127.0.0.1:${server.port}/`);
  await tab.goto(server.url);
  await untilRecorded(browserUnderTest, (trace) => trace.entries.some(({ host }) => host === 'localhost'), 'localhost');
  expect(await hostsSeen(browserUnderTest)).toEqual(new Set(['127.0.0.1', 'localhost']));
});

test('"Watch this site" asks for exactly the patterns that show every cookie of the site, and those wake a stopped background', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer(countingPage());
  const url = `http://app.a.test:${server.port}/`;
  const tab = await browserUnderTest.openTab(url);
  const patterns = await watch(browserUnderTest, tab, 'app.a.test');
  expect(patterns.toSorted()).toEqual(
    ['app.a.test', '*.a.test'].flatMap((host) => [`*://${host}/*`, `ws://${host}/*`, `wss://${host}/*`]).toSorted(),
  );
  await tab.goto(url);
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => recorded.entries.some(({ host, counts }) => host === 'app.a.test' && counts.length > 0) && recorded,
    'a visit to the watched site',
  );
  const entry = trace.entries.find(({ host }) => host === 'app.a.test');
  expect(entry?.cookies.map(({ name }) => name).sort()).toEqual(['host-only', 'parent', 'sessionid']);
  const held = [...trace.jar.values()].filter(({ site }) => site === 'a.test').map(({ cookie }) => cookie.name);
  expect(held.sort()).toEqual(['deep', 'host-only', 'parent', 'sessionid']);

  await browserUnderTest.stopBackground();
  await tab.goto(`http://a.test:${server.port}/`);
  await untilRecorded(
    browserUnderTest,
    (recorded) => recorded.entries.some(({ host }) => host === 'a.test'),
    'the wake',
  );
  await tab.goto(`http://b.test:${server.port}/`);
  expect(await hostsSeen(browserUnderTest)).not.toContain('b.test');
});

test('while a site is turned off nothing of it is recorded, and turning it on again needs no permission', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer(countingPage());
  const tab = await browserUnderTest.openTab(server.url);
  await untilRecorded(browserUnderTest, (trace) => trace.entries.length > 0, 'the first visit');
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  await options.getByRole('checkbox', { name: 'Record localhost' }).click();
  await until(
    () =>
      browserUnderTest.inBackground(async () => {
        const { 'site:localhost': stored } = await browser.storage.local.get('site:localhost');
        return (stored as { on?: boolean } | undefined)?.on === false;
      }),
    'the setting',
  );
  const before = (await recordedEvents(browserUnderTest)).filter(({ kind }) => kind === 'request').length;
  await tab.goto(`http://localhost:${server.port}/`);
  await tab.goto(`http://127.0.0.1:${server.port}/`);
  await untilRecorded(browserUnderTest, (trace) => trace.entries.some(({ host }) => host === '127.0.0.1'), '127.0.0.1');
  const events = await recordedEvents(browserUnderTest);
  const since = events.filter(({ kind }) => kind === 'request').slice(before);
  expect(since.every((event) => event.kind === 'request' && !event.url.startsWith('http://localhost'))).toBe(true);
  await options.getByRole('checkbox', { name: 'Record localhost' }).click();
  await until(async () => {
    await tab.goto(server.url);
    const requests = (await recordedEvents(browserUnderTest)).filter(({ kind }) => kind === 'request');
    return requests.slice(before).some((event) => event.kind === 'request' && event.url === server.url);
  }, 'a visit that is recorded again');
});

test('no request is lost or reported twice while the watched hosts change under it', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>Load</title>');
  });
  const tab = await browserUnderTest.openTab(server.url);
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  const load = tab.evaluate(async () => {
    let sent = 0;
    const fetchAll = async (): Promise<void> => {
      while (sent < 600) await (await fetch(`/load-${sent++}`)).text();
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(fetchAll));
  });
  let loading = true;
  const loaded = load.finally(() => {
    loading = false;
  });
  // Each change of another site's switch gives the listeners of all sites a new filter.
  let changes = 0;
  for (let on = false; loading; on = !on) {
    await options.evaluate(
      (turnedOn) =>
        browser.runtime.sendMessage({
          command: 'change-site',
          input: { site: '127.0.0.1', change: { on: turnedOn } },
        }),
      on,
    );
    changes += 1;
  }
  await loaded;
  expect(changes).toBeGreaterThan(1);
  const urls = await until(async () => {
    const events = await recordedEvents(browserUnderTest);
    const of = (kind: 'request' | 'response' | 'completed'): string[] =>
      events.flatMap((event) => (event.kind === kind && event.url.includes('/load-') ? [event.url] : []));
    return (
      of('completed').length >= 600 && { requests: of('request'), responses: of('response'), ends: of('completed') }
    );
  }, 'the end of 600 requests');
  for (const reported of Object.values(urls)) {
    expect(reported.length).toBe(600);
    expect(new Set(reported).size).toBe(600);
  }
});

test('a permission that is revoked is noticed at once, said in the trace and in the options', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer(countingPage());
  const url = `http://a.test:${server.port}/`;
  const tab = await browserUnderTest.openTab(url);
  const patterns = await watch(browserUnderTest, tab, 'a.test');
  await tab.goto(url);
  await untilRecorded(browserUnderTest, (trace) => trace.entries.some(({ host }) => host === 'a.test'), 'the visit');
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  await options.getByRole('heading', { name: 'a.test' }).one();
  const id = await browserUnderTest.tabId(tab);
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${id}`);
  await inspector
    .getByRole('row', { name: /Create new session|Resume|Increment/ })
    .first()
    .one();
  // As the browser's own pages do it: no page of the extension takes part.
  await browserUnderTest.inBackground(
    (origins) => browser.permissions.remove({ origins }),
    browserUnderTest.name === 'chrome' ? pagesOf(patterns) : [...patterns],
  );
  await untilRecorded(
    browserUnderTest,
    (trace) => trace.rows.some((row) => row.kind === 'mark' && row.mark.what === 'revoked'),
    'the mark of the revocation',
  );
  await options.getByRole('heading', { name: 'a.test' }).gone();
  await inspector.getByText('is not watched').first().one();
  await tab.goto(`${url}?after`);
  await tab.goto(server.url);
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => recorded.entries.some(({ host }) => host === 'localhost') && recorded,
    'the visit to localhost',
  );
  expect(trace.entries.map((entry) => entry.url)).not.toContain(`${url}?after`);
});

test('"Forget" gives the permission back and drops the settings of the site, and Undo brings both back', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer(countingPage());
  const tab = await browserUnderTest.openTab(`http://a.test:${server.port}/`);
  const patterns = await watch(browserUnderTest, tab, 'a.test');
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  await options.getByRole('checkbox', { name: 'Record a.test' }).click();
  await options.getByRole('button', { name: /^Forget a\.test/ }).click();
  await options.getByRole('heading', { name: 'a.test' }).gone();
  const left = () =>
    browserUnderTest.inBackground(
      async (origins) => ({
        granted: await browser.permissions.contains({ origins }),
        settings: Object.keys(await browser.storage.local.get(null)).filter((key) => key.startsWith('site:a.test')),
      }),
      pagesOf(patterns),
    );
  await expect.poll(left).toEqual({ granted: false, settings: [] });
  await options.getByRole('button', { name: 'Undo' }).click();
  await options.getByRole('heading', { name: 'a.test' }).one();
  await expect.poll(left).toEqual({ granted: true, settings: ['site:a.test'] });
});

test('the context menu of pages has "watch this site", also after the background was stopped', async ({
  browserUnderTest,
}) => {
  // An update of an entry that is not there fails.
  const exists = (): Promise<boolean> =>
    browserUnderTest.inBackground(() =>
      browser.contextMenus.update('watch-site', { contexts: ['page', 'frame'] }).then(
        () => true,
        () => false,
      ),
    );
  await until(exists, 'the entry of the context menu');
  await browserUnderTest.stopBackground();
  expect(await exists()).toBe(true);
});

// Firefox does not show whether an event has listeners.
test('while recording is paused, or with every site turned off, no listener stands', { tag: '@chromium' }, async ({
  browserUnderTest,
}) => {
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  const listens = (): Promise<boolean> =>
    browserUnderTest.inBackground(() => {
      const { webRequest } = browser as unknown as {
        webRequest: Record<string, { hasListeners(): boolean }>;
      };
      return ['onSendHeaders', 'onHeadersReceived', 'onCompleted', 'onErrorOccurred'].some(
        (name) => webRequest[name]?.hasListeners() === true,
      );
    });
  const send = (command: string, input: object): Promise<unknown> =>
    options.evaluate((message) => browser.runtime.sendMessage(message), { command, input });
  expect(await listens()).toBe(true);
  await send('set-recording', { on: false });
  await until(async () => !(await listens()), 'no listener while paused');
  await send('set-recording', { on: true });
  await until(listens, 'listeners again');
  for (const site of ['localhost', '127.0.0.1']) await send('change-site', { site, change: { on: false } });
  await until(async () => !(await listens()), 'no listener with every site turned off');
});

test('hosts of a page that are not watched are named, that of a frame too, and watched by one button', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer((request, response) => {
    const { port } = server;
    const pages: Readonly<Record<string, string>> = {
      '/': `<title>Page</title><img src="http://b.test:${port}/picture.svg">`,
      '/framed': `<title>Outer</title><iframe src="http://c.test:${port}/inner"></iframe>`,
      '/inner': '<title>Inner</title>',
    };
    const page = pages[request.url ?? ''];
    response.setHeader('content-type', page === undefined ? 'image/svg+xml' : 'text/html');
    response.end(page ?? '<svg xmlns="http://www.w3.org/2000/svg"/>');
  });
  await browserUnderTest.allowHosts(['*://b.test/*', '*://*.b.test/*']);
  const tab = await browserUnderTest.openTab(`${server.url}framed`);
  const panel = await browserUnderTest.openSidePanel(tab);
  const line = panel.getByRole('region', { name: 'Hosts that are not watched' });
  await line.getByText('c.test').one();

  await tab.goto(server.url);
  await line.getByText('b.test').one();
  if (browserUnderTest.name === 'chrome') await panel.evaluate(askForPagesOnly);
  await panel.getByRole('button', { name: 'Watch them' }).click();
  await expect.poll(() => line.count()).toBe(0);
  await tab.reload();
  await untilRecorded(browserUnderTest, (trace) => trace.entries.some(({ host }) => host === 'b.test'), 'the picture');
});

test('where no extension may see, nothing is asked for, and the popup offers nothing that it cannot do', async ({
  browserUnderTest,
}) => {
  const page = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  const id = await browserUnderTest.tabId(page);
  const status = await page.evaluate(
    (tabId) => browser.runtime.sendMessage({ command: 'site-status', input: { tabId } }),
    id,
  );
  expect(status).toMatchObject({ access: 'impossible', patterns: [] });

  const tab = await browserUnderTest.openTab(
    browserUnderTest.name === 'chrome' ? 'chrome://version/' : 'about:license',
  );
  const popup = await browserUnderTest.openPopup(tab);
  await popup.getByText('No extension may see this page').one();
  expect(await popup.getByRole('button', { name: /Watch/u }).count()).toBe(0);
  expect(await popup.getByRole('button', { name: 'Open a sample trace' }).count()).toBe(1);
});
