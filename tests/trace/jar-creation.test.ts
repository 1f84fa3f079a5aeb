import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { cookieOf, Story } from './story.ts';

type Moment = 'created' | 'firstSeen';

/** How long after its first appearance a cookie counts as created, or was seen first, in ms, after each of the changes. */
function ages(browser: 'chrome' | 'firefox', moment: Moment): number[] {
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
    return (held?.[moment] ?? Number.NaN) - born;
  });
}

test('a cookie with another value is a new one to Chromium, and the old one to Firefox', () => {
  assert.deepEqual(ages('chrome', 'created'), [0, 120_002, 120_002]);
  assert.deepEqual(ages('firefox', 'created'), [0, 0, 0]);
});

test('where a cookie was seen first does not change with its value', () => {
  assert.deepEqual(ages('chrome', 'firstSeen'), [0, 0, 0]);
});
