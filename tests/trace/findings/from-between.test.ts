import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// What stands between browser and server, a second host under one cookie, and ids that addresses carry.

const FIRST = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
const SECOND = 'sessionid=w3Rk8NvB5tYc1XzQ7mJp4HsL9aGd2FuE';
const post: Ask = { ...ownPage, method: 'POST' };
const toSignIn: Reply = { status: 302, headers: [['location', '/login']] };

function signedIn(attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax'): Story {
  const reply: Reply = { status: 302, headers: [['location', '/']], setCookie: [`${FIRST}; ${attributes}`] };
  return new Story('https://www.shop.test')
    .started()
    .visits('/login', undefined, reply, { ...post, suffixes: SUFFIXES })
    .visits('/', FIRST, {}, { ...ownPage, suffixes: SUFFIXES });
}

const SUFFIXES = { 'www.shop.test': 'test', 'admin.shop.test': 'test' };

describe('the page of a network that asks its guests to sign in', () => {
  const from = (origin: string): Story =>
    new Story(origin)
      .started()
      .visits(
        '/login',
        undefined,
        { status: 302, headers: [['location', '/']], setCookie: [`${FIRST}; Path=/; HttpOnly`] },
        post,
      )
      .visits('/', FIRST, {}, ownPage);
  const led = (story: Story, location: string): Story =>
    story.wait(3_000_000).visits('/', FIRST, { status: 302, headers: [['location', location]] }, ownPage);

  for (const page of [
    'http://10.0.0.1/login?orig=x',
    'http://wifi.hotel.test/login',
    'http://guest-portal.inn.test/login',
  ])
    test(`${page} stands before an http page: whether the session lives is not known`, () => {
      const story = led(from('http://club.example'), page);
      assert.match(answerText(story), /^Whether session 1 .+ still lives is not known/);
      assert.match(answerText(story.visits('/', FIRST, {}, ownPage)), /^As far as was recorded, nothing is wrong/);
      const twice = led(story, page).visits('/', FIRST, {}, ownPage);
      assert.match(answerText(twice), /^As far as was recorded, nothing is wrong/);
    });

  test('cannot stand before one of https, and is no neighbour’s sign-in', () => {
    assert.match(answerName(led(from('https://club.example'), 'http://wifi.hotel.test/login')), /^server-forgot\/idle/);
    assert.match(answerName(led(from('http://10.0.0.9'), 'http://10.0.0.5/sso/login')), /^server-forgot\/idle/);
    assert.match(answerName(led(from('http://club.example'), 'http://sso.club.example/login')), /^server-forgot\/idle/);
  });
});

describe('an answer of what stands between', () => {
  for (const [what, reply, shown] of [
    ['a proxy that wants a password', { status: 407 }, '407'],
    ['Cloudflare’s challenge', { status: 403, headers: [['cf-mitigated', 'challenge']] }, 'cf-mitigated: challenge'],
    [
      'AWS WAF’s challenge',
      { status: 202, headers: [['x-amzn-waf-action', 'challenge']] },
      'x-amzn-waf-action: challenge',
    ],
  ] as const satisfies readonly (readonly [string, Reply, string])[])
    test(`${what} refuses no session`, () => {
      const story = signedIn().visits('/orders', FIRST, {}, ownPage).visits('/orders', FIRST, reply, ownPage);
      assert.equal(answerName(story), 'alive');
      assert.ok(answerText(story).endsWith(`But step 4 (GET /orders) failed: ${shown}.`), answerText(story));
      assert.equal(answerTo(story).doubt?.accepted?.entry.step, 3);
      assert.match(
        answerText(story.visits('/orders', FIRST, {}, ownPage)),
        /^As far as was recorded, nothing is wrong/,
      );
    });

  test('a challenge is passed by a form to the same address; a form that is challenged, by no page', () => {
    const headers = [['cf-mitigated', 'challenge']] as const;
    const asked = (first: Ask, then: Ask): string => {
      const story = signedIn().visits('/orders', FIRST, { status: 403, headers }, first);
      return answerText(story.visits('/orders', FIRST, {}, then));
    };
    assert.match(asked(ownPage, post), /^As far as was recorded, nothing is wrong/);
    assert.match(asked(post, ownPage), /cf-mitigated: challenge/);
  });
});

describe('a firewall that answers in the server’s place', () => {
  for (const [what, reply] of [
    ['Akamai, by its name', { status: 403, headers: [['server', 'AkamaiGHost']] }],
    ['DataDome, by its header', { status: 403, headers: [['x-dd-b', '2']] }],
    ['a known one, by its page', { status: 200, says: 'blocked' }],
    ['a known one, by its page and status', { status: 403, says: 'blocked' }],
  ] as const satisfies readonly (readonly [string, Reply])[])
    test(`${what}: it refuses no session, and is named`, () => {
      const story = signedIn().visits('/orders', FIRST, {}, ownPage).visits('/orders', FIRST, reply, ownPage);
      assert.equal(answerName(story), 'alive');
      assert.match(answerText(story), /But a firewall before the server answered step 4 \(GET \/orders\)/);
      story.visits('/orders', FIRST, {}, ownPage);
      assert.match(answerText(story), /^As far as was recorded, nothing is wrong .* at step 5/);
      assert.deepEqual(findingNames(story), []);
    });

  test('a 403 that the server behind it gave refuses as before', () => {
    for (const headers of [[['server', 'nginx']], [['x-datadome', 'protected']]] as const) {
      const story = signedIn().visits('/orders', FIRST, {}, ownPage);
      story.visits('/orders', FIRST, { status: 403, headers }, ownPage).visits('/login', FIRST, {}, ownPage);
      assert.match(answerName(story), /^server-forgot/);
    }
  });

  test('a sign-in that it refuses is none that worked', () => {
    const story = new Story('https://www.shop.test')
      .started()
      .visits('/login', undefined, {}, { ...ownPage, suffixes: SUFFIXES })
      .visits('/login', 'theme=dark', { says: 'blocked' }, post);
    assert.match(answerText(story), /^The sign-in \(step 2, POST \/login\) was answered by a firewall/);
  });
});

test('a form that was answered with a fault is a page, also where a file does not say how it was asked for', () => {
  const page: Reply = { status: 500, headers: [['content-type', 'text/html; charset=utf-8']] };
  const story = signedIn().visits('/cart', FIRST, page, {
    method: 'POST',
    type: 'other',
    initiator: 'https://www.shop.test',
    suffixes: SUFFIXES,
  });
  assert.match(answerText(story), /Step 3 sent it later and was answered with status 500/);
});

describe('a new id from another host of the site', () => {
  const ADMIN = 'https://admin.shop.test/';
  const shared = 'Domain=shop.test; Path=/; HttpOnly; Secure; SameSite=Lax';
  const at: Ask = { ...ownPage, suffixes: SUFFIXES };
  const newId: Reply = { setCookie: [`${SECOND}; ${shared}`] };

  test('says both: two applications share the cookie, or one forgot it', () => {
    const story = signedIn(shared).visits(ADMIN, FIRST, newId, at).visits('/', SECOND, toSignIn, at);
    assert.equal(answerName(story), 'server-forgot/new-id-elsewhere: 2 3 4');
  });

  test('is the server’s matter where that host had answered the session', () => {
    const story = signedIn(shared).visits(ADMIN, FIRST, {}, at).visits(ADMIN, FIRST, newId, at);
    assert.equal(answerName(story.visits('/', SECOND, toSignIn, at)), 'server-forgot/new-id: 3 4 5');
  });

  test('is no loss where the first host goes on with it', () => {
    const story = signedIn(shared).visits(ADMIN, FIRST, newId, at).visits('/', SECOND, {}, at);
    assert.equal(answerName(story), 'alive');
  });
});

describe('an id in an address', () => {
  const ID = '8F3A9C1D2E4B5A6978C0D1E2F3A4B5C6';
  const begun = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/shop/', undefined, { setCookie: [`JSESSIONID=${ID}; Path=/shop; Secure; HttpOnly`] }, ownPage);

  test('is named where its cookie never comes back', () => {
    const story = begun().visits(`/shop/cart;jsessionid=${ID}`, undefined, {}, ownPage);
    assert.ok(findingNames(story).includes('id-in-address: 2'), String(findingNames(story)));
  });

  test('is none where the address holds another one, or none', () => {
    for (const path of [`/shop/cart;jsessionid=${ID.replaceAll('8', '9')}`, '/shop/cart'])
      assert.ok(
        !findingNames(begun().visits(path, undefined, {}, ownPage)).some((name) => name.startsWith('id-')),
        path,
      );
  });
});
