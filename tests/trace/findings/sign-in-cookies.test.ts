import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// The cookies that a sign-in needs: the one that it should set, and the one that holds its state on the way.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const post: Ask = { ...ownPage, method: 'POST' };
const back: Ask = { headers: [['sec-fetch-site', 'cross-site']] };
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

describe('a sign-in whose answer sets no cookie', () => {
  const ANALYTICS = '_ga=GA1.1.123.456';
  const signIn = (cookie: string | undefined, answer: Reply): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', cookie, {}, ownPage)
      .visits('/account/login', cookie, answer, post);

  test('as a cache leaves it that drops Set-Cookie: the next page finds nobody', () => {
    const story = signIn(ANALYTICS, to('/account')).visits('/account', ANALYTICS, to('/account/login'), ownPage);
    assert.equal(answerName(story), 'sign-in-set-nothing: 2 3');
    assert.match(answerText(story), /set no cookie: step 3 went without a session/);
  });

  test('in a file that holds no cookies at all: they may have been taken out', () => {
    const story = signIn(undefined, to('/account')).visits('/account', undefined, to('/account/login'), ownPage);
    assert.equal(answerName(story), 'no-cookies');
  });

  test('because it shows the form again: the password was wrong', () => {
    const story = signIn(ANALYTICS, {}).visits('/account', ANALYTICS, to('/account/login'), ownPage);
    assert.doesNotMatch(findingNames(story).join(), /set-nothing/);
  });

  test('in a file that lacks the line: a session goes along until another host is asked', () => {
    const suffixes = { 'app.example': 'example', 'api.app.example': 'example' };
    const story = signIn(ANALYTICS, to('/account'));
    story.visits('/account', `${ANALYTICS}; sessionid=${id('s')}`, {}, ownPage);
    story.visits('https://api.app.example/me', ANALYTICS, { status: 401 }, { ...api, suffixes });
    assert.doesNotMatch(findingNames(story).join(), /set-nothing/);
  });

  test('while a redirect after it does', () => {
    const session = `sessionid=${id('s')}`;
    const story = new Story('https://app.example').started().visits('/', ANALYTICS, {}, ownPage);
    story.visits('/login', ANALYTICS, to('/finish'), post);
    story.visits('/finish', ANALYTICS, to('/account', { setCookie: [`${session}; ${KEPT}`] }), ownPage);
    story.visits('/account', `${ANALYTICS}; ${session}`, { status: 401 }, api);
    assert.doesNotMatch(findingNames(story).join(), /set-nothing/);
  });
});

describe('the state of a sign-in at another site', () => {
  const STATE = '_oauth2_proxy_csrf';
  const provider = (state: string): string =>
    `https://idp.test/auth?client_id=a&response_type=code&redirect_uri=x&state=${state}`;
  const begins = (story: Story, path: string, state: string, cookie?: string): Story => {
    const setCookie = [`${STATE}=${id(state)}; ${KEPT}`];
    return story.visits(path, cookie, to(provider(state), { setCookie }), ownPage).visits(provider(state), undefined);
  };

  test('is replaced by the sign-in of another tab, and cleared when that one comes back', () => {
    const story = begins(new Story('https://app.example').started(), '/a', 's1');
    begins(story, '/b', 's2', `${STATE}=${id('s1')}`);
    const session = `_oauth2_proxy=${id('o')}`;
    const setCookie = [`${STATE}=; Path=/; Max-Age=0`, `${session}; ${KEPT}`];
    story.visits('/oauth2/callback?code=2&state=s2', `${STATE}=${id('s2')}`, to('/b', { setCookie }), back);
    story.visits('/oauth2/callback?code=1&state=s1', session, { status: 403 }, back);
    assert.equal(answerName(story), 'sign-in-overtaken: 1 5 6');
    assert.equal(answerTo(story).finding?.remedy, 'state-per-sign-in');
  });

  test('came back as it was set: the refusal has another reason', () => {
    const story = begins(new Story('https://app.example').started(), '/a', 's1');
    story.visits('/oauth2/callback?code=1&state=s1', `${STATE}=${id('s1')}`, { status: 403 }, back);
    assert.doesNotMatch(findingNames(story).join(), /overtaken/);
  });

  test('stands in two cookies of one name: servers read the first', () => {
    const story = begins(new Story('https://app.example').started(), '/a', 's1', `${STATE}=${id('old')}`);
    const both = `${STATE}=${id('old')}; ${STATE}=${id('s1')}`;
    story.visits('/oauth2/callback?code=1&state=s1', both, { status: 403 }, back);
    assert.match(answerName(story), /^shadowed/);
  });
});

describe('the state of a sign-in that took long', () => {
  const STATE = '__txn_a1';
  const ASKS = 'https://idp.test/authorize?client_id=a&response_type=code&redirect_uri=x&state=a1';
  const CALLBACK = '/auth/callback?code=c&state=a1';
  const comesBack = (minutes: number, cookie: string | undefined, reply: Reply): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, to(ASKS, { setCookie: [`${STATE}=${id('t')}; Max-Age=600; ${KEPT}`] }), ownPage)
      .visits(ASKS, undefined, {}, back)
      .wait(minutes * 60_000)
      .visits(CALLBACK, cookie, reply, back);

  test('had expired when it came back, and the sign-in was refused', () => {
    const story = comesBack(12, undefined, { status: 400 });
    assert.equal(answerName(story), 'state-expired: 1 3');
    assert.match(answerText(story), /lasted 10 min from step 1 on, and step 3 .* came back after 12 min/);
  });

  test('still held: the refusal has another reason', () => {
    assert.doesNotMatch(findingNames(comesBack(8, `${STATE}=${id('t')}`, { status: 400 })).join(), /state-expired/);
  });

  test('was not needed, where the sign-in is taken without it', () => {
    assert.doesNotMatch(findingNames(comesBack(12, undefined, to('/home'))).join(), /state-expired/);
  });

  test('is not what was missing where the state of another sign-in came along', () => {
    const story = comesBack(12, `__txn_b2=${id('u')}`, { status: 400 });
    assert.doesNotMatch(findingNames(story).join(), /state-expired/);
  });
});

describe('a sign-in that a script begins at one host', () => {
  const ASKS = 'https://idp.test/authorize?client_id=a&response_type=code&redirect_uri=x&state=a1';
  const starts = (signIn: string, host: string): Story => {
    const setCookie = [`__Secure-next-auth.state=${id('n')}; ${KEPT}`];
    const suffixes = { 'www.app.example': 'example', 'app.example': 'example' };
    const script: Ask = { ...api, method: 'POST', topUrl: 'https://www.app.example/login', suffixes };
    return new Story('https://www.app.example')
      .started()
      .visits('/login', undefined, {}, { ...ownPage, suffixes })
      .visits(signIn, undefined, { setCookie }, { ...script, initiator: 'https://www.app.example' })
      .visits(ASKS, undefined, {}, { headers: [['sec-fetch-site', 'cross-site']] })
      .visits(
        `https://${host}/api/auth/callback/idp?code=c&state=a1`,
        undefined,
        { status: 400 },
        { ...back, suffixes },
      );
  };

  test('and that comes back to another: its state belongs to the first', () => {
    assert.equal(answerName(starts('/api/auth/signin/idp', 'app.example')), 'other-host/callback: 2 4');
  });

  test('is no other request’s, whatever that set', () => {
    assert.doesNotMatch(findingNames(starts('/api/prefs', 'app.example')).join(), /other-host/);
  });
});
