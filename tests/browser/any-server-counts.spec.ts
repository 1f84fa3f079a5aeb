// The counts come from responses that only the browser's own events show.
import { gzipSync } from 'node:zlib';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { recordedEvents, untilRecorded } from './recorded-trace.ts';

const SESSION = 'sessionid=abcdefghijklmnopqrstuvwxyz012345; Path=/; HttpOnly';

const countsAt = (trace: Trace, path: string) =>
  trace.entries.find(({ url }) => new URL(url).pathname === path)?.counts.map(({ count, source }) => [source, count]);

test('a header that the user named for the site is read, for what was recorded before too', async ({
  browserUnderTest,
  startServer,
}) => {
  let visits = 0;
  const server = await startServer((_, response) => {
    visits += 1;
    response.setHeader('set-cookie', SESSION);
    response.setHeader('x-visits', String(visits));
    response.end('<title>Header</title>');
  });
  const options = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
  await options.evaluate(() =>
    browser.runtime.sendMessage({
      command: 'change-site',
      input: { site: 'localhost', change: { countHeader: 'x-visits' } },
    }),
  );
  // The background that is woken by the visit has not read its settings yet.
  await browserUnderTest.stopBackground();
  const tab = await browserUnderTest.openTab(server.url);
  await tab.goto(server.url);
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => recorded.entries.filter(({ counts }) => counts.length > 0).length >= 2 && recorded,
    'two counts',
  );
  const documents = trace.entries.filter(({ type, counts }) => type === 'main_frame' && counts.length > 0);
  for (const [reading] of documents.map(({ counts }) => counts)) expect(reading?.from).toBe('x-visits');
});

test('a header and a text that disagree are both recorded, and shown with their sources', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end();
    response.setHeader('content-type', 'text/html');
    response.setHeader('set-cookie', SESSION);
    response.setHeader('session-count', '3');
    return response.end('<title>Two</title>Visit count: <b>4</b>');
  });
  const tab = await browserUnderTest.openTab(server.url);
  const source = browserUnderTest.name === 'firefox' ? 'body' : 'page';
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => countsAt(recorded, '/')?.length === 2 && recorded,
    'both counts',
  );
  expect(countsAt(trace, '/')).toEqual([
    ['header', 3],
    [source, 4],
  ]);
  const id = await browserUnderTest.tabId(tab);
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${id}`);
  await inspector
    .getByRole('row', { name: /Create new session/ })
    .first()
    .click();
  await inspector.getByText('These sources do not agree').one();
});

test('reading bodies changes nothing of them: compressed, long, binary, streamed and empty ones arrive as they were sent', async ({
  browserUnderTest,
  startServer,
}) => {
  const long = `Visit count: 9 ${'x'.repeat(700_000)} end`;
  const binary = Buffer.from(Array.from({ length: 5_000 }, (_, at) => at % 256));
  const bodies: Readonly<Record<string, { type: string; body: Buffer; headers?: Record<string, string> }>> = {
    '/gzip': { type: 'text/plain', body: gzipSync('Visit count: 5'), headers: { 'content-encoding': 'gzip' } },
    '/long': { type: 'text/plain', body: Buffer.from(long) },
    '/binary': { type: 'application/octet-stream', body: binary },
    '/invalid': { type: 'text/plain', body: binary },
    '/empty': { type: 'application/json', body: Buffer.alloc(0) },
  };
  const server = await startServer((request, response) => {
    const path = request.url ?? '/';
    const known = bodies[path];
    if (path === '/stream') {
      response.setHeader('content-type', 'text/plain');
      response.write('Visit count: 6\n');
      // It goes on until the page has read its first piece and asks for the end.
      endStream = () => response.end('last');
      return;
    }
    if (path === '/end') {
      endStream();
      response.end();
      return;
    }
    response.setHeader('content-type', known?.type ?? 'text/html');
    for (const [name, value] of Object.entries(known?.headers ?? {})) response.setHeader(name, value);
    response.end(known?.body ?? '<title>Bodies</title>');
  });
  let endStream = (): void => {};
  const tab = await browserUnderTest.openTab(server.url);
  const digest = (path: string): Promise<string> =>
    tab.evaluate(async (at) => {
      const octets = new Uint8Array(await (await fetch(at)).arrayBuffer());
      const hash = await crypto.subtle.digest('SHA-256', octets);
      return `${octets.length} ${[...new Uint8Array(hash)].join(' ')}`;
    }, path);
  const expected = async (body: string | Buffer): Promise<string> => {
    const octets = new Uint8Array(Buffer.from(body));
    return `${octets.length} ${[...new Uint8Array(await crypto.subtle.digest('SHA-256', octets))].join(' ')}`;
  };
  expect(await digest('/gzip')).toBe(await expected('Visit count: 5'));
  expect(await digest('/long')).toBe(await expected(long));
  expect(await digest('/binary')).toBe(await expected(binary));
  expect(await digest('/invalid')).toBe(await expected(binary));
  expect(await digest('/empty')).toBe(await expected(''));
  // A stream's first piece reaches the page while the rest is still to come.
  const pieces = await tab.evaluate(async () => {
    const reader = (await fetch('/stream')).body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    await fetch('/end');
    let rest = '';
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      rest += new TextDecoder().decode(read.value);
    }
    return [first, rest];
  });
  expect(pieces).toEqual(['Visit count: 6\n', 'last']);
  if (browserUnderTest.name !== 'firefox') return;
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => countsAt(recorded, '/stream')?.length === 1 && recorded,
    "the stream's count",
  );
  expect(countsAt(trace, '/gzip')).toEqual([['body', 5]]);
  expect(countsAt(trace, '/long')).toEqual([['body', 9]]);
});

test("while DevTools is open Chrome's counts of fetched JSON are read, too; Firefox needs no DevTools", async ({
  browserUnderTest,
  startServer,
}) => {
  let visits = 0;
  const server = await startServer((request, response) => {
    if (request.url === '/api') {
      visits += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ visits }));
      return;
    }
    response.setHeader('content-type', 'text/html');
    response.end('<title>Api</title>');
  });
  const tab = await browserUnderTest.openTab(server.url);
  if (browserUnderTest.name === 'chrome') await browserUnderTest.openDevToolsPanel(tab);
  const countOfApi = async (): Promise<boolean> => {
    await tab.evaluate(async () => (await fetch('/api')).json());
    const events = await recordedEvents(browserUnderTest);
    return events.some(
      (event) => event.kind === 'count' && event.url === `${server.url}api` && event.source === 'body',
    );
  };
  await until(countOfApi, 'a count in a fetched body');
  for (const event of await recordedEvents(browserUnderTest)) {
    if (event.kind === 'count') expect(event.pattern).toBe('"visits"');
  }
});
