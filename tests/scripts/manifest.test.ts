import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BROWSERS, manifestFor, type SharedManifest } from '../../scripts/manifest.ts';
import { ROOT } from './temp-copy.ts';

const shared: SharedManifest = JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8'));

describe('the manifest', () => {
  test('gives Chrome a worker and a side panel, and nothing that only Firefox knows', () => {
    const chrome = manifestFor('chrome', shared);
    assert.deepEqual(Object.keys(chrome.background).toSorted(), ['service_worker', 'type']);
    assert.ok('side_panel' in chrome && chrome.permissions.includes('sidePanel'));
    assert.ok(!('sidebar_action' in chrome) && !('browser_specific_settings' in chrome));
    assert.ok(!chrome.permissions.includes('webRequestBlocking'));
    assert.ok(!chrome.permissions.includes('webRequestFilterResponse'));
  });

  test('gives Firefox scripts and a sidebar, and nothing that only Chrome knows', () => {
    const firefox = manifestFor('firefox', shared);
    assert.deepEqual(Object.keys(firefox.background).toSorted(), ['scripts', 'type']);
    assert.ok('sidebar_action' in firefox && 'browser_specific_settings' in firefox);
    assert.ok(!('side_panel' in firefox) && !firefox.permissions.includes('sidePanel'));
    assert.ok(firefox.permissions.includes('webRequestBlocking'));
  });

  test('never asks for the debugger, for every host up front, or opens its files to pages', () => {
    for (const browser of BROWSERS) {
      const manifest = manifestFor(browser, shared);
      assert.ok(!manifest.permissions.includes('debugger'));
      assert.ok(!('web_accessible_resources' in manifest));
      const hosts = manifest['host_permissions'] as readonly string[];
      for (const pattern of hosts) assert.match(pattern, /^(\*|https?|wss?):\/\/(localhost|127\.0\.0\.1)\/\*$/);
    }
  });

  test('leaves the shared manifest as it is', () => {
    const before = structuredClone(shared);
    for (const browser of BROWSERS) manifestFor(browser, shared);
    assert.deepEqual(shared, before);
  });
});
