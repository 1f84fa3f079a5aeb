import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerTo } from './finding-names.ts';

// Polls, beacons and sockets carry the session, and their answers do not say whether the server knew it.

const HOUR = 60 * 60 * 1000;
const SET = [`sid=${id('a')}; Path=/; HttpOnly; Secure; SameSite=Lax`];
const KNOWN = `sid=${id('a')}`;
const toPage = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  headers: [['location', location]],
  ...more,
});

function signedIn(story = new Story('https://app.example').started()): Story {
  return story
    .visits('/login', undefined, toPage('/', { setCookie: SET }), { ...ownPage, method: 'POST' })
    .visits('/', KNOWN, {}, ownPage)
    .visits('/api/orders', KNOWN, {}, api);
}

type Noise = readonly [name: string, path: string, reply: Reply, ask: Ask];

const beacon: Ask = { ...api, type: 'ping', method: 'POST' };
const unread: Ask = {
  ...api,
  method: 'POST',
  headers: [
    ['sec-fetch-site', 'same-origin'],
    ['sec-fetch-mode', 'no-cors'],
  ],
};
const NOISE: readonly Noise[] = [
  ['a poll that is answered without content', '/api/ping', { status: 204 }, api],
  ['a beacon', '/rum', { status: 200 }, beacon],
  ['a request whose answer no script may read', '/rum', { status: 200 }, unread],
  ['a socket that opens', '/live', { status: 101 }, { ...api, type: 'websocket' }],
];

for (const [name, path, reply, ask] of NOISE)
  describe(name, () => {
    test('just before the refusal does not hide the pause', () => {
      const story = signedIn().wait(HOUR).visits(path, KNOWN, reply, ask);
      assert.equal(answerName(story.visits('/api/orders', KNOWN, { status: 401 }, api)), 'server-forgot/idle: 3 5');
    });

    test('after the refusal does not show that the session lives', () => {
      const story = signedIn().visits(path, KNOWN, reply, ask).wait(HOUR);
      story.visits('/inbox', KNOWN, toPage('/login'), ownPage).visits('/login', KNOWN, {}, ownPage);
      assert.equal(answerName(story.visits(path, KNOWN, reply, ask)), 'server-forgot/idle: 3 5');
    });
  });

test('polls all along leave no pause that could have been too long', () => {
  const story = signedIn();
  for (let minute = 0; minute < 60; minute += 1) story.wait(60_000).visits('/api/ping', KNOWN, { status: 204 }, api);
  story.wait(60_000).visits('/api/orders', KNOWN, { status: 401 }, api);
  assert.doesNotMatch(answerName(story), /idle/);
});

test('a session that outlived a pause with polls in it may still be idle for too long', () => {
  const story = signedIn();
  for (let minute = 0; minute < 60; minute += 1) story.wait(60_000).visits('/api/ping', KNOWN, { status: 204 }, api);
  story
    .visits('/api/orders', KNOWN, {}, api)
    .wait(HOUR / 2)
    .visits('/api/orders', KNOWN, { status: 401 }, api);
  assert.match(answerName(story), /^server-forgot\/idle/);
});

test('a poll during the pause does not make a sign-in by hand one that a script made', () => {
  const story = signedIn().wait(HOUR).visits('/api/ping', KNOWN, { status: 204 }, api);
  story.visits('/api/orders', KNOWN, { status: 401 }, api).visits('/api/ping', KNOWN, { status: 204 }, api).wait(5000);
  story.visits(
    '/api/login',
    KNOWN,
    { setCookie: [`sid=${id('b')}; Path=/; HttpOnly; Secure`] },
    { ...api, method: 'POST' },
  );
  story.visits('/api/orders', `sid=${id('b')}`, {}, api);
  assert.equal(answerName(story), 'server-forgot/idle: 3 5');
});

describe('an answer without content says who asked', () => {
  test('where the same address refuses the session later', () => {
    const story = signedIn().visits('/api/session', KNOWN, { status: 204 }, api).wait(HOUR);
    assert.equal(answerName(story.visits('/api/session', KNOWN, { status: 401 }, api)), 'server-forgot/idle: 4 5');
  });

  test('where it was asked to do something', () => {
    const story = signedIn().visits('/api/orders/4', KNOWN, { status: 204 }, { ...api, method: 'DELETE' });
    assert.equal(answerTo(story).lastAccepted?.entry.step, 4);
  });

  test('where it signs out, also by a beacon', () => {
    const story = signedIn().visits('/logout', KNOWN, { setCookie: ['sid=; Path=/; Max-Age=0'] }, beacon);
    assert.match(answerName(story.visits('/', undefined, toPage('/login'), ownPage)), /^signed-out/);
  });
});

test('a request that a script gave up does not hide the pause', () => {
  const story = signedIn().wait(HOUR);
  story.asks('/api/search', { ...api, cookie: KNOWN }).fails();
  assert.equal(answerName(story.visits('/api/orders', KNOWN, { status: 401 }, api)), 'server-forgot/idle: 3 5');
});

describe('a page that wakes up asks a script’s question before the one that is refused', () => {
  const woken = (path: string): Story =>
    signedIn().wait(HOUR).visits(path, KNOWN, {}, api).visits('/api/orders', KNOWN, { status: 401 }, api);

  test('and what everybody is told does not hide the pause', () => {
    assert.equal(answerName(woken('/config.json')), 'server-forgot/idle-failed: 3 5');
  });

  test('and what only a user is told shows that the session outlived the pause', () => {
    assert.equal(answerName(woken('/api/me')), 'server-forgot: 4 5');
  });

  test('and what fails for another reason is shown only after a pause', () => {
    const story = signedIn().visits('/api/avatars/7', KNOWN, { status: 404 }, api);
    assert.equal(answerName(story.visits('/api/orders', KNOWN, { status: 401 }, api)), 'server-forgot: 3 5');
  });

  test('and a sign-in by hand afterwards is still one', () => {
    const story = signedIn().wait(HOUR).visits('/api/avatars/7', KNOWN, { status: 404 }, api);
    story.visits('/api/orders', KNOWN, { status: 401 }, api).wait(5000);
    story.visits('/api/login', KNOWN, { setCookie: [`sid=${id('b')}; Path=/; Secure`] }, { ...api, method: 'POST' });
    assert.match(answerName(story.visits('/api/orders', `sid=${id('b')}`, {}, api)), /^server-forgot\/idle/);
  });
});

describe('a request without the cookie that is answered 404', () => {
  const bare: Ask = { type: 'other' };

  test('costs nothing where the address was never found', () => {
    const story = signedIn().visits('/.well-known/appspecific/tools.json', undefined, { status: 404 }, bare);
    assert.equal(answerName(story.visits('/', KNOWN, {}, ownPage)), 'alive');
  });

  test('costs something where it is found with the session', () => {
    const story = signedIn().visits('/private', KNOWN, {}, ownPage);
    assert.match(answerName(story.visits('/private', undefined, { status: 404 }, bare)), /^not-sent/);
  });
});

test('a preflight does not make an address one that opens to everybody', () => {
  const refused: Reply = { status: 400, says: 'revoked' };
  const story = (asked: Ask): Story =>
    signedIn(new Story('https://app.example').started().visits('/api/orders', undefined, {}, asked))
      .visits('/api/linked', KNOWN, {}, api)
      .visits('/api/linked', KNOWN, refused, api)
      .visits('/api/orders', KNOWN, {}, api);
  assert.equal(answerName(story({ ...api, method: 'OPTIONS' })), 'alive');
  assert.match(answerName(story(api)), /^server-forgot\/revoked/);
});

describe('a cookie that expires beside one that remembers', () => {
  const REMEMBER = 'remember_web_59ba36addc2b2f9401580f014c7f58ea4e30989d';
  function expired(): Story {
    const lines = [
      `laravel_session=${id('l')}; Path=/; Max-Age=7200`,
      `${REMEMBER}=${id('r')}; Path=/; Max-Age=99999999`,
    ];
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, toPage('/', { setCookie: lines }), { ...ownPage, method: 'POST' });
    story.visits('/', `laravel_session=${id('l')}; ${REMEMBER}=${id('r')}`, {}, ownPage).wait(3 * HOUR);
    return story.visits('/config.json', `${REMEMBER}=${id('r')}`, {}, api);
  }

  test('is renewed by the next page, whatever a script was told before it', () => {
    const setCookie = [`laravel_session=${id('m')}; Path=/; Max-Age=7200`];
    const story = expired().visits('/', `${REMEMBER}=${id('r')}`, { setCookie }, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  test('is not where that page asks to sign in', () => {
    assert.match(
      answerName(expired().visits('/', `${REMEMBER}=${id('r')}`, toPage('/login'), ownPage)),
      /^cookie-expired/,
    );
  });
});

test('a sign-out that no one asked for is known by the next page, whatever a script asks before it', () => {
  const out: Reply = { status: 204, setCookie: ['sid=; Path=/; Max-Age=0'] };
  const story = signedIn().visits('/api/logout', KNOWN, out, { ...api, method: 'POST' });
  story.visits('/api/avatars/7', undefined, { status: 404 }, api);
  assert.match(answerName(story.visits('/login?reason=timeout', undefined, {}, ownPage)), /^signed-out\/unasked/);
});

test('a cookie of a balancer for all paths does not make a narrow Path of the session one that was chosen', () => {
  const missed = (beside: string): Story =>
    new Story('https://app.example')
      .started()
      .visits(
        '/shop/login',
        undefined,
        toPage('/home', { setCookie: [`JSESSIONID=${id('j')}; Path=/shop; Secure; HttpOnly`, `${beside}; Path=/`] }),
        { ...ownPage, method: 'POST' },
      )
      .visits('/home', beside, toPage('/login'), ownPage);
  assert.match(answerName(missed('AWSALB=q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua')), /^not-sent\/path/);
});
