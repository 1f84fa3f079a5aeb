import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Cookies that went, or did not go, because their expiry says something else than was meant; and those that nobody took.

const SESSION = `sessionid=${id('a')}`;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

const signedIn = (attributes = KEPT): Story =>
  new Story('https://app.example')
    .started()
    .visits('/login', undefined, to('/', { setCookie: [`${SESSION}; ${attributes}`] }), post)
    .visits('/', SESSION, {}, ownPage);

describe('a sign-out that sets the cookie again', () => {
  for (const expires of ['0', '-1'])
    test(`with Expires=${expires}, which is no date: the cookie stays`, () => {
      const setCookie = [`${SESSION}; ${KEPT}; Expires=${expires}`];
      const story = signedIn().visits('/logout', SESSION, to('/', { setCookie }), post);
      story.visits('/', SESSION, {}, ownPage);
      assert.equal(answerName(story), 'clear-failed/expires: 3 4');
      assert.match(answerText(story), new RegExp(`with Expires=${expires}, which is no date`));
      assert.equal(answerTo(story).finding?.remedy, 'clear-by-age');
    });

  test('with a date that has passed: it is gone', () => {
    const setCookie = [`${SESSION}; ${KEPT}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`];
    const story = signedIn()
      .visits('/logout', SESSION, to('/', { setCookie }), post)
      .visits('/', undefined, {}, ownPage);
    assert.equal(answerName(story), 'signed-out: 3');
  });
});

describe('a renewal whose line deletes the cookie', () => {
  const renew = (line: string): Story =>
    signedIn()
      .visits('/api/renew', SESSION, { setCookie: [line] }, { ...api, method: 'POST' })
      .visits('/', undefined, to('/login'), ownPage);

  for (const age of ['0', '-1'])
    test(`by Max-Age=${age} beside a new value: nobody meant to sign out`, () => {
      const story = renew(`sessionid=${id('n')}; ${KEPT}; Max-Age=${age}`);
      assert.match(answerName(story), /^cleared-by-server\/max-age/);
      assert.match(answerText(story), new RegExp(`Max-Age=${age} means that it has expired already`));
      assert.equal(answerTo(story).finding?.kind, 'loss');
    });

  test('by Max-Age=-1 beside the same value, which Java means as “until the browser closes”', () => {
    assert.match(answerName(renew(`${SESSION}; ${KEPT}; Max-Age=-1`)), /^cleared-by-server\/max-age/);
  });

  test('by a date long past beside a new value', () => {
    const line = `sessionid=${id('n')}; ${KEPT}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`;
    assert.match(answerName(renew(line)), /^cleared-by-server\/new-value/);
  });

  test('with the value that Laravel encrypts for a cookie that it clears: it was meant', () => {
    const sealed = { iv: id('i').slice(0, 24), value: id('x'), tag: '' };
    const value = Buffer.from(JSON.stringify({ ...sealed, mac: createHash('sha256').digest('hex') })).toString(
      'base64',
    );
    const line = `sessionid=${encodeURIComponent(value)}; ${KEPT}; Max-Age=0`;
    assert.match(answerName(renew(line)), /^cleared-by-server\/asked/);
  });
});

describe('a cookie that is not there any more, and that nothing took', () => {
  const later = (story: Story, pause: number): Story =>
    story.wait(pause).visits('/account', undefined, to('/login'), ownPage).visits('/login', undefined, {}, ownPage);

  test('ends with the browser, and a long pause lies before: the browser was probably closed', () => {
    const story = later(signedIn(), 10 * 3_600_000);
    assert.match(answerName(story), /^gone\/closed/);
    assert.equal(answerTo(story).finding?.remedy, 'set-lifetime');
  });

  test('has a lifetime of its own, or no pause before it: nobody is blamed', () => {
    assert.match(answerName(later(signedIn(`${KEPT}; Max-Age=2592000`), 10 * 3_600_000)), /^gone:/);
    assert.match(answerName(later(signedIn(), 60_000)), /^gone:/);
  });

  test('made room for others: the site has set more than browsers keep', () => {
    const setCookie = Array.from({ length: 200 }, (_, at) => `test_${at}=1; Path=/; Secure`);
    const story = later(signedIn().visits('/tests', SESSION, { setCookie }, ownPage), 1_000);
    assert.match(answerName(story), /^gone\/crowded/);
    assert.match(answerText(story), /had set 201 cookies/);
  });
});

describe('a Path that does not meet the address', () => {
  const wrongPath = (address: string, path: string): Story =>
    new Story('https://app.example')
      .started()
      .visits(`${address}/login`, undefined, to(`${address}/`, { setCookie: [`${SESSION}; Path=${path}`] }), post)
      .visits(`${address}/`, undefined, to(`${address}/login`), ownPage);

  test('and stands within it: a proxy serves the application elsewhere', () => {
    assert.equal(answerName(wrongPath('/public/radarr', '/radarr')), 'not-sent/path: 1 2');
    assert.equal(answerTo(wrongPath('/public/radarr', '/radarr')).finding?.remedy, 'proxy-path');
  });

  test('and stands nowhere in it: the Path is wrong', () => {
    assert.equal(answerTo(wrongPath('/shop', '/backend')).finding?.remedy, 'set-path');
  });
});

test('a file without cookies in which somebody was turned away says at which step', () => {
  const story = new Story('https://app.example').started().visits('/', undefined, {}, ownPage);
  story.visits('/orders', undefined, to('/login?next=/orders'), ownPage);
  assert.match(answerText(story), /^No cookies are in this recording.*Step 2 was turned away/);
});

describe('signed in at the bare domain, which leads to www', () => {
  const suffixes = { 'shop.example': 'example', 'www.shop.example': 'example' };
  const at = (ask: Ask, site: string): Ask => ({ ...ask, suffixes, headers: [['sec-fetch-site', site]] });

  test('where a session of its own begins, and nobody is signed in', () => {
    const story = new Story('https://shop.example').started();
    story.visits('/', undefined, { setCookie: [`${SESSION}; Path=/; Secure`] }, at({}, 'none'));
    story.visits('/login', SESSION, to('https://www.shop.example/'), at({ method: 'POST' }, 'same-origin'));
    const www = `sessionid=${id('w')}`;
    story.visits(
      'https://www.shop.example/',
      undefined,
      { setCookie: [`${www}; Path=/; Secure`] },
      at({}, 'same-site'),
    );
    story.visits('https://www.shop.example/account', www, to('/login'), at({}, 'same-origin'));
    assert.match(findingNames(story).join(), /other-host: 1 3/);
    assert.match(answerName(story), /^other-host/);
  });
});

describe('a script’s request without any cookie', () => {
  const open = `token=${id('t')}`;
  const begun = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, to('/', { setCookie: [`${open}; Path=/; Secure`] }), post)
      .visits('/', open, {}, ownPage)
      .visits('/api/me', undefined, { status: 401 }, api);

  test('before a page that lacks it, too: the cookie was gone', () => {
    const story = begun().visits('/login', undefined, {}, ownPage);
    assert.match(answerName(story), /^gone/);
    assert.doesNotMatch(findingNames(story).join(), /not-sent/);
  });

  test('before a page that has it: it was made without credentials', () => {
    assert.equal(answerName(begun().visits('/a', open, {}, ownPage)), 'not-sent/credentials: 1 3');
  });

  test('at an address that was asked with it before: the cookie was gone', () => {
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, to('/', { setCookie: [`${open}; Path=/; Secure`] }), post);
    story.visits('/api/me', open, {}, api).visits('/api/me', undefined, { status: 401 }, api);
    assert.equal(answerName(story), 'not-sent/removed: 1 2 3');
    assert.match(
      answerText(story),
      /which step 2 had sent, and was turned away\. Nothing that was recorded shows what removed it/,
    );
  });

  test('at an address that was asked with it before and is again: nothing was gone', () => {
    const story = new Story('https://app.example').started();
    story.visits('/login', undefined, to('/', { setCookie: [`${open}; Path=/; Secure`] }), post);
    story.visits('/api/me', open, {}, api).visits('/api/me', undefined, { status: 401 }, api);
    story.visits('/api/me', open, {}, api);
    assert.equal(answerName(story), 'not-sent/credentials: 1 3');
  });

  test('before a night: what was gone by then may have been there', () => {
    const story = begun()
      .wait(8 * 3_600_000)
      .visits('/', undefined, to('/login'), ownPage);
    assert.match(findingNames(story).join(), /not-sent\/credentials/);
  });
});

describe('a request without a cookie with SameSite=None, of another site’s page', () => {
  const none = `sid=${id('n')}`;
  const begun = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, to('/', { setCookie: [`${none}; Path=/; HttpOnly; Secure; SameSite=None`] }), post)
      .visits('/', none, {}, ownPage);
  const other: Ask = { initiator: 'https://other.example' };

  test('may be a frame’s where the file does not say: nothing is gone', () => {
    const story = begun().visits('/', undefined, to('/login'), other);
    assert.doesNotMatch(findingNames(story).join(), /gone/);
    assert.equal(answerTo(story).doubt?.code, 'lacks');
  });

  test('is a link’s where the browser says so: the cookie is gone', () => {
    const dest: Ask['headers'] = [['sec-fetch-dest', 'document']];
    assert.match(answerName(begun().visits('/', undefined, to('/login'), { ...other, headers: dest })), /^gone/);
  });

  test('whose script lacks it as well: the script left nothing out', () => {
    const story = begun().visits('/box', undefined, {}, other);
    story.visits('/api/me', undefined, { status: 401 }, { ...api, topUrl: 'https://app.example/box' });
    assert.equal(answerName(story), 'not-sent/other: 1 4');
  });
});
