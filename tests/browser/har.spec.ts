// The browsers' own DevTools write the HAR here.
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { readHar } from '../../extension/trace/files/har/read-har.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { fileOf, readAll } from '../trace/bytes.ts';
import type { TabSurface } from './harness/browser-under-test.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { Inspector } from './inspector.ts';

/** As far as the test looks into it. */
interface HarWithResponses {
  readonly log: {
    readonly entries: readonly {
      readonly request: { readonly url: string };
      readonly response: { readonly status: number; readonly headers: readonly unknown[] };
    }[];
  };
}

/** The browser's own HAR of the tab whose DevTools a panel stands in, as text. */
async function harOfDevTools(panel: Surface): Promise<string> {
  return panel.evaluate(async () => {
    const { network } = browser.devtools;
    return JSON.stringify({ log: await network.getHAR() });
  });
}

/** Sends a request as the companion's own page does. */
function send(tab: TabSurface, method: string, path: string, body?: string): Promise<number> {
  return tab.evaluate(
    async (verb, where, form) => {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const response = await fetch(where, { method: verb, ...(form !== undefined && { body: form, headers }) });
      await response.text();
      return response.status;
    },
    method,
    path,
    body,
  );
}

async function traceOf(har: string): Promise<Trace> {
  const publicSuffix = (host: string): string | undefined => publicSuffixList.publicSuffix(host) ?? undefined;
  const { result } = await readAll(readHar(fileOf(har), { publicSuffix }));
  const fold = createFold();
  fold.apply(result.events);
  return fold.trace;
}

/** What each request did to which session (as the n-th of its thread), with the count that the server reported. */
function story({ entries }: Trace): string[] {
  return entries
    .filter(({ url }) => !/icon/u.test(url))
    .map(({ method, url, effects: [effect], counts: [count] }) => {
      const session = effect?.after ?? effect?.before;
      return [
        method,
        new URL(url).pathname,
        effect?.action ?? '–',
        `#${session?.number ?? '–'}`,
        count?.count ?? '–',
      ].join(' ');
    });
}

test('the browser’s own HAR shows the same as the server', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openDevToolsPanel(tab);
  // Firefox begins to collect when it is first asked. DevTools forget at each navigation, so fetches follow one.
  await harOfDevTools(panel);
  await panel.evaluate(() => {
    const finished: string[] = [];
    Object.assign(window, { finished });
    browser.devtools.network.onRequestFinished.addListener((one: unknown) => {
      const { request } = one as { readonly request: { readonly url: string } };
      if (!/icon/u.test(request.url)) finished.push(request.url);
    });
  });
  await tab.reload();
  await send(tab, 'GET', '/');
  await send(tab, 'POST', '/login', 'user=Ada');
  await send(tab, 'GET', '/');
  await send(tab, 'DELETE', '/session');
  await send(tab, 'GET', '/');
  await send(tab, 'POST', '/logout', '');

  const expected = [
    'GET / resumed #1 2',
    'GET / resumed #1 3',
    'POST /login rotated #2 3',
    'GET / resumed #2 4',
    'DELETE /session resumed #2 –',
    'GET / replaced #3 1',
    'POST /logout ended #3 –',
  ];
  // A HAR that is asked for while requests are on their way may lack the last ones for good, in Firefox.
  await panel.waitFor(
    (count) => (window as unknown as { finished: string[] }).finished.length >= count,
    expected.length,
  );
  const har = await until(async () => {
    const text = await harOfDevTools(panel);
    // A request is in it before its response is, and in Firefox the headers before the status, in no order.
    const entries = (JSON.parse(text) as HarWithResponses).log.entries.filter(
      ({ request }) => !/icon/u.test(request.url),
    );
    const isWhole = entries.every(({ response }) => response.status > 0 && response.headers.length > 0);
    return isWhole && entries.length === expected.length ? text : undefined;
  }, 'every response in the HAR');
  const trace = await traceOf(har);
  expect(story(trace)).toEqual(expected);
  expect(trace.entries.flatMap(({ setCookies }) => setCookies).some(({ observed }) => observed !== undefined)).toBe(
    false,
  );

  const surface = await browserUnderTest.openInspectorTab();
  const inspector = new Inspector(surface);
  await surface.getByRole('button', { name: 'Files', exact: true }).click();
  await surface.getByRole('heading', { name: 'Open a trace', exact: true }).one();
  await surface.evaluate((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'devtools.har'));
    document
      .querySelector('.file-drop')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, har);
  await surface.getByText('devtools.har').first().text();
  // The bar has taken its new shape: what is clicked next stays where it is.
  await surface.getByRole('button', { name: 'Recording', exact: true }).gone();
  await surface.getByRole('button', { name: 'Requests', exact: true }).click();
  await expect
    .poll(async () =>
      (await inspector.requests()).filter(({ request }) => !/icon/u.test(request)).map((row) => row.count),
    )
    .toEqual(['2', '3', '3', '4', expect.any(String), '1', expect.any(String)]);
});
