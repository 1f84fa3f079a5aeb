import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { JarEditor } from '../../../extension/background/jar/jar-editor.ts';
import { JarEditsStore, type MemoryArea } from '../../../extension/background/jar/jar-edits-store.ts';
import { type EditableJar, runEdits } from '../../../extension/background/jar/run-edits.ts';
import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { bareDomain } from '../../../extension/cookies/domain-match.ts';
import type { JarEdit } from '../../../extension/trace/jar/jar-edit.ts';
import { whyNot } from '../../../extension/trace/model/why-not.ts';
import { cookieOf } from '../story.ts';
import { PlainJar } from './jar.ts';

const NOW = 1_800_000_000_000;

/** A browser with a jar, in which somebody else may change things. */
class FakeBrowser {
  readonly jar: PlainJar;
  readonly calls: string[] = [];
  readonly jarEditor: JarEditor;
  /** What the browser makes of a cookie; null: it keeps nothing; a text: it refuses with these words. */
  keeps: (cookie: BrowserCookie) => BrowserCookie | null | string = (cookie) => cookie;
  room = Number.POSITIVE_INFINITY;

  constructor(cookies: readonly BrowserCookie[]) {
    this.jar = new PlainJar(cookies);
    const items = new Map<string, unknown>();
    const area: MemoryArea = {
      get: async (key) => (items.has(key) ? { [key]: structuredClone(items.get(key)) } : {}),
      set: async (next) => {
        if (JSON.stringify(next).length > this.room) throw new Error('QuotaExceeded');
        for (const [key, value] of Object.entries(next)) items.set(key, structuredClone(value));
      },
    };
    this.jarEditor = new JarEditor({
      store: new JarEditsStore(area),
      jar: (putting) => this.stepJar(putting),
      siteOf: ({ domain }) => bareDomain(domain),
      now: () => NOW,
    });
  }

  stepJar(putting: string): EditableJar {
    return {
      now: () => NOW,
      read: async () => this.jar.cookies,
      put: async (cookie) => {
        const kept = this.keeps(cookie);
        if (typeof kept === 'string') throw new Error(kept);
        if (kept === null) return;
        this.jar.apply([{ kind: 'put', cookie: kept }]);
        // cookies.onChanged comes before the promise of cookies.set does.
        await this.jarEditor.guard(kept);
      },
      remove: async (cookie) => {
        this.jar.apply([{ kind: 'delete', identity: cookie }]);
      },
      before: (edit) => {
        this.calls.push(edit.kind === 'delete' ? 'delete' : putting);
      },
    };
  }

  /** A page, a server or another extension does it, and the browser reports it. */
  async somebody(...edits: JarEdit[]): Promise<void> {
    this.jar.apply(edits);
    for (const edit of edits) await this.jarEditor.guard(edit.kind === 'put' ? edit.cookie : edit.identity);
  }

  values(): string[] {
    return this.jar.cookies.map(({ name, value, path }) => `${name}=${value} ${path}`).sort();
  }
}

const put = (cookie: BrowserCookie): JarEdit => ({ kind: 'put', cookie });
const del = (identity: BrowserCookie): JarEdit => ({ kind: 'delete', identity });
const SID = cookieOf('sid', 'one');
const DEEP = cookieOf('sid', 'deep', { path: '/app' });

describe('an action', () => {
  test('deletes exactly the one cookie among those of its name, and is undone', async () => {
    const browser = new FakeBrowser([SID, DEEP]);
    const { item } = await browser.jarEditor.change('delete', 'localhost', [del(SID)]);
    assert.deepEqual(browser.values(), ['sid=deep /app']);
    assert.ok(item);
    await browser.jarEditor.undo(item.id);
    assert.deepEqual(browser.values(), ['sid=deep /app', 'sid=one /']);
    assert.deepEqual(browser.calls, ['delete', 'restore']);
  });

  test('of many cookies is one item of the history, and one undo; that undo can be undone', async () => {
    const browser = new FakeBrowser([SID, DEEP]);
    const { item } = await browser.jarEditor.change('import', 'localhost', [
      del(SID),
      put(cookieOf('a', '1')),
      put({ ...DEEP, value: 'new' }),
    ]);
    assert.equal(item?.changes.length, 3);
    const undone = await browser.jarEditor.undo(item?.id ?? 0);
    assert.deepEqual(browser.values(), ['sid=deep /app', 'sid=one /']);
    assert.ok('item' in undone && undone.item);
    await browser.jarEditor.undo(undone.item.id);
    assert.deepEqual(browser.values(), ['a=1 /', 'sid=new /app']);
    assert.deepEqual(
      (await browser.jarEditor.read()).history.map(({ action, undone: back }) => [action, back]),
      [
        ['import', true],
        ['undo', true],
        ['undo', undefined],
      ],
    );
  });

  test('that changes nothing is not remembered, and touches nothing', async () => {
    const browser = new FakeBrowser([SID]);
    const { results, item } = await browser.jarEditor.change('edit', 'localhost', [put(SID), del(DEEP)]);
    assert.deepEqual(results, [{ ok: true }, { ok: true }]);
    assert.equal(item, undefined);
    assert.deepEqual(browser.calls, []);
  });

  test('reports each edit that failed, and remembers only what was done', async () => {
    const browser = new FakeBrowser([SID]);
    browser.keeps = (cookie) =>
      cookie.name === 'no' ? null : cookie.name === 'bad' ? 'Failed to parse or set cookie' : cookie;
    const { results, item } = await browser.jarEditor.change('import', 'localhost', [
      put(cookieOf('no', '1')),
      put(cookieOf('bad', '1')),
      put(cookieOf('yes', '1')),
    ]);
    assert.deepEqual(
      results.map(({ ok }) => ok),
      [false, false, true],
    );
    assert.deepEqual(results[0], { ok: false, why: whyNot('cookie-not-kept', { name: 'no' }) });
    const message = 'Failed to parse or set cookie';
    assert.deepEqual(results[1], { ok: false, why: whyNot('cookie-not-set', { name: 'bad', message }) });
    assert.equal(item?.changes.length, 1);
  });

  test('reports what the browser made of a cookie, also under another identity', async () => {
    const browser = new FakeBrowser([]);
    browser.keeps = (cookie) => ({ ...cookie, domain: 'localhost', hostOnly: true });
    const wanted = cookieOf('a', '1', { domain: '.localhost', hostOnly: false });
    const { results } = await browser.jarEditor.change('add', 'localhost', [put(wanted)]);
    assert.equal(results[0]?.ok && results[0].change?.after?.hostOnly, true);
  });

  test('that makes a cookie is an addition, whatever it was called', async () => {
    const browser = new FakeBrowser([]);
    const { item } = await browser.jarEditor.change('edit', 'localhost', [put(SID)]);
    assert.equal(item?.action, 'add');
  });

  test('is done but said to be unremembered when the memory is full', async () => {
    const browser = new FakeBrowser([SID]);
    browser.room = 10;
    const done = await browser.jarEditor.change('delete', 'localhost', [del(SID)]);
    assert.equal(done.unremembered?.code, 'history-full');
    assert.deepEqual(browser.values(), []);
  });

  test('two at the same time lose nothing', async () => {
    const browser = new FakeBrowser([]);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => browser.jarEditor.change('add', 'localhost', [put(cookieOf(`n${i}`, '1'))])),
    );
    const { history } = await browser.jarEditor.read();
    assert.equal(new Set(history.map(({ id }) => id)).size, 20);
  });

  test('steps are deletions first', async () => {
    const order: string[] = [];
    const browser = new FakeBrowser([SID]);
    const jar = browser.stepJar('set');
    await runEdits([put(cookieOf('a', '1')), del(SID)], { ...jar, before: (edit) => order.push(edit.kind) });
    assert.deepEqual(order, ['delete', 'put']);
  });
});

describe('a snapshot', () => {
  test('is restored exactly, for its own site alone, and the restoring is one undo', async () => {
    const other = cookieOf('x', '1', { domain: 'other.test' });
    const browser = new FakeBrowser([SID, DEEP, other]);
    const { snapshot } = await browser.jarEditor.takeSnapshot('localhost', 'before');
    assert.equal(snapshot?.cookies.length, 2);
    await browser.somebody(del(SID), put({ ...DEEP, value: 'changed' }), put(cookieOf('new', '1')));
    const done = await browser.jarEditor.restoreSnapshot(snapshot?.id ?? 0);
    assert.deepEqual(browser.values(), ['sid=deep /app', 'sid=one /', 'x=1 /']);
    assert.ok('item' in done && done.item);
    await browser.jarEditor.undo(done.item.id);
    assert.deepEqual(browser.values(), ['new=1 /', 'sid=changed /app', 'x=1 /']);
  });

  test('that was dropped cannot be restored, and that is said', async () => {
    const browser = new FakeBrowser([SID]);
    const { snapshot } = await browser.jarEditor.takeSnapshot('localhost', 'before');
    await browser.jarEditor.dropSnapshot(snapshot?.id ?? 0);
    assert.deepEqual(await browser.jarEditor.restoreSnapshot(snapshot?.id ?? 0), whyNot('snapshot-gone', {}));
  });
});

describe('a protected cookie', () => {
  test('is restored when somebody deletes or changes it, and the trace records it first', async () => {
    const browser = new FakeBrowser([SID]);
    await browser.jarEditor.protect(SID, true);
    await browser.somebody(del(SID));
    await browser.somebody(put({ ...SID, value: 'theirs' }));
    assert.deepEqual(browser.values(), ['sid=one /']);
    assert.deepEqual(browser.calls, ['restore', 'restore']);
  });

  test('may be changed by the user, and is protected as it is then; deleted by the user it is protected no more', async () => {
    const browser = new FakeBrowser([SID]);
    await browser.jarEditor.protect(SID, true);
    await browser.jarEditor.change('edit', 'localhost', [put({ ...SID, value: 'two' })]);
    await browser.somebody(put({ ...SID, value: 'theirs' }));
    assert.deepEqual(browser.values(), ['sid=two /']);
    await browser.jarEditor.change('delete', 'localhost', [del(SID)]);
    await browser.jarEditor.guard(SID);
    assert.deepEqual(browser.values(), []);
    assert.deepEqual((await browser.jarEditor.read()).protectedCookies, []);
  });

  test('is put back, too, where somebody else changes it while the user changes another one', async () => {
    const browser = new FakeBrowser([SID, DEEP]);
    await browser.jarEditor.protect(SID, true);
    browser.keeps = (cookie) => {
      if (cookie.path === '/app') void browser.somebody(put({ ...SID, value: 'stolen' }));
      return cookie;
    };
    await browser.jarEditor.change('edit', 'localhost', [put({ ...DEEP, value: 'mine' })]);
    assert.deepEqual(browser.values(), ['sid=mine /app', 'sid=one /']);
    assert.equal((await browser.jarEditor.read()).protectedCookies[0]?.restoredAt.length, 1);
  });

  test('is protected as the browser keeps it: a capped expiry is no attack', async () => {
    const browser = new FakeBrowser([SID]);
    browser.keeps = (cookie) =>
      cookie.expirationDate === undefined
        ? cookie
        : { ...cookie, expirationDate: Math.min(cookie.expirationDate, 1_834_560_000) };
    await browser.jarEditor.protect(SID, true);
    await browser.jarEditor.change('edit', 'localhost', [
      put({ ...SID, session: false, expirationDate: 1_900_000_000 }),
    ]);
    await browser.jarEditor.guard(SID);
    assert.deepEqual(browser.calls, ['set']);
  });

  test('is given up after something fought back ten times, not for ever', async () => {
    const browser = new FakeBrowser([SID]);
    await browser.jarEditor.protect(SID, true);
    for (let i = 0; i < 30; i += 1) await browser.somebody(put({ ...SID, value: `theirs ${i}` }));
    assert.equal(browser.calls.length, 10);
    assert.equal((await browser.jarEditor.read()).protectedCookies[0]?.gaveUp, true);
  });

  test('that is gone cannot be protected, and that is said', async () => {
    const browser = new FakeBrowser([]);
    assert.deepEqual((await browser.jarEditor.protect(SID, true)).ok, false);
  });
});
