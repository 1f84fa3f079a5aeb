import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signal } from '@preact/signals-core';
import type { SiteStatus } from '../../extension/protocol/commands.ts';
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
  const grant = async (patterns?: readonly string[]) => void asked.push(patterns);
  const model = createUnseenModel({ status: now, grant }, { kept, private: Promise.resolve(isPrivate) });
  return { model, now, asked, kept, hosts: () => model.hosts.value.map(({ host }) => host) };
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
