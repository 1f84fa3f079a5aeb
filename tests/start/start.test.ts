import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findBrowser } from '../../scripts/browsers.ts';
import { BROWSERS, type Browser } from '../../scripts/manifest.ts';
import { openFirefox } from '../../scripts/start/open-firefox.ts';
import { start } from '../scripts/start-run.ts';
import { tempCopy } from '../scripts/temp-copy.ts';

// What a window shows: `npm start` opens a real browser on a display.

describe('npm start', () => {
  for (const browser of BROWSERS) {
    test(`opens ${browser} with the extension, and Ctrl-C ends it and removes its profile`, async (context) => {
      const opened = await opens(context, browser);
      if (opened === undefined) return;
      const { run, profiles } = opened;
      run.child.kill('SIGINT');
      assert.equal(await run.ends(), 0);
      assert.deepEqual(profiles(), []);
    });

    test(`leaves neither ${browser}, its profile nor a server behind when it is killed`, async (context) => {
      const opened = await opens(context, browser);
      if (opened === undefined) return;
      const { run, profiles } = opened;
      const [, url = ''] = await run.says(/counts visits at (\S+)/);
      run.child.kill('SIGKILL');
      for (let waited = 0; profiles().length > 0; waited += 1) {
        assert.ok(waited < 300, 'the profile is still there');
        await pause(50);
      }
      await assert.rejects(fetch(url), 'the server still answers');
      // A browser that still ran would make files of its profile again.
      await pause(500);
      assert.deepEqual(profiles(), []);
    });
  }

  test('closes the port that Firefox is controlled by before a page is loaded', async (context) => {
    const display = await virtualDisplay(context);
    const firefox = findBrowser('firefox');
    if (lacks(context, !display ? 'Xvfb' : !firefox ? 'a firefox' : undefined) || !firefox) return;
    const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-start-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    context.after(setVariables({ DISPLAY: display ?? '', TMPDIR: folder }));
    // The page is asked for while the remote control is in use.
    const isOpen = Promise.withResolvers<boolean>();
    const page = createServer((_request, response) => {
      const [profile = ''] = readdirSync(folder).filter((name) => name.startsWith('sidtrail-profile-'));
      const port = Number(readFileSync(path.join(folder, profile, 'MarionetteActivePort'), 'utf8'));
      assert.ok(port > 0);
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => isOpen.resolve(true)).once('error', () => isOpen.resolve(false));
      void isOpen.promise.then(() => {
        socket.destroy();
        response.end('<p>Hello.');
      });
    }).listen(0, '127.0.0.1');
    context.after(() => page.close());
    await once(page, 'listening');
    const extension = path.join(folder, 'extension');
    mkdirSync(extension);
    writeFileSync(path.join(extension, 'manifest.json'), JSON.stringify(SMALLEST));
    writeFileSync(path.join(extension, 'background.js'), '');
    const { port } = page.address() as AddressInfo;
    const browser = await openFirefox(firefox.path, extension, `http://127.0.0.1:${port}/`);
    context.after(() => browser.stop());
    assert.equal(await isOpen.promise, false);
  });
});

/** An extension that Firefox takes. */
const SMALLEST = {
  manifest_version: 3,
  name: 'smallest',
  version: '1',
  background: { scripts: ['background.js'] },
  browser_specific_settings: { gecko: { id: 'smallest@sidtrail.test' } },
};

/** Sets variables of the environment. @returns Puts back what was there. */
function setVariables(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  };
}

/** Skips the test where something is missing, or fails it where everything is required. */
function lacks(context: TestContext, missing: string | undefined): boolean {
  if (missing === undefined) return false;
  if (process.env['REQUIRE_BROWSERS'] === '1') assert.fail(`This needs ${missing}, and REQUIRE_BROWSERS=1.`);
  context.skip(`needs ${missing}`);
  return true;
}

/** Runs `npm start` until the browser has taken the extension and has loaded the page. */
async function opens(context: TestContext, browser: Browser) {
  const display = await virtualDisplay(context);
  if (lacks(context, !display ? 'Xvfb' : !findBrowser(browser) ? `a ${browser}` : undefined)) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-start-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
  const profiles = () => readdirSync(folder).filter((name) => name.startsWith('sidtrail-profile-'));
  const args = ['--port', '0', '--browser', browser];
  const run = start(context, tempCopy(context), args, { DISPLAY: display ?? '', TMPDIR: folder });
  await run.says(/has Sidtrail loaded/);
  assert.equal(profiles().length, 1);
  return { run, profiles };
}

/** A display without a screen; undefined where there is none to be had. @returns Its name for DISPLAY. */
async function virtualDisplay(context: TestContext): Promise<string | undefined> {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  context.after(() => xvfb.kill());
  const pipe = xvfb.stdio[3];
  return new Promise((resolve) => {
    xvfb.once('error', () => resolve(undefined));
    xvfb.once('exit', () => resolve(undefined));
    pipe?.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
}
