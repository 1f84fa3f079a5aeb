// The inspector in a plain page: clicks, focus and layout are the browser's.
import type { Page } from '@playwright/test';
import type { FixtureHost } from '../../ui/page/fixture-host.ts';
import { expect, test } from './ui-test.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Requests' });
const row = (page: Page, index: number) => page.locator('tbody tr').nth(index);
/** The live region for notices. */
const notice = (page: Page) => page.locator('.notice-place');
const details = (page: Page) => page.getByRole('region', { name: /^(?:Step|End of session) /u });

test('the table shows the classic lesson, recorded from traffic', async ({ openScene }) => {
  const page = await openScene('lesson');
  await expect(table(page).getByRole('columnheader')).toHaveText([
    'Step',
    'Time',
    'Request',
    'Request session ID',
    'Count',
    'Action',
    'Response',
  ]);
  await expect(row(page, 0).getByRole('cell')).toHaveText([
    '1',
    /^\d\d:\d\d:12$/u,
    /^GET \//u,
    'None',
    '1',
    /Create new session/u,
    '200 Visit count: 1',
  ]);
  await expect(row(page, 1).getByRole('cell').nth(3)).toContainText('k3Fz…9Qw');
  await expect(row(page, 4)).toContainText('ended in this browser: you deleted its cookie');
  await expect(row(page, 5).getByRole('cell').nth(3)).toHaveText('None');
  await expect(row(page, 7)).toContainText('goes on as session');
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10');
  await expect(row(page, 0)).toHaveAttribute('aria-rowindex', '2');
});

test('the ribbon shows each session’s visits, end and successor, and follows what comes', async ({ openScene }) => {
  const page = await openScene('lesson');
  const cards = page.getByRole('list', { name: 'Sessions' }).getByRole('button');
  await expect(cards).toHaveText([/4 visits.*deleted by you/su, /1 visit.*new id, goes on/su, /3 visits.*alive/su]);
  const marks = cards.nth(2).locator('.life i');
  const before = await marks.count();
  await page.evaluate(() => {
    const { host } = window as unknown as { host: FixtureHost };
    const asked = host.story.asks('/late', { cookie: 'sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB' });
    asked.responds({ status: 401 }).completes({ status: 401 });
    host.flush();
  });
  await expect(cards.nth(2)).toHaveText(/not accepted any more/u);
  await expect(marks).toHaveCount(before + 1);
  await cards.nth(0).click();
  await expect(cards.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('tbody tr')).toHaveCount(5);
  await cards.nth(0).click();
  await expect(page.locator('tbody tr')).toHaveCount(10);
});

test('the details follow the newest request until a row is chosen', async ({ openScene }) => {
  const page = await openScene('lesson');
  await expect(details(page)).toContainText('The server knew it and counted visit 3.');
  await row(page, 0).click();
  await expect(details(page)).toContainText(
    'The browser sent no session cookie, so the server made a new session and counted visit 1.',
  );
  await expect(row(page, 0)).toHaveAttribute('aria-current', 'true');
  await expect(details(page)).toContainText('Stored');
  await expect(details(page)).toContainText('observed');
  await expect(details(page)).toContainText('Scripts of the page can neither read nor change it.');
  await expect(details(page)).toContainText('Host-only: subdomains do not get it.');
  await page.getByRole('button', { name: 'Follow newest' }).click();
  await expect(details(page)).toContainText('counted visit 3.');
});

test('open details update when the response arrives and the browser stores the cookie', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.evaluate(() => {
    const { host } = window as unknown as { host: FixtureHost };
    Object.assign(window, {
      asked: host.story.asks('/slow', { cookie: 'sid=m7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB' }),
    });
    host.flush();
  });
  await row(page, 9).click();
  await expect(details(page)).toContainText('No response was recorded so far.');
  await page.evaluate(() => {
    const { host, asked } = window as unknown as { host: FixtureHost; asked: ReturnType<FixtureHost['story']['asks']> };
    asked.responds({ count: 1, setCookie: ['sid=aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO; Path=/; HttpOnly'] });
    host.flush();
  });
  await expect(details(page)).toContainText('but the server did not know it');
  await expect(details(page).getByText('predicted', { exact: true })).toBeVisible();
  await page.evaluate(() => {
    const { host } = window as unknown as { host: FixtureHost };
    const last = host.story.events.findLast(({ kind }) => kind === 'cookie-changed');
    if (last?.kind !== 'cookie-changed') throw new Error('The lesson stores a cookie.');
    const value = 'aB3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nO';
    host.story.stores({ ...last.cookie, value });
    host.flush();
  });
  await expect(details(page).getByText('observed', { exact: true }).first()).toBeVisible();
  await expect(details(page).getByText('predicted', { exact: true })).toHaveCount(0);
});

test('a value is masked until revealed, and copied completely', async ({ openScene }) => {
  const page = await openScene('lesson');
  const whole = 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB';
  await expect(page.getByText(whole)).toHaveCount(0);
  const reveals = details(page).getByRole('button', { name: 'Reveal the value of sid' });
  await expect(reveals).toHaveCount(2);
  const reveal = reveals.last();
  await reveal.click();
  await expect(details(page).getByText(whole)).toHaveCount(1);
  await expect(reveal).toHaveAttribute('aria-pressed', 'true');
  await details(page).getByRole('button', { name: 'Copy the value of sid' }).last().click();
  await expect(details(page).getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { host: { copied: string } }).host.copied)).toBe(whole);
});

test('deleting shows a notice, ends the session in the table, and can be undone', async ({ openScene }) => {
  const page = await openScene('lesson');
  await details(page).getByRole('button', { name: 'Delete session cookie' }).click();
  const status = notice(page);
  await expect(status).toContainText('Deleted sid (domain localhost, path /). The next request goes without it.');
  await expect(row(page, 9)).toContainText('you deleted its cookie');
  const cards = page.getByRole('list', { name: 'Sessions' }).getByRole('button');
  await expect(cards.last()).toContainText('deleted by you');
  await expect(details(page)).toContainText('The browser holds no cookie named sid for this site.');
  await status.getByRole('button', { name: 'Undo' }).click();
  await expect(status).toContainText('sid is back as it was.');
  await expect(details(page).getByRole('button', { name: 'Delete session cookie' })).toBeVisible();
  await expect(row(page, 9)).toContainText('was deleted by you and restored');
});

test('a deletion can also be undone in its row of the table', async ({ openScene }) => {
  const page = await openScene('lesson');
  await details(page).getByRole('button', { name: 'Delete session cookie' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await row(page, 9).getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 9)).toContainText('was deleted by you and restored');
  await expect(row(page, 9).getByRole('button')).toHaveCount(0);
});

test('deleting with a reload shows the new session that follows', async ({ openScene }) => {
  const page = await openScene('lesson');
  await details(page).getByRole('button', { name: 'Delete and reload' }).click();
  await expect(row(page, 10)).toContainText('Create new session');
  await expect(details(page)).toContainText('so the server made a new session and counted visit 1.');
});

test('a failed deletion shows the reason', async ({ openScene }) => {
  const page = await openScene('refuses');
  await details(page).getByRole('button', { name: 'Delete session cookie' }).click();
  await expect(notice(page)).toContainText('The browser kept sid: another extension or a policy protects it.');
});

test('pausing and resuming the recording adds a row each', async ({ openScene }) => {
  const page = await openScene('lesson');
  const recording = page.getByRole('button', { name: 'Recording', exact: true });
  await expect(recording).toHaveAttribute('aria-pressed', 'true');
  await recording.click();
  await expect(recording).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText('Recording is paused: requests made now are missing here.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume recording' }).click();
  await expect(row(page, 9)).toContainText('Recording paused.');
  await expect(row(page, 10)).toContainText('Recording resumed.');
});

test('clearing empties the table and shows the next step', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('button', { name: 'Clear recording' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing recorded yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload the page' })).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(9);
});

test('the filter keeps matching rows, and offers to be cleared when nothing matches', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox', { name: 'Filter' });
  await expect(box).toBeFocused();
  await page.keyboard.type('action:created');
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await box.fill('nothing like this');
  await expect(page.getByRole('heading', { name: 'No request fits the filter' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(9);
});

test('every part can be used by keyboard', async ({ openScene }) => {
  const page = await openScene('lesson');
  await row(page, 8).focus();
  await page.keyboard.press('Home');
  await expect(row(page, 0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 1)).toBeFocused();
  await page.keyboard.press(']');
  await expect(row(page, 4)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Step 1,/u })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /^Step 1,/u })).toHaveCount(0);
  await expect(row(page, 0)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
});

test('a filter that has nothing to filter looks like it', async ({ openScene }) => {
  const page = await openScene('lesson');
  const look = () => page.getByRole('searchbox').evaluate((field) => Number(getComputedStyle(field).opacity));
  expect(await look()).toBe(1);
  await page.getByRole('navigation').getByRole('button', { name: 'Files', exact: true }).click();
  expect(await look()).toBeLessThan(0.8);
  await page.getByRole('navigation').getByRole('button', { name: 'Cookies', exact: true }).click();
  expect(await look()).toBe(1);
});

test('the list of keys begins with its first key in a low window and a narrow one', async ({ openScene }) => {
  for (const [width, height] of [
    [1280, 280],
    [360, 500],
  ] as const) {
    const page = await openScene('lesson', { width, height });
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expect(page.getByText('Go to the filter', { exact: true })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  }
});

test('the session cookie can be deleted while the details are closed', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(details(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete session cookie' }).click();
  await expect(notice(page)).toContainText('Deleted sid');
  await expect(page.getByRole('button', { name: 'Delete session cookie' })).toHaveCount(0);
});

test('in a narrow panel the details cover the table and can be closed', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'side-panel', width: 360 });
  await expect(details(page)).toHaveCount(0);
  await row(page, 0).click();
  await expect(details(page)).toContainText('so the server made a new session');
  await page.getByRole('button', { name: 'Back to the table' }).click();
  await expect(details(page)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('foreign text is never markup, hides nothing, and is shown completely on request', async ({ openScene }) => {
  const page = await openScene('everything');
  await page.getByRole('searchbox').fill('url:very');
  await page.locator('tbody tr').first().click();
  await expect(page.locator('.details img')).toHaveCount(0);
  await details(page).getByRole('button', { name: 'Reveal the value of bidi' }).click();
  await expect(details(page).getByText('U+202E')).toBeVisible();
  await expect(details(page).getByText('U+0007')).toBeVisible();
  const more = details(page).getByRole('button', { name: /^Show all \(/u });
  await more.click();
  await expect(details(page)).toContainText(`q=${'x'.repeat(300)}`);
});

const empty: readonly (readonly [string, string, string])[] = [
  ['nothing', 'Nothing recorded yet', 'Reload the page'],
  ['no-permission', 'This site is not watched', 'Watch example.com'],
  ['paused', 'Recording is paused', 'Resume recording'],
  ['unreachable', 'Sidtrail’s background does not answer', 'Try again'],
];
for (const [scene, title, step] of empty) {
  test(`the empty state "${title}" offers the next step`, async ({ openScene }) => {
    const page = await openScene(scene);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: step }).click();
    if (scene !== 'unreachable') await expect(page.getByRole('heading', { name: title })).toHaveCount(0);
  });
}

test('the popup has the sentence, the session, the last rows and both delete buttons', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'popup', width: 380, height: 600 });
  await expect(page.getByText('The server knew it and counted visit 3.')).toBeVisible();
  await expect(page.getByRole('list').getByRole('listitem')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Side panel' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open in a tab' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete and reload' }).click();
  await expect(page.getByText('so the server made a new session and counted visit 1.')).toBeVisible();
  await page.getByRole('button', { name: 'Delete session cookie' }).click();
  await notice(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Delete session cookie' })).toBeVisible();
});

test('by keys, the popup’s focus goes from a deleted cookie to Undo, and stays at a place', async ({ openScene }) => {
  const page = await openScene('lesson', { surface: 'popup', width: 380, height: 600 });
  const undo = notice(page).getByRole('button', { name: 'Undo' });
  // The first Tab of the page shows that its focus is by keys.
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Delete session cookie' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Delete session cookie' })).toHaveCount(0);
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(page.getByRole('button', { name: 'Delete session cookie' })).toBeVisible();
  await expect(notice(page).getByRole('button')).toBeFocused();
});

test('requests and cookies are two tables: each keeps its own filter', async ({ openScene }) => {
  const page = await openScene('lesson');
  const box = page.getByRole('searchbox', { name: 'Filter' });
  const view = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  await box.fill('action:rotated');
  await view('Cookies');
  await expect(box).toHaveValue('');
  const rows = page.getByRole('table', { name: 'Cookies' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  await box.fill('no cookie has this');
  await expect(rows).toHaveCount(0);
  await view('Requests');
  await expect(box).toHaveValue('action:rotated');
  await view('Cookies');
  await expect(box).toHaveValue('no cookie has this');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(rows.first()).toBeVisible();
  await view('Requests');
  await expect(box).toHaveValue('action:rotated');
});

test('the filter can be typed into where there is a list to filter', async ({ openScene }) => {
  const page = await openScene('lesson');
  const box = page.getByRole('searchbox', { name: 'Filter' });
  for (const [view, isList] of [
    ['Requests', true],
    ['Lesson', false],
    ['Cookies', true],
    ['Files', false],
  ] as const) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await expect(box).toBeEnabled({ enabled: isList });
  }
});
