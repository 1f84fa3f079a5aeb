import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api } from '../asks.ts';
import { cookieOf, lessonStory, type Reply, Story } from '../story.ts';
import { answerName, answerTo, findingNames } from './finding-names.ts';

// Stories as a browser records them, with its jar.

const id = (letter: string): string => `${letter}1`.repeat(16);
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;

function recorded(origin?: string): Story {
  return new Story(origin).started().add({ kind: 'jar', cookies: [] });
}

describe('what a recording shows', () => {
  test('a well-kept session has no fault: the user deleted it, and a login rotated it', () => {
    assert.deepEqual(findingNames(lessonStory()), ['deleted-by-user: 4']);
  });

  test('a cookie that the browser refuses at each response', () => {
    const story = recorded('http://shop.test');
    for (const letter of ['a', 'b']) story.visits('/', undefined, { setCookie: [`${kept(id(letter))}; Secure`] });
    assert.equal(answerName(story), 'not-kept/secure-on-insecure-origin: 2');
    const { finding } = answerTo(story);
    assert.equal(finding?.certainty, 'observed');
    assert.deepEqual(finding?.whatIf, { outcome: 'kept', changes: [{ code: 'https' }] });
  });

  test('a cookie that is kept for a path that no request goes to', () => {
    const story = recorded('https://shop.test');
    const path = { path: '/api', secure: true, domain: 'shop.test' };
    story.asks('/').responds({ setCookie: [`sid=${id('a')}; Path=/api; HttpOnly; Secure; SameSite=Lax`] });
    story.stores(cookieOf('sid', id('a'), path)).wait(1_000);
    story.visits('/', undefined).visits('/cart', undefined);
    assert.equal(answerName(story), 'never-sent: 1 3');
  });

  test('and which nobody needs, as pages show who is in without it', () => {
    const story = recorded('https://shop.test');
    const path = { path: '/collect', secure: true, domain: 'shop.test' };
    const asked = story.asks('/collect', { ...api, method: 'POST' });
    asked.responds({ setCookie: [`coll_session=${id('c')}; Path=/collect; HttpOnly; Secure; SameSite=Lax`] });
    story.stores(cookieOf('coll_session', id('c'), path)).wait(1_000);
    for (const page of ['/', '/cart']) story.visits(page, `sessionid=${id('a')}`, { says: 'signed-in' });
    assert.equal(answerName(story), 'alive');
    assert.match(findingNames(story).join(), /never-sent/);
  });

  test('two cookies of one name that go along together', () => {
    const story = recorded()
      .creates('sid', id('a'))
      .stores(cookieOf('sid', id('b'), { path: '/app' }))
      .wait(1_000);
    story.visits('/app/', `sid=${id('b')}; sid=${id('a')}`);
    assert.equal(answerName(story), 'shadowed/path: 2');
  });

  test('parallel first requests that each got a session', () => {
    const story = recorded();
    const [one, two] = [story.asks('/a'), story.asks('/b')];
    one.responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a')));
    two.responds({ setCookie: [kept(id('b'))] });
    story.stores(cookieOf('sid', id('b')));
    assert.equal(answerName(story), 'parallel-first: 1 2');
  });

  test('two sign-ins at once are a race only where the one that is kept is refused', () => {
    const story = recorded();
    const [one, two] = [1, 2].map((tabId) => story.asks('/api/login', { ...api, method: 'POST', tabId }));
    one?.responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a')));
    two?.responds({ setCookie: [kept(id('b'))] });
    story.stores(cookieOf('sid', id('b')));
    story.visits('/account', `sid=${id('b')}`);
    assert.equal(answerName(story), 'alive');
    story.visits('/account', `sid=${id('b')}`, { status: 401 });
    assert.match(findingNames(story).join(), /parallel-first/);
  });

  test('two renewals at once are one as well only where what is kept is refused', () => {
    const story = recorded();
    const asked = [1, 2].map((tabId) => story.asks('/auth/refresh', { ...api, method: 'POST', tabId }));
    for (const [at, letter] of ['a', 'b'].entries()) {
      asked[at]?.responds({ setCookie: [kept(id(letter))] });
      story.stores(cookieOf('sid', id(letter)));
    }
    story.visits('/account', `sid=${id('b')}`);
    assert.equal(answerName(story), 'alive');
    story.visits('/account', `sid=${id('b')}`, { status: 401 });
    assert.match(findingNames(story).join(), /parallel-first/);
  });

  test('of a visitor’s first requests whoever signs in since misses nothing', () => {
    const story = recorded();
    const [one, two] = [story.asks('/a'), story.asks('/b')];
    one.responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a')));
    two.responds({ setCookie: [kept(id('b'))] });
    story.stores(cookieOf('sid', id('b')));
    const signIn = story.asks('/login', { method: 'POST', cookie: `sid=${id('b')}` });
    signIn.responds({ status: 302, headers: [['location', '/account']], setCookie: [kept(id('c'))] });
    story.stores(cookieOf('sid', id('c')));
    story.visits('/account', `sid=${id('c')}`);
    assert.equal(answerName(story), 'alive');
    assert.match(findingNames(story).join(), /parallel-first/);
  });

  test('first requests one after the other are no race', () => {
    const story = recorded()
      .creates('sid', id('a'))
      .userDeletes(cookieOf('sid', id('a')))
      .creates('sid', id('b'));
    assert.deepEqual(findingNames(story), ['deleted-by-user: 1']);
  });

  test('a session that is replaced at every request', () => {
    const story = recorded().creates('sid', id('a'));
    for (const [sent, set] of ['ab', 'bc', 'cd'].map((pair) => [...pair])) {
      story.asks('/', { cookie: `sid=${id(sent ?? '')}` }).responds({ setCookie: [kept(id(set ?? ''))], count: 1 });
      story.stores(cookieOf('sid', id(set ?? '')));
    }
    assert.equal(answerName(story), 'replaced-each-time: 2 3 4');
  });

  test('what its server writes anew with each answer on purpose is not replaced', () => {
    const visits = (name: string): string => {
      const story = new Story('https://shop.example').started();
      story.visits('/', undefined, { setCookie: [`${name}=${id('a')}; path=/; HttpOnly`] });
      for (const [sent, set] of ['ab', 'bc', 'cd'].map((pair) => [...pair]))
        story.visits('/', `${name}=${id(sent ?? '')}`, { setCookie: [`${name}=${id(set ?? '')}; path=/; HttpOnly`] });
      return answerName(story.visits('/', `${name}=${id('d')}`, {}));
    };
    assert.equal(visits('PHPSESSID'), 'replaced-each-time: 2 3 4');
    assert.equal(visits('_shopify_essential'), 'alive');
  });

  test('a page that shows who is in went on with the id that it replaces', () => {
    const visits = (more: Reply): string => {
      const story = new Story('https://shop.example').started();
      const sets = (letter: string): Reply => ({ setCookie: [`sid=${id(letter)}; path=/; HttpOnly; Secure`] });
      const led = { status: 302, headers: [['location', '/']] } as const;
      story.visits('/login', undefined, { ...sets('a'), ...led }, { method: 'POST' });
      for (const [sent, set] of ['ab', 'bc', 'cd', 'de'].map((pair) => [...pair]))
        story.visits('/', `sid=${id(sent ?? '')}`, { ...sets(set ?? ''), ...more });
      return answerName(story.visits('/', `sid=${id('e')}`, { status: 302, headers: [['location', '/login']] }));
    };
    assert.equal(visits({}), 'replaced-each-time: 2 3 4 5');
    assert.match(visits({ says: 'signed-in' }), /^server-forgot/);
  });

  test('images between the pages do not hide that each page gets a new id', () => {
    const story = recorded().creates('sid', id('a'));
    for (const [sent, set] of ['ab', 'bc', 'cd'].map((pair) => [...pair])) {
      story.asks('/', { cookie: `sid=${id(sent ?? '')}` }).responds({ setCookie: [kept(id(set ?? ''))], count: 1 });
      story.stores(cookieOf('sid', id(set ?? '')));
      story.visits('/logo.svg', `sid=${id(set ?? '')}`, {}, { type: 'image' });
    }
    assert.equal(answerName(story), 'replaced-each-time: 2 4 6');
  });

  test('Secure lost behind a proxy is a hint, and no loss', () => {
    const story = recorded('https://shop.test');
    story.asks('/').responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a'), { domain: 'shop.test' }));
    assert.deepEqual(findingNames(story), ['secure-missing: 1']);
    assert.equal(answerTo(story).finding, undefined);
  });

  test('a session id in an address is a hint, and a short value there is none', () => {
    const story = recorded()
      .creates('sid', id('a'))
      .visits(`/cart;jsessionid=${id('a')}?x=1`, `sid=${id('a')}`);
    assert.deepEqual(findingNames(story), ['id-in-address: 2']);
    const short = recorded().creates('sid', 'a1b2c3d4').visits('/cart?sid=a1b2c3d4', 'sid=a1b2c3d4');
    assert.deepEqual(findingNames(short), []);
    const other = recorded()
      .creates('sid', id('a'))
      .visits(`/cart?id=${id('b')}`, `sid=${id('a')}`);
    assert.deepEqual(findingNames(other), []);
    const fragment = recorded()
      .creates('sid', id('a'))
      .visits(`/cart#${id('a')}`, `sid=${id('a')}`);
    assert.deepEqual(findingNames(fragment), []);
  });

  test('an id unchanged across a login is a hint', () => {
    const story = recorded().creates('sid', id('a'));
    const login = { method: 'POST' };
    story.visits('/login', `sid=${id('a')}`, { status: 303, headers: [['location', '/home']], count: 2 }, login);
    assert.deepEqual(findingNames(story), ['same-id-after-login: 2']);
  });

  test('an unchanged id is no hint after a login that failed', () => {
    const story = recorded().creates('sid', id('a'));
    const login = { method: 'POST' };
    story.visits('/login', `sid=${id('a')}`, { status: 303, headers: [['location', '/login?wrong=1']] }, login);
    story.visits('/login', `sid=${id('a')}`, { status: 200 }, login);
    assert.deepEqual(findingNames(story), []);
  });

  test('SameSite=Strict loses the session after a link from another site', () => {
    const story = recorded().creates('sid', id('a'), {
      setCookie: [`sid=${id('a')}; Path=/; HttpOnly; SameSite=Strict`],
    });
    story
      .stores(cookieOf('sid', id('a'), { sameSite: 'strict' }))
      .counts('sid', id('a'), 2)
      .wait(1_000);
    story.visits('/', undefined, {}, { initiator: 'http://127.0.0.1:3000' });
    assert.equal(answerName(story), 'not-sent/strict-link: 1 3');
    assert.deepEqual(answerTo(story).finding?.whatIf?.changes, [{ code: 'same-site-lax' }]);
  });

  test('a logout that clears the cookie under another path', () => {
    const story = recorded().creates('sid', id('a'));
    story.visits('/app/logout', `sid=${id('a')}`, { setCookie: ['sid=; Path=/app; Max-Age=0'] }).wait(1_000);
    story.visits('/', `sid=${id('a')}`);
    assert.equal(answerName(story), 'clear-failed/path: 2 3');
  });
});
