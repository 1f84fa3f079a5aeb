import '../background/fake/hooks.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { running } from '../background/fake/current-browser.ts';
import { MemoryArea } from '../protocol/memory-area.ts';

const { SideSource } = await import('../../extension/surfaces/side-source.ts');

test('a log is read once its side is known, however often that had to be asked', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const ending = new AbortController();
  let asked = 0;
  const source = new SideSource(async () => {
    asked += 1;
    if (asked < 3) throw new Error('nobody answers');
    return 'ordinary';
  });
  const batches: unknown[] = [];
  await running.run({ storage: { session: new MemoryArea() } }, async () => {
    source.subscribe((batch) => void batches.push(batch), { signal: ending.signal });
    for (let second = 0; second < 5; second++) {
      await setImmediate();
      context.mock.timers.tick(1_000);
    }
    await setImmediate();
  });
  assert.deepEqual([asked, batches.length], [3, 1]);
});

test('a page that is left asks no more', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const ending = new AbortController();
  let asked = 0;
  const source = new SideSource(async () => {
    asked += 1;
    throw new Error('nobody answers');
  });
  source.subscribe(() => undefined, { signal: ending.signal });
  await setImmediate();
  ending.abort();
  context.mock.timers.tick(1_000);
  await setImmediate();
  context.mock.timers.tick(1_000);
  await setImmediate();
  assert.equal(asked, 1);
});
