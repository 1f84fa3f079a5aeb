import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { harEntryOf } from '../../tests/trace/files/har/har-builder.ts';
import { withEnds } from '../ends.ts';
import { median, table } from '../statistics.ts';
import { plainPage } from './plain-page.ts';
import type { SectionOptions } from './section.ts';

const BYTES = 200_000_000;
const BODY = 'A body that a HAR carries and nobody reads here. '.repeat(200);

/** Writes a HAR as DevTools do, with bodies, until it is large enough; answers how many entries it has. */
async function writeLargeHar(file: string): Promise<number> {
  const stream = createWriteStream(file);
  stream.write('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[');
  let entries = 0;
  for (let written = 0; written < BYTES; entries++) {
    const session = Math.floor(entries / 500);
    const content = {
      size: BODY.length,
      mimeType: 'text/html',
      text: `${BODY}<p>Visit count: ${(entries % 500) + 1}</p>`,
    };
    const entry = harEntryOf({
      at: entries * 40,
      url: `http://localhost:3000/page/${entries % 50}`,
      sent: entries % 500 === 0 ? {} : { Cookie: `sid=s${session}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789` },
      got:
        entries % 500 === 0
          ? [['Set-Cookie', `sid=s${session}QwErTyUiOpAsDfGhJkLzXcVbNm0123456789; Path=/; HttpOnly`]]
          : [],
      response: { content },
    });
    const text = `${entries === 0 ? '' : ','}${JSON.stringify(entry)}`;
    written += text.length;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end(']}}');
  await once(stream, 'finish');
  return entries;
}

async function openFiles(browser: Browser, url: string): Promise<{ page: Page; cdp: CDPSession }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}?scene=lesson&surface=tab`);
  await page.getByRole('navigation').getByRole('button', { name: 'Files', exact: true }).click();
  return { page, cdp: await page.context().newCDPSession(page) };
}

const chooser = (page: Page) => page.getByRole('region', { name: 'Open a trace' }).locator('input[type=file]');

const opened = (page: Page) => page.getByText('Showing the file').first();

async function putAway(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to the recording' }).first().click();
  await opened(page).waitFor({ state: 'detached' });
}

/** The most that a worker of the page ever holds, in bytes: asked for again as soon as it has answered. */
async function heapOfWorkers(cdp: CDPSession): Promise<{ readonly most: () => number }> {
  let most = 0;
  const ask = (sessionId: string): void => {
    const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' });
    // Once the worker is gone nobody answers.
    cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => undefined);
  };
  cdp.on('Target.attachedToTarget', ({ sessionId }) => ask(sessionId));
  cdp.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { result } = JSON.parse(message) as { result?: { usedSize: number } };
    most = Math.max(most, result?.usedSize ?? 0);
    setTimeout(() => ask(sessionId), 10);
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return { most: () => most };
}

/** What the browser's own JSON.parse takes for the same file, in ms: to have its text, and to parse it. */
async function parsedWhole(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage();
  await page.setContent('<input type="file">');
  await page.locator('input').setInputFiles(file);
  const took = await page.evaluate(async () => {
    const chosen = document.querySelector('input')?.files?.[0];
    const start = performance.now();
    const har = JSON.parse((await chosen?.text()) ?? '') as { log: { entries: unknown[] } };
    return har.log.entries.length > 0 ? performance.now() - start : Number.NaN;
  });
  await page.close();
  return took;
}

/** A HAR of 200 MB: how long until it is shown, what it leaves in memory, and how soon a cancel takes effect. */
export function largeHar({ executable, quiet }: SectionOptions): Promise<string> {
  return withEnds(async (ends) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-har-'));
    ends.add(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'large.har');
    const { browser, url } = await plainPage(executable, ends);
    const entries = await writeLargeHar(file);
    const { page, cdp } = await openFiles(browser, url);
    await chooser(page).setInputFiles(file);
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    const cancelledAt = performance.now();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    const cancelled = performance.now() - cancelledAt;

    const seconds: number[] = [];
    const heap = await heapOfWorkers(cdp);
    for (let run = 0; run < 3; run += 1) {
      const open = async (): Promise<number> => {
        if (await opened(page).isVisible()) await putAway(page);
        const start = performance.now();
        await chooser(page).setInputFiles(file);
        await opened(page).waitFor({ timeout: 180_000 });
        return (performance.now() - start) / 1_000;
      };
      seconds.push(await quiet.measure(open));
    }
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number };
    const whole = await parsedWhole(browser, file);
    const row = [
      (statSync(file).size / 1e6).toFixed(0),
      entries.toLocaleString('en'),
      median(seconds).toFixed(1),
      (whole / 1_000).toFixed(1),
      cancelled.toFixed(0),
      (heap.most() / 2 ** 20).toFixed(0),
      (usedSize / 2 ** 20).toFixed(0),
    ];
    return [
      '## A large HAR',
      'A HAR with bodies, in a plain page: seconds from its choice to its rows (median of three), read by a worker with a bar meanwhile; beside it what `JSON.parse` of the whole text takes in the same browser; ms from a click on Cancel until it has let go; the most MiB of heap that the worker held, and what the page holds after a collection.',
      table(
        [
          'file, MB',
          'entries',
          'opened, s',
          'JSON.parse, s',
          'cancelled, ms',
          'worker’s heap, MiB',
          'page’s heap, MiB',
        ],
        [row],
      ),
    ].join('\n\n');
  });
}
