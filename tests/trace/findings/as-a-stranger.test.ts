import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// What strangers get as well is no answer to a session; and who answered may not have been the server that knows it.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const post: Ask = { ...ownPage, method: 'POST' };
const cookie = (letter: string): string => `PHPSESSID=${id(letter)}`;
const sets = (letter: string, more: Reply = {}): Reply => ({ setCookie: [`${cookie(letter)}; ${KEPT}`], ...more });
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const begun = (): Story => new Story('https://app.example').started();
const signedIn = (): Story =>
  begun()
    .visits('/login', undefined, to('/', sets('a')), post)
    .visits('/', cookie('a'), {}, ownPage);

describe('the page to sign in, to which one is led', () => {
  const begins = (): Story => begun().visits('/api/sessionLogin', undefined, sets('a'), { ...api, method: 'POST' });

  test('opens to everybody, and answers no session', () => {
    const story = begins()
      .visits('/profile', cookie('a'), to('/login'), ownPage)
      .visits('/login', cookie('a'), {}, ownPage);
    assert.equal(answerTo(story).doubt?.code, 'found-nobody');
    assert.match(answerText(story), /found nobody signed in/);
  });

  test('leaves nothing to say where the page that leads there opens afterwards', () => {
    const story = begins()
      .visits('/profile', cookie('a'), to('/login'), ownPage)
      .visits('/login', cookie('a'), {}, ownPage)
      .visits('/profile', cookie('a'), {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });
});

describe('an address of an API that had answered a session', () => {
  const called = (reply: Reply): Story =>
    begun()
      .visits('/api/start', undefined, sets('a'), { ...api, method: 'POST' })
      .visits('/api/orders', cookie('a'), {}, api)
      .visits('/api/orders', cookie('a'), reply, api);

  test('and answers 401 now: it is not accepted any more, whatever the sign-in was called', () => {
    assert.equal(answerName(called({ status: 401 })), 'server-forgot: 2 3');
  });

  test('and forbids it now: a right may be missing', () => {
    assert.equal(answerName(called({ status: 403 })), 'alive');
  });

  test('as it answers strangers: nobody need have been signed in', () => {
    const story = begun().visits('/api/orders', undefined, {}, api);
    story.visits('/api/start', undefined, sets('a'), { ...api, method: 'POST' });
    story.visits('/api/orders', cookie('a'), {}, api).visits('/api/orders', cookie('a'), { status: 401 }, api);
    assert.equal(answerName(story), 'alive');
  });
});

describe('two answers at once that each give a new id', () => {
  /** Reloads a page before it is there; `pages` are what comes after it. */
  const reloaded = (...pages: readonly (readonly [path: string, reply: Reply])[]): Story => {
    const story = signedIn().visits('/account', cookie('a'), {}, ownPage);
    const first = story.asks('/checkout', { ...ownPage, cookie: cookie('a') });
    const second = story.asks('/checkout', { ...ownPage, cookie: cookie('a') });
    first.responds(sets('b')).completes();
    second.responds(to('/cart', sets('c'))).completes();
    for (const [path, reply] of pages) story.visits(path, cookie('c'), reply, ownPage);
    return story;
  };

  test('leave the browser with the one that nobody knows, though a cart opens to everybody', () => {
    const story = reloaded(['/cart', {}], ['/account', to('/account/login')]);
    assert.equal(answerName(story), 'regenerate-race: 4 5 7');
  });

  test('and do no harm where the one that is kept opens what the old one had opened', () => {
    const story = reloaded(['/', {}], ['/account', to('/account/login')]);
    assert.doesNotMatch(findingNames(story).join(), /regenerate-race/);
  });
});

describe('a redirect to the page to sign in', () => {
  const redirected = (...headers: readonly (readonly [string, string])[]): Story =>
    signedIn()
      .visits('/account', cookie('a'), { status: 302, headers: [['location', '/login'], ...headers] }, ownPage)
      .visits('/login', cookie('a'), {}, ownPage);

  for (const [name, value] of [
    ['age', '512'],
    ['cf-cache-status', 'HIT'],
    ['x-cache', 'Hit from cloudfront'],
  ] as const)
    test(`that a cache on the way had kept is no refusal: ${name}: ${value}`, () => {
      assert.equal(answerName(redirected([name, value])), 'cached-redirect/shared: 3 4');
      assert.deepEqual(findingNames(redirected([name, value])), ['cached-redirect/shared: 3 4']);
    });

  test('that went through the cache to the server is one', () => {
    assert.equal(answerName(redirected(['age', '0'], ['cf-cache-status', 'DYNAMIC'])), 'server-forgot: 2 3');
  });

  test('that a cache gave to a stranger is as it should be', () => {
    const story = begun().visits('/account', 'theme=dark', to('/login', { headers: [['age', '5']] }), ownPage);
    assert.equal(answerName(story), 'no-session-known');
  });
});

describe('a load balancer', () => {
  const at = (server: string, letter = 'a'): string => `${cookie(letter)}; SERVERID=${server}`;
  const moves = (server: string): readonly string[] => [`SERVERID=${server}; Path=/`];
  const balanced = (): Story =>
    begun()
      .visits('/login', 'SERVERID=s1', to('/', sets('a')), post)
      .visits('/', at('s1'), {}, ownPage);

  test('that moved the visit to a server which does not know the session', () => {
    const story = balanced().visits('/', at('s1'), to('/login', { setCookie: moves('s2') }), ownPage);
    assert.equal(answerName(story), 'server-forgot/other-server: 2 3');
    assert.equal(answerTo(story).finding?.remedy, 'share-store');
  });

  test('that moved it after a long pause had forgotten the visit by itself', () => {
    const story = balanced().wait(3_600_000);
    story.visits('/', at('s1'), to('/login', { setCookie: moves('s2') }), ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 2 3');
  });

  test('that stayed with its server is not why that one refuses', () => {
    const story = balanced().visits('/', at('s1'), to('/login', { setCookie: moves('s1') }), ownPage);
    assert.equal(answerName(story), 'server-forgot: 2 3');
  });

  test('whose cookie changes with each answer names no server', () => {
    const rotates = (value: string): readonly string[] => [`AWSALB=${id(value)}; Path=/`];
    const with_ = (value: string): string => `${cookie('a')}; AWSALB=${id(value)}`;
    const story = begun()
      .visits('/login', undefined, to('/', { setCookie: [`${cookie('a')}; ${KEPT}`, ...rotates('1')] }), post)
      .visits('/', with_('1'), { setCookie: rotates('2') }, ownPage)
      .visits('/', with_('2'), to('/login', { setCookie: rotates('3') }), ownPage);
    assert.equal(answerName(story), 'server-forgot: 2 3');
  });
});

describe('two cookies that one sign-in sets', () => {
  const [token, data] = [
    `better-auth.session_token=${id('t')}.${id('u')}`,
    `better-auth.session_data=${id('d')}${id('e')}`,
  ];
  const both = `${token}; ${data}`;
  const SESSION_PATH = '/api/auth/get-session';
  const signedInTwice = (): Story =>
    begun()
      .visits(
        '/api/auth/sign-in/email',
        undefined,
        { setCookie: [`${token}; Max-Age=604800; ${KEPT}`, `${data}; Max-Age=300; ${KEPT}`] },
        { ...api, method: 'POST' },
      )
      .wait(150_000)
      .visits(SESSION_PATH, both, {}, api);

  test('of which one has just expired: what goes along alone was not forgotten', () => {
    const story = signedInTwice().wait(160_000).visits(SESSION_PATH, token, { says: 'nobody' }, api);
    assert.equal(answerName(story), 'cookie-expired: 2 3');
    assert.match(answerText(story), /^The cookie better-auth\.session_data of session /);
    assert.doesNotMatch(findingNames(story).join(), /server-forgot/);
  });

  test('of which one expired long ago: the other may have been forgotten', () => {
    const story = signedInTwice().wait(3_600_000).visits(SESSION_PATH, token, { says: 'nobody' }, api);
    assert.match(answerName(story), /^server-forgot/);
  });

  const signsOut = (...cleared: readonly string[]): Story =>
    signedInTwice().visits(
      '/api/auth/sign-out',
      both,
      { setCookie: cleared.map((name) => `better-auth.${name}=; Max-Age=0; ${KEPT}`) },
      { ...api, method: 'POST' },
    );

  test('of which a sign-out left one, and that is answered as before: it is not called well', () => {
    const story = signsOut('session_token').visits(SESSION_PATH, data, {}, api);
    assert.equal(answerTo(story).doubt?.code, 'after-sign-out');
  });

  test('of which a sign-out left none', () => {
    const story = signsOut('session_token', 'session_data').visits(SESSION_PATH, undefined, { says: 'nobody' }, api);
    assert.match(answerName(story), /^signed-out/);
  });
});

describe('a site that never saw a cookie', () => {
  const portal = 'https://auth.portal.test';
  const led = (): Story =>
    begun()
      .visits('/', undefined, to(`${portal}/?rd=https%3A%2F%2Fapp.example%2F`), ownPage)
      .visits(`${portal}/api/state`, `authelia_session=${id('p')}`, {}, ownPage);

  test('and turned its page away last: that another site answers is no comfort', () => {
    const story = led().visits('/', undefined, to(`${portal}/?rd=https%3A%2F%2Fapp.example%2F`), ownPage);
    assert.match(answerText(story), /^Step 3 \(GET app\.example\/\) was turned away\. No request to its site/);
  });

  test('and led on to a page that opened: that one’s session is what there is to say', () => {
    assert.match(answerText(led()), /^As far as was recorded, nothing is wrong with session 1/);
  });
});

describe('a sign-in that sets nothing beside cookies of other kinds', () => {
  const CSRF = `.AspNetCore.Antiforgery.xyz=CfDJ8${id('c')}${id('f')}`;
  const signsIn = (reply: Reply): Story =>
    begun()
      .visits('/Account/Login', undefined, { setCookie: [`${CSRF}; Path=/; SameSite=Strict; HttpOnly`] }, ownPage)
      .visits('/Account/Login', CSRF, reply, post)
      .visits('/account/manage', CSRF, to('/Account/Login?ReturnUrl=%2Faccount%2Fmanage'), ownPage);

  test('is said, where the next page finds nobody', () => {
    assert.match(
      answerText(signsIn({})),
      /^The server answered the sign-in \(step 2\) with status 200 and without Set-Cookie/,
    );
  });

  test('is none where the form comes again', () => {
    assert.match(answerText(signsIn({ says: 'sign-in-form' })), /answered with the form to sign in again/);
  });
});

describe('a session that was never accepted', () => {
  const answered = (...headers: readonly (readonly [string, string])[]): string | undefined =>
    answerTo(
      begun()
        .visits('/login', undefined, to('/account', sets('a')), post)
        .visits('/account', cookie('a'), { status: 302, headers: [['location', '/login'], ...headers] }, ownPage),
    ).finding?.remedy;

  test('by a cache that may drop cookies: look there first', () => {
    assert.equal(answered(['x-cache', 'Miss from cloudfront']), 'pass-cookies');
  });

  test('by the server itself, or a network that passes them on', () => {
    assert.equal(answered(), 'keep-store');
    assert.equal(answered(['cf-cache-status', 'DYNAMIC']), 'keep-store');
  });
});
