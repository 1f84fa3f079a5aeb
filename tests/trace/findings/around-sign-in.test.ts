import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// What goes wrong just before, just after and between signing in and signing out.

const cookie = (name: string, letter: string): string => `${name}=${id(letter)}`;
const SESSION = cookie('connect.sid', 'a');
const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const toLogin = to('/login?next=/home');
const story = (): Story => new Story('https://app.example').started();

describe('the page after a sign-in is turned away, and opens a moment later', () => {
  const tooFresh = (): Story =>
    story()
      .visits('/login', undefined, to('/home', { setCookie: [`${SESSION}; ${KEPT}`] }), post)
      .visits('/home', SESSION, toLogin, ownPage)
      .visits('/login?next=/home', SESSION, {}, ownPage)
      .wait(8_000)
      .visits('/home', SESSION, {}, ownPage);

  test('the session was not stored yet when the sign-in was answered', () => {
    assert.equal(answerName(tooFresh()), 'accepted-late: 1 2 4');
    assert.equal(answerTo(tooFresh()).finding?.remedy, 'save-first');
    assert.match(answerText(tooFresh()), /right after step 1 had signed in.*step 4 was answered with the same session/);
  });

  test('and is turned away once more: servers disagree', () => {
    const later = tooFresh().visits('/home', SESSION, toLogin, ownPage).visits('/home', SESSION, {}, ownPage);
    assert.match(answerName(later), /^servers-disagree/);
  });

  test('after a second factor was sent: the first page had asked for it', () => {
    const factor = story()
      .visits('/login', undefined, to('/home', { setCookie: [`${SESSION}; ${KEPT}`] }), post)
      .visits('/home', SESSION, to('/two-factor?next=/home'), ownPage)
      .visits('/two-factor', SESSION, to('/home'), post)
      .visits('/home', SESSION, {}, ownPage);
    assert.doesNotMatch(findingNames(factor).join(), /accepted-late/);
  });

  test('after somebody signed in once more: nothing is known of the first time', () => {
    const again = story()
      .visits('/login', undefined, to('/home', { setCookie: [`${SESSION}; ${KEPT}`] }), post)
      .visits('/home', SESSION, toLogin, ownPage)
      .visits('/login', SESSION, to('/home'), post)
      .visits('/home', SESSION, {}, ownPage);
    assert.doesNotMatch(findingNames(again).join(), /accepted-late/);
  });
});

describe('signing out', () => {
  const signedOut = (): Story =>
    story()
      .visits('/login', undefined, to('/home', { setCookie: [`${SESSION}; ${KEPT}`] }), post)
      .visits('/home', SESSION, {}, ownPage)
      .visits('/logout', SESSION, to('/bye'), post)
      .visits('/bye', SESSION, {}, ownPage);

  test('on the server alone: the cookie stays, and nobody lost anything when it is refused', () => {
    const refused = signedOut().visits('/home', SESSION, toLogin, ownPage);
    assert.equal(answerName(refused), 'signed-out-on-server: 3 5');
    assert.equal(answerTo(refused).finding?.kind, 'ending');
  });

  test('and the next page begins another session, which nothing has used yet', () => {
    const ended = story()
      .visits('/', undefined, { count: 1, setCookie: [`${SESSION}; ${KEPT}`] }, ownPage)
      .visits('/', SESSION, { count: 2 }, ownPage)
      .visits('/session', SESSION, {}, { ...api, method: 'DELETE' })
      .visits('/', SESSION, { count: 1, setCookie: [`${cookie('connect.sid', 'b')}; ${KEPT}`] }, ownPage);
    assert.equal(answerName(ended), 'signed-out-on-server: 3 4');
    const goesOn = ended.visits('/', cookie('connect.sid', 'b'), { count: 2 }, ownPage);
    assert.equal(answerTo(goesOn).finding, undefined);
  });

  test('and in again by an API whose answer says nothing: what follows is not called a sign-out', () => {
    const api401 = signedOut().visits('/api/login', SESSION, {}, { ...api, method: 'POST' });
    api401.visits('/api/me', SESSION, { status: 401 }, api);
    assert.doesNotMatch(findingNames(api401).join(), /signed-out-on-server/);
  });
});

test('an API’s sign-in is answered well, and then nobody is signed in: whether it worked is not known', () => {
  const unclear = story().visits('/', undefined, { setCookie: [`${SESSION}; ${KEPT}`] }, ownPage);
  unclear.visits('/api/login', SESSION, {}, { ...api, method: 'POST' });
  unclear.visits('/home', SESSION, toLogin, ownPage);
  assert.match(answerText(unclear), /^Step 2 answered a sign-in with session .*, and step 3 found nobody signed in/);
});

describe('two requests renew a token at once', () => {
  const [older, newer] = [cookie('sid', 'old'), cookie('sid', 'new')];
  const page: Ask = { ...ownPage, cookie: older };

  test('at two addresses of a server of pages: the loser’s answer deletes the winner’s cookie', () => {
    const race = story().visits('/', older, {}, ownPage).wait(900_000);
    const winner = race.asks('/a', page);
    const loser = race.asks('/b', page);
    winner.responds({ setCookie: [`${newer}; ${KEPT}`] }).completes();
    loser.responds(to('/login', { setCookie: [`sid=; Path=/; Max-Age=0`] })).completes();
    race.visits('/login', undefined, {}, ownPage);
    assert.equal(answerName(race), 'refresh-race/deletes-winner: 2 3');
  });

  test('a refusal at another address that clears nothing may have another reason', () => {
    const race = story().visits('/', older, {}, ownPage).wait(900_000);
    const winner = race.asks('/a', page);
    const other = race.asks('/admin', page);
    winner.responds({ setCookie: [`${newer}; ${KEPT}`] }).completes();
    other.responds({ status: 403 }).completes();
    assert.doesNotMatch(findingNames(race).join(), /refresh-race/);
  });
});

describe('a cookie that remembers signs in two tabs at once', () => {
  const [older, newer] = [cookie('remember-me', 'old'), cookie('remember-me', 'new')];
  const [first, second] = [cookie('JSESSIONID', 'a'), cookie('JSESSIONID', 'b')];
  const began = (status: number, setCookie: readonly string[]): Story => {
    const race = story();
    const winner = race.asks('/home', { ...ownPage, cookie: older });
    const loser = race.asks('/orders', { ...ownPage, cookie: older });
    winner.responds({ setCookie: [`${newer}; ${KEPT}`, `${first}; ${KEPT}`] }).completes();
    loser.responds({ status, setCookie }).completes();
    return race;
  };

  test('the loser is answered with a fault that clears it: the token was taken for stolen', () => {
    const race = began(500, ['remember-me=; Path=/; Max-Age=0', `${second}; ${KEPT}`]);
    race.visits('/home', second, toLogin, ownPage);
    assert.equal(answerName(race), 'refresh-race/deletes-winner: 1 2 3');
    assert.equal(answerTo(race).finding?.remedy, 'refresh-once');
  });

  test('a fault that clears nothing is none of its doing', () => {
    const race = began(500, []).visits('/home', `${newer}; ${first}`, {}, ownPage);
    assert.doesNotMatch(findingNames(race).join(), /refresh-race/);
  });
});

describe('a response writes another session over the one of a sign-in', () => {
  const [older, first] = [cookie('connect.sid', 'z'), cookie('connect.sid', 'a')];
  const second = cookie('connect.sid', 'b');
  function written(): Story {
    const both = story();
    const other = both.asks('/news', { ...api, cookie: older });
    both
      .visits('/login', undefined, to('/home', { setCookie: [`${first}; ${KEPT}`] }), post)
      .visits('/home', first, {}, ownPage);
    other.responds({ setCookie: [`${second}; ${KEPT}`] }).completes();
    return both;
  }

  test('and that one is refused: the advice is about the response, for it is in sight', () => {
    const lost = written().visits('/home', second, toLogin, ownPage);
    assert.equal(answerName(lost), 'overwritten-by-response: 1 4');
    assert.equal(answerTo(lost).finding?.remedy, 'look-at-response');
  });

  test('and that one is answered: what is refused later has another reason', () => {
    const goesOn = written().visits('/home', second, {}, ownPage).visits('/home', second, toLogin, ownPage);
    assert.doesNotMatch(findingNames(goesOn).join(), /overwritten-by-response/);
  });
});

test('two cookies of one sign-in that are cleared together are no sign of a restart', () => {
  const both = `${cookie('wordpress_logged_in_1', 'x')}; ${cookie('wordpress_sec_1', 'y')}`;
  const setCookie = ['wordpress_logged_in_1=+; Max-Age=0; Path=/', 'wordpress_sec_1=+; Max-Age=0; Path=/'];
  const reauth = story().visits('/wp-admin/', both, {}, ownPage);
  reauth.visits('/wp-admin/', both, to('/wp-login.php?reauth=1', { setCookie }), ownPage);
  assert.doesNotMatch(findingNames(reauth).join(), /restart/);
});

test('a renewal that is refused just before the token is: it was tried, and failed', () => {
  const payload = Buffer.from(JSON.stringify({ sub: 'x', exp: story().time / 1000 + 600 })).toString('base64url');
  const token = `access_token=eyJhbGciOiJIUzI1NiJ9.${payload}.${id('sig')}`;
  const late = story().visits('/api/me', token, {}, api).wait(900_000);
  late.visits('/auth/refresh', token, { status: 400 }, { ...api, method: 'POST' });
  late.visits('/api/me', token, { status: 401 }, api);
  assert.equal(answerName(late), 'token-expired/refresh: 1 2 3');
});

test('signed in at a gate of another site: its cookie never goes to the page that it guards', () => {
  const page = 'https://app.example/';
  const gate = `https://auth.guard.test/?rd=${encodeURIComponent(page)}`;
  const fromGate: Ask = {
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['referer', 'https://auth.guard.test/'],
    ],
  };
  const gated = story().visits('/', undefined, to(gate), ownPage).visits(gate, undefined);
  gated.visits(
    'https://auth.guard.test/api/firstfactor',
    undefined,
    { setCookie: [`gate_session=${id('g')}; Path=/; Secure`] },
    post,
  );
  gated.visits(page, undefined, to(gate), fromGate).visits(gate, `gate_session=${id('g')}`, {}, fromGate);
  assert.equal(answerName(gated), 'other-host/other-site: 3 4');
});

test('nginx’s own way to say where to go back to (`rd`) is one: the page is asked to sign in at its neighbour', () => {
  const suffixes = { 'secure.corp.example': 'example', 'auth.corp.example': 'example' };
  const ask: Ask = { ...ownPage, suffixes };
  const gate = 'https://auth.corp.example/?rd=https%3A%2F%2Fsecure.corp.example%2F';
  const gated = new Story('https://auth.corp.example').started();
  gated.visits(
    '/api/firstfactor',
    undefined,
    { setCookie: [`authelia_session=${id('s')}; Path=/; Secure`] },
    {
      ...ask,
      method: 'POST',
    },
  );
  gated.visits('https://secure.corp.example/', undefined, to(gate), {
    ...ask,
    headers: [
      ['sec-fetch-site', 'same-site'],
      ['referer', 'https://auth.corp.example/'],
    ],
  });
  assert.equal(answerName(gated), 'other-host: 1 2');
});
