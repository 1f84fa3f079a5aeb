import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ChromiumUnderTest } from '../tests/browser/harness/chromium/chromium-under-test.ts';
import type { Surface } from '../tests/browser/harness/surface.ts';
import { findBrowser } from './browsers.ts';
import { buildExtension } from './build-extension.ts';
import { startCompanionProcess } from './companion-process.ts';
import { ROOT } from './run-command.ts';
import { runTask, Sentence } from './sentence.ts';

// npm run pictures: the pictures of the README, taken of the built extension at work on the companion.

const images = path.join(ROOT, 'docs/images');

/** One picture in each scheme, when nothing moves any more. */
async function take(surface: Surface, name: string, size: { width?: number; height?: number } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await surface.emulate({ colorScheme, ...size });
    await surface.waitFor(() => document.getAnimations().length === 0);
    writeFileSync(path.join(images, `${name}-${colorScheme}.png`), await surface.screenshot({ colorScheme, ...size }));
  }
}

await runTask(async () => {
  const found = findBrowser('chrome');
  if (found === undefined) throw new Sentence('No Chromium was found to take the pictures with: install one.');
  await buildExtension();
  const companion = await startCompanionProcess(['--port', '0', '--store', 'memory']);
  const chromium = await ChromiumUnderTest.launch(found.path, path.join(ROOT, 'dist/chrome'));
  try {
    mkdirSync(images, { recursive: true });
    const tab = await chromium.openTab(companion.url);
    for (let visit = 0; visit < 3; visit++) await tab.reload();
    const inspector = await chromium.openInspectorTab();
    await inspector.getByRole('button', { name: 'Delete session cookie' }).first().click();
    await inspector.getByRole('status').getByText('Deleted sid').one();
    await tab.reload();
    await tab.reload();
    await tab
      .getByRole('button', { name: /log in/i })
      .first()
      .click();
    await tab
      .getByRole('button', { name: /log out/i })
      .first()
      .one();
    await tab.reload();
    await inspector.activate();
    await inspector.getByRole('button', { name: 'Dismiss' }).click();
    await inspector.getByText('New id, count goes on').first().click();
    await inspector.waitFor(() => document.querySelector('.reasons, .attributes') !== null);
    await take(inspector, 'inspector', { width: 1280, height: 800 });
    const popup = await chromium.openPopup(tab);
    await popup.getByRole('button', { name: 'Delete session cookie' }).first().one();
    await take(popup, 'popup');
  } finally {
    await chromium.close();
    await companion.stop();
  }
});
