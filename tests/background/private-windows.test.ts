// The whole background over a browser that is none: what happens in private windows stays in memory, apart from the rest,
// and goes with the last of them.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PRIVATE_PREFIX } from '../../extension/protocol/side.ts';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';
import { View } from './fake/view.ts';

const { startBackground } = await import('../../extension/background/start.ts');

const SECRET = 'only-in-private-windows-0123456789abcdef';

function setUp() {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  const ordinary = browser.openTab();
  const windowId = browser.openWindow(true);
  const tab = browser.openTab(windowId);
  const views = { ordinary: new View(browser, 'ordinary'), private: new View(browser, 'private') };
  return { browser, ordinary, windowId, tab, views };
}

/** Everything that lies in storage, on disk or in memory, as text. */
function everything({ session, local, spill }: FakeBrowser) {
  const text = (items: Iterable<readonly [unknown, unknown]>): string => JSON.stringify([...items]);
  return { session: text(session.items), local: text(local.items), disk: text(spill.chunks) };
}

function privateKeys({ session }: FakeBrowser): string[] {
  return [...session.items.keys()].filter((key) => key.startsWith(PRIVATE_PREFIX));
}

describe('private windows', () => {
  test('have a log of their own, and no view of another shows what is in it', async () => {
    const { browser, ordinary, tab, views } = setUp();
    browser.visit({ tab: ordinary, path: '/ordinary', sets: { sid: 'o'.repeat(40) } });
    browser.visit({ tab, path: '/private', sets: { sid: SECRET } });
    await turns(100);
    assert.deepEqual(views.ordinary.paths, ['/ordinary']);
    assert.deepEqual(views.private.paths, ['/private']);
    assert.deepEqual(views.ordinary.trace.sessions.length, 1);
    assert.ok(!JSON.stringify(views.ordinary.events).includes(SECRET));
    assert.equal(views.private.events[0]?.kind, 'started');
    assert.deepEqual(
      [...views.private.trace.jar.values()].map(({ cookie }) => cookie.value),
      [SECRET],
    );
    for (const [side, value] of [
      ['ordinary', 'o'.repeat(40)],
      ['private', SECRET],
    ] as const) {
      const { cookies } = await browser.send('read-jar', { site: 'localhost' }, side);
      assert.deepEqual(
        cookies.map((cookie) => cookie.value),
        [value],
      );
      const summary = await browser.send('site-summary', { site: 'localhost' }, side);
      assert.deepEqual(
        summary.sessions.map((session) => session.value),
        [value],
      );
    }
  });

  test('leave nothing on the disk, however much they do, and nothing in memory when the last one closes', async () => {
    const { browser, windowId, tab, views } = setUp();
    const second = browser.openWindow(true);
    for (let at = 0; at < 1_500; at += 1) {
      browser.visit({ tab, path: `/${at}`, sets: { sid: `${SECRET}-${String(at).repeat(600)}` } });
      if (at % 5 === 0) await turns(3);
    }
    await turns(200);
    assert.equal(browser.spill.chunks.size, 0);
    assert.ok(!everything(browser).local.includes(SECRET));
    const dropped = views.private.events.findLast((event) => event.kind === 'dropped');
    assert.ok(dropped?.kind === 'dropped' && dropped.why === 'memory', 'the oldest make way, and that is said');
    await browser.send('take-snapshot', { site: 'localhost', name: 'one' }, 'private');
    await browser.send('clear-trace', {}, 'private');
    browser.visit({ tab, path: '/last', sets: { sid: SECRET } });
    await turns(100);
    browser.closeWindow(second);
    await turns(100);
    assert.ok(everything(browser).session.includes(SECRET), 'one of two is closed');
    browser.closeWindow(windowId);
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
    for (const [where, text] of Object.entries(everything(browser))) assert.ok(!text.includes(SECRET), where);
    assert.deepEqual(views.private.paths, []);
  });

  test('leave nothing when the last one closes while their jar is still being read', async (context) => {
    const held = Promise.withResolvers<void>();
    const { digest } = crypto.subtle;
    context.mock.method(crypto.subtle, 'digest', async (...of: Parameters<SubtleCrypto['digest']>) => {
      await held.promise;
      return digest.apply(crypto.subtle, of);
    });
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, sets: { sid: SECRET } });
    await turns(100);
    assert.notDeepEqual(privateKeys(browser), []);
    browser.closeWindow(windowId);
    await turns(100);
    held.resolve();
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
  });

  test('leave nothing when the last one closes while the background is stopped', async () => {
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, sets: { sid: SECRET } });
    await turns(100);
    browser.kill();
    browser.closeWindow(windowId);
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
  });

  test('leave nothing when the background was killed as the last one closed', async () => {
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, sets: { sid: SECRET } });
    await turns(100);
    browser.closeWindow(windowId);
    browser.kill();
    await turns(100);
    browser.openTab();
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
  });

  test('leave nothing when a protected cookie changes as the last one closes, or is deleted by hand', async () => {
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, sets: { sid: SECRET } });
    await turns(100);
    const identity = { name: 'sid', domain: 'localhost', hostOnly: true, path: '/', storeId: '1' };
    assert.deepEqual(await browser.send('protect-cookie', { identity, on: true }, 'private'), { ok: true });
    browser.closeWindow(windowId);
    browser.setCookie('sid', `${SECRET}-2`, '1');
    const edits = [{ kind: 'delete' as const, identity }];
    void browser.send('change-jar', { action: 'delete', site: 'localhost', edits }, 'private');
    await turns(100);
    browser.setCookie('sid', `${SECRET}-3`, '1');
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
    assert.ok(!everything(browser).session.includes(SECRET));
  });

  test('leave nothing though their memory could not be emptied at first', async () => {
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, sets: { sid: SECRET } });
    await turns(100);
    const { session } = browser;
    const remove = session.remove.bind(session);
    session.remove = () => Promise.reject(new Error('the storage is busy'));
    browser.closeWindow(windowId);
    await turns(100);
    assert.notDeepEqual(privateKeys(browser), []);
    assert.match(String(browser.troubles), /the storage is busy/u);
    session.remove = remove;
    browser.closeWindow(browser.openWindow());
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
  });

  test('whose events wake the background are known for private, whichever event comes first', async () => {
    const { browser, tab, views } = setUp();
    await turns(100);
    browser.kill();
    browser.visit({ tab, path: '/private', sets: { sid: SECRET } });
    await turns(100);
    assert.deepEqual(views.ordinary.paths, []);
    assert.deepEqual(views.private.paths, ['/private']);
    assert.ok(!JSON.stringify(views.ordinary.events).includes(SECRET));
  });

  test('keep what no tab asked for to themselves while one is open', async () => {
    const { browser, ordinary, tab, windowId, views } = setUp();
    await turns(100);
    browser.visit({ tab, path: '/worker', withoutTab: true });
    await turns(100);
    assert.deepEqual([views.ordinary.paths, views.private.paths], [[], ['/worker']]);
    browser.closeWindow(windowId);
    await turns(100);
    browser.visit({ tab: ordinary, path: '/worker-2', withoutTab: true });
    await turns(100);
    assert.deepEqual(views.ordinary.paths, ['/worker-2']);
  });

  test('are known as such though the browser did not tell its tabs at first', async () => {
    const { browser, tab, views } = setUp();
    browser.visit({ tab, path: '/before' });
    await turns(100);
    browser.kill();
    browser.hidesTabs = 1;
    browser.visit({ tab, path: '/lost' });
    await turns(100);
    browser.visit({ tab, path: '/after', withoutTab: true });
    browser.visit({ tab, path: '/after' });
    await turns(100);
    assert.match(String(browser.troubles), /cannot be queried/u);
    assert.deepEqual(views.ordinary.paths, []);
    assert.ok(views.private.paths.includes('/after'));
  });

  test('that are closed are not opened again by late events', async () => {
    const { browser, windowId, tab, views } = setUp();
    browser.visit({ tab, path: '/early' });
    await turns(100);
    browser.closeWindow(windowId);
    await turns(100);
    browser.visit({ tab, path: '/late', sets: { sid: SECRET } });
    await turns(100);
    assert.deepEqual(privateKeys(browser), []);
    for (const text of Object.values(everything(browser))) assert.ok(!text.includes(SECRET));
    assert.deepEqual(views.ordinary.paths, []);
  });

  test('are paused and cleared by the same buttons, each its own log', async () => {
    const { browser, ordinary, tab, views } = setUp();
    browser.visit({ tab: ordinary, path: '/ordinary' });
    browser.visit({ tab, path: '/private' });
    await turns(100);
    await browser.send('set-recording', { on: false }, 'private');
    await turns(100);
    assert.deepEqual([views.ordinary.trace.recording, views.private.trace.recording], [false, false]);
    await browser.send('clear-trace', {}, 'private');
    await turns(100);
    assert.deepEqual([views.ordinary.paths, views.private.paths], [['/ordinary'], []]);
    assert.equal(views.private.trace.recording, false);
    assert.deepEqual(await browser.send('undo-clear', {}, 'private'), { ok: true });
    await turns(100);
    assert.deepEqual(views.private.paths, ['/private']);
  });

  test('are cleared, brought back and resumed by a command that wakes the background, too', async () => {
    const { browser, tab, views } = setUp();
    browser.visit({ tab, path: '/private' });
    await turns(100);
    browser.kill();
    await browser.send('clear-trace', {}, 'private');
    await turns(100);
    assert.deepEqual(views.private.paths, []);
    browser.kill();
    assert.deepEqual(await browser.send('undo-clear', {}, 'private'), { ok: true });
    await turns(100);
    assert.deepEqual(views.private.paths, ['/private']);
    await browser.send('set-recording', { on: false }, 'private');
    await turns(100);
    browser.kill();
    await browser.send('set-recording', { on: true }, 'private');
    await turns(100);
    assert.deepEqual([views.ordinary.trace.recording, views.private.trace.recording], [true, true]);
  });

  test('that were cleared keep nothing beyond the time to undo it, though the background was stopped', async () => {
    const { browser, tab } = setUp();
    browser.visit({ tab, path: '/private', sets: { sid: SECRET } });
    await turns(100);
    await browser.send('clear-trace', {}, 'private');
    browser.visit({ tab, path: '/later', sets: { sid: 'x' } });
    await turns(100);
    assert.ok(everything(browser).session.includes('/private'));
    browser.kill();
    browser.pass(62_000);
    await turns(100);
    assert.ok(!everything(browser).session.includes('/private'));
    assert.ok(everything(browser).session.includes('/later'));
  });

  test('that are opened after the last one closed say nothing of it', async () => {
    const { browser, windowId, tab } = setUp();
    browser.visit({ tab, path: '/early', sets: { sid: SECRET } });
    await turns(100);
    assert.equal((await browser.send('site-summary', { site: 'localhost' }, 'private')).last.length, 1);
    browser.closeWindow(windowId);
    await turns(100);
    const later = browser.openTab(browser.openWindow(true));
    await turns(100);
    const read = async () =>
      (await browser.send('site-summary', { site: 'localhost' }, 'private')).last.map(({ path }) => path);
    assert.deepEqual(await read(), []);
    browser.visit({ tab: later, path: '/later', sets: { sid: `${SECRET}-2` } });
    await turns(100);
    assert.deepEqual(await read(), ['/later']);
  });

  test('that the user does not allow cost nothing and are not seen', async () => {
    const browser = new FakeBrowser(({ options }) => startBackground(options), { seesPrivate: false });
    const tab = browser.openTab();
    const secret = browser.openTab(browser.openWindow(true));
    const view = new View(browser);
    browser.visit({ tab: secret, path: '/private', sets: { sid: SECRET } });
    browser.visit({ tab, path: '/ordinary' });
    browser.visit({ tab, path: '/worker', withoutTab: true });
    await turns(100);
    assert.deepEqual(view.paths, ['/ordinary', '/worker']);
    assert.deepEqual(privateKeys(browser), []);
  });
});
