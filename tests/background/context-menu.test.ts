import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import german from '../../extension/_locales/de/messages.json' with { type: 'json' };
import { LANGUAGE_KEY } from '../../extension/protocol/settings/language.ts';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';

const { startBackground } = await import('../../extension/background/start.ts');

async function installed(): Promise<FakeBrowser> {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  browser.install();
  await turns(40);
  return browser;
}

const title = (browser: FakeBrowser) => browser.menu.get('watch-site')?.['title'];
const click = async (browser: FakeBrowser, urls: { pageUrl?: string; frameUrl?: string }) => {
  browser.clickMenu({ menuItemId: 'watch-site', ...urls });
  await turns(40);
};

describe('"watch this site" in the menu of pages', () => {
  beforeEach(() => {
    mock.method(globalThis, 'fetch', async (url: string) => {
      assert.equal(url, 'extension://id/_locales/de/messages.json');
      return Response.json(german);
    });
  });
  afterEach(() => mock.restoreAll());

  test('is shown on web pages alone, and in no menu where the page is not known', async () => {
    const entry = (await installed()).menu.get('watch-site');
    assert.deepEqual(entry?.['contexts'], ['page', 'frame']);
    assert.deepEqual(entry?.['documentUrlPatterns'], ['http://*/*', 'https://*/*']);
  });

  test('speaks the chosen language at once, after an update, and the browser’s again', async () => {
    const browser = await installed();
    assert.equal(title(browser), 'menuWatch');
    await browser.write({ [LANGUAGE_KEY]: 'de' });
    await turns(40);
    assert.equal(title(browser), german.menuWatch.message);
    browser.install();
    await turns(40);
    assert.equal(title(browser), german.menuWatch.message);
    await browser.write({ [LANGUAGE_KEY]: 'browser' });
    await turns(40);
    assert.equal(title(browser), 'menuWatch');
    assert.deepEqual(browser.troubles, []);
  });

  test('asks for the hosts of page and frame, and then shows what is watched', async () => {
    const browser = await installed();
    await click(browser, { pageUrl: 'https://shop.test/a', frameUrl: 'https://pay.test/' });
    const asked = browser.asked.flat();
    assert.ok(asked.includes('*://shop.test/*') && asked.includes('*://pay.test/*'));
    assert.equal(browser.popups, 1);
  });

  test('shows nothing where the user refuses', async () => {
    const browser = await installed();
    browser.grants = false;
    await click(browser, { pageUrl: 'https://shop.test/a' });
    assert.deepEqual([browser.asked.length, browser.popups], [1, 0]);
  });

  test('asks for nothing on pages that no extension may see: the popup says why', async () => {
    const browser = await installed();
    for (const pageUrl of ['https://chromewebstore.google.com/', 'chrome://settings/', 'file:///home/me.html']) {
      await click(browser, { pageUrl });
    }
    await click(browser, {});
    assert.deepEqual([browser.asked.length, browser.popups], [0, 4]);
  });
});
