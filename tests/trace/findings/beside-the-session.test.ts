import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toneOf } from '../../../extension/trace/findings/answer-summary.ts';
import { api, ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// The cookie's session lives, and something beside it went wrong: whoever asks why they were logged out may mean that.

const SESSION = `sessionid=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const postsApi: Ask = { ...api, method: 'POST' };
const to = (location: string): Reply => ({ status: 302, headers: [['location', location]] });
const setsIt: Reply = { ...to('/'), setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`] };

/** Somebody who has a session and is not signed in. */
function visitor(): Story {
  const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure`];
  return new Story('https://app.example').started().visits('/login', undefined, { setCookie }, ownPage);
}

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, setsIt, post)
    .visits('/', SESSION, {}, ownPage);
}

function assertSaid(story: Story, sentence: RegExp): void {
  assert.equal(answerName(story), 'alive');
  assert.match(answerText(story), /^No loss of session \d+ \(.*\) was seen\. But step /);
  assert.match(answerText(story), sentence);
  assert.equal(toneOf(answerTo(story)), 'plain');
}

describe('a sign-in that failed is said, whatever was answered well afterwards', () => {
  for (const [what, path, reply, ask, sentence] of [
    ['a wrong password', '/api/login', { status: 401 }, postsApi, /POST \/api\/login\) failed: 401/],
    ['a locked account', '/login', { status: 423 }, post, /failed: 423/],
    ['too many attempts', '/login', { status: 429 }, post, /failed: 429/],
    ['the form again', '/login', { says: 'sign-in-form' }, post, /answered with the form to sign in/],
    ['an API that says so', '/api/login', { says: 'unauthenticated' }, postsApi, /failed: 200/],
    ['an API that says it did not work', '/api/login', { says: 'failed' }, postsApi, /failed: 200/],
    ['an error in the address it leads to', '/login', to('/login?error'), post, /POST \/login\) failed: error\./],
    ['consent that was refused', '/cb?error=access_denied&state=x', {}, ownPage, /failed: error=access_denied/],
    [
      'Keycloak, too late',
      '/cb?error=temporarily_unavailable&error_description=authentication_expired&state=x',
      {},
      ownPage,
      /failed: error_description=authentication_expired/,
    ],
    ['Keycloak’s page', '/realms/x/login-actions/authenticate', { says: 'over' }, post, /the time to sign in, is over/],
    ['Keycloak’s error page', '/realms/x/login-actions/authenticate', { status: 400, says: 'over' }, post, /is over/],
  ] as const satisfies readonly (readonly [string, string, Reply, Ask, RegExp])[])
    test(what, () => {
      const story = visitor().visits(path, SESSION, reply, ask);
      assertSaid(story, sentence);
      assertSaid(story.visits('/api/words', SESSION, {}, api), sentence);
    });

  test('until one works', () => {
    const story = visitor()
      .visits('/login', SESSION, { says: 'sign-in-form' }, post)
      .visits('/login', SESSION, setsIt, post);
    assert.match(answerText(story.visits('/', SESSION, {}, ownPage)), /^As far as was recorded, nothing is wrong/);
  });

  test('an error that is no code is not repeated', () => {
    const story = visitor().visits('/login?error=Mallory%20wrote%20this', SESSION, {}, ownPage);
    assertSaid(story, /failed: error\.$/);
  });
});

describe('a sign-in that leads to a form', () => {
  const form = '<form method="post"><input name="user"><input type="password" name="password"></form>';
  /** A form is sent from `from`, and its answer leads to the form at `to`. */
  const led = async (from: string, to: string): Promise<string> => {
    const origin = 'https://app.example';
    const setCookie = ['Set-Cookie', `${SESSION}; Path=/; Secure; HttpOnly`] as const;
    const content = { size: form.length, mimeType: 'text/html', text: form };
    const post = { url: `${origin}/login`, method: 'POST', status: 302 };
    const har = await read(
      harOf([
        harEntryOf({ url: `${origin}${from}`, got: [setCookie], response: { content } }),
        harEntryOf({
          at: 1_000,
          ...post,
          sent: { Cookie: SESSION, Referer: `${origin}${from}` },
          got: [['Location', to]],
        }),
        harEntryOf({ at: 1_100, url: `${origin}${to}`, sent: { Cookie: SESSION }, response: { content } }),
      ]),
    );
    return answerText({ events: har.events, time: har.events.at(-1)?.time ?? 0 });
  };

  test('which it was sent from has failed', async () => {
    assert.match(await led('/login', '/login?user=ann'), /But step 3 \(GET \/login\) was answered with the form/);
  });

  test('which is another one goes on: the password comes next', async () => {
    assert.doesNotMatch(await led('/signin', '/signin/password'), /was answered with the form/);
  });
});

describe('of somebody who had signed in', () => {
  test('a form at the sign-in page is said; a visitor’s first one is nothing', () => {
    assertSaid(
      signedIn().visits('/login', SESSION, { says: 'sign-in-form' }, ownPage),
      /GET \/login\) was answered with the form/,
    );
    const story = visitor().visits('/login', SESSION, { says: 'sign-in-form' }, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });

  test('a page that says so at an address that had opened is the loss; at another one it is said', () => {
    const over: Reply = { says: 'over' };
    assertSaid(
      signedIn().visits('/orders', SESSION, over, ownPage),
      /GET \/orders\) was answered with a page that says/,
    );
    const story = signedIn()
      .visits('/orders', SESSION, {}, ownPage)
      .wait(3_600_000)
      .visits('/orders', SESSION, over, ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 3 4');
    assert.equal(answerTo(story).finding?.evidence.at(-1)?.code, 'page-said-over');
  });

  test('a renewal that is refused is said, unless a later one works', () => {
    const story = signedIn()
      .visits('/api/auth/refresh', SESSION, { status: 400 }, postsApi)
      .visits('/', SESSION, {}, ownPage);
    assertSaid(story, /POST \/api\/auth\/refresh\) failed: 400/);
    story.visits('/api/auth/refresh', SESSION, {}, postsApi).visits('/', SESSION, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });

  test('a challenge to a device-bound session is no refusal', () => {
    const challenge: Reply = { status: 403, headers: [['secure-session-challenge', '"n"']] };
    const story = signedIn().visits('/dbsc/refresh', SESSION, challenge, postsApi).visits('/', SESSION, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });

  test('an API of another site that refuses the page’s token is said; a stranger’s refusal is not', () => {
    const url = 'https://api.vendor.example/v1/me';
    const ask: Ask = { ...api, initiator: 'https://app.example' };
    const story = signedIn().visits(url, undefined, { status: 401 }, ask).visits('/', SESSION, {}, ownPage);
    assertSaid(story, /GET api\.vendor\.example\/v1\/me\) failed: 401/);
    const other = signedIn().visits(url, undefined, { status: 401 }, { ...ask, initiator: 'https://else.example' });
    assert.match(answerText(other.visits('/', SESSION, {}, ownPage)), /^As far as was recorded, nothing is wrong/);
  });
});

describe('what a page’s helpers are answered says nothing of the session', () => {
  const helper = (url: string): Story =>
    signedIn().visits(url, undefined, { status: 401 }, { ...postsApi, headers: [['sec-fetch-site', 'cross-site']] });

  test('where they count visits, and it does where they are an API', () => {
    assert.match(
      answerText(helper('https://in.hotjar.com/api/v2/visit-data')),
      /^As far as was recorded, nothing is wrong/,
    );
    assert.match(
      answerText(helper('https://play.google.com/log?format=json')),
      /^As far as was recorded, nothing is wrong/,
    );
    assertSaid(helper('https://api.partner.test/orders'), /failed: 401/);
  });

  test('where a challenge is answered by the browser itself', () => {
    const challenge: Reply = { status: 401, headers: [['www-authenticate', 'Negotiate']] };
    const idp: Ask = { ...ownPage, suffixes: { 'idp.app.example': 'example' } };
    const first = (): Story => signedIn().visits('https://idp.app.example/adfs/ls/wia', undefined, challenge, idp);
    assert.doesNotMatch(
      answerText(first().visits('/', SESSION, {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
    const both = first().visits('https://idp.app.example/adfs/ls/wia', undefined, to('https://app.example/'), idp);
    assert.match(answerText(both.visits('/', SESSION, {}, ownPage)), /^As far as was recorded, nothing is wrong/);
  });
});

describe('a preflight', () => {
  const preflight: Ask = { ...api, method: 'OPTIONS' };
  const stopped = (status: number): Story => {
    const story = signedIn().visits('/api/orders', undefined, { status }, preflight);
    story.asks('/api/orders', { ...postsApi, cookie: SESSION }).fails('net::ERR_FAILED');
    return story.visits('/', SESSION, {}, ownPage);
  };

  test('that is refused stops the request, and is said', () => {
    assertSaid(stopped(401), /OPTIONS \/api\/orders\) failed: 401/);
    assertSaid(stopped(403), /failed: 403/);
  });

  test('that is answered well stops nothing, nor does one whose request came through later', () => {
    assert.match(answerText(stopped(204)), /^As far as was recorded, nothing is wrong/);
    const later = stopped(401).visits('/api/orders', undefined, { status: 204 }, preflight);
    assert.match(
      answerText(later.visits('/api/orders', SESSION, {}, postsApi)),
      /^As far as was recorded, nothing is wrong/,
    );
  });
});

test('a page that is answered 400 and is the last one keeps it from being said that all is well', () => {
  const cookie = `sid=${id('a')}`;
  const begun = (): Story => new Story('https://app.example').started().visits('/', cookie, {}, ownPage);
  const failed = begun().visits('/form', cookie, { status: 400 }, { ...ownPage, method: 'POST' });
  assert.equal(answerTo(failed).doubt?.code, 'failed');
  assert.equal(answerTo(failed.visits('/', cookie, {}, ownPage)).doubt, undefined);
});
