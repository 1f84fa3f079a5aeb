import type { Readable, Writable } from 'node:stream';
import { DevToolsPipe } from './devtools-pipe.ts';
import { inTime, type OpenedBrowser, spawnBrowser } from './opened-browser.ts';

/** How long a browser may take to start and to load the extension. ms. */
const START_TIME = 60_000;

/**
 * Opens Chromium, Chrome or Edge with the extension, then the page, so that its first visit is seen. Over the DevTools
 * pipe, because branded builds take no --load-extension since 137.
 * https://chromedevtools.github.io/devtools-protocol/tot/Extensions/#method-loadUnpacked
 * @throws When the browser does not start or refuses the extension.
 */
export async function openChrome(executable: string, extension: string, url: string): Promise<OpenedBrowser> {
  const browser = spawnBrowser(
    executable,
    (profile) => [
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      '--enable-unsafe-extension-debugging',
      '--no-first-run',
      '--no-default-browser-check',
      // Chromium's sandbox does not start as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
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

async function showPage(pipe: DevToolsPipe, extension: string, url: string): Promise<true> {
  await pipe.send('Extensions.loadUnpacked', { path: extension });
  const { targetInfos } = await pipe.send('Target.getTargets');
  const page = (targetInfos as readonly { targetId: string; type: string }[]).find(({ type }) => type === 'page');
  if (!page) {
    await pipe.send('Target.createTarget', { url });
    return true;
  }
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId: page.targetId, flatten: true });
  const { errorText } = await pipe.send('Page.navigate', { url }, String(sessionId));
  if (errorText) throw new Error(`it could not open ${url}: ${errorText}.`);
  await pipe.send('Target.detachFromTarget', { sessionId });
  return true;
}
