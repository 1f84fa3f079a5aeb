import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { build } from 'vite';
import { NOTICES_FILE, thirdPartyNotices } from '../../scripts/third-party-notices.ts';

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
