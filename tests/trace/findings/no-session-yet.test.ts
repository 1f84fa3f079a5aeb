import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText } from './finding-names.ts';

// Sign-ins of which no session came, or not yet.

const CSRF = 'csrftoken=Kx3mP9vR2tY7wQ4zN8bL5hJ1gF6dS0aC';
const ID = 'sessionid=q3w5e7r9t1y3u5i7o9p1a3s5d7f9g1h3';
const NEXT = 'sessionid=z8x6c4v2b0n9m7k5j3h1g8f6d4s2a0q9';
const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, ...setCookie: string[]): Reply => ({
  status: 302,
  headers: [['location', location]],
  setCookie: setCookie.map((pair) => `${pair}; Path=/; HttpOnly; Secure; SameSite=Lax`),
});
const begun = (): Story => new Story('https://app.example').started();

describe('a site with cookies of which none is a session', () => {
  test('and a sign-in that failed', () => {
    const form = begun().visits('/accounts/login/', CSRF, { says: 'sign-in-form' }, post);
    assert.match(answerText(form), /^The sign-in \(step 1, POST \/accounts\/login\/\) was answered with the form/);
    const refused = begun().visits('/auth/login', CSRF, { status: 400 }, post);
    assert.match(answerText(refused), /^The sign-in \(step 1, POST \/auth\/login\) failed: 400\. No session/);
    const over = begun().visits('/accounts/login/', CSRF, { says: 'over' }, post);
    assert.match(answerText(over), /says that a session or the time to sign in is over/);
  });

  test('where every cookie is known to be something else', () => {
    const visitor = begun().visits('/', CSRF, to('/accounts/login/?next=/'), ownPage);
    assert.match(
      answerText(visitor),
      /^No session was seen here yet: the cookies \(csrftoken\) .* Step 1 was turned away without one/,
    );
    assert.match(
      answerText(begun().visits('/', CSRF, {}, ownPage)),
      /^No session was seen here: the cookies \(csrftoken\)/,
    );
  });

  test('is not called so where one of them is not known', () => {
    const story = begun().visits('/', `${CSRF}; foo=bar12`, to('/accounts/login/?next=/'), ownPage);
    assert.match(answerText(story), /^None of the cookies seen here is known to be a session/);
  });

  test('says nothing of a sign-in that worked after all', () => {
    const story = begun().visits('/accounts/login/', CSRF, { says: 'sign-in-form' }, post);
    story.visits('/accounts/login/', CSRF, to('/', ID), post).visits('/', `${CSRF}; ${ID}`, {}, ownPage);
    assert.equal(answerName(story), 'alive');
  });
});

describe('a sign-in that leads to one more proof', () => {
  const halfIn = (page: string): Story =>
    begun().visits('/login', undefined, to(page, ID), post).visits(page, ID, {}, ownPage);

  for (const page of ['/accounts/confirm-email/', '/2fa', '/login/code/confirm/'])
    test(`has nobody signed in before it is given: ${page}`, () => {
      const story = halfIn(page).visits('/', ID, to('/login?next=/'), ownPage);
      assert.equal(answerName(story), 'alive');
      assert.match(answerText(story), /nothing shows that anybody was signed in before\.$/);
    });

  test('has somebody signed in once it is given, with the same id or a new one', () => {
    for (const [set, id] of [
      [[], ID],
      [[NEXT], NEXT],
    ] as const) {
      const story = halfIn('/2fa').visits('/2fa', ID, to('/', ...set), post);
      story.visits('/', id, {}, ownPage).visits('/', id, to('/login?next=/'), ownPage);
      assert.equal(answerName(story), 'server-forgot: 4 5');
    }
  });

  test('has nobody signed in where the proof is refused, or asked for again', () => {
    for (const reply of [{ status: 403 }, to('/2fa'), to('/login')]) {
      const story = halfIn('/2fa').visits('/2fa', ID, reply, post).visits('/', ID, to('/login?next=/'), ownPage);
      assert.doesNotMatch(answerName(story), /server-forgot/);
    }
  });

  test('is none for a visitor who never signed in', () => {
    const story = begun().visits('/', undefined, { setCookie: [`${ID}; Path=/; HttpOnly; Secure`] }, ownPage);
    story.visits('/verify', ID, to('/'), post).visits('/', ID, to('/login?next=/'), ownPage);
    assert.doesNotMatch(answerName(story), /server-forgot/);
  });
});

test('the page that was turned away last is told of, though the provider keeps a session of its own', () => {
  const idp = 'https://idp.test/auth?client_id=a&response_type=code&state=s1&redirect_uri=https%3A%2F%2Fapp.example%2F';
  const state = `q_auth_s1=${id('s')}`;
  const begins = (): Story =>
    begun()
      .visits('/', undefined, to(idp, `${state}; Path=/; HttpOnly; Secure`), ownPage)
      .visits(idp, undefined, { setCookie: [`AUTH_SESSION_ID=${id('k')}; Path=/; HttpOnly; Secure`] }, ownPage);
  const refused = begins().visits('/', state, { status: 401 }, ownPage);
  assert.match(
    answerText(refused),
    /^No session was seen here yet: the cookies \(q_auth_s1\) .* Step 3 was turned away/,
  );
  assert.match(answerText(begins().visits('/', state, {}, ownPage)), /^Step 2 set session 1/);
});

describe('an id that the last answer gave out', () => {
  const sets = (letter: string, more: Reply = {}): Reply => ({
    ...more,
    setCookie: [`sessionid=${id(letter)}; Path=/; HttpOnly; Secure; SameSite=Lax`],
  });
  const asks = (path: string, letter: string): readonly [string, string] => [path, `sessionid=${id(letter)}`];
  const signedIn = (): Story => begun().visits('/login', undefined, sets('a', to('/')), post);

  test('in the place of one that a page shows to be known has lost nothing', () => {
    const story = signedIn().visits(...asks('/', 'a'), sets('b', { says: 'signed-in' }), ownPage);
    assert.match(
      answerText(story),
      /^No loss was seen: step 2 answered session 1 .* set session 2 .* no request has used/,
    );
  });

  test('as each answer does has lost nothing, where no pause came before it', () => {
    const story = signedIn().visits(...asks('/api/a', 'a'), sets('b'), { ...ownPage, type: 'xmlhttprequest' });
    assert.match(answerText(story), /^Step 2 set session 2/);
    story.visits(...asks('/api/b', 'b'), sets('c'), { ...ownPage, type: 'xmlhttprequest' });
    assert.match(answerText(story), /^No loss was seen: step 3 answered session 2/);
    story.wait(3_600_000).visits(...asks('/api/c', 'c'), sets('d'), { ...ownPage, type: 'xmlhttprequest' });
    assert.doesNotMatch(answerText(story), /^No loss was seen: step/);
  });

  test('by a page that offers to sign in says nothing', () => {
    const story = signedIn().visits(...asks('/', 'a'), sets('b', { says: 'signed-in' }), ownPage);
    story.visits(...asks('/', 'b'), sets('c', { says: 'offers-sign-in' }), ownPage);
    assert.doesNotMatch(answerText(story), /^No loss was seen/);
  });

  test('at a sign-in says nothing yet', () => {
    assert.match(answerText(signedIn()), /No request has used it yet/);
  });
});
