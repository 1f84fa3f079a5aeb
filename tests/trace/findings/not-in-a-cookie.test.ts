import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { folded } from '../folded.ts';
import { type Ask, type Reply, Story, type StoryEvent } from '../story.ts';
import { answerName, answerText } from './finding-names.ts';

// Losses that no cookie explains: an id in the address, a redirect in the browser's cache, a token that is too early.

const ORIGIN = 'https://app.example';
const SESSION = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

describe('an id in the address', () => {
  const [ONE, OTHER] = ['(S(lit3py55t21z5v55vlm25s55))', '(S(ax24qw45fdu2vt55kn3dj345))'];
  const begun = (): Story => new Story(ORIGIN).started().visits(`/${ONE}/home.aspx`, undefined, {}, ownPage);

  test('is what the session is known by, and is not shown', () => {
    assert.equal(answerName(begun()), 'cookieless: 1');
    assert.match(
      answerText(begun()),
      /^The session of this site stands in its addresses \(ASP\.NET; last in step 1, GET \/home\.aspx\)/,
    );
  });

  test('is left out by a link', () => {
    const story = begun().visits('/orders.aspx', undefined, to(`/${OTHER}/orders.aspx`), ownPage);
    assert.equal(answerName(story), 'cookieless/left-out: 1 2');
  });

  test('is refused by a new one, or by a page to sign in', () => {
    const replaced = begun().visits(`/${ONE}/orders.aspx`, undefined, to(`/${OTHER}/orders.aspx`), ownPage);
    assert.equal(answerName(replaced), 'cookieless/refused: 1 2');
    const ticket = `${ONE.slice(0, -1)}F(k3J9_dQ2xPmZ8vTn4WcB7yHs1LrG6fAe0UqX5iKo))`;
    const story = new Story(ORIGIN).started().visits(`/${ticket}/home.aspx`, undefined, {}, ownPage);
    story.visits(`/${ticket}/orders.aspx`, undefined, to(`/${ONE}/login.aspx`), ownPage);
    assert.equal(answerName(story), 'cookieless/refused: 1 2');
  });

  test('is the way in where no id was there before', () => {
    const story = new Story(ORIGIN).started().visits('/', undefined, to(`/${ONE}/`), ownPage);
    story.visits(`/${ONE}/`, undefined, {}, ownPage);
    assert.equal(answerName(story), 'cookieless: 2');
  });

  test('is none in brackets of another kind, nor beside a cookie that goes along', () => {
    const wiki = new Story(ORIGIN).started().visits('/wiki/Mercury_(planet)/', undefined, {}, ownPage);
    assert.equal(answerName(wiki), 'no-cookies');
    const id = '8A1B2C3D4E5F60718293A4B5C6D7E8F9';
    const story = new Story(ORIGIN).started();
    story.visits('/', undefined, { setCookie: [`JSESSIONID=${id}; Path=/; HttpOnly; Secure`] }, ownPage);
    story.visits(`/home;jsessionid=${id}`, `JSESSIONID=${id}`, {}, ownPage);
    assert.doesNotMatch(answerName(story), /cookieless/);
  });
});

describe('a redirect that the browser had kept', () => {
  const kept = (location: string, cookie?: string): Promise<string> => keptFrom('/orders', location, cookie);

  async function keptFrom(path: string, location: string, cookie = SESSION): Promise<string> {
    const { events } = await read(
      harOf([
        harEntryOf({ url: `${ORIGIN}/`, sent: { cookie } }),
        harEntryOf({
          at: 5_000,
          url: `${ORIGIN}${path}`,
          status: 301,
          got: [['location', location]],
          members: { _fromCache: 'disk' },
        }),
        harEntryOf({ at: 5_100, url: new URL(location, ORIGIN).href, sent: { cookie } }),
      ]),
    );
    return answerName({ events, time: events.at(-1)?.time ?? 0 });
  }

  test('leads to the page to sign in, and the server was not asked', async () => {
    assert.equal(await kept('/login'), 'cached-redirect: 2 3');
    assert.equal(await kept('/', 'theme=dark'), 'no-session-known');
    assert.equal(await kept('/login?next=%2Forders', 'theme=dark'), 'cached-redirect: 2');
  });

  test('is told of after it in a recording of Chromium: it had refused nobody', () => {
    const story = new Story(ORIGIN).started().visits('/login', undefined, to('/', { setCookie: [SESSION] }), post);
    story.visits('/', SESSION, {}, ownPage).visits('/orders', SESSION, {}, ownPage);
    story.asks('/orders', { ...ownPage, cookie: SESSION }).responds({ status: 301, headers: [['location', '/login']] });
    assert.equal(answerName(story), 'server-forgot: 3 4');
    const redirect = story.events.at(-1);
    assert.equal(redirect?.kind, 'response');
    story.add({ ...redirect, headers: [], fromCache: true } as StoryEvent);
    story.visits('/login', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'cached-redirect: 4 5');
    const [, , , kept] = folded(story).entries;
    assert.deepEqual(
      [kept?.fromCache, kept?.effects[0]?.action, kept?.effects[0]?.rejected],
      [true, 'resumed', undefined],
    );
  });

  test('is no matter where it leads elsewhere, to a provider, or on from a sign-in', async () => {
    assert.equal(await kept('/orders/'), 'alive');
    assert.equal(await kept('/oauth/authorize?client_id=a&response_type=code'), 'alive');
    assert.equal(await keptFrom('/login', '/login/'), 'alive');
  });

  test('is gone where the server answers the same address later', async () => {
    const at = (ms: number, changes: object) => harEntryOf({ at: ms, url: `${ORIGIN}/orders`, ...changes });
    const { events } = await read(
      harOf([
        at(0, { status: 301, got: [['location', '/login']], members: { _fromCache: 'disk' } }),
        harEntryOf({ at: 50, url: `${ORIGIN}/login`, sent: { cookie: SESSION } }),
        at(9_000, { sent: { cookie: SESSION } }),
      ]),
    );
    assert.equal(answerName({ events, time: events.at(-1)?.time ?? 0 }), 'alive');
  });
});

describe('a token that is not valid yet', () => {
  const START = Date.UTC(2026, 10, 23, 18, 2, 11) / 1000;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (claims: object) =>
    `access_token=${part({ alg: 'HS256' })}.${part(claims)}.k3J9dQ2xPmZ8vTn4WcB7yHs1LrG6fAe0UqX5iKoW2sE`;
  const date = (ahead: number): Reply['headers'] => [['date', new Date((START + ahead) * 1000).toUTCString()]];

  function signedIn(cookie: string): Story {
    const setCookie = [`${cookie}; Path=/; HttpOnly; Secure`];
    return new Story(ORIGIN).started().visits('/login', undefined, to('/', { setCookie }), post);
  }
  const refusedWith = (claims: object, headers: Reply['headers'] = []): string => {
    const story = signedIn(token(claims)).visits('/', token(claims), { status: 401, headers }, ownPage);
    return answerName(story);
  };

  test('is refused, by the clock of this computer or by the server’s own', () => {
    assert.equal(refusedWith({ nbf: START + 120, iat: START + 120 }), 'token-expired/early: 2');
    assert.equal(refusedWith({ iat: START + 300, exp: START + 4000 }), 'token-expired/early: 2');
    assert.equal(refusedWith({ nbf: START + 120 }, date(2)), 'token-expired/early-by-server: 2');
  });

  test('is not the reason where the server’s clock has reached it, or it is no second ahead', () => {
    assert.equal(refusedWith({ nbf: START + 120, iat: START + 120 }, date(121)), 'server-forgot/never: 2');
    assert.equal(refusedWith({ nbf: START, iat: START }), 'server-forgot/never: 2');
  });

  test('is accepted later: the server had stored the sign-in, and its clock was behind', () => {
    const cookie = token({ nbf: START + 6 });
    const story = signedIn(cookie).visits('/', cookie, to('/login'), ownPage);
    story.wait(9_000).visits('/', cookie, {}, ownPage);
    assert.equal(answerName(story), 'accepted-late/early: 1 2 3');
  });

  test('is no matter where it is accepted', () => {
    const cookie = token({ iat: START + 300 });
    assert.equal(answerName(signedIn(cookie).visits('/', cookie, {}, ownPage)), 'alive');
  });
});
