import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerTo, findingNames } from './finding-names.ts';

// Two answers at once that the session survived: what was refused long after, or for another reason, is none of their doing.

const MINUTE = 60_000;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const signsIn: Ask = { ...ownPage, method: 'POST' };
const toLogin: Reply = { status: 302, headers: [['location', '/login']] };

/** A session that is sealed anew with each answer, as Flask's is: no two of its values are alike. */
const sealed = (time: string, payload: string): string => `session=${payload}.${time}.Qm9vYmFyMTIzNDU2Nzg5MGFicdE`;

const FIRST = sealed('aRx2Kg', 'eyJ1c2VyIjoxfQ');
const NEWER = sealed('aRx2Kh', 'eyJ1c2VyIjoxLCJhIjoyfQ');
const LATE = sealed('aRx2Ki', 'eyJ1c2VyIjoxLCJiIjozfQ');

describe('two answers at once each seal the session anew', () => {
  function sealedTwice(): Story {
    const story = new Story('https://app.example')
      .started()
      .visits(
        '/login',
        undefined,
        { status: 303, headers: [['location', '/']], setCookie: [`${FIRST}; ${KEPT}`] },
        {
          ...ownPage,
          method: 'POST',
        },
      )
      .visits('/', FIRST, {}, ownPage);
    const [one, other] = ['/notes', '/todos'].map((path) => story.asks(path, { ...api, cookie: FIRST }));
    one?.responds({ setCookie: [`${NEWER}; ${KEPT}`] }).completes();
    other?.responds({ setCookie: [`${LATE}; ${KEPT}`] }).completes();
    return story;
  }

  test('and the server does not know the later one: it is lost', () => {
    assert.match(answerName(sealedTwice().visits('/', LATE, toLogin, ownPage)), /^late-answer: 3 4 5/);
  });

  test('and the page to sign in, which opens to everybody, carries the later one as well', () => {
    const story = sealedTwice().visits('/', LATE, toLogin, ownPage).visits('/login', LATE, {}, ownPage);
    assert.match(answerName(story), /^late-answer: 3 4 5/);
  });

  for (const [status, path, ask] of [
    [404, '/users/1/avatar', api],
    [422, '/todos', { ...api, method: 'POST' }],
    [429, '/todos', api],
  ] as const)
    test(`and one address answers ${status}, which says nothing of the session`, () => {
      const story = sealedTwice().visits(path, LATE, { status }, ask);
      assert.doesNotMatch(findingNames(story).join(), /late-answer/);
    });

  test('and the token of a form is gone with what was written over', () => {
    const story = sealedTwice().visits('/todos', LATE, { status: 422, says: 'csrf' }, { ...api, method: 'POST' });
    assert.match(answerName(story), /^late-answer: 3 4 5/);
  });

  test('and the server takes the later one, before or after it refuses something', () => {
    const before = sealedTwice().visits('/', LATE, {}, ownPage).visits('/', LATE, toLogin, ownPage);
    assert.match(answerName(before), /^server-forgot/);
    const after = sealedTwice().visits('/admin', LATE, { status: 403 }, ownPage).visits('/', LATE, {}, ownPage);
    assert.doesNotMatch(findingNames(after).join(), /late-answer/);
    assert.equal(answerTo(after).finding, undefined);
  });

  test('and nothing is asked for an hour: the pause is the likely cause', () => {
    const story = sealedTwice();
    story.time += 60 * MINUTE;
    assert.match(answerName(story.visits('/', LATE, toLogin, ownPage)), /^server-forgot\/idle/);
  });
});

describe('two answers at once each give a new id', () => {
  const sid = (letter: string): string => `sid=${id(letter)}`;

  function givenTwice(): Story {
    const story = new Story('https://app.example')
      .started()
      .visits(
        '/login',
        undefined,
        { status: 303, headers: [['location', '/']], setCookie: [`${sid('a')}; ${KEPT}`] },
        {
          ...ownPage,
          method: 'POST',
        },
      )
      .visits('/', sid('a'), {}, ownPage);
    const [one, other] = ['/a', '/b'].map((path) => story.asks(path, { ...api, cookie: sid('a') }));
    one?.responds({ setCookie: [`${sid('b')}; ${KEPT}`] }).completes();
    other?.responds({ setCookie: [`${sid('c')}; ${KEPT}`] }).completes();
    return story;
  }

  test('and the one that was kept is not known', () => {
    assert.match(answerName(givenTwice().visits('/', sid('c'), toLogin, ownPage)), /^regenerate-race: 3 4 5/);
  });

  test('and the one that was kept is answered: a refusal after a pause is the pause’s', () => {
    const story = givenTwice().visits('/', sid('c'), {}, ownPage);
    story.time += 52 * MINUTE;
    assert.match(answerName(story.visits('/', sid('c'), toLogin, ownPage)), /^server-forgot\/idle/);
  });

  test('and the one that was not kept is refused, as a request of before may be', () => {
    const story = givenTwice().visits('/late', sid('a'), { status: 401 }, api);
    assert.doesNotMatch(findingNames(story.visits('/', sid('c'), {}, ownPage)).join(), /regenerate-race/);
  });

  test('and each page gives another id, before or after: the next one is no refusal', () => {
    const story = givenTwice().visits('/', sid('c'), { setCookie: [`${sid('d')}; ${KEPT}`] }, ownPage);
    // With this alone the id may have been unknown.
    assert.match(answerName(story), /^regenerate-race: 3 4 5/);
    story.visits('/next', sid('d'), { setCookie: [`${sid('e')}; ${KEPT}`] }, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /regenerate-race/);
  });

  test('and each page gives another id, but the one that was kept is refused', () => {
    const story = new Story('https://app.example').started();
    const gives = (letter: string): Reply => ({ setCookie: [`${sid(letter)}; ${KEPT}`] });
    story.visits('/login', undefined, { ...toLogin, ...gives('y'), headers: [['location', '/']] }, signsIn);
    story.visits('/', sid('y'), gives('z'), ownPage).visits('/', sid('z'), gives('a'), ownPage);
    const [one, other] = ['/a', '/b'].map((path) => story.asks(path, { ...api, cookie: sid('a') }));
    one?.responds(gives('b')).completes();
    other?.responds(gives('c')).completes();
    assert.match(answerName(story.visits('/', sid('c'), toLogin, ownPage)), /^regenerate-race: 4 5 6/);
  });

  test('and the first request after it comes after an hour: what ended it in between is not known', () => {
    const story = givenTwice();
    story.time += 60 * MINUTE;
    assert.doesNotMatch(answerName(story.visits('/', sid('c'), toLogin, ownPage)), /^regenerate-race/);
  });
});

describe('each answer gives a new id', () => {
  const bare = (letter: string): string => `ASP.NET_SessionId=${id(letter).toLowerCase().slice(0, 24)}`;
  const AUTH = `.ASPXAUTH=${Buffer.from(id('auth')).toString('hex').toUpperCase()}`;

  function pages(beside: string): Story {
    const story = new Story('https://app.example').started();
    for (const [at, letter] of [...'abcde'].entries()) {
      const sent = at === 0 ? undefined : bare('abcde'.charAt(at - 1));
      const cookie = [sent, beside].filter((each) => each !== undefined && each !== '').join('; ');
      const setCookie = [`${bare(letter)}; Path=/; HttpOnly; Secure; SameSite=Lax`];
      story.visits(`/page${at}`, cookie === '' ? undefined : cookie, { setCookie }, ownPage);
    }
    return story;
  }

  test('beside a cookie that carries the sign-in: it holds nothing yet, and all is well', () => {
    assert.equal(answerTo(pages(AUTH)).finding, undefined);
    assert.doesNotMatch(findingNames(pages(AUTH)).join(), /replaced-each-time/);
  });

  test('beside no other: the server does not find what it gave out', () => {
    assert.match(answerName(pages('')), /^replaced-each-time/);
  });

  test('beside a cookie that is no session: the same', () => {
    assert.match(answerName(pages('theme=dark')), /^replaced-each-time/);
  });
});

describe('an area that never opened asks to sign in, and another page shows who is in', () => {
  const own = `front_session=${id('f')}`;
  const shown: Reply = { says: 'signed-in' };
  const refused = (): Story =>
    new Story('https://shop.example')
      .started()
      .visits('/', own, shown, ownPage)
      .visits('/admin', own, { status: 302, headers: [['location', '/admin/login']] }, ownPage)
      .visits('/admin/login', own, { says: 'sign-in-form' }, ownPage);

  test('with the same session: nothing was lost', () => {
    const story = refused().visits('/orders', own, shown, ownPage);
    assert.equal(answerTo(story).finding, undefined);
  });

  for (const [what, path, status, ask] of [
    ['a wrong password', '/admin/login', 401, signsIn],
    ['a beacon', '/collect', 204, { ...api, method: 'POST' }],
  ] as const)
    test(`after ${what}, with the same session: nothing was lost`, () => {
      const story = refused().visits(path, own, { status }, ask).visits('/orders', own, shown, ownPage);
      assert.equal(answerTo(story).finding, undefined);
    });

  for (const [what, path, status, ask] of [
    ['a script was answered 204', '/api/enter', 204, { ...api, method: 'POST' }],
    ['a socket opened', 'wss://shop.example/live', 101, { ...api, type: 'websocket' }],
  ] as const)
    test(`after a pause, and ${what}: it may have been a sign-in`, () => {
      const story = new Story('https://shop.example').started().visits('/', own, shown, ownPage);
      story.time += 40 * MINUTE;
      story
        .visits('/admin', own, { status: 302, headers: [['location', '/admin/login']] }, ownPage)
        .visits('/admin/login', own, { says: 'sign-in-form' }, ownPage)
        .visits(path, own, { status }, ask)
        .visits('/orders', own, shown, ownPage);
      assert.match(answerName(story), /^server-forgot/);
    });

  test('after something was sent: it may have been a sign-in', () => {
    const story = refused().visits('/enter', own, {}, signsIn).visits('/orders', own, shown, ownPage);
    assert.match(answerName(story), /^server-forgot/);
  });

  test('after a provider led back: it may have been one, too', () => {
    const story = refused()
      .visits('/oauth/callback?code=c&state=s', own, { status: 302, headers: [['location', '/orders']] }, ownPage)
      .visits('/orders', own, shown, ownPage);
    assert.match(answerName(story), /^server-forgot/);
  });
});

test('one address refuses after a pause, something is sent, and it answers again: no servers disagree', () => {
  const own = `app_session=${id('a')}`;
  const story = new Story('https://app.example').started().visits('/app', own, { says: 'signed-in' }, ownPage);
  story.time += 40 * MINUTE;
  story
    .visits('/app', own, { status: 302, headers: [['location', '/login']] }, ownPage)
    .visits('/login', own, { says: 'sign-in-form' }, ownPage)
    .visits('/api/enter', own, {}, { ...api, method: 'POST' })
    .visits('/app', own, { says: 'signed-in' }, ownPage);
  assert.doesNotMatch(findingNames(story).join(), /servers-disagree/);
});
