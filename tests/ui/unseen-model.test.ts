import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signal } from '@preact/signals-core';
import type { SiteStatus } from '../../extension/protocol/commands.ts';
import type { Notice } from '../../extension/ui/model/cookie-actions.ts';
import { createUnseenModel } from '../../extension/ui/model/unseen-model.ts';

const page = (...hosts: string[]): SiteStatus => ({
  access: 'granted',
  patterns: [],
  unseen: hosts.map((host) => ({ host, patterns: [`*://${host}/*`, `*://*.${host}/*`] })),
});

function area() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

function modelOn(status: SiteStatus | undefined, kept = area(), isPrivate: boolean | Promise<boolean> = false) {
  const now = signal(status);
  const asked: (readonly string[] | undefined)[] = [];
  const notices: (Notice | undefined)[] = [];
  const grant = async (patterns?: readonly string[]) => {
    asked.push(patterns);
    if (patterns?.length === 0) throw new Error('nothing was asked for');
  };
  const notify = (notice: Notice | undefined) => void notices.push(notice);
  const model = createUnseenModel({ status: now, grant }, { kept, private: Promise.resolve(isPrivate) }, { notify });
  return { model, now, asked, kept, notices, hosts: () => model.hosts.value.map(({ host }) => host) };
}

describe('the hosts of a page that are not watched', () => {
  test('are those of the status, and none where it is not known', () => {
    assert.deepEqual(modelOn(undefined).hosts(), []);
    assert.deepEqual(modelOn(page('b.test', 'c.test')).hosts(), ['b.test', 'c.test']);
  });

  test('are asked for all at once, each pattern once', () => {
    const { model, asked } = modelOn({
      ...page(),
      unseen: [
        { host: 'a.b.test', patterns: ['*://a.b.test/*', '*://*.b.test/*'] },
        { host: 'b.test', patterns: ['*://b.test/*', '*://*.b.test/*'] },
      ],
    });
    model.watch();
    assert.deepEqual(asked, [['*://a.b.test/*', '*://*.b.test/*', '*://b.test/*']]);
  });

  test('are asked for with a word where that fails, and without one where it does not', async () => {
    const [fails, works] = [modelOn(page()), modelOn(page('a.test'))];
    for (const { model } of [fails, works]) model.watch();
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(
      fails.notices.map((notice) => [notice?.tone, notice?.said.key]),
      [['bad', 'noticeFailed']],
    );
    assert.deepEqual(works.notices, []);
  });

  test('are passed over once the user says so, on other pages and after a reload; new ones are not', async () => {
    const { model, now, hosts, kept } = modelOn(page('ads.test'));
    model.pass();
    await Promise.resolve();
    assert.deepEqual(hosts(), []);
    now.value = page('ads.test', 'api.test');
    assert.deepEqual(hosts(), ['api.test']);
    assert.deepEqual(modelOn(page('ads.test', 'new.test'), kept).hosts(), ['new.test']);
  });

  test('are passed over on two pages that are open at once', async () => {
    const kept = area();
    const [one, other] = [modelOn(page('ads.test'), kept), modelOn(page('api.test'), kept)];
    one.model.pass();
    await Promise.resolve();
    other.model.pass();
    await Promise.resolve();
    assert.deepEqual(modelOn(page('ads.test', 'api.test', 'new.test'), kept).hosts(), ['new.test']);
  });

  test('are not asked for when they were passed over', async () => {
    const { model, now, asked } = modelOn(page('ads.test'));
    model.pass();
    await Promise.resolve();
    now.value = page('ads.test', 'api.test');
    model.watch();
    assert.deepEqual(asked, [['*://api.test/*', '*://*.api.test/*']]);
  });

  test('of private windows, and of what may be one, are passed over in memory alone', async () => {
    for (const isPrivate of [true, Promise.reject(new Error('nobody answers'))]) {
      const { model, hosts, kept } = modelOn(page('ads.test'), area(), isPrivate);
      model.pass();
      await Promise.resolve();
      assert.deepEqual(hosts(), []);
      assert.deepEqual(modelOn(page('ads.test'), kept, true).hosts(), ['ads.test']);
    }
  });

  test('survive a value in the storage that another version wrote', () => {
    const kept = area();
    kept.setItem('passed-hosts', '{"b.test":true}');
    assert.deepEqual(modelOn(page('b.test'), kept).hosts(), ['b.test']);
  });
});
