import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TabSurface } from '../tests/browser/harness/browser-under-test.ts';
import { ChromiumUnderTest } from '../tests/browser/harness/chromium/chromium-under-test.ts';
import type { Surface } from '../tests/browser/harness/surface.ts';
import { logIn } from '../tests/browser/log-in.ts';
import { findBrowser } from './browsers.ts';
import { buildExtension } from './build-extension.ts';
import { startCompanionProcess } from './companion-process.ts';
import { takeSheets } from './pictures/sheets.ts';
import { ROOT } from './run-command.ts';
import { runTask, Sentence } from './sentence.ts';

// npm run pictures: the pictures of the README, taken of the built extension at work on the companion.
// npm run pictures -- --all DIR [--only NAME]: every screen in every size, scheme and language, to be looked at.

const images = path.join(ROOT, 'docs/images');

/** One picture in each scheme, when nothing moves any more. */
async function take(surface: Surface, name: string, size: { width?: number; height?: number } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await surface.emulate({ colorScheme, ...size });
    await surface.waitFor(() => document.getAnimations().length === 0);
    writeFileSync(path.join(images, `${name}-${colorScheme}.png`), await surface.screenshot({ colorScheme, ...size }));
  }
}

/** The jar editor: a cookie with its form, an import before it is done, a new session proved. */
async function takeJarEditor(inspector: TabSurface, tab: TabSurface): Promise<void> {
  const size = { width: 1280, height: 800 };
  const tool = (name: string) => inspector.getByRole('button', { name, exact: true });
  await tab.evaluate(() => {
    for (const line of [
      'theme=dark; Path=/; Max-Age=2592000',
      'lang=en-GB; Path=/; Max-Age=31536000; SameSite=Lax',
      'sid=st4leFromAnOlderDeployment; Path=/account',
      'consent=%7B%22analytics%22%3Afalse%7D; Path=/; Max-Age=15552000; SameSite=Lax',
    ]) {
      // biome-ignore lint/suspicious/noDocumentCookie: a page's script makes cookies that pictures can show.
      document.cookie = line;
    }
  });
  await inspector.activate();
  await tool('Cookies').click();
  const table = inspector.getByRole('table', { name: 'Cookies', exact: true });
  await table.getByRole('row', { name: /sid.*\/account/u }).click();
  await inspector.getByText('Stands before').one();
  await take(inspector, 'cookies', size);
  await tool('Import').click();
  const rows = ['theme\tlight', 'tracking\toff', '__Host-sid\tx'].map((pair) =>
    ['localhost', 'FALSE', '/', 'FALSE', '0', pair].join('\t'),
  );
  rows.push(['shop.example', 'FALSE', '/', 'TRUE', '0', 'cart', '17'].join('\t'));
  await inspector.evaluate((text) => {
    const field = document.querySelector<HTMLTextAreaElement>('.jar-pane textarea');
    if (field === null) throw new Error('There is no field to paste into.');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, rows.join('\n'));
  await inspector.getByText('is not watched').one();
  await take(inspector, 'cookies-import', size);
  await tool('New session').click();
  await tool('Delete and reload').click();
  await inspector.getByText('The server made a new session: the id changed.').one();
  await tool('Dismiss').click();
  await take(inspector, 'cookies-new-session', size);
}

async function takeImages(executablePath: string): Promise<void> {
  await buildExtension();
  const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
  const chromium = await ChromiumUnderTest.launch(executablePath, path.join(ROOT, 'dist/chrome'));
  try {
    mkdirSync(images, { recursive: true });
    const tab = await chromium.openTab(companion.url);
    for (let visit = 0; visit < 3; visit++) await tab.reload();
    const inspector = await chromium.openInspectorTab(`?tab=${await chromium.tabId(tab)}`);
    await inspector.getByRole('button', { name: 'Delete session cookie' }).first().click();
    await inspector.getByRole('status').getByText('Deleted sid').one();
    await tab.reload();
    await tab.reload();
    await logIn(tab);
    await tab.reload();
    await inspector.activate();
    await inspector.getByRole('button', { name: 'Dismiss' }).click();
    await inspector.getByText('New id, count goes on').first().click();
    await inspector.waitFor(() => document.querySelector('.reasons, .attributes') !== null);
    await take(inspector, 'inspector', { width: 1280, height: 800 });
    await takeJarEditor(inspector, tab);
    await tab.activate();
    const popup = await chromium.openPopup(tab);
    await popup.getByRole('button', { name: 'Delete session cookie' }).first().one();
    await take(popup, 'popup');
  } finally {
    await chromium.close();
    await companion.stop();
  }
}

await runTask(async () => {
  const found = findBrowser('chrome');
  if (found === undefined) throw new Sentence('No Chromium was found to take the pictures with: install one.');
  const { all, only } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' } } }).values;
  if (all === undefined) await takeImages(found.path);
  else await takeSheets(found.path, path.resolve(all), only, (file) => console.log(file));
});
