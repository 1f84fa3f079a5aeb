import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { findBrowser } from '../../scripts/browsers.ts';
import { BROWSERS } from '../../scripts/manifest.ts';
import { start } from '../scripts/start-run.ts';
import { tempCopy } from '../scripts/temp-copy.ts';

// What a window shows: `npm start` opens a real browser on a display.

describe('npm start', () => {
  for (const browser of BROWSERS) {
    test(`opens ${browser} with the extension, and Ctrl-C ends it and removes its profile`, async (context) => {
      const display = await virtualDisplay(context);
      const missing = !display ? 'Xvfb' : !findBrowser(browser) ? `a ${browser}` : undefined;
      if (missing) {
        if (process.env['REQUIRE_BROWSERS'] === '1') assert.fail(`This needs ${missing}, and REQUIRE_BROWSERS=1.`);
        return context.skip(`needs ${missing}`);
      }
      const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-start-'));
      context.after(() => rmSync(folder, { recursive: true, force: true }));
      const profiles = () => readdirSync(folder).filter((name) => name.startsWith('sidtrail-profile-'));
      const args = ['--port', '0', '--browser', browser];
      const run = start(context, tempCopy(context), args, { DISPLAY: display, TMPDIR: folder });
      // Said only when the browser has taken the extension and has loaded the page.
      await run.says(/has Sidtrail loaded/);
      assert.equal(profiles().length, 1);
      run.child.kill('SIGINT');
      assert.equal(await run.ends(), 0);
      assert.deepEqual(profiles(), []);
      return undefined;
    });
  }
});

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
