import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { LogWriter } from '../../extension/background/log/log-writer.ts';
import { setUp } from '../protocol/log-kit.ts';
import { running } from './fake/current-browser.ts';
import { FakeEvents } from './fake/fake-events.ts';

const { Badge } = await import('../../extension/background/badge.ts');

/** The badge of a background that has just begun, over a log in which a tab's count was 4. */
async function begun() {
  const { session, options } = setUp();
  const writer = new LogWriter(options);
  const count = (value: number) =>
    ({
      kind: 'count',
      time: 1,
      tabId: 1,
      url: 'http://localhost/',
      count: value,
      source: 'page',
      pattern: '',
      text: '',
    }) as const;
  writer.append(count(4));
  await writer.flushed();
  const shown: string[] = [];
  const events = new FakeEvents();
  const answer = Promise.withResolvers<void>();
  let reads = 0;
  const get = async () => {
    reads += 1;
    await answer.promise;
    return session.get(null);
  };
  const api = {
    storage: { session: { get } },
    tabs: { onUpdated: events.event('onUpdated'), onRemoved: events.event('onRemoved') },
    action: {
      setBadgeText: async ({ text }: { text: string }) => void shown.push(text),
      setBadgeBackgroundColor: async () => undefined,
    },
  };
  const badge = new Badge(() => undefined);
  const run = <T>(work: () => T): T => running.run(api, work);
  run(() => badge.listen());
  return {
    shown,
    later: run,
    see: (value: number) => run(() => badge.see(count(value))),
    reads: () => reads,
    loaded: (tabId = 1, tab: { url?: string } = { url: 'http://localhost/' }) =>
      run(() => events.dispatch('onUpdated', undefined, [tabId, { status: 'complete' }, tab])),
    answer: async () => {
      answer.resolve();
      await settled();
    },
  };
}

describe('the badge after the background was stopped', () => {
  test('is the last count of the tab that the log holds', async () => {
    const { shown, loaded, answer } = await begun();
    loaded();
    await answer();
    assert.deepEqual(shown, ['4']);
  });

  test('is the count that was read from the page while the log was read', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { shown, loaded, see, answer, later } = await begun();
    loaded();
    see(5);
    await answer();
    later(() => context.mock.timers.tick(1_000));
    assert.equal(shown.at(-1), '5');
  });

  test('is looked for in the log once, however many pages load', async () => {
    const { shown, loaded, answer, reads } = await begun();
    loaded(2);
    loaded();
    await answer();
    loaded(2);
    loaded(3);
    await settled();
    assert.deepEqual(shown, ['4']);
    assert.equal(reads(), 1);
  });

  test('is not looked for where the site is not watched', async () => {
    const { shown, loaded, answer, reads } = await begun();
    loaded(1, {});
    await answer();
    assert.deepEqual(shown, []);
    assert.equal(reads(), 0);
  });
});
