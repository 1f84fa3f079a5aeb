import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCompanion } from '../../../server/companion.ts';
import { MemoryStore } from '../../../server/stores/memory-store.ts';
import { withCompanion } from '../support/with-companion.ts';

const other = withCompanion();

test('a companion that cannot have its second port leaves nothing running', async (context) => {
  const labPort = Number(new URL(other.url).port);
  const sweep = context.mock.method(MemoryStore.prototype, 'sweep');
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  await assert.rejects(startCompanion({ port: 0, labPort, store: 'memory' }), /is taken by another program/);
  const before = sweep.mock.callCount();
  context.mock.timers.tick(10_000);
  assert.equal(sweep.mock.callCount(), before);
});

test('one that starts goes on to sweep', async (context) => {
  const sweep = context.mock.method(MemoryStore.prototype, 'sweep');
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const companion = await startCompanion({ port: 0, store: 'memory' });
  const before = sweep.mock.callCount();
  context.mock.timers.tick(10_000);
  assert.ok(sweep.mock.callCount() > before);
  await companion.close();
});
