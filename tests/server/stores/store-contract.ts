import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Clock, steadyClock } from '../../../server/sessions/clock.ts';
import { newSessionId, type SessionKey, sessionKey } from '../../../server/sessions/session-id.ts';
import {
  type Absent,
  MAX_VISITS,
  type SessionPolicy,
  type SessionRecord,
  type SessionStart,
  type SessionStore,
} from '../../../server/sessions/session-store.ts';
import { LONG } from '../support/policy.ts';
import { until } from '../support/until.ts';

const FIRST_VISIT: SessionStart = { count: 1, user: null, provisional: true };

export type StoreMaker = (policy: SessionPolicy, now: Clock) => Promise<SessionStore>;

/** The clock of the stores and of their tests: it goes on where the machine's clock is set back by some ms. */
const now = steadyClock();

const newKey = (): SessionKey => sessionKey(newSessionId());

function present(found: SessionRecord | Absent): SessionRecord {
  if (typeof found === 'string') assert.fail(`the session is ${found}`);
  return found;
}

/**
 * What every store must do, whoever keeps the sessions. Time is the store's own (Redis has no other), so timeouts are
 * short and waited for; that a session ended no sooner than it said is checked against the same clock.
 * @param make opens another store over the same sessions, as a second process would
 */
export function storeContract(name: string, make: StoreMaker, skip: string | false = false): void {
  describe(`${name} keeps the store contract`, { skip }, () => {
    let open: SessionStore[] = [];
    const store = async (policy: Partial<SessionPolicy> = {}): Promise<SessionStore> => {
      const made = await make({ ...LONG, ...policy }, now);
      open.push(made);
      return made;
    };
    beforeEach(() => {
      open = [];
    });
    afterEach(async () => {
      await Promise.all(open.map((one) => one.close()));
    });

    test('a new session has the count it begins with, and is provisional', async () => {
      const sessions = await store();
      const key = newKey();
      const before = now();
      const made = await sessions.create(key, FIRST_VISIT);
      assert.equal(made.count, 1);
      assert.equal(made.key, key);
      assert.equal(made.provisional, true);
      assert.equal(made.user, null);
      assert.equal(made.expiresAt, made.createdAt + LONG.provisionalMs);
      assert.equal(made.absoluteExpiresAt, made.createdAt + LONG.absoluteMs);
      assert.ok(made.createdAt >= before - 1_000 && made.createdAt <= now() + 1_000);
    });

    test('each visit adds one, moves the idle timeout on and settles the session', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, FIRST_VISIT);
      assert.equal(present(await sessions.visit(key)).count, 2);
      const third = present(await sessions.visit(key));
      assert.equal(third.count, 3);
      assert.equal(third.provisional, false);
      assert.equal(third.expiresAt, third.lastSeenAt + LONG.idleMs);
    });

    test('a visit to a key that was never made is unknown, and makes nothing', async () => {
      const sessions = await store();
      const key = newKey();
      assert.equal(await sessions.visit(key), 'unknown');
      assert.equal(await sessions.read(key), 'unknown');
    });

    test('400 visits at once are given the counts 2 to 401, none twice and none lost', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, FIRST_VISIT);
      const visits = await Promise.all(Array.from({ length: 400 }, () => sessions.visit(key)));
      const counts = visits.map((visit) => present(visit).count).sort((a, b) => a - b);
      assert.deepEqual(
        counts,
        Array.from({ length: 400 }, (_, index) => index + 2),
      );
      assert.equal(present(await sessions.read(key)).count, 401);
    });

    test('a count that could not be exact any more is not counted on', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, { count: MAX_VISITS - 2, user: null, provisional: false });
      assert.equal(present(await sessions.visit(key)).count, MAX_VISITS - 1);
      assert.equal(present(await sessions.visit(key)).count, MAX_VISITS);
      assert.equal(await sessions.visit(key), 'unknown');
    });

    test('reading counts nothing and leaves the timeout where it is', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, FIRST_VISIT);
      const visited = present(await sessions.visit(key));
      assert.deepEqual(await sessions.read(key), visited);
      assert.deepEqual(await sessions.read(key), visited);
    });

    test('reading settles a provisional session, for its cookie has come back', async () => {
      const sessions = await store();
      const key = newKey();
      const made = await sessions.create(key, FIRST_VISIT);
      const read = present(await sessions.read(key));
      assert.equal(read.provisional, false);
      assert.equal(read.count, 1);
      assert.equal(read.lastSeenAt, made.lastSeenAt);
      assert.ok(read.expiresAt >= made.createdAt + LONG.idleMs);
    });

    test('an idle session ends when it said it would, and a visit then finds nothing', async () => {
      const sessions = await store({ idleMs: 300 });
      const key = newKey();
      await sessions.create(key, { ...FIRST_VISIT, provisional: false });
      const { expiresAt } = present(await sessions.read(key));
      await until(async () => (await sessions.read(key)) === 'unknown');
      assert.ok(now() >= expiresAt, 'it ended before its time');
      assert.equal(await sessions.visit(key), 'unknown');
      assert.equal(await sessions.end(key), 'unknown');
    });

    test('visits keep a session alive past its idle timeout, but not past its absolute one', async () => {
      const sessions = await store({ idleMs: 400, absoluteMs: 1_000 });
      const key = newKey();
      const made = await sessions.create(key, { ...FIRST_VISIT, provisional: false });
      let last = made;
      await until(async () => {
        const visit = await sessions.visit(key);
        if (typeof visit === 'string') return true;
        assert.equal(visit.expiresAt, Math.min(visit.lastSeenAt + 400, made.absoluteExpiresAt));
        last = visit;
        return false;
      });
      // Between two visits a busy machine may pause for longer than the idle timeout.
      assert.ok(now() >= last.expiresAt, 'it ended before its time');
      assert.ok(last.lastSeenAt > made.createdAt, 'no visit kept it alive');
    });

    test('a provisional session that never comes back ends after a short time of its own', async () => {
      const sessions = await store({ provisionalMs: 100 });
      const key = newKey();
      const { createdAt, expiresAt } = await sessions.create(key, FIRST_VISIT);
      assert.equal(expiresAt, createdAt + 100);
      await until(() => now() > expiresAt + 5);
      assert.equal(await sessions.visit(key), 'unknown');
    });

    test('when too many wait for their cookie, the oldest end; those whose cookie came back go on', async () => {
      const sessions = await store({ mostProvisional: 10 });
      const settled = Array.from({ length: 3 }, newKey);
      for (const key of settled) {
        await sessions.create(key, FIRST_VISIT);
        await sessions.visit(key);
      }
      const loggedIn = newKey();
      await sessions.create(loggedIn, { count: 0, user: 'Ada', provisional: false });
      const waiting = Array.from({ length: 25 }, newKey);
      for (const key of waiting) await sessions.create(key, FIRST_VISIT);
      const found = await Promise.all(waiting.map((key) => sessions.read(key)));
      assert.deepEqual(
        found.map((one) => typeof one !== 'string'),
        waiting.map((_key, index) => index >= 15),
      );
      for (const key of settled) assert.equal(present(await sessions.visit(key)).count, 3);
      assert.equal(present(await sessions.read(loggedIn)).user, 'Ada');
      const atOnce = Array.from({ length: 40 }, newKey);
      await Promise.all(atOnce.map((key) => sessions.create(key, FIRST_VISIT)));
      const left = (await Promise.all(atOnce.map((key) => sessions.visit(key)))).filter(
        (one) => typeof one !== 'string',
      );
      assert.equal(left.length, 10);
    });

    test('a session can be given an idle timeout of its own', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, FIRST_VISIT);
      const short = present(await sessions.setIdle(key, 300));
      assert.equal(short.idleMs, 300);
      assert.equal(short.count, 1);
      assert.equal(present(await sessions.visit(key)).idleMs, 300);
      await until(async () => (await sessions.read(key)) === 'unknown');
      assert.equal(await sessions.setIdle(key, 1_000), 'unknown');
    });

    test('an ended session stays ended, also for the visits under way', async () => {
      const sessions = await store();
      const key = newKey();
      await sessions.create(key, FIRST_VISIT);
      const underWay = Array.from({ length: 50 }, () => sessions.visit(key));
      const ended = sessions.end(key);
      const late = Array.from({ length: 50 }, () => sessions.visit(key));
      assert.equal(await ended, 'ended');
      await Promise.all(underWay);
      for (const visit of await Promise.all(late)) assert.equal(visit, 'unknown');
      assert.equal(await sessions.read(key), 'unknown');
      assert.equal(await sessions.end(key), 'unknown');
    });

    test('rotation gives a new key the old count and a user, and remembers the old key as moved', async () => {
      const sessions = await store();
      const [from, to] = [newKey(), newKey()];
      const made = await sessions.create(from, FIRST_VISIT);
      await sessions.visit(from);
      const rotated = present(await sessions.rotate(from, to, 'Ada'));
      assert.equal(rotated.key, to);
      assert.equal(rotated.count, 2);
      assert.equal(rotated.user, 'Ada');
      assert.equal(rotated.createdAt, made.createdAt);
      assert.equal(rotated.provisional, false);
      assert.equal(await sessions.visit(from), 'moved');
      assert.equal(await sessions.read(from), 'moved');
      assert.equal(await sessions.rotate(from, newKey(), 'Eve'), 'moved');
      assert.equal(await sessions.setIdle(from, 1_000), 'moved');
      assert.equal(await sessions.end(from), 'moved');
      assert.equal(present(await sessions.visit(to)).count, 3);
    });

    test('visits at the moment of a rotation are all on the new key, or learn that the old one moved', async () => {
      const sessions = await store();
      const [from, to] = [newKey(), newKey()];
      await sessions.create(from, FIRST_VISIT);
      const visits: Promise<SessionRecord | Absent>[] = [];
      let rotated: SessionRecord | Absent | undefined;
      const rotation = sessions.rotate(from, to, 'Ada').then((found) => {
        rotated = found;
      });
      while (rotated === undefined) {
        visits.push(sessions.visit(from));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await rotation;
      const counted = (await Promise.all(visits)).filter((visit) => typeof visit !== 'string').length;
      assert.equal(present(rotated).count, 1 + counted);
      assert.equal(present(await sessions.visit(to)).count, 2 + counted);
    });

    test('a moved key is forgotten after its time', async () => {
      const sessions = await store({ movedMs: 300 });
      const [from, to] = [newKey(), newKey()];
      await sessions.create(from, FIRST_VISIT);
      await sessions.rotate(from, to, 'Ada');
      await until(async () => (await sessions.visit(from)) === 'unknown');
      assert.equal(present(await sessions.visit(to)).count, 2);
    });

    test('of two rotations at once, one wins and the other finds the session moved', async () => {
      const sessions = await store();
      const from = newKey();
      await sessions.create(from, FIRST_VISIT);
      const both = await Promise.all([sessions.rotate(from, newKey(), 'Ada'), sessions.rotate(from, newKey(), 'Bob')]);
      assert.equal(both.filter((result) => result === 'moved').length, 1);
    });

    test('lists the live sessions of one user, oldest first, and of nobody else', async () => {
      const sessions = await store();
      const user = `Ada ${newKey()}`;
      const keys = [newKey(), newKey(), newKey()];
      for (const key of keys) {
        const { createdAt } = await sessions.create(key, { count: 0, user, provisional: true });
        await until(() => now() > createdAt);
      }
      await sessions.create(newKey(), { count: 0, user: `${user}!`, provisional: true });
      await sessions.create(newKey(), FIRST_VISIT);
      const [first, second, third] = keys;
      if (first === undefined) assert.fail();
      await sessions.end(first);
      assert.deepEqual(
        (await sessions.list(user)).map(({ key }) => key),
        [second, third],
      );
      assert.deepEqual(await sessions.list('nobody'), []);
    });

    test('sweeping in small steps removes the expired sessions and no others', async () => {
      const sessions = await store({ provisionalMs: 50 });
      const kept = newKey();
      await sessions.create(kept, { ...FIRST_VISIT, provisional: false });
      const gone = await Promise.all(Array.from({ length: 40 }, () => sessions.create(newKey(), FIRST_VISIT)));
      const last = Math.max(...gone.map(({ expiresAt }) => expiresAt));
      await until(() => now() > last);
      let steps = 0;
      while ((await sessions.sweep(10)).more) {
        steps += 1;
        assert.ok(steps < 50, 'it never comes to an end');
      }
      for (const { key } of gone) assert.equal(await sessions.visit(key), 'unknown');
      assert.equal(present(await sessions.visit(kept)).count, 2);
    });

    test('foreign text as a user is kept as it is', async () => {
      const sessions = await store();
      const key = newKey();
      const user = `O'Brien"; DROP TABLE sessions; -- 😀 ${key}`;
      await sessions.create(key, { count: 1, user, provisional: true });
      assert.equal(present(await sessions.read(key)).user, user);
      assert.equal((await sessions.list(user)).length, 1);
    });
  });
}

/** What a store that several processes share must do besides. */
export function sharedStoreContract(name: string, make: StoreMaker, skip: string | false = false): void {
  describe(`${name}, opened twice, is one store`, { skip }, () => {
    test('visits from both sides are all counted, none twice', async () => {
      const sides = await Promise.all([make(LONG, now), make(LONG, now)]);
      const [one, other] = sides;
      if (one === undefined || other === undefined) assert.fail();
      try {
        const key = newKey();
        await one.create(key, FIRST_VISIT);
        const visits = await Promise.all(
          Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? one : other).visit(key)),
        );
        const counts = visits.map((visit) => present(visit).count).sort((a, b) => a - b);
        assert.deepEqual(
          counts,
          Array.from({ length: 300 }, (_, index) => index + 2),
        );
        assert.equal(await other.end(key), 'ended');
        assert.equal(await one.visit(key), 'unknown');
      } finally {
        await Promise.all(sides.map((side) => side.close()));
      }
    });
  });
}
