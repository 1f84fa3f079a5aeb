import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toneOf } from '../../../extension/trace/findings/answer-summary.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// An answer that refuses a request need not refuse its session: a right, a token or a firewall may be the reason.

const SESSION = `sessionid=${id('a')}`;
const to = (location: string): Reply => ({ status: 302, headers: [['location', location]] });
const challenge = (scheme: string): Reply => ({ status: 401, headers: [['www-authenticate', scheme]] });

function signedIn(): Story {
  const login: Reply = {
    status: 302,
    headers: [['location', '/']],
    setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`],
  };
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, login, { ...ownPage, method: 'POST' })
    .visits('/', SESSION, {}, ownPage);
}

describe('an address that had never opened', () => {
  for (const scheme of [
    'Basic realm="metrics"',
    'Negotiate',
    'NTLM',
    'Bearer error="invalid_token"',
    'bearer',
    'Digest a=b',
  ])
    test(`and asks for ${scheme} says nothing of the session`, () => {
      const story = signedIn().visits('/metrics', SESSION, challenge(scheme), api);
      assert.equal(answerName(story), 'alive');
      assert.match(
        answerText(story),
        /^No loss of session .* answered it at step 3\. Step 4 .* refused with status 401/,
      );
      assert.equal(toneOf(answerTo(story)), 'plain');
    });

  test('and refuses with 401 alone speaks against the session', () => {
    const story = signedIn().visits('/api/orders', SESSION, { status: 401 }, api);
    assert.equal(answerName(story), 'server-forgot: 3 4');
  });

  test('unless another address is answered with the session afterwards', () => {
    const story = signedIn().visits('/api/billing', SESSION, { status: 401 }, api);
    story.visits('/api/orders', SESSION, {}, api).visits('/api/billing', SESSION, { status: 401 }, api);
    assert.equal(answerName(story), 'server-forgot/elsewhere: 3 4');
    assert.match(answerText(story), /refused with status 401, and step 5 was answered with the same session/);
    assert.equal(answerTo(story).finding?.kind, 'fault');
  });

  test('which a page for everybody does not show', () => {
    const story = new Story('https://app.example').started().visits('/help', undefined, {}, ownPage);
    story.visits(
      '/login',
      undefined,
      { status: 302, headers: [['location', '/']], setCookie: [`${SESSION}; Path=/; Secure`] },
      { ...ownPage, method: 'POST' },
    );
    story.visits('/', SESSION, {}, ownPage).visits('/api/orders', SESSION, { status: 401 }, api);
    story.visits('/help', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'server-forgot: 3 4');
  });
});

test('an address that had opened, and now asks for a token: the session is refused, or the token', () => {
  const story = signedIn().visits('/api/me', SESSION, {}, api).visits('/api/me', SESSION, challenge('Bearer'), api);
  assert.equal(answerName(story), 'server-forgot/asks-token: 4 5');
  assert.match(answerText(story), /Authorization \(Bearer\), which Sidtrail does not keep: the session or that/);
});

test('a cookie that holds a token is what such a challenge is about', () => {
  const token = `access_token=${id('t')}`;
  const story = new Story('https://app.example').started().visits('/api/me', token, {}, api);
  story.visits('/api/me', token, challenge('Bearer error="invalid_token"'), api);
  assert.doesNotMatch(answerText(story), /Authorization/);
});

test('a session that was only ever refused with 403 is not called healthy', () => {
  const story = new Story('https://app.example').started().visits('/admin', SESSION, { status: 403 }, ownPage);
  assert.equal(answerName(story), 'alive');
  assert.match(answerText(story), /^Step 1 sent session .* refused with status 403\. Nothing shows/);
  assert.match(answerText(story), /The answer’s body, which Sidtrail does not keep, may say which\.$/);
});

test('a session that met only failures of the server is not called healthy', () => {
  const story = new Story('https://app.example').started().visits('/a', SESSION, { status: 500 }, ownPage);
  assert.equal(answerName(story), 'alive');
  assert.match(answerText(story), /^Step 1 sent session .* answered with status 500\. No other answer/);
});

test('a page that fails last does not show whether the session is still known; one that opens after it does', () => {
  for (const status of [429, 500, 503]) {
    const story = signedIn().visits('/a', SESSION, { status }, ownPage);
    assert.match(
      answerText(story),
      new RegExp(`^No loss of session .* answered with status ${status}, which does not show`),
    );
    assert.match(answerText(story.visits('/', SESSION, {}, ownPage)), /^As far as was recorded, nothing is wrong/);
  }
  assert.match(
    answerText(signedIn().visits('/a', SESSION, { status: 404 }, ownPage)),
    /^As far as was recorded, nothing is wrong/,
  );
});

test('an expired token whose renewal was refused: both are said', () => {
  const now = Date.UTC(2026, 10, 23, 18, 2, 11) / 1000;
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const token = `access_token=${part({ alg: 'HS256' })}.${part({ sub: '1', exp: now - 60 })}.${id('sig')}`;
  const cookies = `${token}; refresh_token=${id('r')}`;
  const story = new Story('https://app.example').started().visits('/', cookies, {}, ownPage);
  story.visits('/api/me', cookies, { status: 401 }, api);
  assert.match(answerName(story), /^token-expired: /);
  story.visits('/api/auth/refresh', cookies, { status: 401 }, { ...api, method: 'POST' });
  assert.equal(answerName(story), 'token-expired/refresh: 2 3');
  assert.equal(answerTo(story).finding?.remedy, 'look-at-refresh');
});

describe('a token that had expired long before', () => {
  const now = Date.UTC(2026, 10, 23, 18, 2, 11) / 1000;
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const token = `id_token=${part({ alg: 'HS256' })}.${part({ sub: '1', exp: now + 60 })}.${id('sig')}`;
  const after = (minutes: number, path: string, ask: Ask): Story => {
    const story = new Story('https://app.example').started().visits('/home', token, {}, ownPage);
    return story
      .wait(minutes * 60_000)
      .visits(path, token, {}, ask)
      .wait(60_000);
  };

  test('and opened a page all the same is not why that page is refused later', () => {
    const story = after(20, '/home', ownPage).visits('/home', token, to('/login'), ownPage);
    assert.doesNotMatch(findingNames(story).join(), /token-expired/);
  });

  test('is why an API refuses it, whatever the page around it is answered', () => {
    const story = after(20, '/home', ownPage).visits('/api/me', token, { status: 401 }, api);
    assert.match(answerName(story), /^token-expired/);
  });

  test('by no more than clocks may differ, and was accepted then, may be refused for it later', () => {
    const story = after(4, '/home', ownPage).visits('/home', token, to('/login'), ownPage);
    assert.match(answerName(story), /^token-expired/);
  });
});

describe('a cookie that holds the whole of a header, in quotes or percent-encoded', () => {
  const now = Date.UTC(2026, 10, 23, 18, 2, 11) / 1000;
  const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const token = `${part({ alg: 'HS256' })}.${part({ sub: '1', exp: now + 60 })}.${id('sig')}`;
  const challenge: Reply = { status: 401, headers: [['www-authenticate', 'Bearer']] };
  const after = (minutes: number, value: string): Story => {
    const pair = `access_token=${value}`;
    const story = new Story('https://app.example').started();
    story.visits('/token', undefined, { setCookie: [`${pair}; Path=/; HttpOnly; Secure`] }, { ...api, method: 'POST' });
    story.visits('/users/me', pair, {}, api).wait(minutes * 60_000);
    return story.visits('/users/me', pair, challenge, api);
  };

  for (const value of [`"Bearer ${token}"`, `Bearer%20${token}`, `"${token}"`])
    test(`holds a token that expires: ${value.slice(0, 9)}`, () => {
      assert.equal(answerName(after(2, value)), 'token-expired: 2 3');
      assert.doesNotMatch(findingNames(after(0, value)).join(), /token-expired/);
    });
});

test('a wrong password is no refusal of the visitor’s session, and is said', () => {
  const story = signedIn().visits('/login', SESSION, { status: 401 }, { ...ownPage, method: 'POST' });
  assert.equal(answerName(story), 'alive');
  assert.match(answerText(story), /^No loss of session .* seen\. But step 4 \(POST \/login\) failed: 401\.$/);
});

test('a session that was given out in the place of an older one, and refused: it is not called older than the recording', () => {
  const [older, newer] = [`grafana_session=${id('g1')}`, `grafana_session=${id('g2')}`];
  const story = new Story('https://app.example')
    .started()
    .visits('/', older, {}, ownPage)
    .visits('/', older, {}, ownPage);
  story.visits(
    '/user/auth-tokens/rotate',
    older,
    { setCookie: [`${newer}; Path=/; HttpOnly; Secure`] },
    { ...api, method: 'POST' },
  );
  story.visits('/api/y', newer, { status: 401 }, api);
  assert.equal(answerName(story), 'server-forgot/renewed: 4');
});

test('a socket that is refused while pages are answered wants something else', () => {
  const story = signedIn().visits('/ws', SESSION, { status: 401 }, { ...ownPage, type: 'websocket' });
  story.visits('/orders', SESSION, {}, ownPage);
  assert.equal(answerName(story), 'server-forgot/elsewhere: 3 4');
});
