// A field is saved by the click that changes the next one, or that forgets the site: two messages at once.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { patternsFor } from '../../extension/background/match-patterns.ts';
import { siteKey } from '../../extension/protocol/settings/settings.ts';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';

const { startBackground } = await import('../../extension/background/start.ts');

const site = 'shop.test';

async function watched(): Promise<FakeBrowser> {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  browser.origins = [...browser.origins, ...patternsFor(site)];
  browser.install();
  await turns(40);
  return browser;
}

describe('changes of a site that come at once', () => {
  test('are all kept', async () => {
    const browser = await watched();
    await Promise.all([
      browser.send('change-site', { site, change: { sessionCookies: ['sid'] } }),
      browser.send('change-site', { site, change: { readText: false } }),
    ]);
    assert.deepEqual(await browser.local.get(null), { [siteKey(site)]: { sessionCookies: ['sid'], readText: false } });
  });

  test('leave nothing behind where the site is forgotten meanwhile', async () => {
    const browser = await watched();
    const { local } = browser;
    const set = local.set.bind(local);
    local.set = async (items) => {
      await turns(40);
      await set(items);
    };
    const [, , forgotten] = await Promise.all([
      browser.send('change-site', { site, change: { sessionCookies: ['sid'] } }),
      browser.send('change-site', { site, change: { on: false } }),
      browser.send('forget-site', { site }),
    ]);
    assert.deepEqual(forgotten, { ok: true, had: { sessionCookies: ['sid'], on: false } }, 'what Undo puts back');
    assert.deepEqual(await local.get(null), {});
    const { sites } = await browser.send('watched-sites', {});
    assert.deepEqual(
      sites.map((each) => each.site),
      ['localhost'],
    );
  });

  test('are made after one that failed', async () => {
    const browser = await watched();
    const { set } = browser.local;
    browser.local.set = () => Promise.reject(new Error('no room'));
    const failing = browser.send('change-site', { site, change: { readText: false } });
    await assert.rejects(failing, /no room/u);
    browser.local.set = set;
    await browser.send('change-site', { site, change: { on: false } });
    assert.deepEqual(await browser.local.get(null), { [siteKey(site)]: { on: false } });
  });
});
