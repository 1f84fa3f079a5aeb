import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { newSessionId, type SessionKey, sessionKey } from '../../../../server/sessions/session-id.ts';
import { StoreUnavailableError } from '../../../../server/sessions/session-store.ts';
import { rowNumber } from '../../../../server/stores/sqlite/sqlite-schema.ts';
import { SqliteStore } from '../../../../server/stores/sqlite/sqlite-store.ts';
import { LONG } from '../../support/policy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { sharedStoreContract, storeContract } from '../store-contract.ts';

const file = path.join(temporaryFolder(), 'deep', 'sessions.sqlite');

storeContract('the SQLite store', async (policy, now) => new SqliteStore(file, policy, now));
sharedStoreContract('the SQLite store', async (policy, now) => new SqliteStore(file, policy, now));

test('a file of the version before, which knew no places, keeps its sessions', async () => {
  const old = path.join(temporaryFolder(), 'old.sqlite');
  const [waiting, settled] = [sessionKey(newSessionId()), sessionKey(newSessionId())];
  const before = new SqliteStore(old, LONG);
  await before.create(waiting, { count: 1, user: null, provisional: true });
  await before.create(settled, { count: 7, user: 'Ada', provisional: false });
  await before.close();
  const database = new DatabaseSync(old);
  database.exec('DROP INDEX sessions_by_provisional; PRAGMA user_version = 2;');
  database.close();
  const sessions = new SqliteStore(old, { ...LONG, mostProvisional: 3 });
  try {
    for (let more = 0; more < 2; more += 1) {
      await sessions.create(sessionKey(newSessionId()), { count: 1, user: null, provisional: true });
    }
    const [first, second] = [await sessions.visit(waiting), await sessions.visit(settled)];
    assert.ok(typeof first !== 'string' && typeof second !== 'string');
    assert.deepEqual([first.count, second.count, second.user], [2, 8, 'Ada']);
  } finally {
    await sessions.close();
  }
});

test('a row that somebody has changed by hand, beyond what can be read, fails alone or is unknown', async () => {
  const spoiled = path.join(temporaryFolder(), 'spoiled.sqlite');
  const sessions = new SqliteStore(spoiled, LONG);
  try {
    const [good, counted, created] = Array.from({ length: 3 }, () => sessionKey(newSessionId()));
    if (good === undefined || counted === undefined || created === undefined) assert.fail();
    for (const key of [good, counted, created]) {
      await sessions.create(key, { count: 1, user: null, provisional: false });
    }
    const database = new DatabaseSync(spoiled, { timeout: 1_000 });
    database.prepare('UPDATE sessions SET count = 9007199254740993 WHERE key = ?').run(counted);
    database.prepare('UPDATE sessions SET created_at = 9007199254740993 WHERE key = ?').run(created);
    database.close();
    const keys = [good, counted, good, created, good];
    const visits = await Promise.allSettled(keys.map((key) => sessions.visit(key)));
    assert.deepEqual(
      visits.map((visit) => {
        if (visit.status === 'rejected') return visit.reason.name;
        return typeof visit.value === 'string' ? visit.value : visit.value.count;
      }),
      [2, 'unknown', 3, 'StoreUnavailableError', 4],
    );
  } finally {
    await sessions.close();
  }
});

test('two keys that share a row number are two sessions: the later one is not made, and never meets the other', async () => {
  const sessions = new SqliteStore(file, LONG);
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
