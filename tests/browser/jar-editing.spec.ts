import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { JarEdit } from '../../extension/trace/jar/jar-edit.ts';
import { expect, test } from './harness/test.ts';
import { jar, jarLines, send, visited } from './jar.ts';

// The cookie jar over the real jars of real browsers.

const del = (cookie: BrowserCookie): JarEdit => ({ kind: 'delete', identity: cookie });
const put = (cookie: BrowserCookie): JarEdit => ({ kind: 'put', cookie });

test('changes are made and taken back exactly, and what the browser refuses is reported', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector } = await visited(browserUnderTest, startServer);
  const before = await jar(inspector);
  expect(before.map(({ name, path }) => `${name} ${path}`)).toEqual(['sid /', 'sid /app', 'theme /']);
  const [root, app, theme] = before;
  if (root === undefined || app === undefined || theme === undefined) throw new Error('The server set no cookies.');

  await test.step('one cookie among those of its name', async () => {
    for (const cookie of [root, app]) {
      const { item } = await send(inspector, 'change-jar', {
        action: 'delete',
        site: 'localhost',
        edits: [del(cookie)],
      });
      expect(await jar(inspector)).toEqual(
        before.filter((held) => held.path !== cookie.path || held.name !== cookie.name),
      );
      await send(inspector, 'undo-jar-action', { id: item?.id ?? 0 });
      expect(await jar(inspector)).toEqual(before);
    }
  });

  await test.step('many changes are one action and one undo', async () => {
    const soon = Math.round(Date.now() / 1000) + 3_600;
    const { results, item } = await send(inspector, 'change-jar', {
      action: 'import',
      site: 'localhost',
      edits: [
        del(root),
        put({ ...app, value: 'edited', httpOnly: false, sameSite: 'lax', session: false, expirationDate: soon }),
        put({ ...theme, httpOnly: true, sameSite: 'strict' }),
        put({ ...theme, name: 'added', path: '/deep/er' }),
      ],
    });
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    const after = await jar(inspector);
    expect(after.map(({ name, path, httpOnly, sameSite }) => [name, path, httpOnly, sameSite])).toEqual([
      ['added', '/deep/er', false, theme.sameSite],
      ['sid', '/app', false, 'lax'],
      ['theme', '/', true, 'strict'],
    ]);
    expect(after[1]?.expirationDate).toBeCloseTo(soon, 0);
    await send(inspector, 'undo-jar-action', { id: item?.id ?? 0 });
    expect(await jar(inspector)).toEqual(before);
  });

  await test.step('what is refused is reported step by step, and the rest is done', async () => {
    const { results } = await send(inspector, 'change-jar', {
      action: 'import',
      site: 'localhost',
      edits: [
        put({ ...theme, name: 'large', value: 'x'.repeat(5_000) }),
        put({ ...theme, name: 'fine' }),
        put({ ...theme, name: 'far', domain: 'not-watched.example' }),
      ],
    });
    expect(results.map(({ ok }) => ok)).toEqual([false, true, false]);
    for (const result of results) if (!result.ok) expect(result.why.code).toMatch(/^cookie-not-(set|kept)$/u);
  });
});

test('a snapshot is restored exactly, also after the background was stopped', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector, tab, url } = await visited(browserUnderTest, startServer);
  const before = await jar(inspector);
  const { snapshot } = await send(inspector, 'take-snapshot', { site: 'localhost', name: 'as it was' });
  await tab.goto(`${url}set`);
  await tab.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: a page's script is what changes cookies here.
    document.cookie = 'script=made; path=/';
  });
  await browserUnderTest.stopBackground();
  await expect.poll(() => jarLines(inspector)).toContain('script=made /');
  await send(inspector, 'restore-snapshot', { id: snapshot?.id ?? 0 });
  expect(await jar(inspector)).toEqual(before);
});

test('a protected cookie is restored when the server, a script or another extension changes it', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector, tab, url } = await visited(browserUnderTest, startServer);
  const theme = (await jar(inspector)).find(({ name }) => name === 'theme');
  if (theme === undefined) throw new Error('The server set no cookies.');
  expect(await send(inspector, 'protect-cookie', { identity: theme, on: true })).toEqual({ ok: true });
  await tab.goto(`${url}set`);
  await expect.poll(() => jarLines(inspector)).toContain('theme=dark /');
  await tab.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: a page's script is what deletes cookies here.
    document.cookie = 'theme=; path=/; max-age=0';
  });
  await expect.poll(() => jarLines(inspector)).toContain('theme=dark /');
  await browserUnderTest.stopBackground();
  await tab.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: as above, with the background asleep.
    document.cookie = 'theme=asleep; path=/';
  });
  await expect.poll(() => jarLines(inspector)).toContain('theme=dark /');
  const { protectedCookies } = await send(inspector, 'read-jar-edits', { site: 'localhost' });
  expect(protectedCookies[0]?.restoredAt.length).toBeGreaterThanOrEqual(3);
});

test('the view lists the jar, leads to the request that set a cookie, deletes by a click and takes it back', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector, tab, url } = await visited(browserUnderTest, startServer);
  await tab.goto(`${url}set`);
  const before = await jarLines(inspector);
  await inspector.activate();
  await inspector.getByRole('button', { name: 'Cookies', exact: true }).click();
  const table = inspector.getByRole('table', { name: 'Cookies', exact: true });
  await table.getByRole('row', { name: /theme.*step 2/u }).click();
  await inspector.getByRole('button', { name: 'step 1', exact: true }).one();
  await inspector.getByRole('button', { name: 'step 2', exact: true }).click();
  await inspector.getByRole('heading', { name: /^Step 2/u }).one();

  await inspector.getByRole('button', { name: 'Cookies', exact: true }).click();
  await table.getByRole('row', { name: /theme/u }).click();
  await inspector.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => jarLines(inspector)).toEqual(before.filter((cookie) => !cookie.startsWith('theme')));
  await inspector.getByRole('button', { name: 'History', exact: true }).click();
  await inspector.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => jarLines(inspector)).toEqual(before);
});

test('a request’s details open the same form, which says what the browser made of the cookie', async ({
  browserUnderTest,
  startServer,
}) => {
  const { inspector } = await visited(browserUnderTest, startServer);
  const theme = async (): Promise<BrowserCookie | undefined> =>
    (await jar(inspector)).find(({ name }) => name === 'theme');
  // What is loaded last pushes nothing away any more.
  await inspector.getByRole('heading', { name: 'The session cookie' }).one();
  await inspector.getByRole('button', { name: 'Edit theme', exact: true }).first().click();
  await inspector.getByRole('heading', { name: 'theme', exact: true }).one();
  await inspector.getByRole('textbox', { name: 'Value', exact: true }).fill('edited here');
  await inspector.evaluate(() => {
    const expires = [...document.querySelectorAll('select')].find(({ value }) => value === 'session');
    if (expires === undefined) throw new Error('There is no choice of an expiry.');
    expires.value = 'duration';
    expires.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await inspector.getByRole('textbox', { name: 'after a time' }).fill('2y');
  await inspector.getByText('keeps no cookie longer than 400 days').first().one();
  await inspector.getByRole('button', { name: 'Save', exact: true }).click();
  await inspector.getByText('It shortened the expiry: browsers keep no cookie longer than 400 days.').one();
  expect(await theme()).toMatchObject({ value: 'edited here', session: false });
  await inspector.getByRole('button', { name: 'Protect', exact: true }).click();
  await inspector.getByRole('button', { name: 'Protected', exact: true }).one();
  await inspector.getByRole('button', { name: 'Back to the request' }).click();
  await inspector.getByRole('heading', { name: /^Step 1/u }).one();
  await inspector.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await theme())?.value).toBe('dark');
});

test('a new session is proved: the id changed, and the way back is there', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await tab.reload();
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(tab)}`);
  const value = async (): Promise<string | undefined> =>
    (await browserUnderTest.inBackground((url) => browser.cookies.get({ url, name: 'sid' }), companion.url))?.value;
  const old = await value();
  await inspector.getByRole('button', { name: 'Cookies', exact: true }).click();
  await inspector.getByRole('button', { name: 'New session', exact: true }).click();
  await inspector.getByRole('button', { name: 'Delete and reload', exact: true }).click();
  await inspector.waitFor(() => document.body.innerText.includes('The server made a new session: the id changed.'));
  expect(await value()).not.toBe(old);
  await inspector.getByRole('button', { name: 'Go back to the old session', exact: true }).click();
  await expect.poll(value).toBe(old);
});
