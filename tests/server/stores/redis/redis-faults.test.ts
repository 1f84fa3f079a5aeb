import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type Companion, startCompanion } from '../../../../server/companion.ts';
import { type Answer, ask, type VisitJson, Visitor } from '../../support/browserish.ts';
import { noRedis, RedisProcess } from '../../support/redis-process.ts';
import { until } from '../../support/until.ts';

/** How long an answer may take while Redis is away: the store's patience, and room for a slow machine. */
const BOUND_MS = 5_000;

async function timed(url: string, cookie: string): Promise<Answer> {
  const began = performance.now();
  const answer = await ask(url, { headers: { cookie, accept: 'application/json' } });
  assert.ok(performance.now() - began < BOUND_MS, 'the answer did not come in bounded time');
  return answer;
}

/** A visit that is answered: on a busy machine Redis may take longer to write than the store waits, which is a 503. */
async function answered(visitor: Visitor): Promise<VisitJson> {
  let visit: VisitJson | undefined;
  await until(async () => {
    visit = await visitor.visit();
    return visit.status === 200;
  });
  assert.ok(visit);
  return visit;
}

describe('a companion whose Redis fails', { skip: noRedis }, () => {
  const stop: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const end of stop.reverse()) await end();
  });
  const start = async (redis: RedisProcess): Promise<Companion> => {
    const companion = await startCompanion({ port: 0, store: redis.url, rateLimit: 0 });
    stop.push(() => companion.close());
    return companion;
  };
  const startRedis = async (): Promise<RedisProcess> => {
    // With `everysec`, a kill may take back what Redis has already answered; `always` writes before it answers.
    const redis = await RedisProcess.start('--appendfsync', 'always');
    stop.push(() => redis.stop());
    return redis;
  };

  test('killed and restarted under load: 503 meanwhile, no second session, no count lost or given twice', async () => {
    const redis = await startRedis();
    const [one, other] = [await start(redis), await start(redis)];
    const visitor = new Visitor(one.url);
    await answered(visitor);
    const cookie = visitor.cookie ?? '';
    const seen: number[] = [1];
    let refused = 0;
    let going = true;
    const client = async (url: string): Promise<void> => {
      while (going) {
        const answer = await timed(url, cookie);
        assert.deepEqual(answer.setCookies, [], 'a second session for a known id');
        if (answer.status === 200) seen.push(Number(answer.headers['session-count']));
        else {
          assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '1']);
          refused += 1;
        }
      }
    };
    const clients = Array.from({ length: 8 }, (_, index) => client(index % 2 === 0 ? one.url : other.url));
    const ended = Promise.all(clients);
    for (let kill = 0; kill < 2; kill += 1) {
      const before = seen.length;
      await until(() => seen.length > before + 100);
      await redis.kill();
      const refusedBefore = refused;
      await until(() => refused > refusedBefore + 10);
      const seenBefore = seen.length;
      await redis.start();
      await until(() => seen.length > seenBefore + 50);
    }
    going = false;
    await ended;
    assert.equal(new Set(seen).size, seen.length, 'a count was given twice');
    const last = await answered(visitor);
    assert.equal(last.action, 'resumed');
    assert.ok(last.count > Math.max(...seen), 'a count that a client had seen was lost');
  });

  test('that stands still: 503 in bounded time, and on it goes when Redis does', async () => {
    const redis = await startRedis();
    const companion = await start(redis);
    const visitor = new Visitor(companion.url);
    await answered(visitor);
    redis.freeze();
    const frozen = await Promise.all(Array.from({ length: 20 }, () => timed(companion.url, visitor.cookie ?? '')));
    for (const answer of frozen) {
      assert.equal(answer.status, 503);
      assert.deepEqual(answer.setCookies, []);
    }
    assert.equal((await timed(companion.url, '')).status, 503, 'nor does a new session begin');
    redis.thaw();
    const { action, reason } = await answered(visitor);
    assert.deepEqual([action, reason], ['resumed', null]);
  });

  test('that is not there at the start: the companion starts, answers 503, and goes on when it comes', async () => {
    const redis = await startRedis();
    await redis.kill();
    const companion = await start(redis);
    const answer = await timed(companion.url, '');
    assert.deepEqual([answer.status, answer.headers['retry-after'], answer.setCookies.length], [503, '1', 0]);
    await redis.start();
    await until(async () => (await timed(companion.url, '')).status === 200);
  });

  test('that has been restarted empty has forgotten its script, and learns it again', async () => {
    const redis = await startRedis();
    const companion = await start(redis);
    await redis.command('SCRIPT FLUSH');
    const visitor = new Visitor(companion.url);
    assert.equal((await visitor.visit()).count, 1);
    await redis.command('SCRIPT FLUSH');
    assert.equal((await visitor.visit()).count, 2);
  });

  test('keys in Redis hold neither the id nor the user’s name, and expire by themselves', async () => {
    const redis = await startRedis();
    const companion = await start(redis);
    const visitor = new Visitor(companion.url);
    await answered(visitor);
    await visitor.send('POST', '/login', { user: 'Ada' });
    const keys = await redis.command('KEYS *');
    assert.ok(!keys.includes(visitor.cookie?.slice(4) ?? '?') && !keys.includes('Ada'), keys);
    const names = keys.split('\r\n').filter((line) => line.startsWith('sidtrail:'));
    assert.ok(names.length >= 2);
    for (const name of names) assert.ok(Number((await redis.command(`PTTL ${name}`)).slice(1)) > 0, name);
  });
});
