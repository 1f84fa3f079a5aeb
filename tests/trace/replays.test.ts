import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { isReplayable } from '../../extension/trace/model/replayable.ts';
import { type Ask, Story } from './story.ts';

const script: Ask = { type: 'xmlhttprequest' };
const home = 'http://localhost:3000/';

function entriesOf(story: Story): readonly RequestEntry[] {
  const fold = createFold();
  fold.apply(story.events);
  return fold.trace.entries;
}

/** A visit, and that the user sends it again. */
function replayed(): Story {
  const story = new Story().started().creates('sid', 'k3FzQm1x8sVb2TnLwYd7RcEo');
  const of = story.events.find(({ kind }) => kind === 'request')?.n ?? 0;
  return story.add({ kind: 'replay', tabId: 1, method: 'GET', url: home, of });
}

describe('a request that the user sends again', () => {
  test('is the next one of a script in that tab with this method and address, and names its step', () => {
    const story = replayed();
    story.visits('/other', undefined, {}, script);
    story.visits('/', undefined, {}, { ...script, tabId: 2 });
    story.visits('/', undefined, {}, { ...script, frameId: 3 });
    story.visits('/', undefined, {}, { ...script, method: 'HEAD' });
    story.visits('/', undefined, {});
    story.visits('/', undefined, {}, script);
    story.visits('/', undefined, {}, script);
    assert.deepEqual(
      entriesOf(story).map(({ replay }) => replay?.step),
      [undefined, undefined, undefined, undefined, undefined, undefined, 1, undefined],
    );
  });

  test('is found although its first one was dropped', () => {
    const story = replayed();
    const through = story.events.length;
    story.add({ kind: 'dropped', through, entries: 1 });
    story.visits('/', undefined, {}, script);
    assert.deepEqual(entriesOf(story).at(-1)?.replay, {});
  });

  test('is not looked for when it does not leave for ten seconds', () => {
    const story = replayed();
    story.wait(9_001).visits('/', undefined, {}, script);
    assert.equal(entriesOf(story).at(-1)?.replay, undefined);
  });

  test('counts and changes sessions as any other', () => {
    const story = replayed();
    story.visits('/', 'sid=k3FzQm1x8sVb2TnLwYd7RcEo', { count: 2 }, script);
    const [first, again] = entriesOf(story);
    assert.equal(again?.effects[0]?.action, 'resumed');
    assert.equal(again?.effects[0]?.after, first?.effects[0]?.after);
  });
});

describe('what can be sent again', () => {
  const entry = { method: 'GET', url: home, tabId: 1 };

  test('is what has no body, from a tab, over HTTP', () => {
    assert.equal(isReplayable(entry), true);
    assert.equal(isReplayable({ ...entry, method: 'HEAD' }), true);
    assert.equal(isReplayable({ ...entry, method: 'POST' }), false);
    assert.equal(isReplayable({ ...entry, method: 'DELETE' }), false);
    assert.equal(isReplayable({ ...entry, url: 'ws://localhost:3000/' }), false);
    assert.equal(isReplayable({ ...entry, tabId: -1 }), false);
  });
});
