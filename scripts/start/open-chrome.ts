import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { opensWelcome, WELCOME_PAGE } from '../welcome-page.ts';
import { DevToolsPipe } from './devtools-pipe.ts';
import { inTime, type OpenedBrowser, spawnBrowser } from './opened-browser.ts';

/** How long a browser may take to start and to load the extension. ms. */
const START_TIME = 60_000;

/** The button stands in the toolbar, not behind the puzzle piece. */
function preferences(extension: string): object {
  return { extensions: { pinned_extensions: [idOfUnpacked(extension)] } };
}

/** The id of an unpacked extension: the first half of its folder's SHA-256, each hexadecimal digit as a letter from a on. */
function idOfUnpacked(extension: string): string {
  const digits = createHash('sha256').update(extension).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/**
 * Opens Chromium, Chrome or Edge with the extension, then the page, so that its first visit is seen. Over the DevTools
 * pipe, because branded builds take no --load-extension since 137.
 * https://chromedevtools.github.io/devtools-protocol/tot/Extensions/#method-loadUnpacked
 * @throws When the browser does not start or refuses the extension.
 */
export async function openChrome(executable: string, extension: string, url: string): Promise<OpenedBrowser> {
  const browser = spawnBrowser(
    executable,
    (profile) => {
      mkdirSync(path.join(profile, 'Default'));
      writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences(extension)));
      return [
        `--user-data-dir=${profile}`,
        '--remote-debugging-pipe',
        '--enable-unsafe-extension-debugging',
        '--no-first-run',
        '--no-default-browser-check',
        // Chromium's sandbox does not start as root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        'about:blank',
      ];
    },
    ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  );
  const [, , , input, output] = browser.child.stdio;
  const pipe = new DevToolsPipe(input as Writable, output as Readable);
  try {
    const shown = await inTime(browser, START_TIME, showPage(pipe, extension, url));
    if (!shown) throw new Error('it ended or did not answer.');
    return browser;
  } catch (error) {
    await browser.stop();
    throw error;
  }
}

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

async function showPage(pipe: DevToolsPipe, extension: string, url: string): Promise<true> {
  const { id } = await pipe.send('Extensions.loadUnpacked', { path: extension });
  while (!(await isListening(pipe, String(id)))) await pause(50);
  // The welcome page opens beside the page that was asked for, not over it.
  if (opensWelcome(extension)) while (!(await targets(pipe)).some(isWelcome)) await pause(50);
  const page = (await targets(pipe)).find((target) => target.type === 'page' && !isWelcome(target));
  if (!page) {
    await pipe.send('Target.createTarget', { url });
    return true;
  }
  await inTarget(pipe, page, async (sessionId) => {
    const { errorText } = await pipe.send('Page.navigate', { url }, sessionId);
    if (errorText) throw new Error(`it could not open ${url}: ${errorText}.`);
  });
  await pipe.send('Target.activateTarget', { targetId: page.targetId });
  return true;
}

function isWelcome({ type, url }: Target): boolean {
  return type === 'page' && url.endsWith(`/${WELCOME_PAGE}`);
}

async function targets(pipe: DevToolsPipe): Promise<readonly Target[]> {
  const { targetInfos } = await pipe.send('Target.getTargets', { filter: [{}] });
  return targetInfos as readonly Target[];
}

async function inTarget<T>(pipe: DevToolsPipe, target: Target, work: (sessionId: string) => Promise<T>): Promise<T> {
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
  const result = await work(String(sessionId));
  await pipe.send('Target.detachFromTarget', { sessionId });
  return result;
}

/** Whether the extension's worker has started, so that it sees the first visit. */
async function isListening(pipe: DevToolsPipe, id: string): Promise<boolean> {
  const worker = (await targets(pipe)).find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${id}/`),
  );
  if (!worker) return false;
  return inTarget(pipe, worker, async (sessionId) => {
    const expression = `registration.active?.state === 'activated'`;
    const { result } = await pipe.send('Runtime.evaluate', { expression }, sessionId);
    return (result as { value?: unknown }).value === true;
  });
}
