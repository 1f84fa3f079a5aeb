import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Of several cookies, requests or rules that may be meant, the one that shows is named.

const SESSION = `PHPSESSID=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const form: Reply = { says: 'sign-in-form' };
const shown: Reply = { says: 'signed-in' };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const begun = (): Story => new Story('https://app.example').started();

describe('two sessions of one host, of which one is refused and gets a new id', () => {
  const [admin, other] = [`admin=${id('b')}`, `admin=${id('c')}`];
  const setCookie = [`${other}; Path=/backend; HttpOnly; Secure`];
  const refused = (): Story => {
    const story = begun().visits('/backend/home', `${admin}; ${SESSION}`, shown, ownPage);
    for (const page of ['/a', '/b', '/c', '/d']) story.wait(200_000).visits(page, SESSION, shown, ownPage);
    return story.visits('/backend/home', `${admin}; ${SESSION}`, { ...form, setCookie }, ownPage);
  };

  test('the other one is not lost, as a page shows who is in by it', () => {
    const story = refused().visits('/account', SESSION, shown, ownPage);
    assert.deepEqual(findingNames(story), ['server-forgot/idle-new-id: 1 6']);
    assert.match(answerText(story), /sent it after 13 min/);
  });

  test('which a page shows by both does not', () => {
    const story = refused().visits('/backend/home', `${other}; ${SESSION}`, form, ownPage);
    assert.match(answerName(story), /^server-forgot: 5 6/);
  });
});

describe('an application of one script', () => {
  const gives: Reply = to('/index.php', { setCookie: [`PHPSESSID=${id('b')}; Path=/; HttpOnly`] });

  test('signs out by a query of whatever short name', () => {
    for (const query of [
      '_a=logout',
      'm=logout',
      'do=logout',
      'action=logout;sesc=a',
      'q=user/logout',
      's=/user/logout',
    ]) {
      const story = begun().visits('/index.php?page=1', SESSION, shown, ownPage);
      story.visits(`/index.php?${query}`, SESSION, gives, ownPage).visits('/index.php', `PHPSESSID=${id('b')}`, {});
      assert.equal(answerName(story), 'signed-out: 2', query);
    }
  });

  test('does not by a query that says where from, nor by what is searched for', () => {
    for (const query of ['from=logout', 'q=logout', 's=logout&page=2']) {
      const story = begun().visits('/index.php?page=1', SESSION, shown, ownPage);
      story.visits(`/index.php?${query}`, SESSION, gives, ownPage).visits('/index.php', `PHPSESSID=${id('b')}`, {});
      assert.doesNotMatch(answerName(story), /^signed-out/, query);
    }
  });
});

describe('redirects of one form that come to one address again', () => {
  /** A form that is sent, and led on within one chain. */
  const led = (...pages: readonly (string | undefined)[]): Story => {
    const story = begun();
    const asked = { requestId: '9', tabId: 1, frameId: 0, type: 'main_frame', storeId: '0' } as const;
    for (const [at, location] of pages.entries()) {
      const of = { ...asked, method: at === 0 ? 'POST' : 'GET', url: `https://app.example/?page=${at}` };
      const headers = location === undefined ? [] : [['location', location] as const];
      const setCookie = ['set-cookie', `SID=${id(String(at))}; Path=/old`] as const;
      const status = location === undefined ? 200 : 302;
      story.wait(100).add({ ...of, kind: 'request', headers: [] });
      story.add({ ...of, kind: 'response', status, statusLine: '', headers: [...headers, setCookie] });
    }
    return story;
  };

  test('go in circles, where the browser gives up', () => {
    assert.match(answerName(led('/?page=1', '/?page=2', '/?page=3', '/?page=4')), /^redirect-loop/);
  });

  test('are no circle where a page opens at their end', () => {
    assert.doesNotMatch(answerName(led('/?page=1', '/?page=2', '/?page=3', undefined)), /^redirect-loop/);
  });
});

describe('a sign-in by script whose cookies are for its own folder', () => {
  const line = (name: string, path: string): string => `${name}=${id(name)}; Path=${path}; HttpOnly; Secure`;
  const signsIn = (...setCookie: readonly string[]): Story =>
    begun()
      .visits('/app/', undefined, {}, ownPage)
      .visits('/auth/login', undefined, { setCookie }, { ...api, method: 'POST' })
      .visits('/api/orders', undefined, { status: 401 }, api);

  test('all of which have one Path: it is what keeps them from the rest', () => {
    assert.equal(answerName(signsIn(line('sessionid', '/auth'), line('PHPSESSID', '/auth'))), 'not-sent/path: 2 3');
  });

  test('of two with a Path of their own, each may be right', () => {
    assert.doesNotMatch(answerName(signsIn(line('sessionid', '/auth'), line('PHPSESSID', '/other'))), /^not-sent/);
  });
});

describe('a challenge that is kept without a Path', () => {
  const setCookie = [`sessionid=${id('a')}; HttpOnly; Secure; SameSite=Lax`];
  const answered = (status: number, path: string): Story =>
    begun()
      .visits('/webauthn/login/options', undefined, { setCookie }, { ...api, method: 'POST' })
      .visits(path, undefined, { status }, { ...api, method: 'POST' });

  test('is missed by the sign-in that fails without it', () => {
    assert.equal(answerName(answered(400, '/webauthn/verify')), 'not-sent/path: 1 2');
  });

  test('is not missed by one that worked, nor by what is no sign-in', () => {
    assert.equal(answerName(answered(200, '/webauthn/verify')), 'alive');
    assert.equal(answerName(answered(400, '/orders')), 'alive');
  });
});

describe('a request of a script without the cookie that pages carry', () => {
  const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`];
  const lacking = (ask: Ask): string =>
    answerText(
      begun()
        .visits('/login', undefined, to('/', { setCookie }), post)
        .visits('/', SESSION, {}, ownPage)
        .visits('/api/me', undefined, { status: 401 }, ask),
    );

  test('was made without credentials, where a page of the site made it', () => {
    assert.match(lacking(api), /without credentials/);
  });

  test('nor is that said where pages carry it before and after', () => {
    const between = (ask: Ask, path = '/api/me'): string =>
      answerName(
        begun()
          .visits('/', SESSION, {}, ownPage)
          .visits(path, undefined, { status: 401 }, ask)
          .visits('/', SESSION, {}, ownPage),
      );
    assert.equal(between(api), 'went-without/credentials: 1 2');
    assert.equal(between(api, '/manifest.json'), 'alive', 'a manifest is asked for without');
    assert.equal(between({ type: 'xmlhttprequest' }), 'alive');
    const last = (ask: Ask): string =>
      answerName(begun().visits('/', SESSION, {}, ownPage).visits('/api/me', undefined, { status: 401 }, ask));
    assert.equal(last(api), 'went-without/gone: 1 2');
    assert.equal(last({ type: 'xmlhttprequest' }), 'alive');
  });

  test('may be an application’s own, where it names no page', () => {
    assert.match(
      lacking({ type: 'xmlhttprequest' }),
      /^The browser did not send the cookie PHPSESSID with step 3 \(.*\)\.$/,
    );
  });
});

describe('a 403 of an address that had opened, after a pause', () => {
  const refused = (): Story =>
    begun()
      .visits('/sites/a', SESSION, shown, ownPage)
      .visits('/sites/a/lists', SESSION, {}, api)
      .wait(3_600_000)
      .visits('/sites/a/lists', SESSION, { status: 403 }, api);

  test('is a loss where a form to sign in comes next, at whatever address', () => {
    assert.equal(
      answerName(refused().visits('/_forms/default.aspx', SESSION, form, ownPage)),
      'server-forgot/idle: 2 3',
    );
  });

  test('may be about a right where another page comes next', () => {
    assert.equal(answerName(refused().visits('/_forms/default.aspx', SESSION, {}, ownPage)), 'alive');
  });
});

describe('a sign-in that sets a cookie of its own beside the session of a visitor', () => {
  const token = `access_token=${id('b')}`;
  const both = `${SESSION}; ${token}`;
  const cleared = { setCookie: ['access_token=; Path=/; Max-Age=0'] };
  const begins = (): Story =>
    begun()
      .visits('/login', undefined, { setCookie: [`${SESSION}; Path=/; HttpOnly`] }, ownPage)
      .visits('/login', SESSION, to('/', { setCookie: [`${token}; Path=/; HttpOnly`] }), post)
      .visits('/', both, shown, ownPage);

  test('is signed out with that cookie, though the session goes along to the page to sign in', () => {
    const story = begins().visits('/logout', both, to('/login', cleared), post);
    story.visits('/login', SESSION, form, ownPage).visits('/favicon.ico', SESSION, {}, { ...ownPage, type: 'image' });
    assert.equal(answerName(story), 'signed-out: 4');
  });

  test('and goes on, where a page opens to the session afterwards', () => {
    const story = begins().visits('/logout', both, to('/', cleared), post).visits('/', SESSION, shown, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  const lostBy = (story: Story): string | undefined => answerTo(story).finding?.thread?.name;

  test('is lost where a refusal clears it', () => {
    const story = begins().visits('/api/items', both, { status: 401, ...cleared }, api);
    assert.equal(lostBy(story.visits('/login', SESSION, form, ownPage)), 'access_token');
  });

  test('is not meant where the refusal clears a cookie that the sign-in had not set', () => {
    const story = begun().visits('/login', undefined, to('/', { setCookie: [`${SESSION}; Path=/`] }), post);
    story.visits('/', both, shown, ownPage).visits('/api/items', both, { status: 401, ...cleared }, api);
    assert.equal(lostBy(story), 'PHPSESSID');
  });
});

describe('an id with the name of its server behind it', () => {
  const routed = (id: string, route: string): string => `JSESSIONID=${id}${route}`;

  for (const [one, other] of [
    ['!123456789!-987654321', '!-987654321!123456789'],
    ['.master:server-one', '.master:server-two'],
  ] as const)
    test(`${one}: is the same session on another server`, () => {
      const [first, second] = [routed(id('a'), one), routed(id('a'), other)];
      const story = begun().visits(
        '/login',
        undefined,
        to('/', { setCookie: [`${first}; Path=/; HttpOnly; Secure`] }),
        post,
      );
      story.visits('/', first, { ...shown, setCookie: [`${second}; Path=/; HttpOnly; Secure`] }, ownPage);
      assert.deepEqual(findingNames(story.visits('/', second, shown, ownPage)), []);
      assert.equal(answerTo(story).living?.number, 1);
    });
});
