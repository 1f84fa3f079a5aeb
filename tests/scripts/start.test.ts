import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { findBrowser } from '../../scripts/browsers.ts';
import { BROWSERS } from '../../scripts/manifest.ts';
import { tempCopy } from './temp-copy.ts';

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Waits for words in the output; fails when the process ends without them. */
  readonly says: (words: RegExp) => Promise<RegExpMatchArray>;
  readonly ends: () => Promise<number | null>;
}

/** Runs `npm start` in a copy of the repo, so that it has builds and data of its own. */
function start(context: TestContext, copy: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
    cwd: copy,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(() => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const closed = once(child, 'close');
  return {
    child,
    output: () => output,
    ends: async () => {
      await closed;
      return child.exitCode;
    },
    says: async (words) => {
      for (;;) {
        const found = output.match(words);
        if (found) return found;
        assert.equal(child.exitCode, null, `npm start ended without saying ${words}:\n${output}`);
        await Promise.race([once(child.stdout ?? child, 'data'), once(child.stderr ?? child, 'data'), closed]);
      }
    },
  };
}

/** Asserts that the run ends by itself, in failure, with one sentence as all that it says. */
async function assertOneSentence(run: Run, sentence: RegExp): Promise<void> {
  assert.equal(await run.ends(), 1);
  assert.match(run.output(), sentence);
  assert.equal(run.output().trim().split('\n').length, 1, run.output());
}

describe('npm start', () => {
  test('builds, counts visits, tells how to load by hand, and ends all by Ctrl-C', async (context) => {
    const copy = tempCopy(context);
    const run = start(context, copy, ['--port', '0', '--browser', 'none']);
    const [, url = ''] = await run.says(/counts visits at (\S+)/);
    await run.says(/Load unpacked[\s\S]+dist\/chrome[\s\S]+Load Temporary Add-on[\s\S]+dist\/firefox\/manifest\.json/);
    assert.deepEqual(readdirSync(path.join(copy, 'dist')).toSorted(), [...BROWSERS]);
    const visit = await fetch(url, { headers: { accept: 'text/plain' } });
    assert.match(await visit.text(), /Visit count: 1/);
    run.child.kill('SIGINT');
    assert.equal(await run.ends(), 0);
    await assert.rejects(fetch(url), 'the server still answers');
  });

  test('says in one sentence that the port is taken', async (context) => {
    const server = createServer().listen(0);
    context.after(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const run = start(context, tempCopy(context), ['--port', String(port), '--browser', 'none']);
    await assertOneSentence(run, new RegExp(`${port}`));
  });

  test('says in one sentence what breaks the build, and where', async (context) => {
    const copy = tempCopy(context);
    appendFileSync(path.join(copy, 'extension/background/main.ts'), '\nconst broken = ;\n');
    const run = start(context, copy, ['--port', '0', '--browser', 'none']);
    await assertOneSentence(run, /could not be built.*extension\/background\/main\.ts/);
  });

  test('says in one sentence that a browser which was asked for has no display', async (context) => {
    if (process.platform !== 'linux' || !findBrowser('firefox')) return context.skip('needs Linux and a Firefox');
    const run = start(context, tempCopy(context), ['--browser', 'firefox']);
    return assertOneSentence(run, /no display/);
  });

  test('says in one sentence that the option is not known', async (context) => {
    const run = start(context, tempCopy(context), ['--bowser', 'firefox']);
    await assertOneSentence(run, /--bowser/);
  });

  for (const browser of BROWSERS) {
    test(`opens ${browser} with the extension, and Ctrl-C ends it and removes its profile`, async (context) => {
      const display = await virtualDisplay(context);
      const missing = !display ? 'Xvfb' : !findBrowser(browser) ? `a ${browser}` : undefined;
      if (missing) {
        if (process.env['REQUIRE_BROWSERS'] === '1') assert.fail(`This needs ${missing}, and REQUIRE_BROWSERS=1.`);
        return context.skip(`needs ${missing}`);
      }
      const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sidtrail-profile-'));
      const before = profiles();
      const args = ['--port', '0', '--browser', browser];
      const run = start(context, tempCopy(context), args, { DISPLAY: display });
      // Said only when the browser has taken the extension and has loaded the page.
      await run.says(/has Sidtrail loaded/);
      assert.equal(profiles().length, before.length + 1);
      run.child.kill('SIGINT');
      assert.equal(await run.ends(), 0);
      assert.deepEqual(profiles(), before);
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
