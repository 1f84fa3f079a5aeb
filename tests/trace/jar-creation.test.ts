import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { cookieOf, Story } from './story.ts';

/** How long after its first appearance a cookie counts as created, in ms, after each of the changes. */
function ages(browser: 'chrome' | 'firefox'): number[] {
  const story = new Story().started(browser).stores(cookieOf('sid', 'one'));
  const fold = createFold();
  const born = story.time;
  const changes = [cookieOf('sid', 'one', { secure: true }), cookieOf('sid', 'two'), cookieOf('sid', 'two')];
  return changes.map((cookie) => {
    fold.apply(
      story
        .wait(60_000)
        .stores(cookie)
        .events.slice(fold.trace.jar.size === 0 ? 0 : -1),
    );
    const [held] = fold.trace.jar.values();
    return (held?.created ?? Number.NaN) - born;
  });
}

test('a cookie with another value is a new one to Chromium, and the old one to Firefox', () => {
  assert.deepEqual(ages('chrome'), [0, 120_002, 120_002]);
  assert.deepEqual(ages('firefox'), [0, 0, 0]);
});
