import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { build } from 'vite';
import { buildExtension } from '../../scripts/build-extension.ts';
import { BROWSERS } from '../../scripts/manifest.ts';
import { NOTICES_FILE, thirdPartyNotices } from '../../scripts/third-party-notices.ts';
import { ROOT } from './temp-copy.ts';

describe('the third-party notices of the extension', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-notices-'));
  before(() => buildExtension({ folder }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const browser of BROWSERS) {
    const notices = () => readFileSync(path.join(folder, browser, NOTICES_FILE), 'utf8');

    test(`for ${browser} name every package that its sources import`, () => {
      const imported = packagesOfSources();
      assert.ok(imported.has('preact') && imported.has('webextension-polyfill'));
      for (const name of imported) assert.match(notices(), new RegExp(`^${name} \\d`, 'm'), `${name} is not named`);
    });

    test(`for ${browser} name the list of public suffixes, and both licences in their own words`, () => {
      assert.match(notices(), /^Public Suffix List\nLicence: MPL-2\.0\nSource: https:\/\/publicsuffix\.org/m);
      assert.match(notices(), /^preact \S+\nLicence: MIT\n[\s\S]+?Copyright \(c\) 2015-present Jason Miller/m);
      assert.match(
        notices(),
        /^webextension-polyfill \S+\nLicence: MPL-2\.0\n[\s\S]+?Mozilla Public License Version 2\.0/m,
      );
    });
  }
});

describe('a package of which code is bundled', () => {
  test('is named, whether a page or a worker uses it, and only where some of its code is left', async (context) => {
    const top = project(context, ['in-page', 'in-worker', 'unused'], 'MIT');
    const notices = await built(top);
    assert.deepEqual(notices.match(/^in-\w+ |^unused /gm), ['in-page ', 'in-worker ']);
    assert.match(notices, /Copyright of in-worker/);
  });

  test('breaks the build where it states no licence', async (context) => {
    await assert.rejects(
      built(project(context, ['in-page', 'in-worker', 'unused'])),
      /the package in-\w+ states no licence/,
    );
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

/** A project of a page and a worker with packages of its own; it goes when the test ends. @returns Its top folder. */
function project(context: TestContext, packages: readonly string[], license?: string): string {
  const top = mkdtempSync(path.join(tmpdir(), 'sidtrail-notices-'));
  context.after(() => rmSync(top, { recursive: true, force: true }));
  for (const name of packages) {
    const folder = path.join(top, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    const manifest = { name, version: '1.0.0', type: 'module', main: 'index.js', sideEffects: false, license };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(path.join(folder, 'index.js'), `export const say = () => console.log('${name}');`);
    writeFileSync(path.join(folder, 'LICENSE'), `Copyright of ${name}`);
  }
  writeFileSync(
    path.join(top, 'page.js'),
    `import { say } from 'in-page';
     import { say as unused } from 'unused';
     say();
     new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });`,
  );
  writeFileSync(path.join(top, 'worker.js'), `import { say } from 'in-worker'; say();`);
  return top;
}

/** Builds such a project. @returns Its notices. */
async function built(top: string): Promise<string> {
  const notices = thirdPartyNotices(top);
  await build({
    root: top,
    configFile: false,
    logLevel: 'silent',
    plugins: [notices.inPages],
    worker: { format: 'es', plugins: () => [notices.inWorkers()] },
    build: { rolldownOptions: { input: path.join(top, 'page.js') } },
  });
  return readFileSync(path.join(top, 'dist', NOTICES_FILE), 'utf8');
}
