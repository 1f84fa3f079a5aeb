import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { changedSession, groupOf, KindCounts } from '../../extension/ui/model/kind-group.ts';
import { cookieOf, Story } from '../trace/story.ts';

const sid = 'k3FzAbCdEfGhIjKlMnOpQrStUvWxYz0123456789Qw';

function entriesOf(story: Story): readonly RequestEntry[] {
  const fold = createFold();
  fold.apply(story.events);
  return fold.trace.entries;
}

function trace(): readonly RequestEntry[] {
  const story = new Story().started();
  story.creates('sid', sid);
  story.visits('/style.css', `sid=${sid}`, {}, { type: 'stylesheet' });
  story.visits('/data', `sid=${sid}`, { headers: [['content-type', 'application/json']] }, { type: 'xmlhttprequest' });
  story.visits('/logo', `sid=${sid}`, { headers: [['content-type', 'image/png']] }, { type: 'xmlhttprequest' });
  story.visits('/live', `sid=${sid}`, {}, { type: 'websocket' });
  story.visits('/bye.js', `sid=${sid}`, { setCookie: ['sid=; Path=/; Max-Age=0'] }, { type: 'script' });
  story.loses(cookieOf('sid', sid), 'expired_overwrite');
  return entriesOf(story);
}

describe('the kind of a request', () => {
  test('comes from its type, then from what it gets', () => {
    assert.deepEqual(trace().map(groupOf), ['document', 'static', 'api', 'static', 'socket', 'static']);
  });

  test('never hides a request that made or ended a session, or was counted', () => {
    assert.deepEqual(trace().map(changedSession), [true, false, false, false, false, true]);
    const counted = entriesOf(new Story().started().counts('sid', sid, 2, '/counter.js'));
    assert.deepEqual(counted.map(changedSession), [true]);
  });
});

describe('the counts of kinds', () => {
  test('say how many there are, and how many are hidden', () => {
    const counts = new KindCounts();
    counts.reset(1);
    for (const entry of trace()) counts.count(entry, true);
    assert.deepEqual(counts.of('static', true), { all: 3, hidden: 2 });
    assert.deepEqual(counts.of('static', false), { all: 3, hidden: 0 });
    assert.deepEqual(counts.of('document', true), { all: 1, hidden: 0 });
    assert.deepEqual(counts.of('other', true), { all: 0, hidden: 0 });
  });

  test('count a request once, however often it changes, and leave out other sites', () => {
    const counts = new KindCounts();
    const [, style, data] = trace();
    assert.ok(style !== undefined && data !== undefined);
    counts.reset(2);
    for (const entry of [style, style, data]) counts.count(entry, true);
    assert.equal(counts.of('static', true).all, 1);
    counts.count(style, false);
    assert.deepEqual([counts.of('static', true).all, counts.of('api', true).all], [0, 1]);
  });

  test('go on behind the first thousands', () => {
    const counts = new KindCounts();
    const [style] = trace().filter((entry) => groupOf(entry) === 'static');
    assert.ok(style !== undefined);
    counts.reset(1);
    for (let step = 1; step <= 5000; step++) counts.count({ ...style, step }, true);
    assert.equal(counts.of('static', true).hidden, 5000);
  });
});
