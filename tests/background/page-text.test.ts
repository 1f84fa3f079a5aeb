// The whole background over a browser that is none: what the script in a document sends is taken for what it is.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';
import { View } from './fake/view.ts';

const { startBackground } = await import('../../extension/background/start.ts');

const PAGE = 'http://localhost/';

/** What is recorded of a page's text, where its document is at PAGE. */
async function recordedOf(changes: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  const tab = browser.openTab();
  const view = new View(browser);
  const started = browser.now;
  browser.visit({ tab });
  await turns(50);
  const pageText = {
    ...{ url: PAGE, mediaType: 'application/json', text: '{"visits":7}', marks: '', status: 200, again: false },
    ...{ started, answered: browser.now, ...changes },
  };
  browser.sendFromPage(tab, PAGE, { pageText });
  await turns(50);
  view.close();
  assert.deepEqual(browser.troubles, []);
  return view.events.filter(({ kind }) => kind === 'count' || kind === 'says').map(({ kind }) => kind);
}

describe('the text of a page', () => {
  test('is looked through for a count, and for who asks', async () => {
    assert.deepEqual(await recordedOf({}), ['says', 'count']);
  });

  test('may come from an address that a script has changed', async () => {
    assert.deepEqual(await recordedOf({ url: `${PAGE}#/inbox` }), ['says', 'count']);
  });

  for (const [what, changes] of Object.entries({
    'of another site than its document': { url: 'http://127.0.0.1/' },
    'of an address that is none': { url: 'localhost' },
    'of a media type without end': { mediaType: `application/${'a'.repeat(1_000_000)}+json` },
    'whose text is none': { text: 7 },
    'without its status': { status: undefined },
  }))
    test(`is not taken where it is said to be ${what}`, async () => {
      assert.deepEqual(await recordedOf(changes), []);
    });
});
