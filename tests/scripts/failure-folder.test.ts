import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from './temp-copy.ts';

const HARNESS = JSON.stringify(path.join(ROOT, 'tests/browser/harness/test.ts'));

/** A browser that answers, so that no real one has to start: only who asks it, and when, is of interest. */
const SPEC = `
  import { test as base } from ${HARNESS};

  const hang = () => new Promise(() => {});
  const surface = { label: 'a surface', evaluate: async () => 'its text', screenshot: async () => Buffer.from('png') };
  const browser = (renew) => ({
    opened: [surface],
    inBackground: async () => ({}),
    errors: async () => ['an error of the extension'],
    renew,
    close: async () => {},
  });
  const withBrowser = (renew) =>
    base.extend({ sharedBrowser: [async ({}, use) => use(browser(renew)), { scope: 'worker' }] });

  withBrowser(async () => {})('hangs in the test', async ({ browserUnderTest, companion, startServer }) => {
    const server = await startServer((_, response) => response.end('seen'));
    await (await fetch(companion.url)).text();
    await (await fetch(server.url)).text();
    // The clock has run out by now, however fast the machine is.
    base.setTimeout(1);
    await hang();
  });

  const renewed = withBrowser(async () => {
    base.setTimeout(1);
    await hang();
  });
  renewed.describe('one after the other', () => {
    renewed('passes', async ({ browserUnderTest }) => {});
    renewed('hangs before the test', async ({ browserUnderTest }) => {});
  });
`;

const CONFIG = `
  export default {
    testDir: '.',
    workers: 1,
    timeout: 600_000,
    outputDir: 'results',
    reporter: 'line',
    projects: [{ name: 'chromium', use: { target: 'chrome' } }],
  };
`;

test('a test that the clock ends leaves its folder, also where the browser was being renewed', async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-failure-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'results'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'hangs.spec.ts'), SPEC);
  writeFileSync(path.join(folder, 'playwright.config.ts'), CONFIG);

  const run = promisify(execFile)(
    process.execPath,
    [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--config', folder],
    { cwd: ROOT },
  );
  const { stdout } = await run.then(
    () => assert.fail('the tests that hang have passed'),
    (error: { stdout: string }) => error,
  );
  assert.match(stdout, /2 failed[\s\S]*1 passed/u, stdout);

  const filesOf = (title: string) => {
    const [name] = readdirSync(path.join(folder, 'results')).filter((entry) => entry.includes(title));
    assert.ok(name, `no folder of "${title}": ${stdout}`);
    return { name, files: readdirSync(path.join(folder, 'results', name)) };
  };
  const ofBrowser = ['1 a surface.png', '1 a surface.txt', 'extension-errors.txt', 'trace.jsonl'];
  const inTest = filesOf('hangs-in-the-test');
  for (const file of [...ofBrowser, 'companion.log', 'servers.log']) assert.ok(inTest.files.includes(file), file);
  const kept = (file: string) => readFileSync(path.join(folder, 'results', inTest.name, file), 'utf8');
  assert.equal(kept('1 a surface.txt'), 'its text');
  assert.equal(kept('extension-errors.txt'), 'an error of the extension');
  assert.match(kept('servers.log'), /GET localhost/u);
  const before = filesOf('hangs-before-the-test');
  for (const file of ofBrowser) assert.ok(before.files.includes(file), file);
});
