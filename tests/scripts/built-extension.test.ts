import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildExtension } from '../../scripts/build-extension.ts';
import { BROWSERS } from '../../scripts/manifest.ts';
import { BUDGET, BUDGET_OF_ALL, budgetOf, describeSizes, surfaceSizes } from '../../scripts/surface-sizes.ts';
import { NOTICES_FILE } from '../../scripts/third-party-notices.ts';
import { ROOT } from './temp-copy.ts';

describe('the built extension', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-built-'));
  const manifest = (browser: string) => JSON.parse(readFileSync(path.join(folder, browser, 'manifest.json'), 'utf8'));
  before(() => buildExtension({ folder }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const browser of BROWSERS) {
    const notices = () => readFileSync(path.join(folder, browser, NOTICES_FILE), 'utf8');

    test(`for ${browser} keeps each surface within its budget`, () => {
      const sizes = surfaceSizes(path.join(folder, browser));
      const over = sizes.filter(({ surface, gzip }) => gzip > budgetOf(surface));
      assert.deepEqual(over, [], `\n${describeSizes(sizes)}`);
      const surfaces = sizes.map(({ surface }) => surface).toSorted();
      assert.deepEqual(surfaces, ['devtools', 'help', 'options', 'panel', 'popup', 'side-panel', 'tab', 'welcome']);
    });

    test(`for ${browser} keeps everything that a surface may load within its budget, and nothing in it twice`, () => {
      const sizes = surfaceSizes(path.join(folder, browser));
      const over = sizes.filter(({ withLater }) => withLater > BUDGET_OF_ALL);
      assert.deepEqual(over, [], `\n${describeSizes(sizes)}`);
      const assets = readdirSync(path.join(folder, browser, 'assets')).filter((file) => file.endsWith('.js'));
      const withSuffixes = assets.filter((file) =>
        readFileSync(path.join(folder, browser, 'assets', file), 'utf8').includes('roundhandling'),
      );
      assert.equal(withSuffixes.length, 1, `the Public Suffix List is in ${withSuffixes.join(', ')}`);
      assert.ok(assets.some((file) => file.startsWith('file-worker-')));
    });

    test(`for ${browser} weighs a surface with all that it loads`, () => {
      const popup = surfaceSizes(path.join(folder, browser)).find(({ surface }) => surface === 'popup');
      assert.ok(popup);
      assert.ok(
        popup.files.filter((file) => file.endsWith('.js')).length > 1,
        'the scripts of the popup were not found',
      );
      assert.ok(popup.gzip > 5_000 && popup.gzip <= popup.withLater && BUDGET.popup < BUDGET.inspector);
    });

    test(`for ${browser} names all that the popup loads in its page, and asks before it is loaded`, () => {
      const page = path.join(folder, browser, 'extension/surfaces/popup/popup.html');
      const html = readFileSync(page, 'utf8');
      const popup = surfaceSizes(path.join(folder, browser)).find(({ surface }) => surface === 'popup');
      assert.ok(popup);
      const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file = '']) => file);
      assert.equal(new Set(named).size, named.length, 'a file is named twice');
      assert.deepEqual(
        popup.files.filter((file) => !file.endsWith('.html') && !named.includes(file)),
        [],
      );
      assert.ok(named.some((file) => file.includes('show-popup-')));
      const [, first = ''] = /<script [^>]*async[^>]* src="\/([^"]+)"/.exec(html) ?? [];
      const script = readFileSync(path.join(folder, browser, first), 'utf8');
      assert.ok(script.includes('open-popup') && script.length < 1_500, `${first} has ${script.length} bytes`);
      assert.equal(script.match(/\bimport\s*[{"']/g)?.length, 1, 'it needs one other file');
    });

    test(`for ${browser} has the styles of the popup in its page, those that all pages share first`, () => {
      const html = readFileSync(path.join(folder, browser, 'extension/surfaces/popup/popup.html'), 'utf8');
      assert.doesNotMatch(html, /rel="stylesheet"/);
      assert.match(html, /<style>[^<]*:root\{[^<]*\.popup\{[^<]*<\/style>/);
    });

    test(`for ${browser} names the styles of a part where it is loaded, and none that its page has`, () => {
      const assets = path.join(folder, browser, 'assets');
      const files = readdirSync(assets);
      const [shared, ...others] = files.filter((file) => /^shared-[\w-]+\.css$/.test(file));
      assert.ok(shared !== undefined && others.length === 0);
      const scripts = files
        .filter((file) => file.endsWith('.js'))
        .map((file) => readFileSync(path.join(assets, file), 'utf8'));
      for (const script of scripts) assert.ok(!script.includes('__vite__mapDeps') && !script.includes(shared));
      const named = new Set([...scripts.join('\n').matchAll(/"assets\/([\w-]+\.css)"/g)].map(([, file = '']) => file));
      const linked = readdirSync(path.join(folder, browser, 'extension/surfaces'), {
        recursive: true,
        encoding: 'utf8',
      })
        .filter((file) => file.endsWith('.html'))
        .map((file) => readFileSync(path.join(folder, browser, 'extension/surfaces', file), 'utf8'))
        .join('\n');
      const lost = files.filter((file) => file.endsWith('.css') && !named.has(file) && !linked.includes(file));
      assert.deepEqual(lost, [], 'a style that nothing loads');
    });

    test(`for ${browser} has a background that loads nothing that draws`, () => {
      const assets = path.join(folder, browser, 'assets');
      const [first = ''] = readdirSync(assets).filter((file) => file.startsWith('main.ts-'));
      const loaded = new Set([first]);
      for (const file of loaded) {
        const script = readFileSync(path.join(assets, file), 'utf8');
        assert.ok(!script.includes('createElementNS'), `${file} draws`);
        for (const [, next = ''] of script.matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)) loaded.add(next);
      }
      assert.ok(loaded.size > 4 && [...loaded].some((file) => file.startsWith('rules-')));
    });

    test(`for ${browser} holds every file that its manifest names`, () => {
      const named = JSON.stringify(manifest(browser)).match(/[\w./-]+\.(?:html|js|png)/g) ?? [];
      assert.ok(named.length > 8, `only ${named.length} files are named`);
      for (const file of named) assert.ok(existsSync(path.join(folder, browser, file)), `${file} is missing`);
      assert.ok(existsSync(path.join(folder, browser, '_locales/en/messages.json')));
    });

    test(`for ${browser} opens none of its files to web pages`, () => {
      assert.equal(manifest(browser).web_accessible_resources, undefined);
    });

    test(`for ${browser} never sets innerHTML and evaluates no text`, () => {
      const scripts = readdirSync(path.join(folder, browser), { recursive: true, encoding: 'utf8' }).filter((file) =>
        file.endsWith('.js'),
      );
      for (const file of scripts) {
        const script = readFileSync(path.join(folder, browser, file), 'utf8');
        assert.doesNotMatch(script, /\.innerHTML\s*=[^=]|(?<![.\w])eval\(|new Function\(|document\.write\(/, file);
      }
    });

    test(`for ${browser} has third-party notices that name every package that its sources import`, () => {
      const imported = packagesOfSources();
      assert.ok(imported.has('preact') && imported.has('webextension-polyfill'));
      for (const name of imported) assert.match(notices(), new RegExp(`^${name} \\d`, 'm'), `${name} is not named`);
    });

    test(`for ${browser} has notices that name the list of public suffixes, and both licences in their own words`, () => {
      assert.match(notices(), /^Public Suffix List\nLicence: MPL-2\.0\nSource: https:\/\/publicsuffix\.org/m);
      assert.match(notices(), /^preact \S+\nLicence: MIT\n[\s\S]+?Copyright \(c\) 2015-present Jason Miller/m);
      assert.match(
        notices(),
        /^webextension-polyfill \S+\nLicence: MPL-2\.0\n[\s\S]+?Mozilla Public License Version 2\.0/m,
      );
    });
  }

  test('passes the linter of addons.mozilla.org without an error or a warning', () => {
    const lint = spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'node_modules/web-ext/bin/web-ext.js'),
        'lint',
        '--output=json',
        '--source-dir',
        path.join(folder, 'firefox'),
      ],
      { encoding: 'utf8' },
    );
    const { errors, warnings } = JSON.parse(lint.stdout);
    assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });
  });
});

/** Every package that a source of the extension imports for its code. */
function packagesOfSources(): Set<string> {
  const sources = readdirSync(path.join(ROOT, 'extension'), { recursive: true, encoding: 'utf8' });
  const found = new Set<string>();
  for (const file of sources.filter((name) => /\.[jt]sx?$/.test(name))) {
    const text = readFileSync(path.join(ROOT, 'extension', file), 'utf8');
    for (const [, bare, name] of text.matchAll(
      /^(?:import|export) (?!type\b)(?:[^;]*? from )?'((@[^/']+\/[^/']+|[^./'][^/']*)[^']*)';$/gm,
    )) {
      if (bare !== undefined && name !== undefined) found.add(name);
    }
  }
  return found;
}
