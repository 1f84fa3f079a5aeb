import path from 'node:path';
import { type FoundBrowser, findBrowser } from './browsers.ts';
import { buildExtension, DIST } from './build-extension.ts';
import { type CompanionProcess, startCompanionProcess } from './companion-process.ts';
import type { Browser } from './manifest.ts';
import { runTask, Sentence } from './sentence.ts';
import { byHand } from './start/by-hand.ts';
import { openChrome } from './start/open-chrome.ts';
import { openFirefox } from './start/open-firefox.ts';
import type { OpenedBrowser } from './start/opened-browser.ts';
import { readStartOptions, type StartOptions } from './start/start-options.ts';

// npm start: builds the extension, starts the companion, and opens a browser with both.

const OPEN: Readonly<Record<Browser, typeof openChrome>> = { chrome: openChrome, firefox: openFirefox };
const NAMES: Readonly<Record<Browser, string>> = { chrome: 'Chrome, Chromium or Edge', firefox: 'Firefox' };
const dist = path.join(path.dirname(import.meta.dirname), DIST);

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** The browser to open; undefined when none was asked for or none can be. */
function chooseBrowser({ browser }: StartOptions): FoundBrowser | undefined {
  if (browser === 'none') return undefined;
  if (browser === 'any') return hasDisplay() ? (findBrowser('chrome') ?? findBrowser('firefox')) : undefined;
  const found = findBrowser(browser);
  if (!found) throw new Sentence(`No ${NAMES[browser]} was found: install one, or start with --browser none.`);
  if (!hasDisplay()) throw new Sentence(`There is no display to show ${found.label} on: start with --browser none.`);
  return found;
}

/** Why no browser is opened, where the user has not asked for that. */
function whyNone({ browser }: StartOptions): string {
  if (browser === 'none') return '';
  return hasDisplay()
    ? 'No Chrome, Chromium, Edge or Firefox was found.\n'
    : 'There is no display to open a browser on.\n';
}

async function open(found: FoundBrowser, url: string): Promise<OpenedBrowser> {
  try {
    return await OPEN[found.browser](found.path, path.join(dist, found.browser), url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Sentence(`${found.label} could not be opened with the extension: ${why} Start with --browser none.`);
  }
}

async function startCompanion(port: number): Promise<CompanionProcess> {
  try {
    return await startCompanionProcess(['--port', String(port)]);
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error));
  }
}

await runTask(async () => {
  let isInterrupted = false;
  const interrupted = new Promise<void>((resolve) => {
    const end = (): void => {
      isInterrupted = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  });
  const options = readStartOptions(process.argv.slice(2));
  const found = chooseBrowser(options);
  // The server first: a port that is taken is said at once, not after the build.
  const companion = await startCompanion(options.port);
  let browser: OpenedBrowser | undefined;
  let stopping = false;
  try {
    // An interrupted build goes on to its end: it removes what it has begun.
    await buildExtension({ folder: dist });
    if (isInterrupted) return;
    console.log(`The companion server counts visits at ${companion.url}`);
    if (found) {
      console.log(`Opening ${found.label} …`);
      browser = await Promise.race([open(found, companion.url), interrupted.then(() => undefined)]);
      if (browser) console.log('It has Sidtrail loaded: press its button in the toolbar. Ctrl-C ends everything.');
      void browser?.ended.then(
        () => stopping || console.log('The browser was closed. Ctrl-C ends the companion server.'),
      );
    } else {
      console.log(`${whyNone(options)}${byHand(dist, companion.url)}\nCtrl-C ends the companion server.`);
    }
    const ended = companion.ended.then(() => 'companion');
    if ((await Promise.race([interrupted, ended])) === 'companion') {
      throw new Sentence('The companion server has ended by itself.');
    }
  } finally {
    stopping = true;
    await browser?.stop();
    await companion.stop();
  }
});
process.exit();
