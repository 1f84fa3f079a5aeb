import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newSessionId } from '../../../server/sessions/session-id.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('the counter at /', () => {
  const companion = withCompanion();

  test('begins a session at 1 and counts each visit that brings the cookie back', async () => {
    const visitor = new Visitor(companion.url);
    const first = await visitor.visit();
    assert.deepEqual([first.count, first.action, first.reason, first.provisional], [1, 'created', 'no-cookie', true]);
    const cookie = visitor.cookie;
    for (const count of [2, 3, 4]) {
      const next = await visitor.visit();
      assert.deepEqual([next.count, next.action, next.reason, next.provisional], [count, 'resumed', null, false]);
    }
    assert.equal(visitor.cookie, cookie, 'the id stays the same');
  });

  test('two browsers have two sessions', async () => {
    const [one, other] = [new Visitor(companion.url), new Visitor(companion.url)];
    await one.visit();
    await one.visit();
    assert.equal((await other.visit()).count, 1);
    assert.notEqual(one.cookie, other.cookie);
  });

  test('the cookie is HttpOnly, SameSite=Lax, host-only and ends with the browser', async () => {
    const { setCookies } = await ask(companion.url);
    assert.equal(setCookies.length, 1);
    assert.match(setCookies[0] ?? '', /^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('a cookie is set with a new session only', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    assert.deepEqual((await visitor.send('GET', '/')).setCookies, []);
  });

  for (const [what, cookie, reason] of [
    ['an id that the server never made', `sid=${newSessionId()}`, 'unknown'],
    ['a value that is no id', 'sid=admin', 'malformed'],
    ['two ids', `sid=${newSessionId()}; sid=${newSessionId()}`, 'sent-twice'],
  ] as const) {
    test(`${what} is not adopted: a new session with a new id begins`, async () => {
      const visitor = new Visitor(companion.url);
      visitor.cookie = cookie;
      const visit = await visitor.visit();
      assert.deepEqual([visit.status, visit.count, visit.action, visit.reason], [200, 1, 'replaced', reason]);
      assert.ok(!cookie.includes(visitor.cookie ?? cookie));
    });
  }

  test('an id is read from the cookie alone, not from the URL or another header', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    const id = visitor.cookie?.split('=')[1] ?? '';
    const answer = await ask(`${companion.url}?sid=${id}`, {
      headers: { 'x-session-id': id, authorization: `Bearer ${id}` },
    });
    assert.equal(answer.headers['session-count'], '1');
  });

  test('speaks HTML, JSON or plain text by Accept, with Session-Count and the same words in each', async () => {
    const types = {
      'text/html,application/xhtml+xml,*/*;q=0.8': 'text/html; charset=utf-8',
      'application/json': 'application/json; charset=utf-8',
      'text/plain': 'text/plain; charset=utf-8',
      '*/*': 'text/plain; charset=utf-8',
      'application/json;q=0.1, text/html': 'text/html; charset=utf-8',
      'image/png': 'text/plain; charset=utf-8',
    };
    for (const [accept, type] of Object.entries(types)) {
      const answer = await ask(companion.url, { headers: { accept } });
      assert.equal(answer.headers['content-type'], type, accept);
      assert.equal(answer.headers['session-count'], '1');
      assert.equal(answer.headers['cache-control'], 'no-store');
      if (type.startsWith('application/json')) assert.equal(JSON.parse(answer.body).count, 1);
      else assert.match(answer.body, /Visit count: 1/);
    }
  });

  test('JSON says when the session began, was last seen and will end', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    const { created, lastSeen, expires, absoluteExpires, idleTimeout } = await visitor.visit();
    assert.ok(Date.parse(created) <= Date.parse(lastSeen));
    assert.equal(Date.parse(expires) - Date.parse(lastSeen), 30 * 60_000);
    assert.equal(Date.parse(absoluteExpires) - Date.parse(created), 8 * 3_600_000);
    assert.equal(idleTimeout, 1_800);
  });

  test('icons, HEAD, prefetches and other pages are no visits', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    for (const path of ['/favicon.ico', '/icon.svg', '/session', '/burst', '/lab', '/nowhere']) {
      const answer = await visitor.send('GET', path);
      assert.deepEqual(answer.setCookies, [], path);
    }
    const head = await visitor.send('HEAD', '/');
    assert.deepEqual([head.status, head.body, head.headers['session-count']], [200, '', '1']);
    const prefetch = await visitor.send('GET', '/', undefined, { headers: { 'sec-purpose': 'prefetch;prerender' } });
    assert.equal(prefetch.status, 503);
    assert.equal((await visitor.visit()).count, 2);
  });

  test('200 visits at once on one session are given 200 different counts', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    const visits = await Promise.all(Array.from({ length: 200 }, () => visitor.visit()));
    const counts = visits.map(({ count }) => count).sort((a, b) => a - b);
    assert.deepEqual(
      counts,
      Array.from({ length: 200 }, (_, index) => index + 2),
    );
  });

  test('every answer carries the security headers, whatever its status', async () => {
    const asked = [
      ask(companion.url),
      ask(companion.url, { headers: { accept: 'text/html' } }),
      ask(`${companion.url}favicon.ico`),
      ask(`${companion.url}nowhere`),
      ask(`${companion.url}login`, { method: 'POST' }),
      ask(`${companion.url}session`, { method: 'DELETE', headers: { origin: 'https://evil.example' } }),
    ];
    for (const { headers, status } of await Promise.all(asked)) {
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, String(status));
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'same-origin');
      assert.equal(headers['x-powered-by'], undefined);
      assert.equal(headers['strict-transport-security'], undefined);
    }
  });

  test('pages allow their own style and script by hash, and nothing inline or from elsewhere', async () => {
    const { headers, body } = await ask(companion.url, { headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    assert.ok(!policy.includes('unsafe-inline'));
    assert.match(policy, /style-src 'sha256-/);
    assert.match(policy, /script-src 'sha256-/);
    assert.ok(!/(src|href)="(https?:)?\/\//.test(body), 'the page loads something from elsewhere');
    assert.ok(!/ style="| on\w+="/.test(body));
  });
});
