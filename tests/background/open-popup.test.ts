// The whole background over a browser that is none: a popup gets in one answer what it would ask in three turns.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';

const { startBackground } = await import('../../extension/background/start.ts');

async function setUp() {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  const ordinary = browser.openTab();
  const hidden = browser.openTab(browser.openWindow(true));
  browser.visit({ tab: ordinary, sets: { sid: 'o'.repeat(40) } });
  browser.visit({ tab: hidden, sets: { sid: 'p'.repeat(40) } });
  await turns(100);
  return { browser, tabs: { ordinary, private: hidden } };
}

describe('the opening of a popup', () => {
  for (const side of ['ordinary', 'private'] as const) {
    test(`is answered with what the three questions give for an active tab that is ${side}`, async () => {
      const { browser, tabs } = await setUp();
      browser.activeTab = tabs[side].id;
      const { tabId, ...opening } = await browser.send('open-popup', {});
      assert.equal(tabId, tabs[side].id);
      const site = 'localhost';
      assert.deepEqual(opening, {
        side,
        status: await browser.send('site-status', { tabId: tabs[side].id }, side),
        summary: await browser.send('site-summary', { site }, side),
        cookies: (await browser.send('read-jar', { site }, side)).cookies,
      });
      assert.deepEqual(
        [opening.summary?.sessions, opening.cookies].map((each) => each?.map(({ value }) => value)),
        [[side[0]?.repeat(40)], [side[0]?.repeat(40)]],
      );
    });
  }

  test('looks into the log once: each look is a turn through the browser', async ({ mock }) => {
    const { browser, tabs } = await setUp();
    browser.activeTab = tabs.ordinary.id;
    const looks = mock.method(browser.session, 'getKeys');
    const { summary } = await browser.send('open-popup', {});
    assert.ok(summary !== undefined && summary.last.length > 0);
    assert.equal(looks.mock.callCount(), 1);
  });

  test('holds neither summary nor cookies where no site can be watched', async () => {
    const { browser } = await setUp();
    const { id } = browser.openTab(1, 'chrome://settings/');
    const opening = await browser.send('open-popup', {});
    assert.deepEqual([opening.tabId, opening.status?.access], [id, 'impossible']);
    assert.deepEqual([opening.summary, opening.cookies], [undefined, undefined]);
  });

  test('holds nothing where no tab is active', async () => {
    const { browser } = await setUp();
    browser.activeTab = undefined;
    assert.deepEqual(await browser.send('open-popup', {}), { side: 'ordinary' });
  });
});
