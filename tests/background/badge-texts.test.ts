import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadgeTexts } from '../../extension/background/badge-texts.ts';

function badge() {
  const shown: string[] = [];
  const pauses: (() => void)[] = [];
  const texts = new BadgeTexts({
    show: (tabId, text) => shown.push(`${tabId}: ${text}`),
    later: (run) => pauses.push(run),
  });
  return { texts, shown, pauseEnds: () => pauses.shift()?.() };
}

test('of many counts in a moment the first and the newest are shown', () => {
  const { texts, shown, pauseEnds } = badge();
  for (const count of ['1', '2', '3', '4']) texts.put(7, count);
  assert.deepEqual(shown, ['7: 1']);
  pauseEnds();
  assert.deepEqual(shown, ['7: 1', '7: 4']);
});

test('a text that stands there is not given to the browser again, unless the browser has cleared it', () => {
  const { texts, shown, pauseEnds } = badge();
  texts.put(7, '1');
  pauseEnds();
  texts.put(7, '1');
  assert.deepEqual(shown, ['7: 1']);
  texts.cleared(7);
  texts.put(7, '1');
  assert.deepEqual(shown, ['7: 1', '7: 1']);
});

test('what the browser clears during a pause is put back after it', () => {
  const { texts, shown, pauseEnds } = badge();
  texts.put(7, '1');
  texts.cleared(7);
  texts.put(7, '1');
  pauseEnds();
  assert.deepEqual(shown, ['7: 1', '7: 1']);
});

test('tabs do not wait for each other, and a closed one shows nothing more', () => {
  const { texts, shown, pauseEnds } = badge();
  texts.put(7, '1');
  texts.put(8, '1');
  texts.put(7, '2');
  texts.forget(7);
  pauseEnds();
  pauseEnds();
  assert.deepEqual(shown, ['7: 1', '8: 1']);
});
