import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isClosedPage } from '../../extension/background/closed-pages.ts';

describe('pages that no extension may see', () => {
  test('are the stores in Chromium, the rest of their hosts is not', () => {
    assert.equal(isClosedPage('https://chromewebstore.google.com/detail/x', 'chrome'), true);
    assert.equal(isClosedPage('https://chrome.google.com/webstore/category/extensions', 'chrome'), true);
    assert.equal(isClosedPage('https://chrome.google.com/', 'chrome'), false);
    assert.equal(isClosedPage('https://microsoftedge.microsoft.com/addons/Home', 'chrome'), true);
    assert.equal(isClosedPage('https://addons.mozilla.org/', 'chrome'), false);
  });

  test('are Firefox’s own services in Firefox', () => {
    assert.equal(isClosedPage('https://addons.mozilla.org/de/', 'firefox'), true);
    assert.equal(isClosedPage('https://accounts.firefox.com/', 'firefox'), true);
    assert.equal(isClosedPage('https://chromewebstore.google.com/', 'firefox'), false);
    assert.equal(isClosedPage('https://not-addons.mozilla.org/', 'firefox'), false);
  });
});
