import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isOwnRequest } from '../../../server/middleware/cross-site-guard.ts';
import { Visitor } from '../support/browserish.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('state-changing requests from elsewhere', () => {
  const companion = withCompanion();
  const changes = [
    ['POST', '/login'],
    ['POST', '/logout'],
    ['POST', '/session'],
    ['POST', '/session/timeout'],
    ['DELETE', '/session'],
    ['DELETE', '/sessions'],
    ['DELETE', '/sessions/abc'],
    ['POST', '/lab/clear'],
  ] as const;
  for (const [method, path] of changes) {
    test(`${method} ${path} is refused, and changes nothing`, async () => {
      const visitor = new Visitor(companion.url);
      await visitor.visit();
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: companion.url.replace(/\/$/, '') },
      ]) {
        const answer = await visitor.send(method, path, { user: 'Eve', idle: '1' }, { headers });
        assert.equal(answer.status, 403, JSON.stringify(headers));
        assert.deepEqual(answer.setCookies, []);
        assert.equal(answer.headers['clear-site-data'], undefined);
      }
      const { count, user, idleTimeout } = await visitor.visit();
      assert.deepEqual([count, user, idleTimeout], [2, null, 1_800]);
    });
  }

  test('visits from elsewhere are served: SameSite decides whether they bring the cookie', async () => {
    const visitor = new Visitor(companion.url);
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const answer = await visitor.send('GET', '/', undefined, { headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  });
});

test('a request is our own by Sec-Fetch-Site, else by Origin against Host, else because no browser sent it', () => {
  const host = 'localhost:3000';
  const cases: readonly (readonly [Record<string, string>, boolean])[] = [
    [{}, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    [{ origin: 'http://localhost:3000' }, true],
    [{ origin: 'https://localhost:3000' }, true],
    [{ origin: 'http://localhost:3001' }, false],
    [{ origin: 'http://127.0.0.1:3000' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
  ];
  for (const [headers, own] of cases) assert.equal(isOwnRequest({ host, ...headers }), own, JSON.stringify(headers));
});
