// The whole background over a browser that is none: one message does both, for a popup may close after the click.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';

const { startBackground } = await import('../../extension/background/start.ts');

async function setUp() {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  const tab = browser.openTab();
  browser.visit({ tab, sets: { sid: 's'.repeat(40), theme: 'dark' } });
  await turns(100);
  const { cookies } = await browser.send('read-jar', { site: 'localhost' });
  const identity = cookies.find(({ name }) => name === 'sid');
  assert.ok(identity);
  return { browser, tab, identity };
}

describe('a cookie that is deleted with a reload', () => {
  test('is gone before the tab is reloaded, and one message does both', async () => {
    const { browser, tab, identity } = await setUp();
    const answer = await browser.send('delete-cookie', { identity, reloadTab: tab.id });
    assert.deepEqual(browser.reloads, [[tab.id, 'theme=dark']]);
    assert.equal(answer.ok && answer.reloaded, true);
    assert.equal(answer.deleted?.value, identity.value);
  });

  test('is said to be deleted alone where the tab is closed', async () => {
    const { browser, identity } = await setUp();
    const answer = await browser.send('delete-cookie', { identity, reloadTab: 99 });
    assert.equal(answer.ok && answer.reloaded, false);
    assert.equal(answer.deleted?.value, identity.value);
    assert.equal(browser.cookieHeader('0'), 'theme=dark');
  });

  test('that is gone already reloads nothing, and a deletion alone does not either', async () => {
    const { browser, tab, identity } = await setUp();
    assert.equal((await browser.send('delete-cookie', { identity })).ok, true);
    assert.equal((await browser.send('delete-cookie', { identity, reloadTab: tab.id })).ok, false);
    assert.deepEqual(browser.reloads, []);
  });
});
