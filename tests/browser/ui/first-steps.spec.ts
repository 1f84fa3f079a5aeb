// What is said where there is nothing to show, and the popup's ways on: only a browser clicks and draws.
import type { Page } from '@playwright/test';
import type { FixtureHost } from '../../ui/page/fixture-host.ts';
import { expect, test, violationsOf } from './ui-test.ts';

const commands = (page: Page) =>
  page.evaluate(() => (window as unknown as { host: FixtureHost }).host.commands.slice());

/** Each situation: its scene, its title, what its buttons are called, and the title in the popup where it is another. */
const situations = [
  ['nothing', 'Nothing recorded yet', ['Reload the page', 'Open a sample trace']],
  ['nothing-known', 'Nothing recorded yet', ['Open a sample trace']],
  ['no-permission', 'This site is not watched', ['Watch example.com']],
  ['page-unknown', 'This site is not watched', ['Open a sample trace'], 'No extension may see this page'],
  ['impossible', 'No extension may see this page', ['Open a sample trace']],
  ['file-page', 'This page comes from a file', ['Open a sample trace']],
  ['turned-off', 'This site is turned off', ['Turn on']],
  ['paused', 'Recording is paused', ['Resume recording']],
] as const;

for (const [scene, title, buttons, inPopup = title] of situations) {
  test(`"${scene}" says what to do next, in the inspector`, async ({ openScene }) => {
    const page = await openScene(scene, { width: 360, height: 700 });
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.locator('.empty').getByRole('button')).toHaveText([...buttons]);
    expect(await violationsOf(page)).toEqual([]);
  });

  test(`"${scene}" says what to do next, in the popup`, async ({ openScene }) => {
    const page = await openScene(scene, { surface: 'popup', width: 380, height: 600 });
    // A popup always has a tab; of a page that it does not know there is nothing to say.
    if (scene === 'nothing-known') return;
    await expect(page.getByText(inPopup, { exact: true })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveText([...buttons]);
    expect(await violationsOf(page)).toEqual([]);
  });
}

test('a site that is not watched is said to be so, though requests of another one were recorded', async ({
  openScene,
}) => {
  const page = await openScene('not-watched-here');
  await expect(page.getByRole('heading', { name: 'This site is not watched' })).toBeVisible();
  await expect(page.locator('.empty').getByRole('button')).toHaveText(['Watch example.com']);
  // There is nothing to answer here, so no room is kept for an answer.
  await expect(page.locator('.answer-place')).toHaveCount(0);
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByRole('heading', { name: 'This site is not watched' })).toBeVisible();
  await openScene('everything');
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByRole('heading', { name: 'No request fits the filter' })).toBeVisible();
  await expect(page.locator('.answer-place')).toBeVisible();
});

for (const [scene, button] of [
  ['nothing', 'Reload the page'],
  ['turned-off', 'Turn on'],
  ['paused', 'Resume recording'],
] as const) {
  for (const surface of ['tab', 'popup'] as const) {
    test(`where "${button}" fails, it is said so, in the ${surface}`, async ({ openScene }) => {
      const page = await openScene(scene, { surface, width: 380, height: 600 });
      await page.evaluate(() => {
        const { host } = window as unknown as { host: FixtureHost };
        Object.assign(host, { send: () => Promise.reject(new Error('The background is gone.')) });
      });
      await page.getByRole('main').getByRole('button', { name: button }).click();
      await expect(page.getByRole('status').filter({ hasText: 'The background is gone.' })).toBeVisible();
    });
  }
}

test('a server to start is named only where no page is watched', async ({ openScene }) => {
  const page = await openScene('nothing');
  await expect(page.getByText('npm run server')).toHaveCount(0);
  await openScene('nothing-known');
  await expect(page.getByText('npm run server')).toBeVisible();
});

test('the popup says that recording is paused, and resumes it', async ({ openScene }) => {
  const page = await openScene('paused-with-rows', { surface: 'popup', width: 380, height: 600 });
  const main = page.getByRole('main');
  await expect(main.getByText('Recording is paused')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await main.getByRole('button', { name: 'Resume recording' }).click();
  await expect(main.getByText('Recording is paused')).toHaveCount(0);
});

test('a line of the popup opens its request; those that the answer speaks of are marked', async ({ openScene }) => {
  const page = await openScene('sample', { surface: 'popup', width: 380, height: 600 });
  await expect(page.locator('.spoken')).toContainText(['GET /']);
  await page.getByRole('button', { name: /POST \/login/u }).click();
  expect((await commands(page)).at(-1)).toMatch(/^openTab \{"entry":\d+\}$/u);
});

test('of a loss the popup’s answer speaks alone: a page after it that was answered says nothing against it', async ({
  openScene,
}) => {
  const looks = { surface: 'popup', width: 380, height: 600 } as const;
  const page = await openScene('turned-away', looks);
  await expect(page.locator('.answer[data-tone=bad]')).toContainText('no longer accepted');
  await expect(page.locator('.answer > .dim')).toHaveCount(0);
  await openScene('lesson', looks);
  await expect(page.locator('.answer > .dim')).toContainText('counted visit 3');
});

test('the popup leads to help and settings', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'popup', width: 380, height: 600 });
  for (const [name, path] of [
    ['Help', 'help/help.html'],
    ['Settings', 'options/options.html'],
    ['Welcome', 'welcome/welcome.html'],
  ] as const) {
    await expect(page.getByRole('link', { name })).toHaveAttribute('href', `/extension/surfaces/${path}`);
  }
});

for (const width of [252, 1280]) {
  test(`hosts that are not watched are named in one line below the view, ${width} px wide`, async ({ openScene }) => {
    const page = await openScene('unseen-hosts', { width, height: 500 });
    const line = page.getByRole('region', { name: 'Hosts that are not watched' });
    await expect(line).toContainText('accounts.provider.test, cdn.example.com, api.example.org and 1 more');
    expect((await line.boundingBox())?.height).toBeLessThanOrEqual(width < 480 ? 52 : 36);
    expect(await violationsOf(page)).toEqual([]);
    await line.getByRole('button', { name: 'Watch them' }).click();
    expect(await page.evaluate(() => (window as unknown as { host: FixtureHost }).host.asked)).toEqual(
      ['accounts.provider.test', 'cdn.example.com', 'api.example.org', 'fonts.example.net'].map(
        (host) => `*://${host}/*`,
      ),
    );
    await line.getByRole('button', { name: 'Do not show these hosts again' }).click();
    await expect(line).toHaveCount(0);
  });
}

for (const [scene, words] of [
  ['unreachable-with-rows', 'Sidtrail’s background does not answer'],
  ['impossible-with-rows', 'No extension may see this page'],
] as const) {
  test(`"${scene}" says above the rows why nothing new may come`, async ({ openScene }) => {
    const page = await openScene(scene, { surface: 'side-panel', width: 360, height: 700 });
    await expect(page.locator('.banner')).toContainText(words);
    await expect(page.locator('tbody .row').first()).toBeVisible();
    // What is shown is not called that of this tab.
    await expect(page.getByRole('combobox').locator('option').first()).toHaveText(/^Automatic \(/u);
    expect(await violationsOf(page)).toEqual([]);
  });
}

test('the session and the steps of the answer are marked', async ({ openScene }) => {
  const page = await openScene('everything');
  await expect(page.locator('tbody .row.entry').first()).toBeVisible();
  await expect(page.locator('.spoken')).toHaveCount(0);
  await openScene('turned-away');
  await expect(page.locator('tbody .row.spoken .cell.step')).toHaveText(['8', '9']);
  await expect(page.locator('.session-card').filter({ hasText: 'The answer' })).toHaveText(/m7Lt…0aB/u);
  // Where the answer is not shown, nothing is marked.
  const view = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
  await view('Cookies');
  await expect(page.locator('.session-card').filter({ hasText: 'The answer' })).toHaveCount(0);
});

test('the mark of the answer keeps the newest session whole in a narrow ribbon', async ({ openScene }) => {
  const page = await openScene('turned-away', { surface: 'side-panel', width: 252, height: 700 });
  await expect(page.locator('.session-card .spoken')).toBeVisible();
  expect(
    await page.locator('ol.ribbon').evaluate((it) => it.scrollWidth - it.clientWidth - it.scrollLeft),
  ).toBeLessThanOrEqual(1);
});
