// The whole background as it is, over a browser that is none: nothing that a user does in any order may leave a button
// that shows what is not so, or that no longer works.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { SIDES, type Side } from '../../extension/protocol/side.ts';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';
import { View } from './fake/view.ts';
import { check, type Expected, steps } from './recording-model.ts';

const { startBackground } = await import('../../extension/background/start.ts');
const launch = () => new FakeBrowser(({ options }) => startBackground(options));

function setUp(side: Side = 'ordinary') {
  const browser = launch();
  const tab = browser.openTab(side === 'private' ? browser.openWindow(true) : undefined);
  const view = new View(browser, side);
  const expected: Expected = { recording: true, siteOn: true, paths: [], cleared: undefined, visits: 0 };
  return { browser, tab, view, expected };
}

describe('pausing, clearing, stopping and turning off, in any order', () => {
  for (const side of SIDES) {
    test(`leave a button that shows what is so, and that brings recording back: in ${side} windows`, async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (commands) => {
          const { browser, tab, view, expected } = setUp(side);
          const real = { browser, tab, view, side };
          await turns(40);
          await fc.asyncModelRun(() => ({ model: expected, real }), commands);
          if (!expected.siteOn) await browser.send('change-site', { site: 'localhost', change: { on: null } });
          if (!view.trace.recording) await browser.send('set-recording', { on: true });
          await turns(80);
          browser.visit({ tab, path: '/end' });
          expected.paths.push('/end');
          await check({ ...expected, recording: true, siteOn: true }, real);
          assert.deepEqual(browser.troubles, []);
          view.close();
        }),
        { numRuns: Number(process.env['RUNS'] ?? 60) },
      );
    });
  }

  test('a cleared log knows the jar again, also where recording was paused at the time', async () => {
    const { browser, tab, view } = setUp();
    browser.setCookie('sid', 'x'.repeat(40));
    browser.visit({ tab });
    await turns();
    await browser.send('set-recording', { on: false });
    await browser.send('clear-trace', {});
    await turns();
    assert.equal(view.trace.jar.size, 0);
    await browser.send('set-recording', { on: true });
    await turns();
    assert.deepEqual(
      [...view.trace.jar.values()].map(({ cookie }) => cookie.name),
      ['sid'],
    );
  });

  test('a request is not sent again where recording is paused, though the question wakes the background', async () => {
    const { browser, tab } = setUp();
    browser.visit({ tab });
    await turns();
    const place = { tabId: tab.id, method: 'GET', url: tab.url, page: tab.url };
    for (const on of [false, true]) {
      await browser.send('set-recording', { on });
      await turns();
      browser.kill();
      const answer = await browser.send('replay-place', place);
      assert.deepEqual('why' in answer ? answer.why.code : answer, on ? { page: tab.url } : 'replay-paused');
    }
  });

  test('what is recorded does not wait for settings that cannot be read', async () => {
    const { browser, tab, view } = setUp();
    await turns();
    browser.kill();
    browser.local.get = () => Promise.reject(new Error('the profile is damaged'));
    browser.visit({ tab, path: '/first' });
    await turns();
    browser.visit({ tab, path: '/second' });
    await turns();
    assert.deepEqual(view.paths, ['/first', '/second']);
    assert.match(String(browser.troubles), /the profile is damaged/u);
  });

  test('a cleared log knows the jar again, also where it is cleared while the jar is being recorded', async () => {
    const { browser, tab, view } = setUp();
    browser.visit({ tab });
    await turns();
    browser.kill();
    browser.fillJar(1, 8);
    const { session } = browser;
    const [set, remove] = [session.set.bind(session), session.remove.bind(session)];
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    session.set = async (items) => {
      if ('jar:digest' in items) await held;
      await set(items);
    };
    session.remove = async (keys) => {
      await remove(keys);
      if (!keys.includes('jar:digest')) return;
      letGo();
      await turns(4);
    };
    browser.openTab();
    await turns(20);
    const cleared = browser.send('clear-trace', {});
    await turns(80);
    letGo();
    await cleared;
    await turns();
    assert.deepEqual(
      [...view.trace.jar.values()].map(({ cookie }) => cookie.name),
      ['filler-0'],
    );
  });

  test('a jar that is again what it was at the start is recorded, if it was another one meanwhile', async () => {
    for (const isChanged of [true, false]) {
      const { browser, tab, view } = setUp();
      const recorded = () => view.events.filter(({ kind }) => kind === 'jar').length;
      await turns();
      if (isChanged) browser.visit({ tab, sets: { sid: 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw' } });
      await turns();
      browser.kill();
      browser.emptyJar();
      browser.openTab();
      await turns();
      assert.equal(recorded(), isChanged ? 2 : 1);
      assert.equal(view.trace.jar.size, 0);
      if (isChanged) assert.equal(view.trace.sessions[0]?.end?.cause, 'unknown');
      view.close();
    }
  });

  test('what went while its host was not watched is known to be gone once it is watched again', async () => {
    const { browser, tab, view } = setUp();
    await turns();
    browser.visit({ tab, sets: { sid: 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw' } });
    await turns();
    // Cookies that may not be read and cookies that are not there look alike.
    browser.emptyJar();
    browser.changePermission('onRemoved', ['*://localhost/*']);
    await turns();
    const causes = () => view.trace.sessions.map(({ end }) => end?.cause);
    assert.deepEqual(causes(), [undefined]);
    browser.changePermission('onAdded', ['*://localhost/*']);
    await turns();
    assert.deepEqual(causes(), ['unknown']);
    view.close();
  });

  test('a jar that is recorded is not older than the changes that were reported before it', async () => {
    for (let moment = 0; moment < 25; moment++) {
      const { browser, tab, view } = setUp();
      browser.visit({ tab });
      await turns();
      browser.kill();
      browser.fillJar(1, 8);
      browser.openTab();
      await turns(moment);
      browser.setCookie('sid', 'x'.repeat(40));
      await turns();
      const names = [...view.trace.jar.values()].map(({ cookie }) => cookie.name);
      assert.deepEqual(names.sort(), ['filler-0', 'sid'], `after ${moment} turns`);
      view.close();
    }
  });

  test('a site that is turned off does not seem to have lost its session', async () => {
    const { browser, tab, view } = setUp();
    browser.visit({ tab, sets: { sid: 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw' } });
    await turns();
    assert.equal(view.trace.sessions.length, 1);
    await browser.send('change-site', { site: 'localhost', change: { on: false } });
    await turns();
    browser.kill();
    browser.openTab();
    await turns();
    assert.equal(view.trace.sessions[0]?.end, undefined);
    assert.deepEqual(
      view.trace.rows.flatMap((row) => (row.kind === 'mark' ? [row.mark.what] : [])),
      ['revoked'],
    );
    await browser.send('change-site', { site: 'localhost', change: { on: null } });
    browser.visit({ tab, path: '/again' });
    await turns();
    assert.equal(view.trace.sessions.length, 1);
    assert.equal(view.trace.sessions[0]?.end, undefined);
  });
});
