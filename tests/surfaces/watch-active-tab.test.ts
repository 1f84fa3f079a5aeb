import '../background/fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { running } from '../background/fake/current-browser.ts';
import { FakeEvents } from '../background/fake/fake-events.ts';

const { watchActiveTab } = await import('../../extension/surfaces/watch-active-tab.ts');

/** A window's surface, in a browser that answers which tab is active when the test says so. */
function surface() {
  const events = new FakeEvents();
  const answers: ((id: number) => void)[] = [];
  const api = {
    tabs: {
      query: () =>
        new Promise((resolve) => {
          answers.push((id) => resolve([{ id, windowId: 1 }]));
        }),
      onActivated: events.event('onActivated'),
      onUpdated: events.event('onUpdated'),
    },
  };
  const seen: (number | undefined)[] = [];
  const ending = new AbortController();
  return {
    seen,
    end: () => running.run(api, () => ending.abort()),
    listeners: () => events.count('onActivated') + events.count('onUpdated'),
    begin: () => running.run(api, () => watchActiveTab()),
    watch: (begun: ReturnType<typeof watchActiveTab>) =>
      running.run(api, () => begun((id) => seen.push(id), ending.signal)),
    activate: (tabId: number, windowId = 1) => events.dispatch('onActivated', undefined, [{ tabId, windowId }]),
    answer: async (id: number) => {
      for (const give of answers) give(id);
      await settled();
    },
  };
}

describe('the active tab of a surface’s window', () => {
  test('is followed, that of another window is not', async () => {
    const { begin, watch, activate, answer, seen, end, listeners } = surface();
    watch(begin());
    await answer(1);
    activate(7, 2);
    activate(2);
    assert.deepEqual(seen, [1, 2]);
    assert.equal(listeners(), 2);
    end();
    assert.equal(listeners(), 0);
  });

  test('is the one that was chosen while the browser was still asked', async () => {
    const { begin, watch, activate, answer, seen } = surface();
    watch(begin());
    activate(2);
    activate(7, 2);
    await answer(1);
    assert.deepEqual(seen, [2]);
  });

  test('is the one that was chosen while the surface was still being loaded', async () => {
    const { begin, watch, answer, seen } = surface();
    const begun = begin();
    await answer(1);
    watch(begun);
    await answer(2);
    assert.deepEqual(seen, [2]);
  });
});
