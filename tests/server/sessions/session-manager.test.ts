import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSessionId, type SessionKey, sessionKey } from '../../../server/sessions/session-id.ts';
import { SessionManager } from '../../../server/sessions/session-manager.ts';
import { type FailureOutcome, StoreUnavailableError } from '../../../server/sessions/session-store.ts';
import { MemoryStore } from '../../../server/stores/memory-store.ts';
import { LONG } from '../support/policy.ts';

/** A store that fails when it is to end the sessions that a test picks. */
class FailingStore extends MemoryStore {
  readonly failing = new Map<SessionKey, FailureOutcome>();

  override async end(key: SessionKey) {
    const outcome = this.failing.get(key);
    if (outcome !== undefined) throw new StoreUnavailableError('down', outcome);
    return super.end(key);
  }
}

async function sessionsOfAda(howMany: number): Promise<{ store: FailingStore; keys: SessionKey[] }> {
  const store = new FailingStore(LONG);
  const keys = Array.from({ length: howMany }, () => sessionKey(newSessionId()));
  for (const key of keys) await store.create(key, { count: 1, user: 'Ada', provisional: false });
  return { store, keys };
}

const failsWith = (outcome: FailureOutcome) => (error: unknown) =>
  error instanceof StoreUnavailableError && error.outcome === outcome;

for (const [what, ends, outcome] of [
  ['none of them ended', ['unchanged', 'unchanged'], 'unchanged'],
  ['one of them ended', ['unchanged', undefined], 'unknown'],
  ['one of them may have ended', ['unchanged', 'unknown'], 'unknown'],
] as const) {
  test(`ending the others fails as ${outcome} where ${what}`, async () => {
    const { store, keys } = await sessionsOfAda(3);
    const [own, ...others] = keys;
    if (own === undefined) assert.fail();
    for (const [index, fails] of ends.entries()) {
      const key = others[index];
      if (fails !== undefined && key !== undefined) store.failing.set(key, fails);
    }
    await assert.rejects(
      new SessionManager(store).endOthers('Ada', own, () => true),
      failsWith(outcome),
    );
    assert.equal(typeof (await store.visit(own)), 'object');
  });
}

test('a session that cannot be ended goes on when another was to take its place', async () => {
  const store = new FailingStore(LONG);
  const manager = new SessionManager(store);
  const id = newSessionId();
  const key = sessionKey(id);
  await store.create(key, { count: 7, user: null, provisional: false });
  store.failing.set(key, 'unchanged');
  await assert.rejects(manager.renew({ kind: 'id', id, key }), failsWith('unchanged'));
  const visit = await store.visit(key);
  assert.equal(typeof visit === 'string' ? visit : visit.count, 8);
});
