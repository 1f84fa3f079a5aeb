import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toneOf } from '../../../extension/trace/findings/answer-summary.ts';
import { sayEvidence } from '../../../extension/trace/findings/say-finding.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';
import { english } from '../../ui/words.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { cookieOf, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// What an address, a status beside the status, or a page that closes says of a session.

const SESSION = `sid=${id('a')}`;
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const post = { ...ownPage, method: 'POST' };
const fetched = { ...api, method: 'POST' };

function signedInBy(path: string, ask = fetched, reply: Reply = {}): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits(path, undefined, { ...reply, setCookie: [`${SESSION}; ${KEPT}`] }, ask)
    .visits('/account', SESSION, {}, ownPage);
}

const signedIn = (): Story => signedInBy('/login', post, to('/account'));

const rows = (story: Story): string[] =>
  (answerTo(story).finding?.evidence ?? []).map((one) => plain(english, sayEvidence(one)));

describe('a session whose sign-in does not look like one', () => {
  for (const path of ['/webauthn/assertion/result', '/passkey/verify', '/api/enter'])
    test(`by ${path}: a page that opened to it and asks to sign in later is a loss`, () => {
      const story = signedInBy(path).visits('/account', SESSION, to('/login'), ownPage);
      assert.equal(answerName(story), 'server-forgot: 3 4');
    });

  test('by a passkey: the first page that is asked may be refused as well', () => {
    const story = new Story('https://app.example')
      .started()
      .visits('/login', undefined, {}, ownPage)
      .visits('/webauthn/assertion/options', undefined, {}, fetched)
      .visits('/webauthn/assertion/result', undefined, { setCookie: [`${SESSION}; ${KEPT}`] }, fetched)
      .visits('/account', SESSION, to('/login'), ownPage);
    assert.equal(answerName(story), 'server-forgot/never: 4');
  });

  test('a page that opens to strangers as well shows nothing', () => {
    const story = new Story('https://app.example')
      .started()
      .visits('/news', undefined, { setCookie: [`${SESSION}; ${KEPT}`] }, ownPage)
      .visits('/news', SESSION, {}, ownPage)
      .visits('/news', SESSION, to('/login'), ownPage);
    assert.equal(answerName(story), 'alive');
  });
});

describe('what the address of the sign-in page says', () => {
  for (const [query, said] of [
    ['reason=concurrent_session', 'was sent to sign in, with reason=concurrent_session'],
    ['error=account.locked', 'was sent to sign in, with error=account.locked'],
    ['inactivity=true', 'was sent to sign in, with inactivity=true'],
    ['expired=1', 'was sent to a page that says the session is over, with expired=1'],
    // What may hold a secret, and what says nothing, stays out.
    ['message=Zm9vYmFyMTIzNDU2Nzg5', 'was sent to sign in'],
    ['code=4f1c2b', 'was sent to sign in'],
    ['next=/account', 'was sent to sign in'],
  ] as const)
    test(`?${query}: the row ${said}`, () => {
      const story = signedIn().visits('/account', SESSION, to(`/login?${query}`), ownPage);
      assert.equal(rows(story).at(-1), said);
    });
});

test('what an address says is read in time that grows with its length', () => {
  const query = `reason=${'a'.repeat(4_000)}1`;
  const story = signedIn().visits('/account', SESSION, to(`/login?${query}`), ownPage);
  assert.equal(rows(story).at(-1), 'was sent to sign in');
});

describe('gRPC, whose status is 200 in any case', () => {
  const call = (status: string): Reply => ({ headers: [['grpc-status', status]] });

  test('UNAUTHENTICATED refuses the session', () => {
    const story = signedIn().visits('/shop.Cart/Get', SESSION, call('16'), fetched);
    assert.equal(answerName(story), 'server-forgot: 3 4');
    assert.equal(rows(story).at(-1), 'was answered that nobody is signed in');
  });

  for (const status of ['0', '5', '7'])
    test(`${status} does not`, () => {
      assert.equal(answerName(signedIn().visits('/shop.Cart/Get', SESSION, call(status), fetched)), 'alive');
    });
});

describe('a change of the account after which one has to sign in again', () => {
  const cleared = 'sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT';

  for (const path of ['/account/password', '/settings/change-password', '/account/deactivate'])
    test(`${path}: the server cleared the cookie, as it was asked`, () => {
      const story = signedIn().visits(path, SESSION, to('/login', { setCookie: [cleared] }), post);
      story.visits('/login', undefined, {}, ownPage);
      assert.equal(answerName(story), 'cleared-by-server/asked: 4');
      assert.equal(answerTo(story).finding?.kind, 'ending');
    });

  test('a page that is only asked for, and another form, are refused as before', () => {
    for (const [path, ask] of [
      ['/account/password', ownPage],
      ['/account/name', post],
    ] as const) {
      const story = signedIn().visits(path, SESSION, to('/login', { setCookie: [cleared] }), ask);
      story.visits('/login', undefined, {}, ownPage);
      assert.match(answerName(story), /^server-forgot/);
    }
  });
});

describe('a request that is too large', () => {
  test('though its cookies are small: something else is', () => {
    const story = signedIn().visits('/account', SESSION, { status: 431 }, ownPage);
    assert.equal(answerName(story), 'header-too-large/elsewhere: 4');
    assert.match(answerText(story), /has only 36 characters/);
    assert.equal(answerTo(story).finding?.kind, 'fault');
  });

  test('of which no cookie was recorded: that is said', () => {
    const story = signedIn().visits('/public', undefined, { status: 431 }, ownPage);
    assert.equal(answerName(story), 'header-too-large/unseen: 4');
  });

  test('seen by a browser without any cookie: something else is large', () => {
    const story = signedIn();
    story.stores(cookieOf('sid', id('a'), { domain: 'app.example' }));
    story.visits('/public', undefined, { status: 431 }, ownPage);
    assert.equal(answerName(story), 'header-too-large/elsewhere: 4');
  });

  test('by its cookies: the parts are no larger than the whole', () => {
    const filler = 'x'.repeat(7_000);
    const story = signedIn().visits('/account', `${SESSION}; big=${filler}`, { status: 431 }, ownPage);
    assert.equal(answerName(story), 'header-too-large: 4');
    assert.match(answerText(story), /has 7,042 characters. The largest part of it, 7,004, is the cookie big/);
  });
});

describe('a visitor who gets a new id', () => {
  const OTHER = `sid=${id('o')}`;
  const set = (pair: string): Reply => ({ setCookie: [`${pair}; ${KEPT}`] });
  const visitor = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', undefined, set(SESSION), ownPage)
      .visits('/cart', SESSION, {}, ownPage);

  test('after a pause: whether the server knew the old one does not show', () => {
    const story = visitor();
    story.time += 15 * 60_000;
    story.visits('/cart', SESSION, set(OTHER), ownPage).visits('/cart', OTHER, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    assert.match(answerText(story), /^No loss of session 2 .* step 3 sent another id, after 15 min .* does not show/);
    assert.equal(toneOf(answerTo(story)), 'plain');
  });

  test('at once, or whenever some time has passed: the server renews ids', () => {
    const story = visitor().visits('/cart', SESSION, set(OTHER), ownPage).visits('/', OTHER, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong with session 2/);
    story.time += 15 * 60_000;
    story.visits('/cart', OTHER, set(`sid=${id('p')}`), ownPage).visits('/cart', `sid=${id('p')}`, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong with session 3/);
  });
});

describe('a sign-in that was never accepted, by the line that set its cookie', () => {
  const refused = (setCookie: readonly string[], sent: string): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, {}, ownPage)
      .visits('/login', undefined, to('/account', { setCookie }), post)
      .visits('/account', sent, to('/login'), ownPage);

  test('set twice with different values: a browser keeps the last one', () => {
    const last = `sid=${id('z')}`;
    const story = refused([`${SESSION}; ${KEPT}`, `${last}; ${KEPT}`], last);
    assert.equal(answerName(story), 'server-forgot/set-twice: 2 3');
    assert.match(answerText(story), /set the cookie sid 2 times with different values/);
  });

  test('set twice alike, or for two paths: nothing is odd', () => {
    for (const lines of [
      [`${SESSION}; ${KEPT}`, `${SESSION}; ${KEPT}`],
      [`sid=${id('y')}; Path=/admin; Secure`, `${SESSION}; ${KEPT}`],
    ])
      assert.equal(answerName(refused(lines, SESSION)), 'server-forgot/never: 3');
  });

  test('a value that holds a semicolon is cut there', () => {
    const story = refused([`session=user=7;token=${id('t')}; ${KEPT}`], 'session=user=7');
    assert.equal(answerName(story), 'server-forgot/value-cut: 2 3');
    assert.match(answerText(story), /token stands behind a semicolon and is no attribute/);
  });

  test('attributes of other times and browsers are no part of a value', () => {
    for (const odd of ['Version=1', 'Comment=session', 'Priority=High', 'Max_Age=3600', 'HTTP-Only'])
      assert.equal(answerName(refused([`${SESSION}; ${odd}; ${KEPT}`], SESSION)), 'server-forgot/never: 3');
  });
});

describe('a site whose requests carry no cookie at all', () => {
  test('though two responses set some: they are blocked, or were left out', () => {
    const story = new Story('https://app.example')
      .visits('/', undefined, { setCookie: [`${SESSION}; ${KEPT}`] }, ownPage)
      .visits('/', undefined, { setCookie: [`sid=${id('b')}; ${KEPT}`] }, ownPage)
      .visits('/', undefined, { setCookie: [`sid=${id('c')}; ${KEPT}`] }, ownPage);
    assert.equal(answerName(story), 'never-came-back/none: 2 3');
    assert.match(answerText(story), /none of the 3 requests to this site carries a cookie/);
  });

  test('is another one where a single cookie comes back', () => {
    const story = new Story('https://app.example')
      .visits('/', undefined, { setCookie: [`${SESSION}; ${KEPT}`, 'theme=dark; Path=/'] }, ownPage)
      .visits('/', 'theme=dark', { setCookie: [`sid=${id('b')}; ${KEPT}`] }, ownPage)
      .visits('/', 'theme=dark', {}, ownPage);
    assert.equal(answerName(story), 'never-came-back: 2 3');
  });
});
