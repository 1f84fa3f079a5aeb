// The jar editor in a plain page: grids, keys, downloads and what is drawn of 3,300 rows are the browser's.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { FixtureHost } from '../../ui/page/fixture-host.ts';
import { expect, test, violationsOf } from './ui-test.ts';

const rows = (page: Page) => page.locator('tbody tr');
const rowOf = (page: Page, text: string | RegExp) => rows(page).filter({ hasText: text });
const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const notice = (page: Page) => page.locator('.notice');

/** Opens the Cookies view of a scene. */
async function openCookies(page: Page): Promise<Page> {
  await page.getByRole('navigation').getByRole('button', { name: 'Cookies', exact: true }).click();
  await page.getByRole('table', { name: 'Cookies' }).waitFor();
  return page;
}

/** The cookies of the fixture's jar, as `name=value path`. */
async function jar(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { host } = window as unknown as {
      host: { answers: { 'read-jar': () => { cookies: { name: string; value: string; path: string }[] } } };
    };
    return host.answers['read-jar']().cookies.map(({ name, value, path }) => `${name}=${value} ${path}`);
  });
}

test('every cookie of the site is listed with its verdict for the URL', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '9');
  await expect(rowOf(page, '/app')).toContainText('not sent');
  await expect(rowOf(page, 'theme')).toContainText('sent');
  await page.getByRole('textbox', { name: 'Sent to' }).fill('http://localhost:3000/app/x');
  await expect(rowOf(page, '/app')).not.toContainText('not sent');
  await rowOf(page, 'embed').click();
  await expect(page.getByRole('region')).toContainText('Not sent to');
  await expect(page.getByRole('region')).toContainText('CHIPS');
});

test('a value that gives nothing away is read in the table, and every other one is masked', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  const value = (name: string) => rowOf(page, name).locator('.cell.value');
  await expect(value('theme')).toHaveText('dark');
  await expect(value('embed')).toHaveText('inside');
  await expect(value('access_token')).toHaveText(/^eyJh…/u);
  await expect(value('csrf')).not.toContainText('token');
});

test('the form shows what the table shows, and masks what it masks', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  const reveal = page.getByRole('region').getByRole('button', { name: /^Reveal/u });
  await rowOf(page, 'theme').click();
  await expect(page.getByRole('region').getByLabel('Value', { exact: true })).not.toHaveClass(/veiled/u);
  await expect(page.getByRole('region').locator('.pair')).toContainText('dark');
  await expect(reveal).toHaveCount(0);
  await rowOf(page, 'csrf').click();
  await expect(page.getByRole('region').getByLabel('Value', { exact: true })).toHaveClass(/veiled/u);
  await expect(reveal).toHaveCount(1);
});

test('cookies that shadow each other are marked and linked', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, '/app').click();
  await page.getByRole('region').getByRole('button', { name: 'localhost /', exact: true }).click();
  await expect(rows(page).and(page.locator('[aria-current]'))).toContainText('sid');
  await expect(page.getByRole('region')).toContainText('Stands behind');
});

test('exactly one of several cookies with the same name is deleted, and Undo restores it', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  const before = await jar(page);
  await rowOf(page, '/app').click();
  await page.getByRole('region').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(notice(page)).toContainText('Deleted sid');
  expect((await jar(page)).length).toBe(before.length - 1);
  expect(await jar(page)).toContain('sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB /');
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect(notice(page)).toContainText('Undone');
  expect((await jar(page)).sort()).toEqual(before.sort());
});

test('by keyboard only: move, mark, delete several, undo in the history', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-10'));
  const before = await jar(page);
  await rows(page).first().focus();
  await page.keyboard.press('End');
  await expect(rowOf(page, 'cookie-0009')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect(tool(page, 'Delete 2 cookies')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(notice(page)).toContainText('Cookies deleted: 2');
  expect((await jar(page)).length).toBe(before.length - 2);
  await tool(page, 'History').press('Enter');
  await page.getByRole('region').getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(async () => (await jar(page)).sort()).toEqual(before.sort());
  await expect(page.getByRole('region')).toContainText('undone');
  await page.keyboard.press('Escape');
});

test('Enter opens a cookie, Escape closes it and returns the focus', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, 'theme').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'theme' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'theme' })).toHaveCount(0);
  await expect(rowOf(page, 'theme')).toBeFocused();
});

test('the form warns while typing what the browser would refuse, and saves', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, 'theme').click();
  const form = page.getByRole('region');
  await form.getByLabel('Name').fill('__Host-theme');
  await expect(form).toContainText('This browser would refuse it');
  await form.getByLabel('Name').fill('theme');
  await form.getByLabel('Value', { exact: true }).fill('a;b');
  await expect(form).toContainText('A value holds no “;”');
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  await form.getByLabel('Value', { exact: true }).fill('light');
  await form.getByLabel('Expires').selectOption({ label: 'after a time' });
  await form.getByRole('textbox', { name: 'after a time' }).fill('soon');
  await expect(form).toContainText('This is no duration');
  await form.getByRole('textbox', { name: 'after a time' }).fill('2h');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(notice(page)).toContainText('theme is saved');
  expect(await jar(page)).toContain('theme=light /');
  await expect(rowOf(page, 'theme')).toContainText('1 hr 59 min');
});

test('a value is decoded, edited and encoded again', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, 'csrf').click();
  const form = page.getByRole('region');
  await form.getByRole('button', { name: 'URL', exact: true }).click();
  const decoded = form.getByRole('textbox', { name: 'The decoded value' });
  await expect(decoded).toHaveValue('{"token":"a b"}');
  await decoded.fill('{"token":"ü"}');
  await form.getByRole('button', { name: 'Encode into the value' }).click();
  await expect(form.getByLabel('Value', { exact: true })).toHaveValue('%7B%22token%22%3A%22%C3%BC%22%7D');
});

test('a new cookie gets the page’s host', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await tool(page, 'Add cookie').click();
  const form = page.getByRole('region');
  await form.getByLabel('Name').fill('fresh');
  await form.getByLabel('Value', { exact: true }).fill('one');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'fresh')).toContainText('localhost');
  expect(await jar(page)).toContain('fresh=one /');
});

test('a snapshot is compared with what came after, and restored exactly', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-5'));
  const before = await jar(page);
  await tool(page, 'Snapshots').click();
  const pane = page.getByRole('region');
  // The field stays within its form, which has no frame of its own.
  const heights = await pane
    .locator('form')
    .evaluate((form: HTMLElement) => [form.clientHeight, form.offsetHeight, form.querySelector('input')?.offsetHeight]);
  expect(heights[0]).toBe(heights[1]);
  expect(heights[0]).toBeGreaterThanOrEqual(heights[2] ?? 0);
  await pane.getByRole('textbox', { name: 'Name of the snapshot' }).fill('before the test');
  await pane.getByRole('button', { name: 'Take snapshot' }).click();
  await expect(pane).toContainText('before the test');
  await rowOf(page, 'theme').getByRole('checkbox').check();
  await tool(page, 'Delete 1 cookie').click();
  await pane.getByRole('button', { name: 'Compare' }).click();
  await expect(pane).toContainText('removed theme');
  await pane.getByRole('button', { name: 'Restore' }).click();
  await expect(notice(page)).toContainText('Snapshot restored');
  expect((await jar(page)).sort()).toEqual(before.sort());
});

test('two snapshots are compared with each other', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await tool(page, 'Snapshots').click();
  const pane = page.getByRole('region');
  const take = async (name: string): Promise<void> => {
    await pane.getByRole('textbox', { name: 'Name of the snapshot' }).fill(name);
    await pane.getByRole('button', { name: 'Take snapshot' }).click();
    await expect(pane.getByRole('listitem').first()).toContainText(name);
  };
  await take('with theme');
  await rowOf(page, 'theme').getByRole('checkbox').check();
  await tool(page, 'Delete 1 cookie').click();
  await take('without theme');
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, 'theme')).toBeVisible();
  const first = pane.getByRole('listitem').filter({ hasText: 'with theme' }).filter({ hasNotText: 'without' });
  await first.getByRole('button', { name: 'Compare' }).click();
  // No difference from now, because the deletion was undone; the other snapshot lacks the cookie.
  await expect(pane).not.toContainText('removed theme');
  await pane.getByRole('combobox').selectOption({ label: 'without theme' });
  await expect(pane).toContainText('removed theme');
});

test('a dropped snapshot can be restored', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await tool(page, 'Snapshots').click();
  const pane = page.getByRole('region');
  await expect(pane).toContainText('There is no snapshot of this site yet.');
  await pane.getByRole('button', { name: 'Take snapshot' }).click();
  await pane.getByRole('button', { name: 'Drop' }).click();
  await expect(notice(page)).toContainText('The snapshot Snapshot 1 is dropped.');
  await expect(pane.getByRole('listitem')).toHaveCount(0);
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect(pane.getByRole('listitem')).toContainText('Snapshot 1');
});

test('a form opened from a request follows the renamed cookie, whatever the Cookies view showed', async ({
  openScene,
}) => {
  const page = await openCookies(await openScene('cookies-0'));
  const view = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  await rowOf(page, 'theme').click();
  await view('Requests');
  await page.getByRole('button', { name: 'Edit sid', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'sid', exact: true })).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveValue('sid');
  await page.getByLabel('Name').fill('renamed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(notice(page)).toContainText('renamed is saved');
  await expect(page.getByRole('heading', { name: 'renamed', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the request' }).click();
  await expect(page.getByLabel('Name')).toHaveCount(0);
  await view('Cookies');
  await expect(rowOf(page, 'renamed')).toHaveCount(1);
  await expect(page.getByRole('region')).toHaveCount(0);
});

test('typed text stays when the page changes the cookie, and the form says so', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, 'theme').click();
  const value = page.getByRole('region').getByLabel('Value', { exact: true });
  const pageSets = (content: string) =>
    page.evaluate((next) => {
      const { host } = window as unknown as { host: FixtureHost };
      const held = host.answers['read-jar']().cookies.find(({ name }) => name === 'theme');
      if (held === undefined) throw new Error('There is no theme.');
      host.hold({ ...held, value: next });
      host.story.stores({ ...held, value: next });
      host.flush();
    }, content);
  await pageSets('light');
  await expect(value).toHaveValue('light');
  await value.fill('typed');
  await pageSets('blue');
  await expect(page.getByRole('region')).toContainText('The cookie was changed meanwhile.');
  await expect(value).toHaveValue('typed');
  await page.getByRole('button', { name: 'Revert' }).click();
  await expect(value).toHaveValue('blue');
});

test('in a narrow table the toolbar sorts and marks', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-2', { surface: 'side-panel', width: 360 }));
  await page.getByLabel('Sort by').selectOption({ label: 'Size' });
  await expect(rows(page).first()).toContainText('(no name)');
  await page.getByRole('button', { name: 'Descending' }).click();
  await expect(rows(page).first()).toContainText('access_token');
  await tool(page, 'Mark all').click();
  await expect(tool(page, 'Delete 10 cookies')).toBeVisible();
  await tool(page, 'Mark none').click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
});

test('an import previews each row, imports the selected rows, and is one undo', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  const before = await jar(page);
  await tool(page, 'Import').click();
  const pane = page.getByRole('region');
  const line = (...fields: string[]): string => fields.join('\t');
  const file = [
    line('localhost', 'FALSE', '/', 'FALSE', '0', 'fresh', 'one'),
    line('localhost', 'FALSE', '/', 'FALSE', '0', 'theme', 'light'),
    line('example.org', 'FALSE', '/', 'FALSE', '0', 'far', 'x'),
    line('localhost', 'FALSE', '/', 'FALSE', '0', 'unwanted', 'x'),
    line('localhost', 'FALSE', '/', 'FALSE'),
  ].join('\n');
  await pane.locator('input[type=file]').setInputFiles({
    name: 'cookies.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`# Netscape HTTP Cookie File\n${file}\n`),
  });
  await expect(pane).toContainText('2 new, 1 replaced, 0 the same, 2 not possible.');
  await expect(pane).toContainText('example.org is not watched');
  await expect(pane.getByRole('button', { name: 'Watch example.org' })).toBeVisible();
  expect(await jar(page)).toEqual(before);
  await pane.getByRole('listitem').filter({ hasText: 'unwanted' }).getByRole('checkbox').uncheck();
  await pane.getByRole('button', { name: 'Import 2 cookies' }).click();
  await expect(notice(page)).toContainText('Cookies imported: 2');
  expect(await jar(page)).toContain('fresh=one /');
  expect(await jar(page)).toContain('theme=light /');
  expect((await jar(page)).join()).not.toContain('unwanted');
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await jar(page)).sort()).toEqual(before.sort());
});

test('bad files are explained in one sentence', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await tool(page, 'Import').click();
  const pane = page.getByRole('region');
  for (const [text, said] of [
    ['{"cookies": [', 'The JSON is cut off'],
    ['[]', 'There is no cookie in this text.'],
    ['[ // mine\n]', 'JSON has no comments: remove the one on line 1.'],
    ['{"some": "json"}', 'paste them as a Cookie header'],
    ['SQLite format 3\0 moz_cookies', 'Firefox’s cookie database'],
    ['fetch("https://a.test/", {});', 'choose “Copy as cURL”'],
  ] as const) {
    await pane.getByRole('textbox', { name: 'or paste it here' }).fill(text);
    await expect(pane).toContainText(said);
  }
  await expect(pane.getByRole('button', { name: /^Import \d/u })).toHaveCount(0);
});

test('an import says how the text was read, what was assumed, and why a row is refused', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await tool(page, 'Import').click();
  const pane = page.getByRole('region');
  const paste = (text: string) => pane.getByRole('textbox', { name: 'or paste it here' }).fill(text);
  await paste("curl http://localhost/ -b 'fresh=1; __Host-theme=light'");
  await expect(pane).toContainText('Read as: command of curl, wget or HTTPie');
  await expect(pane).toContainText('read as session cookies of localhost with Path=/');
  await expect(pane.getByRole('listitem')).toHaveCount(2);
  await paste('localhost:8080 FALSE / FALSE 1897000000000 fresh one');
  const row = pane.getByRole('listitem').filter({ hasText: 'fresh' });
  await expect(row).toContainText('The tabs between the fields had become spaces');
  await expect(row).toContainText('Port 8080 is left out');
  await expect(row).toContainText('The expiry is in milliseconds');
  await paste('HTTP/1.1 200 OK\nServer: x\nSet-Cookie: a=1; Domain=other.test\n\n');
  await expect(pane).toContainText('Read as: HTTP head');
  await expect(pane.locator('.reasons')).toContainText('other.test');
  await expect(pane.getByRole('listitem').filter({ hasText: 'Server' })).toHaveCount(0);
});

test('an export can be imported without a difference', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-3'));
  await tool(page, 'Export').click();
  const [download] = await Promise.all([page.waitForEvent('download'), tool(page, 'Save file').click()]);
  expect(download.suggestedFilename()).toMatch(/^localhost-.*\.cookies\.json$/u);
  await tool(page, 'Import').click();
  await page
    .getByRole('region')
    .locator('input[type=file]')
    .setInputFiles(await download.path());
  await expect(page.getByRole('region')).toContainText('0 new, 0 replaced, 11 the same, 0 not possible.');
});

test('Playwright accepts the exported storageState with all cookies', async ({ openScene, plainBrowser }) => {
  const page = await openCookies(await openScene('cookies-3'));
  await tool(page, 'Export').click();
  await page.getByLabel('Format').selectOption({ label: 'Playwright storageState' });
  const [download] = await Promise.all([page.waitForEvent('download'), tool(page, 'Save file').click()]);
  const file = await download.path();
  const context = await plainBrowser?.newContext({ storageState: file });
  const held = (await context?.cookies()) ?? [];
  await context?.close();
  type Shown = Pick<(typeof held)[number], 'name' | 'value' | 'domain' | 'path' | 'httpOnly' | 'secure'>;
  const shown = (list: readonly Shown[]): string[] =>
    list
      .map(({ name, value, domain, path, httpOnly, secure }) =>
        JSON.stringify({ name, value, domain, path, httpOnly, secure }),
      )
      .sort();
  const { cookies } = JSON.parse(await readFile(file, 'utf8')) as { cookies: Shown[] };
  expect(cookies.length).toBeGreaterThan(8);
  expect(shown(held)).toEqual(shown(cookies));
});

test('a new session is proved by its id, and the old session can be restored', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  const before = (await jar(page)).filter((cookie) => cookie.startsWith('sid='));
  // Delete the stale cookie: it would be sent too.
  await rowOf(page, '/app').getByRole('checkbox').check();
  await tool(page, 'Delete 1 cookie').click();
  await tool(page, 'New session').click();
  await tool(page, 'Delete and reload').click();
  const pane = page.getByRole('region');
  await expect(pane).toContainText('the id changed');
  await expect(pane.locator('.chip')).toContainText([/n3W/u, /m7Lt/u, /n3W/u]);
  await pane.getByRole('button', { name: 'Go back to the old session' }).click();
  await expect.poll(async () => (await jar(page)).filter((cookie) => cookie.startsWith('sid='))).toEqual([before[0]]);
});

test('a protected cookie is marked, and protection can be ended', async ({ openScene }) => {
  const page = await openCookies(await openScene('cookies-0'));
  await rowOf(page, 'theme').click();
  await page.getByRole('region').getByRole('button', { name: 'Protect' }).click();
  await expect(rowOf(page, 'theme')).toContainText('Protected');
  await page.getByRole('region').getByRole('button', { name: 'Protected' }).click();
  await expect(rowOf(page, 'theme')).not.toContainText('Protected');
});

test('3,300 cookies: only visible rows are drawn, and all can be reached, searched, sorted and grouped', async ({
  openScene,
}) => {
  const page = await openCookies(await openScene('cookies-3300'));
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '3309');
  expect(await rows(page).count()).toBeLessThan(90);
  await rows(page).first().focus();
  await page.keyboard.press('End');
  await expect(page.locator('[aria-rowindex="3309"]')).toBeFocused();
  await page.getByRole('searchbox').fill('cookie-33');
  await expect(page.locator('.view')).toContainText('None of the site’s cookies (3,308) fits the filter.');
  await page.getByRole('searchbox').fill('cookie-32');
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '101');
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(rows(page).first()).toContainText('cookie-3299');
  await page.getByLabel('Group by').selectOption({ label: 'Path' });
  await expect(rows(page).first()).toContainText('/p0');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [surface, width] of [
    ['tab', 1280],
    ['side-panel', 360],
  ] as const) {
    test(`the jar editor is accessible in ${colorScheme} at ${width} px, each of its panes too`, async ({
      openScene,
    }) => {
      const page = await openCookies(await openScene('cookies-0', { surface, width, colorScheme }));
      const check = async (what: string): Promise<void> => expect(await violationsOf(page), what).toEqual([]);
      await check('list');
      await rowOf(page, 'csrf').click();
      await page.getByRole('button', { name: 'JWT' }).click();
      await check('cookie');
      for (const name of ['Add cookie', 'New session', 'Snapshots', 'History', 'Import', 'Export']) {
        if (width === 360) await page.getByRole('button', { name: 'Back to the cookies' }).click();
        await tool(page, name).click();
        await check(name);
      }
    });
  }
}

test('the name of a snapshot has room beside its button, or a line of its own', async ({ openScene }) => {
  const page = await openScene('cookies-0', { surface: 'side-panel', width: 252, height: 700, lang: 'de' });
  await openCookies(page);
  await tool(page, 'Momentaufnahmen').click();
  const name = page.locator('.jar-snap input');
  expect(await name.evaluate((it) => it.clientWidth)).toBeGreaterThan(100);
});

test('no field of a cookie is wider than its form in a narrow window', async ({ openScene }) => {
  const page = await openScene('cookies-0', { surface: 'side-panel', width: 252, height: 700, lang: 'de' });
  await openCookies(page);
  await rowOf(page, 'theme').click();
  const form = page.locator('.jar-form');
  await expect(form.locator('input[type="datetime-local"]')).toBeVisible();
  const sticksOut = await form.evaluate((it) => {
    const { right } = it.getBoundingClientRect();
    const fields = [...it.querySelectorAll('input, textarea, select, button')];
    return fields
      .filter((field) => field.getBoundingClientRect().right > right + 0.5)
      .map(({ outerHTML }) => outerHTML);
  });
  expect(sticksOut).toEqual([]);
});
