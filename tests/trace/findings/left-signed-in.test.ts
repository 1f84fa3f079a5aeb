import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Sign-outs that leave something behind, cookies that sign in by themselves, and who is not in any more without a word.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const SESSION = `JSESSIONID=${id('a')}`;
const NEXT = `JSESSIONID=${id('b')}`;
const MEMORY = `remember-me=${id('r')}`;
const CLEARED = 'JSESSIONID=; Path=/; Max-Age=0';
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const post: Ask = { ...ownPage, method: 'POST' };

function remembered(): Story {
  const setCookie = [`${SESSION}; ${KEPT}`, `${MEMORY}; ${KEPT}; Max-Age=1209600`];
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits('/login', undefined, to('/orders', { setCookie }), post)
    .visits('/orders', `${SESSION}; ${MEMORY}`, { says: 'signed-in' }, ownPage);
}

describe('a sign-out that leaves the cookie which remembers somebody', () => {
  const signedOut = (): Story =>
    remembered().visits('/logout', `${SESSION}; ${MEMORY}`, to('/orders', { setCookie: [CLEARED] }), post);

  test('is undone by it', () => {
    const story = signedOut().visits('/orders', MEMORY, { setCookie: [`${NEXT}; ${KEPT}`] }, ownPage);
    story.visits('/orders', `${NEXT}; ${MEMORY}`, { says: 'signed-in' }, ownPage);
    assert.equal(answerName(story), 'signed-out-in-name/remembered: 4 6');
    assert.match(answerText(story), /left the cookie remember-me, which signs in by itself: step 6 sent it/);
    assert.equal(answerTo(story).finding?.kind, 'fault');
  });

  for (const [what, reply, ask] of [
    ['where it fills in a name alone', { says: 'sign-in-form' }, ownPage],
    ['where somebody signs in after it', to('/orders', { setCookie: [`${NEXT}; ${KEPT}`] }), post],
  ] as const)
    test(`stays one ${what}`, () => {
      const story = signedOut().visits('/login', MEMORY, reply, ask);
      story.visits('/orders', `${NEXT}; ${MEMORY}`, { says: ask === post ? 'signed-in' : 'offers-sign-in' }, ownPage);
      assert.doesNotMatch(findingNames(story).join(), /remembered/);
    });

  test('stays one where another session went on: that may be what somebody is known by', () => {
    const other = `forum_session=${id('f')}`;
    const story = new Story('https://app.example').started();
    const setCookie = [`${SESSION}; ${KEPT}`, `${MEMORY}; ${KEPT}; Max-Age=1209600`];
    story.visits('/login', other, to('/orders', { setCookie }), post);
    story.visits('/orders', `${SESSION}; ${MEMORY}; ${other}`, { says: 'signed-in' }, ownPage);
    story.visits('/logout', `${SESSION}; ${MEMORY}; ${other}`, to('/orders', { setCookie: [CLEARED] }), post);
    story.visits('/forum', `${MEMORY}; ${other}`, { says: 'signed-in' }, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /remembered/);
  });

  test('stays one where only another device was signed out, or the cookie was written again', () => {
    for (const [path, setCookie] of [
      ['/api/sessions/4567', []],
      ['/api/sessions/current', [`remember-me=${id('s')}; ${KEPT}`]],
    ] as const) {
      const story = remembered().visits(
        path,
        `${SESSION}; ${MEMORY}`,
        { status: 204, setCookie },
        { ...api, method: 'DELETE' },
      );
      story.visits('/orders', `${SESSION}; ${MEMORY}`, { says: 'signed-in' }, ownPage);
      assert.doesNotMatch(findingNames(story).join(), /remembered/, path);
    }
  });
});

describe('a cookie that remembers somebody, cleared by an answer', () => {
  const gone = 'remember-me=; Path=/; Max-Age=0';

  test('that asks to sign in, where nothing else went along: it was not accepted', () => {
    const story = new Story('https://app.example').started();
    story.visits('/account', MEMORY, to('/login', { setCookie: [gone, `${SESSION}; ${KEPT}`] }), ownPage);
    story.visits('/login', SESSION, { says: 'sign-in-form' }, ownPage);
    assert.equal(answerName(story), 'cleared-by-server/remembered: 1');
    assert.equal(answerTo(story).finding?.kind, 'loss');
  });

  test('that opens, or beside a session: nothing was lost by it', () => {
    const opened = new Story('https://app.example').started();
    opened.visits('/account', MEMORY, { says: 'signed-in', setCookie: [gone, `${SESSION}; ${KEPT}`] }, ownPage);
    assert.equal(answerName(opened.visits('/account', SESSION, { says: 'signed-in' }, ownPage)), 'alive');
    const beside = remembered().visits(
      '/orders',
      `${SESSION}; ${MEMORY}`,
      to('/login', { setCookie: [gone] }),
      ownPage,
    );
    assert.doesNotMatch(answerName(beside), /remembered/);
  });
});

describe('a new id, and pages as strangers see them', () => {
  const left = (says: Reply['says'], reply: Reply = to('/', { setCookie: [`${NEXT}; ${KEPT}`] })): Story =>
    remembered()
      .visits('/users', SESSION, reply, post)
      .visits('/', NEXT, says === undefined ? {} : { says }, ownPage);

  test('after somebody was in: nobody seems to be any more', () => {
    const story = left('offers-sign-in');
    assert.equal(answerTo(story).doubt?.code, 'shown-as-guest');
    assert.match(
      answerText(story),
      /step 5 sent session 2 .* offers to sign in, and step 3, with the session before it/,
    );
  });

  test('that show who is in, or say nothing: all is well', () => {
    assert.equal(answerTo(left('signed-in')).doubt, undefined);
    assert.equal(answerTo(left(undefined)).doubt, undefined);
    const later = left('offers-sign-in').visits('/orders', NEXT, { says: 'signed-in' }, ownPage);
    assert.equal(answerTo(later).doubt, undefined);
  });

  test('where nobody was known to be in: a visitor is shown them', () => {
    const visitor = new Story('https://app.example')
      .started()
      .visits('/', undefined, { setCookie: [`${SESSION}; ${KEPT}`], says: 'offers-sign-in' }, ownPage)
      .visits('/cart', SESSION, { setCookie: [`${NEXT}; ${KEPT}`] }, post)
      .visits('/', NEXT, { says: 'offers-sign-in' }, ownPage);
    assert.equal(answerTo(visitor).doubt, undefined);
  });
});

describe('a sign-out that clears another cookie', () => {
  const signedOut = (name: string): Story => {
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, to('/orders', { setCookie: [`SESSION=${id('a')}; ${KEPT}`] }), post);
    story.visits('/orders', `SESSION=${id('a')}`, { says: 'signed-in' }, ownPage);
    story.visits('/logout', `SESSION=${id('a')}`, to('/', { setCookie: [`${name}=; Path=/; Max-Age=0`] }), post);
    return story.visits('/orders', `SESSION=${id('a')}`, { says: 'signed-in' }, ownPage);
  };

  test('of the same letters, large or small: the session’s stayed', () => {
    assert.equal(answerTo(signedOut('session')).doubt?.code, 'after-sign-out');
  });

  test('of another name: that may be the sign-in’s', () => {
    assert.notEqual(answerTo(signedOut('user')).doubt?.code, 'after-sign-out');
  });
});

test('a cookie that comes back with a value that no answer set is not called older than the recording', () => {
  const story = new Story('https://app.example')
    .started()
    .visits('/login', undefined, to('/home', { setCookie: [`sid=${id('A')}; ${KEPT}`] }), post)
    .visits('/home', `sid=${id('A').toLowerCase()}`, to('/login'), ownPage);
  assert.equal(answerName(story), 'server-forgot/other-value: 1 2');
  assert.doesNotMatch(answerText(story), /older than the recording/);
});

test('an answer that clears the cookie and says that the account is used elsewhere is told by what it says', () => {
  const cleared = (reply: Reply): string =>
    answerName(remembered().visits('/stock', `${SESSION}; ${MEMORY}`, { setCookie: [CLEARED], ...reply }, ownPage));
  assert.match(cleared({ says: 'elsewhere' }), /^cleared-by-server\/used-elsewhere/);
  assert.match(cleared({}), /^cleared-by-server: /);
});

test('more cookies than browsers keep: those that made way are not called refused', () => {
  const set = (count: number): Story => {
    const setCookie = Array.from(
      { length: count },
      (_, at) => `nonce.${at}.${id(String(at)).slice(0, 8)}=${id(`n${at}`)}; ${KEPT}`,
    );
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, to('/home', { setCookie: [`sid=${id('a')}; ${KEPT}`] }), post);
    story.visits('/home', `sid=${id('a')}`, {}, ownPage).visits('/api/nonces', `sid=${id('a')}`, { setCookie }, api);
    return story.visits(
      '/home',
      setCookie
        .slice(-100)
        .map((line) => line.split(';')[0])
        .join('; '),
      to('/login'),
      ownPage,
    );
  };
  assert.match(answerName(set(200)), /^gone\/crowded/);
  assert.doesNotMatch(answerName(set(120)), /crowded/);
});

describe('a cookie that does not go along any more', () => {
  const then = (path: string, method: string, status = 204): Story =>
    remembered()
      .visits(path, `${SESSION}; ${MEMORY}`, { status }, { ...api, method })
      .visits('/login', MEMORY, {}, ownPage);

  test('after a sign-out at an API: a script cleared it, as was wanted', () => {
    assert.equal(answerName(then('/api/logout', 'POST')), 'gone/signed-out: 4');
    assert.equal(answerTo(then('/api/logout', 'POST')).finding?.kind, 'ending');
  });

  test('after a sign-out that failed, that of another device, or none: nobody knows why', () => {
    assert.match(answerName(then('/api/logout', 'POST', 500)), /^gone: /);
    assert.match(answerName(then('/api/sessions/4567', 'DELETE')), /^gone: /);
    assert.match(answerName(then('/api/items', 'POST')), /^gone: /);
  });
});

test('a socket of which a file shows no Cookie header takes no cookie away; a page without it does', () => {
  const socket: Ask = { ...api, type: 'websocket' };
  const opened = remembered().visits('wss://app.example/ws', undefined, { status: 101 }, socket);
  assert.equal(answerName(opened), 'alive');
  assert.match(answerName(remembered().visits('/orders', MEMORY, to('/login'), ownPage)), /^gone: /);
});

test('a page that clears the cookie, and to which a provider’s sign-out led, ended the session by signing out', () => {
  const story = (path: string): Story => {
    const begun = remembered();
    const asked = begun.asks(`https://idp.example${path}`, { headers: [['sec-fetch-site', 'cross-site']] });
    asked.responds(to('https://app.example/bye'));
    const { requestId } = begun.events.at(-1) as { requestId: string };
    begun.visits('/bye', SESSION, { setCookie: [CLEARED] }, ownPage);
    for (const event of begun.events.slice(-3)) Object.assign(event, { requestId });
    return begun.visits('/orders', undefined, to('/login'), ownPage);
  };
  assert.match(answerName(story('/oidc/logout')), /^signed-out/);
  assert.match(answerName(story('/news')), /^cleared-by-server/);
});

test('nor one that comes back though the rules refuse its line: its value is no other', async () => {
  const Cookie = 'sid=3858e1d2c4b6a7908f1e3d5c7b9a610c';
  const url = 'https://app.example';
  for (const attributes of ['Path=/; Domain=other.example', 'Path=/; Expires=Thu, 01 Jan 2015 00:00:00 GMT']) {
    const { events } = await read(
      harOf([
        harEntryOf({ url: `${url}/login`, method: 'POST', got: [['Set-Cookie', `${Cookie}; ${attributes}`]] }),
        harEntryOf({ at: 3_000, url: `${url}/api/me`, status: 401, sent: { Cookie } }),
      ]),
    );
    assert.equal(answerName({ events, time: events.at(-1)?.time ?? 0 }), 'server-forgot/never: 2');
  }
});

describe('a sign-out that leaves the refresh token', () => {
  const REFRESH = `refresh_token=${id('f')}`;
  const renewed = `access_token=${id('n')}; ${KEPT}`;
  const access = `access_token=${id('a')}`;
  const asks = (method = 'POST'): Ask => ({ ...api, method });
  /** The refresh token goes along with the sign-out, or its Path keeps it for the renewal. */
  const signedOut = (carried: string): Story =>
    new Story('https://app.example')
      .started()
      .visits('/api/login', undefined, { setCookie: [`${access}; ${KEPT}`, `${REFRESH}; ${KEPT}`] }, asks())
      .visits('/api/me', `${access}; ${REFRESH}`, {}, asks('GET'))
      .visits('/api/logout', carried, { setCookie: ['access_token=; Path=/; Max-Age=0'] }, asks());

  for (const carried of [`${access}; ${REFRESH}`, access])
    test(`is undone by it, ${carried === access ? 'not sent with it' : 'sent with it'}`, () => {
      const story = signedOut(carried).visits('/api/refresh', REFRESH, { setCookie: [renewed] }, asks());
      assert.equal(answerName(story), 'signed-out-in-name/remembered: 3 4');
      assert.equal(answerTo(story).finding?.kind, 'fault');
    });

  test('stays one where the renewal is refused, or gives out nothing', () => {
    for (const reply of [{ status: 401 }, {}]) {
      const story = signedOut(access).visits('/api/refresh', REFRESH, reply, asks());
      assert.doesNotMatch(findingNames(story).join(), /remembered/);
    }
  });

  test('stays one where somebody signs in before the renewal', () => {
    const setCookie = [renewed, `refresh_token=${id('g')}; ${KEPT}`];
    const story = signedOut(access).visits('/api/login', REFRESH, { setCookie }, asks());
    story.visits('/api/refresh', `refresh_token=${id('g')}`, { setCookie: [renewed] }, asks());
    assert.doesNotMatch(findingNames(story).join(), /remembered/);
  });
});
