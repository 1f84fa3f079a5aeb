import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { startCompanion } from '../../../server/companion.ts';
import { type Clock, steadyClock } from '../../../server/sessions/clock.ts';
import { newSessionId, sessionKey } from '../../../server/sessions/session-id.ts';
import type { SessionStore } from '../../../server/sessions/session-store.ts';
import { MemoryStore } from '../../../server/stores/memory-store.ts';
import { SqliteStore } from '../../../server/stores/sqlite/sqlite-store.ts';
import { Visitor } from '../support/browserish.ts';
import { LONG } from '../support/policy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const YEAR = 365 * 86_400_000;
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 28, 12);

/** A machine whose clock can be set, and whose time passes only when a test says so. */
class Machine {
  #wall = NOON;
  #elapsed = 0;

  readonly clock = (from?: number): Clock =>
    steadyClock({ wall: () => this.#wall, elapsed: () => this.#elapsed, from });

  pass(ms: number): void {
    this.#wall += ms;
    this.#elapsed += ms;
  }

  /** Sleeps: only the clock on the wall goes on. */
  sleep(ms: number): void {
    this.#wall += ms;
  }

  setClock(by: number): void {
    this.#wall += by;
  }
}

describe('the clock of a store', () => {
  test('goes on by the time that passes where the machine’s clock is set back, and follows it forward', () => {
    const machine = new Machine();
    const now = machine.clock();
    machine.pass(1_000);
    assert.equal(now(), NOON + 1_000);
    machine.setClock(-YEAR);
    assert.equal(now(), NOON + 1_000);
    machine.pass(HOUR);
    assert.equal(now(), NOON + 1_000 + HOUR);
    machine.setClock(YEAR);
    assert.equal(now(), NOON + 1_000 + HOUR);
    machine.sleep(HOUR);
    assert.equal(now(), NOON + 1_000 + 2 * HOUR);
  });

  test('of a new worker goes on from where the others are', () => {
    const machine = new Machine();
    const now = machine.clock(NOON + YEAR);
    machine.pass(500);
    assert.equal(now(), NOON + YEAR + 500);
  });

  test('does not stand still over fractions of a millisecond', () => {
    let elapsed = 0;
    const now = steadyClock({ wall: () => 0, elapsed: () => elapsed });
    for (let times = 0; times < 1_000; times += 1) {
      elapsed += 0.25;
      now();
    }
    assert.equal(now(), 250);
  });
});

const STORES: Readonly<Record<string, (now: Clock) => SessionStore>> = {
  SQLite: (now) => new SqliteStore(':memory:', LONG, now),
  memory: (now) => new MemoryStore(LONG, now),
};
for (const [name, make] of Object.entries(STORES)) {
  test(`a clock that is set back by a year lengthens no session by a moment: ${name}`, async () => {
    const machine = new Machine();
    const store = make(machine.clock());
    const [idle, used, moved, next] = Array.from({ length: 4 }, () => sessionKey(newSessionId()));
    if (idle === undefined || used === undefined || moved === undefined || next === undefined) assert.fail();
    const start = { count: 1, user: 'Ada', provisional: false };
    for (const key of [idle, used, moved]) await store.create(key, start);
    await store.rotate(moved, next, 'Ada');
    machine.setClock(-YEAR);
    for (let passed = 0; passed < LONG.idleMs; passed += 600_000) {
      assert.equal(typeof (await store.visit(used)), 'object');
      machine.pass(600_000);
    }
    assert.equal(await store.visit(idle), 'unknown');
    assert.equal(await store.visit(moved), 'unknown');
    assert.deepEqual(
      (await store.list('Ada')).map(({ key }) => key),
      [used],
    );
    let passed = LONG.idleMs;
    while (typeof (await store.visit(used)) !== 'string') {
      machine.pass(60_000);
      passed += 60_000;
    }
    assert.equal(passed, LONG.absoluteMs);
    await store.close();
  });
}

test('a companion’s sessions end in time though the clock of the machine is set back', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: NOON });
  const companion = await startCompanion({ port: 0, store: 'memory', policy: { ...LONG, idleMs: 300 } });
  context.after(() => companion.close());
  const visitor = new Visitor(companion.url);
  await visitor.visit();
  context.mock.timers.setTime(NOON - YEAR);
  await until(async () => (await visitor.send('GET', '/session')).status === 404);
});

test('after a restart with the clock set back, sessions of the future are refused, and come back with the right time', async () => {
  const file = path.join(temporaryFolder(), 'sessions.sqlite');
  const key = sessionKey(newSessionId());
  const at = async <T>(time: number, work: (store: SqliteStore) => Promise<T>): Promise<T> => {
    const store = new SqliteStore(file, LONG, () => time);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  await at(NOON, (store) => store.create(key, { count: 1, user: 'Ada', provisional: false }));
  await at(NOON - YEAR, async (store) => {
    assert.equal(await store.visit(key), 'unknown');
    assert.equal(await store.read(key), 'unknown');
    assert.equal(await store.rotate(key, sessionKey(newSessionId()), 'Eve'), 'unknown');
    assert.deepEqual(await store.list('Ada'), []);
  });
  const near = await at(NOON - 30_000, (store) => store.visit(key));
  assert.equal(typeof near === 'string' ? near : near.count, 2);
  const right = await at(NOON + 1_000, (store) => store.visit(key));
  assert.equal(typeof right === 'string' ? right : right.count, 3);
});
