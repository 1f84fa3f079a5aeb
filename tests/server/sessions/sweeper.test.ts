import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSessionId, sessionKey } from '../../../server/sessions/session-id.ts';
import { startSweeper } from '../../../server/sessions/sweeper.ts';
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { LONG } from '../support/policy.ts';
import { until } from '../support/until.ts';

test('the sweeper removes thousands of expired sessions in many small steps, and leaves the live ones', async () => {
  let now = 1_000_000;
  const policy = { ...LONG, provisionalMs: 1_000 };
  const store = new SqliteStore(':memory:', policy, () => now);
  const start = { count: 1, user: null, provisional: true };
  const kept = sessionKey(newSessionId());
  await store.create(kept, { ...start, provisional: false });
  await Promise.all(Array.from({ length: 3_000 }, () => store.create(sessionKey(newSessionId()), start)));
  now += 2_000;

  const stop = new AbortController();
  const steps: number[] = [];
  const sweeping = {
    sweep: async (limit: number) => {
      const result = await store.sweep(limit);
      steps.push(result.removed);
      return result;
    },
  };
  startSweeper(sweeping, stop.signal, assert.ifError);
  await until(() => steps.reduce((sum, removed) => sum + removed, 0) === 3_000);
  stop.abort();
  assert.ok(Math.max(...steps) <= 200, 'a step was too large');
  const live = await store.visit(kept);
  assert.ok(typeof live !== 'string' && live.count === 2);
  await store.close();
});

test('a session that is visited is never swept, though it outlives the time when the sweeper first looks', async () => {
  let now = 1_000_000;
  const policy = { ...LONG, idleMs: 1_000 };
  const store = new SqliteStore(':memory:', policy, () => now);
  const key = sessionKey(newSessionId());
  await store.create(key, { count: 1, user: null, provisional: false });
  for (let times = 0; times < 10; times += 1) {
    now += 900;
    await store.visit(key);
    await store.sweep(10);
  }
  const live = await store.read(key);
  assert.ok(typeof live !== 'string' && live.count === 11);
  now += 1_001;
  assert.equal((await store.sweep(10)).removed, 1);
  await store.close();
});

test('a store that fails does not stop the sweeper', async () => {
  const stop = new AbortController();
  let tries = 0;
  const troubles: unknown[] = [];
  const failing = {
    sweep: async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return { removed: 0, more: false };
    },
  };
  startSweeper(failing, stop.signal, (error) => troubles.push(error));
  await until(() => tries >= 2);
  stop.abort();
  assert.equal(troubles.length, 1);
});
