import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, Visitor } from '../support/browserish.ts';
import { LONG } from '../support/policy.ts';
import { until } from '../support/until.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('the life of a session', () => {
  const companion = withCompanion();
  const visitor = async (): Promise<Visitor> => {
    const one = new Visitor(companion.url);
    await one.visit();
    return one;
  };
  const loggedIn = async (user: string): Promise<Visitor> => {
    const one = await visitor();
    assert.equal((await one.send('POST', '/login', { user })).status, 200);
    return one;
  };

  test('login gives it a new id and a user, and the count goes on', async () => {
    const one = await visitor();
    await one.visit();
    const before = one.cookie;
    const answer = await one.send('POST', '/login', { user: 'Ada' });
    assert.equal(answer.headers['session-count'], '2');
    assert.equal(JSON.parse(answer.body).action, 'rotated');
    assert.notEqual(one.cookie, before);
    const next = await one.visit();
    assert.deepEqual([next.count, next.user], [3, 'Ada']);
  });

  test('the id from before the login is worth nothing, and begins no second session while it may be under way', async () => {
    const one = await visitor();
    const stale = new Visitor(companion.url);
    stale.cookie = one.cookie;
    await one.send('POST', '/login', { user: 'Ada' });
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/session'],
      ['POST', '/login'],
      ['POST', '/logout'],
      ['POST', '/session'],
      ['DELETE', '/session'],
    ] as const) {
      const answer = await stale.send(method, path, method === 'POST' ? { user: 'Eve' } : undefined);
      assert.equal(answer.status, 409, `${method} ${path}`);
      assert.deepEqual(answer.setCookies, []);
      assert.equal(answer.headers['retry-after'], '1');
    }
    assert.equal((await one.visit()).count, 2);
  });

  test('login without a session begins one that no visit has been counted on', async () => {
    const one = new Visitor(companion.url);
    const answer = await one.send('POST', '/login', { user: 'Ada' });
    assert.equal(answer.headers['session-count'], '0');
    assert.equal((await one.visit()).count, 1);
  });

  test('a browser is sent on after a form (303), a program gets the answer', async () => {
    const one = await visitor();
    const answer = await one.send('POST', '/login', { user: 'Ada' }, { headers: { accept: 'text/html' } });
    assert.deepEqual([answer.status, answer.headers.location], [303, '/']);
  });

  for (const user of ['', ' ', 'x'.repeat(41), '<script>', 'a\nb', '=1']) {
    test(`the user name ${JSON.stringify(user)} is refused with a sentence, and changes nothing`, async () => {
      const one = await visitor();
      const answer = await one.send('POST', '/login', { user });
      assert.equal(answer.status, 400);
      assert.match(JSON.parse(answer.body).error, /name of 1 to 40/);
      assert.deepEqual(answer.setCookies, []);
    });
  }

  test('logout ends it on the server and takes the cookie back', async () => {
    const one = await loggedIn('Ada');
    const old = one.cookie ?? '';
    const answer = await one.send('POST', '/logout', {});
    assert.match(answer.setCookies[0] ?? '', /^sid=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/);
    assert.equal(answer.headers['clear-site-data'], undefined);
    one.cookie = old;
    const visit = await one.visit();
    assert.deepEqual([visit.count, visit.reason, visit.user], [1, 'unknown', null]);
  });

  test('logout sends Clear-Site-Data where it is asked to', async () => {
    const one = await loggedIn('Ada');
    const answer = await one.send('POST', '/logout', { 'clear-site-data': 'on' });
    assert.equal(answer.headers['clear-site-data'], '"cookies"');
  });

  test('DELETE /session makes the server forget while the browser keeps its cookie', async () => {
    const one = await visitor();
    const before = one.cookie;
    const answer = await one.send('DELETE', '/session');
    assert.deepEqual([answer.status, answer.setCookies.length], [200, 0]);
    assert.equal(one.cookie, before);
    const visit = await one.visit();
    assert.deepEqual([visit.count, visit.action, visit.reason], [1, 'replaced', 'unknown']);
    assert.notEqual(one.cookie, before);
  });

  test('a session that ends amid parallel visits is not brought back by any of them', async () => {
    const one = await visitor();
    const cookie = one.cookie ?? '';
    const visit = () => ask(companion.url, { headers: { cookie, accept: 'application/json' } });
    const before = Array.from({ length: 40 }, visit);
    const deleted = ask(`${companion.url}session`, { method: 'DELETE', headers: { cookie } });
    await Promise.all([...before, deleted, ...Array.from({ length: 40 }, visit)]);
    const known = await ask(`${companion.url}session`, { headers: { cookie } });
    assert.equal(known.status, 404);
  });

  test('GET /session reports what the server knows and counts nothing', async () => {
    const one = await visitor();
    for (let times = 0; times < 3; times += 1) {
      const answer = await one.send('GET', '/session');
      assert.equal(answer.headers['session-count'], '1');
      assert.equal(JSON.parse(answer.body).count, 1);
    }
    assert.equal((await one.visit()).count, 2);
  });

  test('GET /session without a session says what was sent instead, and makes none', async () => {
    for (const [cookie, sent] of [
      [undefined, 'none'],
      ['sid=x', 'malformed'],
      ['sid=x; sid=y', 'sent-twice'],
    ] as const) {
      const one = new Visitor(companion.url);
      one.cookie = cookie;
      const answer = await one.send('GET', '/session');
      assert.deepEqual([answer.status, JSON.parse(answer.body).sent, answer.setCookies.length], [404, sent, 0]);
    }
  });

  test('POST /session ends the session and begins one at 0', async () => {
    const one = await visitor();
    const old = one.cookie ?? '';
    const answer = await one.send('POST', '/session', {});
    assert.equal(answer.headers['session-count'], '0');
    assert.equal((await one.visit()).count, 1);
    assert.equal((await ask(`${companion.url}session`, { headers: { cookie: old } })).status, 404);
  });

  for (const idle of ['0', '-1', '1801', '1.5', 'x', '', '99999999999']) {
    test(`the idle timeout ${JSON.stringify(idle)} is refused with a sentence`, async () => {
      const answer = await (await visitor()).send('POST', '/session/timeout', { idle });
      assert.equal(answer.status, 400);
      assert.match(JSON.parse(answer.body).error, /seconds from 1 to 1800/);
    });
  }

  test('a logged-in user sees their sessions in all browsers, and nobody else’s', async () => {
    const user = 'Grace Hopper';
    const [one, other] = [await loggedIn(user), await loggedIn(user)];
    await loggedIn('Grace');
    const list = JSON.parse((await one.send('GET', '/sessions')).body);
    assert.equal(list.sessions.length, 2);
    assert.deepEqual(
      list.sessions.map(({ current }: { current: boolean }) => current),
      [true, false],
    );
    const { body } = await one.send('GET', '/sessions', undefined, { headers: { accept: 'text/html' } });
    for (const cookie of [one.cookie, other.cookie])
      assert.ok(!body.includes(cookie?.slice(4) ?? '?'), 'an id in the page');
  });

  test('a user can end one other session, or all others, but not somebody else’s', async () => {
    const [one, second, third] = [await loggedIn('Linus'), await loggedIn('Linus'), await loggedIn('Linus')];
    const stranger = await loggedIn('Mallory');
    const { sessions } = JSON.parse((await one.send('GET', '/sessions')).body);
    const handle = sessions[1].handle;
    assert.equal(JSON.parse((await stranger.send('DELETE', `/sessions/${handle}`)).body).ended, 0);
    assert.equal(JSON.parse((await one.send('DELETE', `/sessions/${handle}`)).body).ended, 1);
    assert.equal((await second.send('GET', '/session')).status, 404);
    assert.equal((await third.send('GET', '/session')).status, 200);
    assert.equal(JSON.parse((await one.send('DELETE', '/sessions')).body).ended, 1);
    assert.equal((await third.send('GET', '/session')).status, 404);
    assert.equal((await one.send('GET', '/session')).status, 200, 'their own goes on');
    assert.equal((await stranger.send('GET', '/session')).status, 200);
  });

  test('sessions are listed for logged-in users only', async () => {
    assert.equal((await (await visitor()).send('GET', '/sessions')).status, 403);
    assert.equal((await new Visitor(companion.url).send('DELETE', '/sessions')).status, 403);
  });
});

describe('a short idle timeout', () => {
  // Beyond the machine's clock the companion's goes by the time that passes alone: the former may be set by some ms.
  const notBefore = Date.now() + 86_400_000;
  const loaded = performance.now();
  const companion = withCompanion({ notBefore });

  test('can be given to a session, and the server enforces it', async () => {
    const one = new Visitor(companion.url);
    await one.visit();
    const began = performance.now();
    const answer = await one.send('POST', '/session/timeout', { idle: '1' });
    const { idleTimeout, expires } = JSON.parse(answer.body);
    assert.equal(idleTimeout, 1);
    assert.ok(Date.parse(expires) >= notBefore + 1_000, 'it is said to end too early');
    await until(async () => (await one.send('GET', '/session')).status === 404);
    assert.ok(notBefore + performance.now() - loaded >= Date.parse(expires), 'it ended before it said');
    // The companion counts whole ms.
    assert.ok(performance.now() - began >= 999, 'it ended too early');
    assert.equal((await one.visit()).reason, 'unknown');
  });
});

describe('sessions whose cookie never comes back', () => {
  const companion = withCompanion({
    policy: { ...LONG, provisionalMs: 200 },
  });

  test('end after a short time of their own; one whose cookie came back lives on', async () => {
    const [kept, lost] = [new Visitor(companion.url), new Visitor(companion.url)];
    await lost.visit();
    await kept.visit();
    await kept.visit();
    const lostCookie = lost.cookie;
    const end = Date.now() + 300;
    await until(() => Date.now() > end);
    lost.cookie = lostCookie;
    assert.equal((await lost.visit()).reason, 'unknown');
    assert.equal((await kept.visit()).count, 3);
  });
});
