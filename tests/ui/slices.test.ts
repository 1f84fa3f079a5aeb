import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSlices } from '../../extension/ui/model/slices.ts';

/** A clock that work moves, and the slices that wait. */
function worked(pieces: number, timing: { readonly first?: number } = {}) {
  let now = 0;
  const waiting: (() => void)[] = [];
  let left = pieces;
  const slices: number[] = [];
  const { begin } = createSlices({
    ...timing,
    clock: () => now,
    later: (run) => waiting.push(run),
    work: (isOver) => {
      let done = 0;
      do {
        now += 3;
        left -= 1;
        done += 1;
      } while (left > 0 && !isOver());
      slices.push(done);
      return left === 0;
    },
  });
  return {
    begin,
    slices,
    waiting,
    again: (more: number) => {
      left = more;
      begin();
    },
  };
}

describe('work in slices', () => {
  test('ends a slice when its time is over, and works the others later', () => {
    const { begin, slices, waiting } = worked(8);
    begin();
    assert.deepEqual([slices, waiting.length], [[3], 1]);
    waiting.shift()?.();
    waiting.shift()?.();
    assert.deepEqual([slices, waiting.length], [[3, 3, 2], 0]);
  });

  test('may have a shorter first slice, at each beginning', () => {
    const { begin, slices, waiting, again } = worked(8, { first: 4 });
    begin();
    waiting.shift()?.();
    waiting.shift()?.();
    assert.deepEqual(slices, [2, 3, 3]);
    again(5);
    waiting.shift()?.();
    assert.deepEqual(slices, [2, 3, 3, 2, 3]);
  });

  test('that begins again leaves the slices before', () => {
    const { begin, slices, waiting, again } = worked(8);
    begin();
    again(4);
    assert.deepEqual([slices, waiting.length], [[3, 3], 2]);
    waiting.shift()?.();
    assert.equal(slices.length, 2);
    waiting.shift()?.();
    assert.deepEqual(slices, [[3, 3, 1]].flat());
  });
});
