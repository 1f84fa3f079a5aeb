// The built extension in the pseudo-locale: `browser.i18n`, and what only the real surfaces show, is the browser's.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from '../../scripts/build-extension.ts';
import { NAMES, untranslated } from '../ui/untranslated.ts';
import { inOwnBrowser } from './harness/launch-browser.ts';
import { newFolder } from './harness/new-folder.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { shownTexts } from './shown-texts.ts';

/** What English dates and durations are written with: `Intl` writes them, not a message. */
const DATES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec AM PM at day days hr min sec ms';

/** What the options list: match patterns of the browser, and the patterns that counts are found by. */
const PATTERNS = '*://localhost/* ws://localhost/* wss://localhost/* Visits: # visits';

/** What the details say of a request in the words of HTTP and of the browser. */
const RECORDED = 'HTTP/1.1 200 OK session-count firefox-default';

test('popup, side panel, DevTools panel, inspector and options show messages and data alone', async ({
  target,
  companion,
}) => {
  const folder = newFolder('sidtrail-pseudo-');
  await buildExtension({ folder, browsers: [target], pseudoLocale: true });
  await inOwnBrowser(target, path.join(folder, target), {}, async (own) => {
    const tab = await own.openTab(companion.url);
    await tab.reload();
    const jar = await own.inBackground(async () => {
      const all = await browser.cookies.getAll({});
      return all.map(({ name, value }) => `${name} ${value}`).join(' ');
    });
    const data = [NAMES, DATES, PATTERNS, RECORDED, companion.url, jar, 'main_frame'].join(' ');
    const look = async (surface: Surface, waitsFor: string): Promise<void> => {
      await surface.waitFor((css) => document.querySelector(css) !== null, waitsFor);
      expect(untranslated(await surface.evaluate(shownTexts), data), surface.label).toEqual([]);
      expect(untranslated([await surface.evaluate(() => document.title)], data), surface.label).toEqual([]);
      await surface.close();
    };
    await look(await own.openPopup(tab), '.bar');
    await look(await own.openSidePanel(tab), 'tbody tr');
    await look(await own.openDevToolsPanel(tab), 'tbody tr');
    await look(await own.openInspectorTab(), 'tbody tr');
    await look(await own.openTab(`${own.origin}/extension/surfaces/options/options.html`), '.options');
  });
  rmSync(folder, { recursive: true, force: true });
});
