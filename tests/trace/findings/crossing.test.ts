import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crossingPairs } from '../../../extension/trace/findings/causes/crossing.ts';
import type { ThreadMoment, ThreadView } from '../../../extension/trace/findings/site-view.ts';

/** A thread of requests under way from one time to another, in ms. */
function threadOf(times: readonly (readonly [started: number, answered: number])[]): ThreadView {
  const moments = times.map(([started, answered]) => ({ started, answered }) as ThreadMoment);
  return { moments } as unknown as ThreadView;
}

const named = (pairs: readonly (readonly [ThreadMoment, ThreadMoment])[]): string[] =>
  pairs.map(([first, second]) => `${first.started} ${second.started}`);

describe('pairs of requests that were under way at once', () => {
  const thread = threadOf([
    [0, 10],
    [1, 4],
    [2, 30],
    [5, 6],
    [12, 20],
    [40, 50],
  ]);

  test('are all those that cross, in the order of the requests', () => {
    assert.deepEqual(named(crossingPairs(thread, () => true)), ['0 1', '0 2', '0 5', '1 2', '2 5', '2 12']);
  });

  test('are those alone in which one of the two decides, whichever it is', () => {
    for (const deciding of [[0], [2], [5], [1, 12], [40], []]) {
      const decides = ({ started }: ThreadMoment) => deciding.includes(started);
      const expected = crossingPairs(thread, () => true).filter((pair) => pair.some(decides));
      assert.deepEqual(named(crossingPairs(thread, decides)), named(expected), String(deciding));
    }
  });

  test('of a thousand requests at once are not all looked at', () => {
    const burst = threadOf(Array.from({ length: 1000 }, (_, at) => [at / 1000, 1000 + at]));
    let looked = 0;
    const found = crossingPairs(
      burst,
      ({ started }) => started === 0.5,
      () => {
        looked += 1;
        return false;
      },
    );
    assert.deepEqual([found.length, looked], [0, 999]);
  });
});
