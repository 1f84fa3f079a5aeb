import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { newSessionId, type SessionKey, sessionKey } from '../../../../server/sessions/session-id.ts';
import { StoreUnavailableError } from '../../../../server/sessions/session-store.ts';
import { rowNumber } from '../../../../server/stores/sqlite/sqlite-schema.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { sharedStoreContract, storeContract } from '../store-contract.ts';

const file = path.join(temporaryFolder(), 'deep', 'sessions.sqlite');

storeContract('the SQLite store', async (policy) => new SqliteStore(file, policy));
sharedStoreContract('the SQLite store', async (policy) => new SqliteStore(file, policy));

test('two keys that share a row number are two sessions: the later one is not made, and never meets the other', async () => {
  const policy = { idleMs: 3_600_000, absoluteMs: 7_200_000, provisionalMs: 1_800_000, movedMs: 60_000 };
  const sessions = new SqliteStore(file, policy);
  try {
    const key = sessionKey(newSessionId());
    const twin = `${key.slice(0, 8)}${sessionKey(newSessionId()).slice(8)}` as SessionKey;
    assert.equal(rowNumber(twin), rowNumber(key));
    await sessions.create(key, { count: 1, user: 'Ada', provisional: false });
    await assert.rejects(sessions.create(twin, { count: 1, user: null, provisional: true }), StoreUnavailableError);
    assert.equal(await sessions.visit(twin), 'unknown');
    assert.equal(await sessions.read(twin), 'unknown');
    assert.equal(await sessions.rotate(twin, sessionKey(newSessionId()), 'Eve'), 'unknown');
    assert.equal(await sessions.end(twin), 'unknown');
    const kept = await sessions.visit(key);
    assert.ok(typeof kept !== 'string');
    assert.deepEqual([kept.key, kept.count, kept.user], [key, 2, 'Ada']);
  } finally {
    await sessions.close();
  }
});
