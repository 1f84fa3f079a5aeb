import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// A sign-in of two tokens, of which the one that renews the other was refused.

const MINUTE = 60_000;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const ACCESS = `at=${id('a')}`;
const REFRESH = `rt=${id('r')}`;
const post: Ask = { ...api, method: 'POST' };
const refuses: Reply = { status: 401 };

/** Signed in, with an access token of 15 minutes that has run out. */
function signedIn(): Story {
  const setCookie = [`${ACCESS}; ${KEPT}; Max-Age=900`, `${REFRESH}; ${KEPT}; Max-Age=86400`];
  return new Story('https://app.example')
    .started()
    .visits('/auth/login', undefined, { setCookie }, post)
    .visits('/api/me', `${ACCESS}; ${REFRESH}`, {}, api)
    .wait(16 * MINUTE);
}

describe('the token that renews an opaque one is refused', () => {
  for (const [path, status] of [
    ['/auth/refresh', 403],
    ['/api/refresh', 401],
    ['/api/v1/refreshToken', 400],
    ['/oauth/token?grant_type=refresh_token', 400],
  ] as const)
    test(`${path} ${status}, after a request that was turned away`, () => {
      const story = signedIn().visits('/api/me', REFRESH, refuses, api).visits(path, REFRESH, { status }, post);
      assert.equal(answerName(story), 'renewal-refused: 3 4');
      assert.match(
        answerText(story),
        /^The renewal of the sign-in was refused: step 4 .* and step 3 .* was turned away/,
      );
      assert.equal(answerTo(story).finding?.remedy, 'look-at-refresh');
    });

  test('and the page signs out by itself: it is the renewal that failed', () => {
    const story = signedIn().visits('/auth/refresh', REFRESH, refuses, post);
    const setCookie = ['at=; Path=/; Max-Age=0', 'rt=; Path=/; Max-Age=0'];
    story.visits('/auth/logout', REFRESH, { status: 204, setCookie }, post);
    assert.equal(answerName(story), 'renewal-refused/cleared: 3 4');
  });

  test('and its own answer clears the cookies', () => {
    const setCookie = ['at=; Path=/; Max-Age=0', 'rt=; Path=/; Max-Age=0'];
    const story = signedIn().visits('/auth/refresh', REFRESH, { status: 401, setCookie }, post);
    assert.equal(answerName(story), 'renewal-refused/cleared: 3');
  });

  test('and the page to sign in opens', () => {
    const story = signedIn().visits('/auth/refresh', REFRESH, refuses, post).visits('/login', REFRESH, {}, ownPage);
    assert.equal(answerName(story), 'renewal-refused/asked: 3 4');
  });
});

test('a refresh token beside an access token that has expired is no session that was refused', () => {
  const story = signedIn().visits('/api/me', REFRESH, refuses, api);
  assert.match(answerName(story), /^cookie-expired/);
  assert.doesNotMatch(findingNames(story).join(), /server-forgot/);
});

/** The access token travels in a header; the cookie renews it, and its Path is that of the renewal. */
function tokenInHeader(): Story {
  const setCookie = [`refresh_token=${id('r')}; Path=/auth; HttpOnly; Secure; SameSite=Strict`];
  return new Story('https://app.example')
    .started()
    .visits('/auth/login', undefined, { setCookie }, post)
    .visits('/api/me', undefined, {}, bearer)
    .wait(40 * MINUTE)
    .visits('/api/me', undefined, refuses, bearer);
}

const bearer: Ask = { ...api, credential: 'Authorization (Bearer)' };

describe('a mutation of GraphQL that renews, refused with status 200', () => {
  const asks = (story: Story, says: Reply['says']): Story =>
    story.visits('/graphql', REFRESH, { ...(says !== undefined && { says }) }, post);

  test('after a question that was turned away: the renewal failed', () => {
    const story = asks(asks(asks(signedIn(), undefined), 'unauthenticated'), 'renewal-refused');
    assert.equal(answerName(story.visits('/login', REFRESH, {}, ownPage)), 'renewal-refused: 4 5');
  });

  test('and somebody is answered after it: it is no loss', () => {
    const story = asks(asks(signedIn(), 'unauthenticated'), 'renewal-refused');
    story.visits('/api/me', `${ACCESS}; ${REFRESH}`, { says: 'signed-in' }, api);
    assert.doesNotMatch(answerName(story), /^renewal-refused/);
  });
});

describe('a refresh token that is kept for the path of the renewal alone', () => {
  test('was not missed by the request whose token had expired: its renewal was refused', () => {
    const story = tokenInHeader().visits('/auth/refresh', `refresh_token=${id('r')}`, refuses, post);
    assert.equal(answerName(story.visits('/login', undefined, {}, ownPage)), 'renewal-refused: 3 4');
    assert.doesNotMatch(findingNames(story).join(), /not-sent/);
  });

  test('was missed where nobody chose that path, and no token went along', () => {
    const setCookie = [`refresh_token=${id('r')}; HttpOnly; Secure`];
    const story = new Story('https://app.example').started().visits('/auth/login', undefined, { setCookie }, post);
    assert.equal(answerName(story.visits('/api/me', undefined, refuses, api)), 'not-sent/path: 1 2');
  });

  test('was not missed where the renewal worked', () => {
    const story = tokenInHeader().visits('/auth/refresh', `refresh_token=${id('r')}`, {}, post);
    assert.equal(answerName(story.visits('/api/me', undefined, {}, bearer)), 'alive');
  });
});

describe('it is no loss', () => {
  test('where the token is one of something else', () => {
    for (const path of [
      '/api/push/tokens/refresh',
      '/api/integrations/oauth/refresh',
      '/notifications/token/refresh',
    ]) {
      const story = signedIn().visits(path, `${ACCESS}; ${REFRESH}`, { status: 400 }, post);
      assert.equal(answerName(story.visits('/login/devices', REFRESH, {}, ownPage)).includes('renewal'), false, path);
    }
  });

  test('where somebody signed out since, whom the page to sign in is shown', () => {
    const story = signedIn().visits('/auth/refresh', REFRESH, { status: 400 }, post).wait(20_000);
    const setCookie = ['at=; Path=/; Max-Age=0', 'rt=; Path=/; Max-Age=0'];
    story.visits('/logout', REFRESH, { status: 302, headers: [['location', '/login']], setCookie }, ownPage);
    assert.doesNotMatch(findingNames(story.visits('/login', undefined, {}, ownPage)).join(), /renewal-refused/);
  });

  test('where the same renewal works', () => {
    const story = signedIn().visits('/api/me', REFRESH, refuses, api).visits('/auth/refresh', REFRESH, refuses, post);
    const [access, refresh] = [`at=${id('b')}`, `rt=${id('s')}`];
    story.visits('/auth/refresh', REFRESH, { setCookie: [`${access}; ${KEPT}`, `${refresh}; ${KEPT}`] }, post);
    story.visits('/api/me', `${access}; ${refresh}`, {}, api);
    assert.doesNotMatch(findingNames(story).join(), /renewal-refused/);
    assert.equal(answerTo(story).finding, undefined);
  });

  test('where somebody is answered as one who is signed in', () => {
    const sid = `sid=${id('s')}`;
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, { setCookie: [`${sid}; ${KEPT}`] }, { ...ownPage, method: 'POST' });
    story.visits('/', sid, {}, ownPage).visits('/api/music/token/refresh', sid, refuses, post);
    story.visits('/api/music/player', sid, refuses, api).visits('/', sid, {}, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /renewal-refused/);
  });

  test('of a stranger, whose page asks all the same', () => {
    const story = new Story('https://app.example').started().visits('/', undefined, {}, ownPage);
    story.visits('/auth/refresh', undefined, refuses, post).visits('/login', undefined, {}, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /renewal-refused/);
  });

  test('of somebody who has signed out', () => {
    const story = signedIn();
    const setCookie = ['at=; Path=/; Max-Age=0', 'rt=; Path=/; Max-Age=0'];
    story.visits('/auth/logout', REFRESH, { status: 204, setCookie }, post);
    story.visits('/auth/refresh', undefined, refuses, post).visits('/login', undefined, {}, ownPage);
    assert.match(answerName(story), /^signed-out: 3/);
  });

  test('of something else than a sign-in', () => {
    const sid = `sid=${id('s')}`;
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, { setCookie: [`${sid}; ${KEPT}`] }, { ...ownPage, method: 'POST' });
    story.visits('/', sid, {}, ownPage).wait(60 * MINUTE);
    story.visits('/api/cart/refresh', sid, refuses, post);
    story.visits('/', sid, { status: 302, headers: [['location', '/login']] }, ownPage);
    assert.match(answerName(story), /^server-forgot/);
  });
});

describe('at a provider that the pages of the site ask', () => {
  const elsewhere: Ask = {
    ...post,
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://app.example'],
    ],
  };
  const bearer: Ask = { ...api, credential: 'Authorization (Bearer)' };
  const TOKEN = 'https://sso.example.net/realms/a/protocol/openid-connect/token';
  const again =
    'https://sso.example.net/realms/a/protocol/openid-connect/auth?client_id=a&redirect_uri=https://app.example/';

  test('the token endpoint refuses, long after it gave out tokens: they are asked to sign in again', () => {
    const story = new Story('https://app.example').started().visits('/', undefined, {}, ownPage);
    story
      .visits(TOKEN, undefined, {}, elsewhere)
      .visits('/api/items', undefined, {}, bearer)
      .wait(31 * MINUTE);
    story.visits(TOKEN, undefined, { status: 400 }, elsewhere);
    story.visits(again, undefined, {}, { headers: [['referer', 'https://app.example/']] });
    assert.equal(answerName(story), 'renewal-refused/asked: 4 5');
    assert.match(answerText(story), /step 4 \(POST .*\/token\) was answered with status 400/);
  });

  /** A recording that begins while somebody is signed in by a token. */
  const inUse = (minutes: number): Story =>
    new Story('https://app.example')
      .started()
      .visits('/api/items', undefined, {}, bearer)
      .wait(minutes * MINUTE)
      .visits('/auth/token', undefined, { status: 400 }, post)
      .visits('/auth/authorize', undefined, {}, ownPage);

  test('the token endpoint refuses, and that it had given out tokens was not recorded', () => {
    assert.equal(answerName(inUse(31)), 'renewal-refused/asked: 2 3');
  });

  test('the token endpoint refuses at once: a sign-in may have failed', () => {
    assert.doesNotMatch(findingNames(inUse(0)).join(), /renewal-refused/);
  });

  test('the cookie is gone after it: that is why', () => {
    const cookie = `sb-app-auth-token=base64-${id('a')}${id('b')}`;
    const story = new Story('https://app.example')
      .started()
      .visits('/notes', cookie, {}, ownPage)
      .wait(60 * MINUTE);
    story.visits(
      'https://app.supabase.example.net/auth/v1/token?grant_type=refresh_token',
      undefined,
      { status: 400 },
      elsewhere,
    );
    story.visits('/notes', undefined, { status: 307, headers: [['location', '/login']] }, ownPage);
    assert.equal(answerName(story), 'renewal-refused: 2 3');
  });

  test('a sign-in that fails at the token endpoint is no renewal', () => {
    const story = new Story('https://app.example').started().visits('/', undefined, {}, ownPage);
    story
      .visits(TOKEN, undefined, { status: 400 }, elsewhere)
      .visits(again, undefined, {}, { headers: [['referer', 'https://app.example/']] });
    assert.doesNotMatch(findingNames(story).join(), /renewal-refused/);
  });
});

test('the renewal that a page of another site asks for is that site’s', () => {
  const app: Ask = { ...post, topUrl: 'https://other.example/', initiator: 'https://other.example' };
  const asked = (ask: Ask): Story =>
    signedIn()
      .visits('https://other.example/', undefined, {}, ownPage)
      .visits('/auth/refresh', REFRESH, refuses, ask)
      .visits('/login', REFRESH, {}, ownPage);
  const isSaid = (story: Story): boolean => findingNames(story).some((name) => name.startsWith('renewal-refused'));
  assert.equal(isSaid(asked(post)), true);
  assert.equal(isSaid(asked(app)), false);
});

describe('a refresh token that is sent and refused', () => {
  const renews: Reply = { status: 400, says: 'renewal-refused' };
  const asked = (reply: Reply): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', undefined, {}, ownPage)
      .visits('/connect/token', undefined, reply, post)
      .visits('/login', undefined, {}, ownPage);

  test('was somebody’s: the sign-in is over', () => {
    assert.equal(answerName(asked(renews)), 'renewal-refused/asked: 2 3');
  });

  test('may be another grant, where the request does not say it', () => {
    assert.doesNotMatch(answerName(asked({ status: 400 })), /renewal-refused/);
  });

  test('is of no sign-in that somebody ended before', () => {
    const story = asked({ status: 200 }).visits('/logout', undefined, { status: 204 }, post);
    story.visits('/connect/token', undefined, renews, post).visits('/login', undefined, {}, ownPage);
    assert.doesNotMatch(answerName(story), /renewal-refused/);
  });
});
