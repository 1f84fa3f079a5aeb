// Dropped and chosen files, downloads and their names are the browser's.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { harEntryOf, harOf } from '../../trace/files/har/har-builder.ts';
import { expect, test, violationsOf } from './ui-test.ts';

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
const openCard = (page: Page) => page.getByRole('region', { name: 'Open a trace' });
const saveCard = (page: Page) => page.getByRole('region', { name: 'Save this trace' });
const banner = (page: Page) => page.locator('.banner', { hasText: 'Showing the file' });

async function openFiles(page: Page): Promise<Page> {
  await view(page, 'Files');
  await openCard(page).waitFor();
  return page;
}

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await openCard(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

/** The file that a button saves, as text. */
async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    saveCard(page).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('a HAR that Playwright made in Chromium opens with its sessions and counts', async ({
  openScene,
  plainBrowser,
}, testInfo) => {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const sent = /sid=(\w+)/u.exec(request.headers.cookie ?? '')?.[1];
    const id = sent !== undefined && counts.has(sent) ? sent : `${ID}${counts.size}`;
    if (id !== sent) response.setHeader('Set-Cookie', `sid=${id}; Path=/; HttpOnly; SameSite=Lax`);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    response.setHeader('Content-Type', 'text/html');
    response.end(`<link rel="icon" href="data:,"><p>Visit count: ${counts.get(id)}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const path = testInfo.outputPath('made.har');
  const context = await plainBrowser?.newContext({ recordHar: { path } });
  const tab = await context?.newPage();
  const visit = async () => {
    const response = await tab?.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    // Chromium drops bodies when the page is left: the HAR has only those that were read before.
    await response?.body();
  };
  for (let i = 0; i < 3; i++) await visit();
  await context?.clearCookies();
  await visit();
  await context?.close();
  server.close();

  const page = await openFiles(await openScene('lesson'));
  const [worker] = await Promise.all([page.waitForEvent('worker'), choose(page, 'made.har', readFileSync(path))]);
  expect(worker.url()).toContain('file-worker');
  await expect(banner(page)).toContainText('made.har');
  await expect(openCard(page)).toContainText('verdicts are predicted from the rules');
  await view(page, 'Requests');
  const rows = page.locator('tbody tr.entry');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('Create new session');
  await expect(rows.nth(1)).toContainText('Increment count to 2');
  await expect(rows.nth(2)).toContainText('Increment count to 3');
  await expect(rows.nth(3)).toContainText('Create new session');
  await expect(page.locator('.session-card')).toHaveCount(2);
});

test('back to the recording shows it unchanged, with what was recorded meanwhile', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  await choose(page, 'small.har', harOf([harEntryOf({ url: 'http://a.example.test/other' })]));
  await view(page, 'Requests');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.evaluate((id) => {
    const { host } = window as unknown as {
      host: { story: { counts(name: string, value: string, n: number): void }; flush(): void };
    };
    host.story.counts('sid', id, 4);
    host.flush();
  }, 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(banner(page)).toHaveCount(0);
  await expect(page.locator('tbody tr.entry')).toHaveCount(8);
});

test('a saved trace is masked, and opens again as the same story', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  const { name, text } = await saved(page, 'Save trace');
  expect(name).toBe('localhost-2026-11-23.trace.jsonl');
  expect(text).not.toContain(ID);
  expect(text.split('\n')[0]).toContain('"masked":true');
  const story = async (): Promise<string[]> => {
    await view(page, 'Requests');
    await page.locator('tbody tr').first().waitFor();
    const lines = await page.locator('tbody tr .cell.action').allTextContents();
    await view(page, 'Files');
    return lines;
  };
  const before = await story();
  await choose(page, name, text);
  await expect(openCard(page)).toContainText('masked: equal labels are equal values');
  await expect(saveCard(page)).toContainText('they stay masked');
  await expect(saveCard(page).getByLabel('Save the secrets as they are')).toHaveCount(0);
  expect(await story()).toEqual(before);
  await expect(page.locator('.session-card')).toHaveCount(3);
});

test('a saved HAR opens again as the same trace, with the user’s deletion as such', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  const { name, text } = await saved(page, 'Save HAR');
  const story = async (): Promise<string[]> => {
    await view(page, 'Requests');
    await page.locator('tbody tr').first().waitFor();
    const lines = await page.locator('tbody tr').allInnerTexts();
    await view(page, 'Files');
    return lines;
  };
  const before = await story();
  await choose(page, name, text);
  await banner(page).waitFor();
  const after = await story();
  const deletions = (lines: readonly string[]) =>
    lines.filter((line) => line.includes('you deleted its cookie')).length;
  expect(after.length).toBe(before.length);
  expect([deletions(before), deletions(after)]).toEqual([1, 1]);
});

test('without a worker the page reads the file itself', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  await page.evaluate(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('A page from a disk starts no worker.', 'SecurityError');
      }
    } as unknown as typeof Worker;
  });
  await choose(page, 'small.har', harOf([harEntryOf(), harEntryOf({ at: 100 })]));
  await expect(banner(page)).toContainText('small.har');
  await view(page, 'Requests');
  await expect(page.locator('tbody tr')).toHaveCount(2);
});

test('a curl command from a masked file says that its cookies are masked, one from the recording does not', async ({
  openScene,
}) => {
  const page = await openFiles(await openScene('lesson'));
  const copied = async (): Promise<string> => {
    await view(page, 'Requests');
    await page.locator('tbody tr.entry').first().click();
    await page.getByRole('button', { name: 'Copy as curl', exact: true }).click();
    const said = page.locator('.details').getByRole('status').filter({ hasText: 'Copied' });
    const text = await said.innerText();
    await view(page, 'Files');
    return text;
  };
  expect(await copied()).toBe('Copied');
  for (const button of ['Save HAR', 'Save trace']) {
    const { name, text } = await saved(page, button);
    await choose(page, name, text);
    await banner(page).waitFor();
    expect(await copied(), button).toContain('The cookie values are masks of this file');
    await banner(page).getByRole('button', { name: 'Back to the recording' }).click();
  }
});

test('secrets are saved only on an explicit choice, which says what it gives away', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  expect((await saved(page, 'Save HAR')).text).not.toContain(ID);
  expect((await saved(page, 'Save report')).text).not.toContain(ID);
  await saveCard(page).getByLabel('Save the secrets as they are').check();
  await expect(saveCard(page)).toContainText('The file will hold 3 session ids and every cookie value in full');
  const har = await saved(page, 'Save HAR');
  expect(har.name).toBe('localhost-2026-11-23-unmasked.har');
  expect((await saved(page, 'Save report')).name).toBe('localhost-sid-2026-11-23-unmasked.md');
  expect(har.text).toContain(ID);
  expect(JSON.parse(har.text).log.entries).toHaveLength(7);
});

test('the report of the thread is copied as Markdown', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  await saveCard(page).getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The report is copied' })).toBeVisible();
  const copied = await page.evaluate(() => (window as unknown as { host: { copied: string } }).host.copied);
  expect(copied).toContain('# Sessions of the cookie `sid` on `localhost`');
});

test('bad files are refused in one sentence, and the shown trace stays', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  for (const [content, said] of [
    ['', 'The file is empty.'],
    ['<html>', 'This file is a web page'],
    ['entries: 3', 'This file is not JSON'],
    ['{"cookies":[]}', 'This is no HAR'],
    ['{"format":"sidtrail-trace","version":9}', 'A newer Sidtrail'],
    ['{"format":"sidtrail-trace","version":1}\nno\n', 'Line 2 is no JSON'],
  ] as const) {
    await choose(page, 'bad.json', content);
    await expect(openCard(page)).toContainText(said);
  }
  await expect(banner(page)).toHaveCount(0);
  await expect(page.locator('.session-card')).toHaveCount(3);
});

test('the user decides whether to show what is left of a truncated file', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  const whole = harOf([harEntryOf(), harEntryOf({ at: 100 }), harEntryOf({ at: 200 })]);
  await choose(page, 'cut.har', whole.slice(0, -200));
  await expect(openCard(page)).toContainText('The file is cut after entry 2');
  await openCard(page).getByRole('button', { name: 'Leave it' }).click();
  await expect(banner(page)).toHaveCount(0);
  await choose(page, 'cut.har', whole.slice(0, -200));
  await openCard(page).getByRole('button', { name: 'Show what is there' }).click();
  await expect(banner(page)).toContainText('cut.har');
});

test('two visits are compared: the likely cause, the differences, and the way to the row', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  const visit = (method: string) =>
    harOf([
      harEntryOf({
        url: 'https://shop.example/',
        got: [['Set-Cookie', `sid=${ID}; Path=/; Secure; SameSite=Lax`]],
      }),
      harEntryOf({
        url: 'https://shop.example/back',
        at: 2_000,
        method,
        sent: method === 'GET' ? { Cookie: `sid=${ID}` } : { Origin: 'https://pay.example' },
      }),
    ]);
  await choose(page, 'bad.har', visit('POST'));
  await banner(page).waitFor();
  const card = page.getByRole('region', { name: 'Compare with another file' });
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'good.har', mimeType: 'application/json', buffer: Buffer.from(visit('GET')) });
  await expect(card.getByText('Likely cause:')).toBeVisible();
  await expect(card.getByRole('status').last()).toContainText('Only in the bad one: /back is a POST');
  expect(await violationsOf(page)).toEqual([]);
  await card
    .getByRole('row', { name: /is a POST/ })
    .getByRole('button', { name: 'Step 2' })
    .click();
  await expect(page.getByRole('heading', { name: /^Step 2,/u })).toBeVisible();
  await view(page, 'Files');
  await card.getByLabel('The visit shown now worked, the file’s visit failed').check();
  await expect(card.getByRole('table')).toHaveCount(0);
});

test('a long read shows progress and can be cancelled without effect', async ({ openScene }) => {
  const page = await openFiles(await openScene('lesson'));
  await page.evaluate(() => {
    // An endless first entry of one piece, again and again: no driver can be slower than reading 4 GB of it.
    const piece = new Blob(['x'.repeat(1024 * 1024)]);
    const file = new File(['{"log":{"entries":[{"a":"', ...Array.from({ length: 4_000 }, () => piece)], 'long.har');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    document
      .querySelector('.file-drop')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await expect(openCard(page).getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await openCard(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(openCard(page).getByRole('progressbar')).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  await expect(page.locator('.session-card')).toHaveCount(3);
});

test('the view of files scrolls by itself, and the bar and the answer stay', async ({ openScene }) => {
  const page = await openFiles(await openScene('everything', { width: 1024, height: 391, surface: 'devtools' }));
  const room = () =>
    page.evaluate(() => {
      const files = document.querySelector('.files');
      const { scrollHeight, clientHeight } = document.documentElement;
      return { page: scrollHeight - clientHeight, scrolls: (files?.scrollHeight ?? 0) > (files?.clientHeight ?? 0) };
    });
  await expect.poll(room).toEqual({ page: 0, scrolls: true });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the view of files is accessible in ${colorScheme}`, async ({ openScene }) => {
    const page = await openFiles(await openScene('lesson', { width: 360, surface: 'side-panel', colorScheme }));
    await choose(page, 'small.har', harOf([harEntryOf()]));
    await banner(page).waitFor();
    await saveCard(page).getByLabel('Save the secrets as they are').check();
    expect(await violationsOf(page)).toEqual([]);
  });
}

test('a file that is dropped anywhere is opened, and the browser does not leave the page for it', async ({
  openScene,
}) => {
  const page = await openScene('lesson');
  /** Whether the page takes what is dragged over it or dropped. */
  const takes = (type: 'dragover' | 'drop', content: string | undefined) =>
    page.evaluate(
      ([kind, text]) => {
        const dataTransfer = new DataTransfer();
        if (text === undefined) dataTransfer.setData('text/plain', 'text');
        else dataTransfer.items.add(new File([text], 'dropped.har'));
        const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector('tbody .row')?.dispatchEvent(event);
        return event.defaultPrevented;
      },
      [type, content] as const,
    );
  // Text may be dragged into a field.
  expect(await takes('dragover', undefined)).toBe(false);
  expect(await takes('dragover', '')).toBe(true);
  expect(await takes('drop', harOf([harEntryOf()]))).toBe(true);
  await expect(banner(page)).toContainText('dropped.har');
  await expect(openCard(page)).toBeVisible();
  // Once is enough: the view does not read it again when it is shown again.
  await banner(page).getByRole('button', { name: 'Back to the recording' }).click();
  await view(page, 'Requests');
  await openFiles(page);
  await expect(banner(page)).toHaveCount(0);
  await view(page, 'Requests');
  await page.locator('tbody .row').first().waitFor();
  expect(await takes('drop', 'no HAR')).toBe(true);
  await expect(openCard(page).locator('.bad')).toBeVisible();
});

test('the cards of files leave no empty column beside them', async ({ openScene }) => {
  for (const width of [800, 1280, 1920]) {
    const page = await openFiles(await openScene('lesson', { width }));
    const ends = await page
      .locator('.files > .card')
      .evaluateAll((cards) => cards.map((card) => Math.round(card.getBoundingClientRect().right)));
    expect(Math.max(...ends.slice(0, 2)), `${width} px`).toBe(ends[2]);
  }
});
