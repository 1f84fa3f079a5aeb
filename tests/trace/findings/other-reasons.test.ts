import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// A cookie that does not go along, where the first reason that comes to mind is not the right one.

const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

/** A script of one origin asks another, which allows credentials. */
function fetches(
  story: Story,
  from: string,
  url: string,
  cookie: string | undefined,
  reply: Reply,
  site = 'cross-site',
) {
  const allowed: Reply['headers'] = [
    ['access-control-allow-origin', from],
    ['access-control-allow-credentials', 'true'],
  ];
  const ask: Ask = {
    type: 'xmlhttprequest',
    topUrl: `${from}/`,
    initiator: from,
    headers: [
      ['origin', from],
      ['sec-fetch-site', site],
      ['sec-fetch-mode', 'cors'],
    ],
  };
  return story.visits(url, cookie, { ...reply, headers: [...allowed, ...(reply.headers ?? [])] }, ask);
}

describe('a request of another site’s page without a cookie that is fit to travel', () => {
  test('went without credentials, or third-party cookies are blocked: both are named', () => {
    const story = new Story('https://api.example').started().visits('https://front.test/', undefined);
    const setCookie = [`connect.sid=${id('a')}; Path=/; HttpOnly; Secure; SameSite=None`];
    fetches(story, 'https://front.test', '/login', undefined, { setCookie });
    fetches(story, 'https://front.test', '/me', undefined, { status: 401 });
    assert.equal(answerName(story), 'not-sent/credentials-or-blocked: 2 3');
    const { finding } = answerTo(story);
    assert.deepEqual([finding?.remedy, finding?.whatIf], ['include-or-unblock', undefined]);
  });

  test('from localhost to 127.0.0.1: one name for both is the remedy', () => {
    const story = new Story('http://127.0.0.1:8000').started().visits('http://localhost:5173/', undefined);
    const setCookie = [`sessionid=${id('a')}; Path=/; HttpOnly; SameSite=Lax`];
    fetches(story, 'http://localhost:5173', '/login', undefined, { setCookie });
    fetches(story, 'http://localhost:5173', '/me', undefined, { status: 401 });
    assert.equal(answerName(story), 'not-kept/samesite-lax: 2 3');
    const { finding } = answerTo(story);
    assert.deepEqual([finding?.remedy, finding?.whatIf], ['one-loopback', undefined]);
  });
});

test('a sign-in that comes back by GET and sets a cookie without a Path: it is for the folder of the callback', () => {
  const story = new Story('https://app.example').started();
  const cross: Ask = { headers: [['sec-fetch-site', 'cross-site']], initiator: 'https://id.test' };
  story.visits('/', undefined, to('https://id.test/authorize?client_id=1&response_type=code&state=x'));
  story.visits(
    'https://id.test/authorize?client_id=1',
    undefined,
    to('https://app.example/auth/callback?code=1&state=x'),
  );
  const setCookie = [`session=${id('s')}; HttpOnly; Secure; SameSite=Lax`];
  story.visits('/auth/callback?code=1&state=x', undefined, to('/', { setCookie }), cross);
  story.visits('/', undefined, to('https://id.test/authorize?client_id=1&response_type=code&state=y'), cross);
  assert.equal(answerName(story), 'not-sent/path: 3 4');
});

test('Strict after a callback: the page that turned the user away is named, not the one that opened', () => {
  const story = new Story('https://app.example').started();
  const cross: Ask = { headers: [['sec-fetch-site', 'cross-site']], initiator: 'https://id.test' };
  const setCookie = [`sid=${id('s')}; Path=/; HttpOnly; Secure; SameSite=Strict`];
  story.visits('/cb?code=1&state=x', undefined, to('/home', { setCookie }), cross);
  story.visits('/home', undefined, to('/login'), cross).visits('/login', undefined, {}, cross);
  story.visits('/home', `sid=${id('s')}`, {}, { headers: [['sec-fetch-site', 'same-origin']] });
  assert.equal(answerName(story), 'not-sent/strict-link: 1 2');
});

test('what a prefix asks for, and what a Domain holds, are told as they are', () => {
  const signIn = (cookie: string): string =>
    answerText(
      new Story('https://app.example.com')
        .started()
        .visits('/login', undefined, to('/', { setCookie: [cookie] }), { method: 'POST' })
        .visits('/', undefined, to('/login')),
    );
  const secret = id('a');
  assert.match(signIn(`__Host-Http-sid=${secret}; Secure; Path=/`), /__Host-Http- also Path=\/ and no Domain\.$/);
  assert.match(signIn(`__Host-sid=${secret}; Path=/`), /the prefix __Host- needs Secure, Path=\/ and no Domain\.$/);
  assert.match(signIn(`sid=${secret}; Domain=..example.com; Path=/`), /Domain=\.\.example\.com does not cover/);
  assert.match(signIn(`sid=${secret}; Domain=.example.org; Path=/`), /Domain=example\.org does not cover/);
  assert.match(signIn(`sid=${'ü'.repeat(2_050)}; Path=/`), /name and value have 4,103 bytes/);
  assert.match(
    signIn(`sid=${secret}\x07; Path=/`),
    /cookie sid .* holds a control character \(number 7 of ASCII\), which browsers/,
  );
  // What a name with one was meant to be is not known.
  assert.doesNotMatch(signIn(`si\x07d=${secret}; Path=/`), /control character/);
});

test('a Domain beyond ASCII is told as what Firefox does not read; Chrome reads it', () => {
  const signIn = (browser: 'chrome' | 'firefox', domain: string): string =>
    answerText(
      new Story('https://xn--bcher-kva.example')
        .started(browser)
        .visits('/login', undefined, to('/', { setCookie: [`sid=${id('a')}; Path=/; Domain=${domain}`] }), {
          method: 'POST',
        })
        .visits('/', undefined, to('/login')),
    );
  assert.match(signIn('firefox', 'bücher.example'), /holds characters outside of ASCII/);
  assert.doesNotMatch(signIn('chrome', 'bücher.example'), /ASCII/);
  assert.match(signIn('firefox', 'other.example'), /Domain=other\.example does not cover the host/);
});

test('a new value that a prefix, or Partitioned, keeps out for good is told though the older one lives', () => {
  const renewed = (name: string, attributes: string): string =>
    answerName(
      new Story('https://app.example.com')
        .started()
        .visits('/', `${name}=${id('a')}`)
        .visits('/renew', `${name}=${id('a')}`, { setCookie: [`${name}=${id('b')}; ${attributes}`] })
        .visits('/', `${name}=${id('a')}`)
        .visits('/', `${name}=${id('a')}`),
    );
  assert.equal(renewed('__Http-sid', 'Path=/; Secure'), 'not-kept/prefix-http: 2');
  assert.equal(renewed('sid', 'Path=/; Partitioned'), 'not-kept/partitioned-without-secure: 2');
  assert.doesNotMatch(renewed('sid', 'Path=/; Partitioned; Secure'), /^not-kept/);
});

test('a Path that does not count is told as it was written', () => {
  const signIn = (path: string): string =>
    answerText(
      new Story('https://app.example.com')
        .started()
        .visits('/account/login', undefined, to('/', { setCookie: [`sid=${id('a')}; ${path}`] }), { method: 'POST' })
        .visits('/', undefined, to('/account/login'))
        .visits('/account/login', `sid=${id('a')}`),
    );
  assert.match(signIn('Path="/"'), /its Path is "\/", which does not begin .* It is for the path \/account alone\.$/);
  assert.match(signIn('Path=admin; Path='), /\): it is for the path \/account alone\.$/);
  assert.match(signIn('HttpOnly'), /\): it is for the path \/account alone\.$/);
  assert.match(signIn('Path=admin; Path=/account'), /\): it is for the path \/account alone\.$/);
});

test('a Domain that is a URL stands in a saved file as it was', () => {
  for (const domain of ['https://app.example.com', 'app.example.com:443', 'app.example.com/']) {
    const story = new Story('https://app.example.com').started();
    const setCookie = [`PHPSESSID=${id('a')}; Domain=${domain}; Path=/; Secure`];
    story.visits('/login', undefined, to('/', { setCookie }), { method: 'POST' }).visits('/', undefined, to('/login'));
    // The masked file gives the same findings.
    assert.equal(answerName(story), 'not-kept/domain-is-url: 1 2');
  }
});
