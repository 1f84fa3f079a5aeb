import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { jar, jarLines, send, visited } from './jar.ts';
import { noteSaved, savedBy } from './saved.ts';

// Cookies and traces on their way out of a real browser, and in again.

/** What each format keeps of a cookie, so that it comes back the same into an empty jar. */
const FORMATS: Readonly<Record<string, (cookie: BrowserCookie) => unknown>> = {
  'Sidtrail JSON (loses nothing)': (cookie) => cookie,
  'cookies.txt (curl, yt-dlp)': ({ name, value, path, httpOnly }) => [name, value, path, httpOnly],
  'cookies.txt for Python’s MozillaCookieJar': ({ name, value, path, httpOnly }) => [name, value, path, httpOnly],
  'cookies.txt for wget': ({ name, value, path }) => [name, value, path],
  'Playwright storageState': ({ name, value, path, httpOnly, session }) => [name, value, path, httpOnly, session],
  'Puppeteer (DevTools protocol) JSON': (cookie) => cookie,
  'libwww-perl jar (Set-Cookie3)': ({ name, value, path, httpOnly, sameSite }) => [
    name,
    value,
    path,
    httpOnly,
    sameSite,
  ],
  'Cookie-Editor JSON': (cookie) => cookie,
  'EditThisCookie JSON': (cookie) => cookie,
  'Set-Cookie lines': ({ name, value, path, httpOnly, sameSite }) => [name, value, path, httpOnly, sameSite],
};

/** Chooses in the field with this label. */
function choose(surface: Surface, label: string, option: string): Promise<void> {
  return surface.evaluate(
    (named, wanted) => {
      const field = [...document.querySelectorAll('label')].find(({ innerText }) => innerText.startsWith(named));
      const select = field?.querySelector('select');
      const found = [...(select?.options ?? [])].find(({ text }) => text === wanted);
      if (!select || !found) throw new Error(`There is no "${wanted}" in "${named}".`);
      select.value = found.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    label,
    option,
  );
}

/** Gives a file to the one field that takes one. */
function giveFile(surface: Surface, name: string, content: string): Promise<void> {
  return surface.evaluate(
    (called, text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], called));
      const field = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!field) throw new Error('No field takes a file.');
      field.files = transfer.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    content,
  );
}

test('a jar is saved in each format, and comes back from it into an emptied browser by one action', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector } = await visited(browserUnderTest, startServer);
  const before = await jar(inspector);
  expect(before).toHaveLength(3);
  await noteSaved(inspector);
  // An empty jar offers some of them in its own place, too.
  const tool = (name: string) => inspector.getByRole('button', { name, exact: true }).first().click();
  await tool('Cookies');
  for (const [format, kept] of Object.entries(FORMATS)) {
    await test.step(format, async () => {
      await tool('Export');
      await inspector.getByRole('heading', { name: 'Export', exact: true }).one();
      await choose(inspector, 'Format', format);
      const file = await savedBy(inspector, () => tool('Save file'));
      const steps = before.map((cookie) => ({ kind: 'delete', identity: cookie }) as const);
      await send(inspector, 'change-jar', { action: 'delete', site: 'localhost', edits: steps });
      await expect.poll(() => jarLines(inspector)).toEqual([]);
      await tool('Import');
      await inspector.getByRole('heading', { name: 'Import', exact: true }).one();
      await giveFile(inspector, 'carried', file);
      await inspector.getByText('3 new, 0 replaced, 0 the same, 0 not possible.').one();
      expect(await jarLines(inspector), 'nothing is done before it is asked for').toEqual([]);
      await tool('Import 3 cookies');
      await expect.poll(async () => (await jar(inspector)).map(kept)).toEqual(before.map(kept));
      await inspector.getByText('Cookies imported: 3.').one();
      await inspector.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect.poll(() => jarLines(inspector)).toEqual([]);
      // Back to what the server set, for the next format.
      const { results } = await send(inspector, 'change-jar', {
        action: 'import',
        site: 'localhost',
        edits: before.map((cookie) => ({ kind: 'put', cookie })),
      });
      expect(results.every(({ ok }) => ok)).toBe(true);
      await expect.poll(() => jar(inspector)).toEqual(before);
    });
  }
});

test('what other tools write is imported into a real browser, and nothing else of it', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector } = await visited(browserUnderTest, startServer);
  const tool = (name: string) => inspector.getByRole('button', { name, exact: true }).first().click();
  await tool('Cookies');
  const before = await jarLines(inspector);
  const texts: Readonly<Record<string, readonly [text: string, made: readonly string[]]>> = {
    'HTTP head': [
      'HTTP/1.1 200 OK\r\nServer: nginx\r\nSet-Cookie: head=1; Path=/; HttpOnly\r\n\r\nSet-Cookie: body=1\r\n',
      ['head=1 /'],
    ],
    'cookies.txt (curl, yt-dlp)': [
      'localhost:8080   FALSE   /   false   1897000000000   blanks   x y',
      ['blanks=x y /'],
    ],
    'command of curl, wget or HTTPie': [
      "curl 'http://localhost/' \\\n  -b 'from=curl; two=2'",
      ['from=curl /', 'two=2 /'],
    ],
    'WebDriver cookies (Selenium, WebdriverIO)': [
      "[{'name': 'py', 'value': '1', 'domain': 'localhost', 'path': '/', 'httpOnly': True, 'secure': False, 'expiry': 1897000000, 'sameSite': 'Lax'}]",
      ['py=1 /'],
    ],
  };
  const all = [...before];
  for (const [format, [text, made]] of Object.entries(texts)) {
    await test.step(format, async () => {
      await tool('Import');
      await inspector.getByRole('heading', { name: 'Import', exact: true }).one();
      await giveFile(inspector, 'carried', text);
      await inspector.getByText(`Read as: ${format}`).one();
      await inspector.getByText(`${made.length} new, 0 replaced, 0 the same, 0 not possible.`).one();
      await tool(made.length === 1 ? 'Import 1 cookie' : `Import ${made.length} cookies`);
      all.push(...made);
      await expect.poll(async () => (await jarLines(inspector)).sort()).toEqual([...all].sort());
      // The browser has the cookies before the pane has closed, and the button closes an open one.
      await expect.poll(() => inspector.getByRole('heading', { name: 'Import', exact: true }).count()).toBe(0);
    });
  }
});

test('a request is copied as a curl command, and a trace saved as HAR, as JSON lines and as a report, with ids masked', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await tab.reload();
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(tab)}`);
  const cookie = await browserUnderTest.inBackground((url) => browser.cookies.get({ url, name: 'sid' }), companion.url);
  const id = cookie?.value ?? '';
  expect(id).toHaveLength(43);
  await inspector.getByRole('row', { name: /^2 / }).click();
  await inspector.getByRole('heading', { name: /^Step 2/u }).one();
  await inspector.getByRole('button', { name: 'Copy as curl', exact: true }).click();
  await inspector.getByText('Copied', { exact: true }).one();
  await inspector.getByRole('button', { name: 'Files', exact: true }).click();
  await noteSaved(inspector);
  for (const [name, holds] of [
    ['Save HAR', '"_masked":true'],
    ['Save trace', '"masked":true'],
    ['Save report', 'are masked'],
  ] as const) {
    const file = await savedBy(inspector, () => inspector.getByRole('button', { name, exact: true }).click());
    expect(file.replaceAll('": ', '":'), name).toContain(holds);
    expect(file, name).not.toContain(id);
    expect(file, name).toContain(id.slice(0, 4));
  }
});
