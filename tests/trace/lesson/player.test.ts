import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  atEndOf,
  back,
  forward,
  type PlayerAt,
  type PlayerTrack,
  paceOf,
} from '../../../extension/trace/lesson/player.ts';

const track: PlayerTrack = {
  rows: ['a', 'b'],
  path: (row) => (row === 'a' ? ['request', 'check', 'create'] : ['request', 'check']),
};

function walk(from: PlayerAt, step: (track: PlayerTrack, at: PlayerAt) => PlayerAt | undefined): string[] {
  const seen: string[] = [];
  for (let at: PlayerAt | undefined = from; at !== undefined; at = step(track, at)) seen.push(`${at.row}${at.stop}`);
  return seen;
}

test('a replay goes place by place through each request and on to the next, and ends at the newest', () => {
  assert.deepEqual(walk({ row: 'a', stop: 0 }, forward), ['a0', 'a1', 'a2', 'b0', 'b1']);
});

test('stepping back is the same way in reverse', () => {
  assert.deepEqual(walk(atEndOf(track, 'b'), back), ['b1', 'b0', 'a2', 'a1', 'a0']);
});

test('a row that has gone from the track ends the replay instead of starting it over', () => {
  assert.equal(forward(track, { row: 'gone', stop: 9 }), undefined);
  assert.equal(back(track, { row: 'gone', stop: 0 }), undefined);
});

test('twice the speed rests half as long at each place', () => {
  assert.equal(paceOf(2), paceOf(1) / 2);
});
