import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, test } from 'node:test';
import { findBrowser } from '../../scripts/browsers.ts';
import { BROWSERS } from '../../scripts/manifest.ts';
import { freePort } from '../server/support/free-port.ts';
import { until } from '../server/support/until.ts';
import { type Run, start } from './start-run.ts';
import { ROOT, tempCopy } from './temp-copy.ts';

/** Asserts that the run ends by itself, in failure, with one sentence as all that it says. */
async function assertOneSentence(run: Run, sentence: RegExp): Promise<void> {
  assert.equal(await run.ends(), 1);
  assert.match(run.output(), sentence);
  assert.equal(run.output().trim().split('\n').length, 1, run.output());
}

describe('npm start', () => {
  test('builds, counts visits, says how to load by hand, and ends all by Ctrl-C', async (context) => {
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

  test('opens nothing when Ctrl-C comes while it builds, and leaves no half a build', async (context) => {
    const copy = tempCopy(context);
    const port = await freePort();
    const run = start(context, copy, ['--port', String(port), '--browser', 'none']);
    // The companion answers before the build begins, which takes seconds.
    await until(() =>
      fetch(`http://localhost:${port}/`).then(
        () => true,
        () => false,
      ),
    );
    run.child.kill('SIGINT');
    assert.equal(await run.ends(), 0);
    assert.equal(run.output(), '');
    assert.deepEqual(readdirSync(path.join(copy, 'dist')).toSorted(), [...BROWSERS]);
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

  test('is waited for no longer once it is killed', async (context) => {
    const run = start(context, ROOT, ['--port', '0', '--browser', 'none']);
    run.child.kill('SIGKILL');
    await assert.rejects(run.says(/words that it never says/), /ended without saying/);
  });
});
