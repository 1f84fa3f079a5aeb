import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { type Companion, startCompanion } from '../../../../server/companion.ts';
import { newSessionId, sessionKey } from '../../../../server/sessions/session-id.ts';
import { StoreUnavailableError } from '../../../../server/sessions/session-store.ts';
import { RedisStore } from '../../../../server/stores/redis/redis-store.ts';
import { type Answer, Visitor } from '../../support/browserish.ts';
import { LONG } from '../../support/policy.ts';
import { noRedis, RedisProcess } from '../../support/redis-process.ts';
import { until } from '../../support/until.ts';

async function startRedis(context: TestContext): Promise<RedisProcess> {
  const redis = await RedisProcess.start();
  context.after(() => redis.stop());
  return redis;
}

async function startOn(url: string, context: TestContext): Promise<Companion> {
  const companion = await startCompanion({ port: 0, store: url, rateLimit: 0 });
  context.after(() => companion.close());
  return companion;
}

/** What an answer says of what was changed; fails where it is no 503 that could be tried again, or sets a cookie. */
function outcomeOf(answer: Answer): string {
  assert.deepEqual([answer.status, answer.headers['retry-after'], answer.setCookies], [503, '1', []], answer.body);
  const { error, outcome } = JSON.parse(answer.body) as { error: string; outcome: string };
  assert.match(error, outcome === 'unchanged' ? /Nothing was changed/ : /not known whether/);
  return outcome;
}

describe('what the companion says when Redis fails is true', { skip: noRedis }, () => {
  test('full: a login, a new session and a first visit are refused and change nothing; the session is counted on', async (context) => {
    const redis = await startRedis(context);
    const companion = await startOn(redis.url, context);
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    await redis.command('CONFIG SET maxmemory 1');
    assert.equal(outcomeOf(await visitor.send('POST', '/login', { user: 'Ada' })), 'unchanged');
    assert.equal(outcomeOf(await visitor.send('POST', '/session')), 'unchanged');
    assert.equal(outcomeOf(await new Visitor(companion.url).send('GET', '/')), 'unchanged');
    const counted = await visitor.visit();
    assert.deepEqual([counted.status, counted.action, counted.count, counted.user], [200, 'resumed', 2, null]);
    assert.equal((await visitor.send('POST', '/logout')).status, 200);
    await redis.command('CONFIG SET maxmemory 0');
    assert.equal((await visitor.visit()).count, 1);
  });

  test('standing still: what was answered 503 is not carried out when it goes on', async (context) => {
    const redis = await startRedis(context);
    const companion = await startOn(redis.url, context);
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    const other = new Visitor(companion.url);
    await other.send('POST', '/login', { user: 'Ada' });
    redis.freeze();
    const visits = Array.from({ length: 300 }, () => visitor.send('GET', '/'));
    const ends = [other.send('POST', '/logout'), other.send('DELETE', '/session'), other.send('POST', '/session')];
    // The last one makes a session first, and nobody ever learns of it.
    assert.deepEqual((await Promise.all(ends)).map(outcomeOf), ['unknown', 'unknown', 'unchanged']);
    for (const answer of await Promise.all(visits)) assert.equal(outcomeOf(answer), 'unknown');
    redis.thaw();
    await until(async () => (await visitor.send('GET', '/session')).status === 200);
    assert.equal((await visitor.visit()).count, 2);
    assert.equal((await other.visit()).user, 'Ada');
  });

  test('an answer that is lost on the way: it is said not to be known, for it was carried out', async (context) => {
    const redis = await startRedis(context);
    const proxy = await LossyProxy.start(redis.port, context);
    const companion = await startOn(proxy.url, context);
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    proxy.loseAnswers = true;
    assert.equal(outcomeOf(await visitor.send('GET', '/')), 'unknown');
    proxy.loseAnswers = false;
    await until(async () => (await visitor.send('GET', '/session')).status === 200);
    assert.equal((await visitor.visit()).count, 3);
  });

  test('a login whose last step fails has happened, and says so', async (context) => {
    const redis = await startRedis(context);
    const proxy = await LossyProxy.start(redis.port, context);
    const store = new RedisStore(proxy.url, LONG);
    context.after(() => store.close());
    await store.ready();
    const [from, to] = [sessionKey(newSessionId()), sessionKey(newSessionId())];
    await store.create(from, { count: 5, user: null, provisional: false });
    proxy.refused = 'settle';
    const made = await store.rotate(from, to, 'Ada');
    assert.ok(typeof made !== 'string');
    assert.deepEqual([made.count, made.user, made.provisional], [5, 'Ada', true]);
    proxy.refused = undefined;
    await store.ready();
    assert.equal(await store.visit(from), 'moved');
    const visit = await store.visit(to);
    assert.ok(typeof visit !== 'string');
    assert.deepEqual([visit.count, visit.provisional], [6, false]);
  });

  test('a login that cannot end the old id leaves it as it was', async (context) => {
    const redis = await startRedis(context);
    const proxy = await LossyProxy.start(redis.port, context);
    const store = new RedisStore(proxy.url, LONG);
    context.after(() => store.close());
    await store.ready();
    const from = sessionKey(newSessionId());
    await store.create(from, { count: 5, user: null, provisional: false });
    proxy.refused = 'move';
    await assert.rejects(
      store.rotate(from, sessionKey(newSessionId()), 'Ada'),
      (error) => error instanceof StoreUnavailableError && error.outcome === 'unknown',
    );
    proxy.refused = undefined;
    await store.ready();
    const visit = await store.visit(from);
    assert.ok(typeof visit !== 'string');
    assert.deepEqual([visit.count, visit.user], [6, null]);
  });

  test('a clock of Redis that was set back: what was seen in the future is refused, and does not come back by a login', async (context) => {
    const redis = await startRedis(context);
    const store = new RedisStore(redis.url, LONG);
    context.after(() => store.close());
    await store.ready();
    const start = { count: 1, user: 'Ada', provisional: false };
    const [near, far, moved, next] = Array.from({ length: 4 }, () => sessionKey(newSessionId()));
    if (near === undefined || far === undefined || moved === undefined || next === undefined) assert.fail();
    for (const key of [near, far, moved]) await store.create(key, start);
    await store.rotate(moved, next, 'Ada');
    // What a store finds after its clock was set back is what it finds when these moments are set forward.
    await redis.command(`HSET sidtrail:session:${near} seen ${Date.now() + 30_000}`);
    await redis.command(`HSET sidtrail:session:${far} seen ${Date.now() + 90_000}`);
    await redis.command(`HSET sidtrail:session:${moved} moved ${Date.now() + 90_000}`);
    assert.equal(typeof (await store.visit(near)), 'object');
    assert.equal(await store.visit(far), 'unknown');
    assert.equal(await store.rotate(far, sessionKey(newSessionId()), 'Ada'), 'unknown');
    assert.equal(await store.visit(moved), 'unknown');
    assert.deepEqual((await store.list('Ada')).map(({ key }) => key).toSorted(), [near, next].toSorted());
  });

  test('a clock of Redis that was set forward: no visit is refused or lost', async (context) => {
    const redis = await startRedis(context);
    let back = 0;
    // To the store it is the same whether Redis's clock goes forward or its own goes back.
    const store = new RedisStore(redis.url, LONG, undefined, undefined, () => performance.now() - back);
    context.after(() => store.close());
    await store.ready();
    const key = sessionKey(newSessionId());
    await store.create(key, { count: 1, user: null, provisional: true });
    back = 86_400_000;
    const visits = await Promise.all(Array.from({ length: 50 }, () => store.visit(key)));
    const counts = visits.map((visit) => (typeof visit === 'string' ? visit : visit.count));
    assert.deepEqual(
      counts.toSorted((a, b) => Number(a) - Number(b)),
      Array.from({ length: 50 }, (_, index) => index + 2),
    );
  });
});

/** Stands between a companion and its Redis, and loses what a test wants lost. */
class LossyProxy {
  loseAnswers = false;
  /** A word in a command at which the connection is cut before the command reaches Redis. */
  refused: string | undefined;
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(redisPort: number, context: TestContext): Promise<LossyProxy> {
    const open = new Set<Socket>();
    let proxy: LossyProxy | undefined;
    const server = createServer((client) => {
      const redis = createConnection(redisPort, '127.0.0.1');
      const both = [client, redis];
      const cut = () => {
        for (const socket of both) socket.destroy();
      };
      for (const socket of both) {
        open.add(socket);
        socket.on('error', cut).on('close', cut);
      }
      client.on('data', (bytes) => {
        if (proxy?.refused !== undefined && bytes.includes(proxy.refused)) cut();
        else redis.write(bytes);
      });
      redis.on('data', (bytes) => {
        if (proxy?.loseAnswers) cut();
        else client.write(bytes);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.after(() => {
      for (const socket of open) socket.destroy();
      server.close();
    });
    proxy = new LossyProxy((server.address() as AddressInfo).port);
    return proxy;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}/0`;
  }
}
