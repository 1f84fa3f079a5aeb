import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardOnce } from '../../extension/background/observers/heard-once.ts';

test('what two generations hear is new once', () => {
  const heard = new HeardOnce();
  const [old, young] = [heard.generation(), heard.generation()];
  assert.deepEqual(
    [old.isNew('sent 1'), young.isNew('sent 1'), young.isNew('sent 2'), old.isNew('sent 2')],
    [true, false, true, false],
  );
});

test('a request that is redirected to its own address is new each time', () => {
  const heard = new HeardOnce();
  const [old, young] = [heard.generation(), heard.generation()];
  const said = [old, young, old, young, young, old].map((generation) => generation.isNew('sent 1 GET /'));
  assert.deepEqual(said, [true, false, true, false, true, false]);
});

test('a generation that began later hears the second time as its first', () => {
  const heard = new HeardOnce();
  const old = heard.generation();
  assert.equal(old.isNew('sent 1'), true);
  const young = heard.generation();
  assert.deepEqual([young.isNew('sent 1'), old.isNew('sent 1')], [false, true]);
});

test('after an overlap the count begins again for all that stay', () => {
  const heard = new HeardOnce();
  const [old, stays] = [heard.generation(), heard.generation()];
  for (const generation of [old, stays]) generation.isNew('sent 1');
  old.end();
  heard.forget();
  const next = heard.generation();
  assert.deepEqual([next.isNew('sent 1'), stays.isNew('sent 1')], [true, false]);
});
