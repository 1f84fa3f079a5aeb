import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// A sign-in in several cookies of which one is not there any more.

const text = (letter: string): string => createHash('sha256').update(letter).digest('base64url').replace(/[-_]/g, 'x');
const toLogin: Reply = { status: 302, headers: [['location', '/login']] };
const part = (name: string): string => `${name}=${text(name)}`;
const start = (): Story => new Story('https://app.example').started();

test('a request without the first chunk, counted from 0, is turned away', () => {
  const story = start().visits('/', part('sb-app-auth-token.1'), toLogin, ownPage);
  assert.equal(answerName(story), 'chunk-missing: 1');
  assert.match(answerText(story), /\(sb-app-auth-token\), and \.0 was missing in step 1/);
});

test('a request without a chunk that the one before had is turned away', () => {
  const [one, two] = [part('.AspNetCore.CookiesC1'), part('.AspNetCore.CookiesC2')];
  const story = start().visits('/', `${one}; ${two}`, {}, ownPage).visits('/a', one, toLogin, ownPage);
  assert.equal(answerName(story), 'chunk-missing: 2');
  assert.match(answerText(story), /and \.AspNetCore\.CookiesC2 was missing/);
});

test('WIF counts none for the first chunk: a sign-in that needs one alone is whole', () => {
  const [first, second] = [part('FedAuth'), part('FedAuth1')];
  const lacking = start().visits('/', `${first}; ${second}`, {}, ownPage).visits('/a', first, toLogin, ownPage);
  assert.equal(answerName(lacking), 'chunk-missing: 2');
  assert.match(answerText(lacking), /and FedAuth1 was missing/);
  const whole = start().visits('/', first, {}, ownPage).visits('/a', first, toLogin, ownPage);
  assert.match(answerName(whole), /^server-forgot/);
});

test('fewer chunks that a response asked for are no loss, nor are all of them with a refusal', () => {
  const [one, two] = [part('token.0'), part('token.1')];
  const setCookie = [`${one}; Path=/; Secure`, 'token.1=; Path=/; Max-Age=0'];
  const shorter = start().visits('/', `${one}; ${two}`, { setCookie }, ownPage).visits('/a', one, toLogin, ownPage);
  const whole = start().visits('/', `${one}; ${two}`, {}, ownPage).visits('/a', `${one}; ${two}`, toLogin, ownPage);
  for (const story of [shorter, whole])
    assert.ok(answerTo(story).findings.every(({ code }) => code !== 'chunk-missing'));
});

test('a value that comes to fit into one cookie, or no longer does, takes the place of the chunks: nothing was cleared', () => {
  const [one, two, whole] = [part('session-token.0'), part('session-token.1'), part('session-token')];
  const clears = (...names: string[]): string[] => names.map((name) => `${name}=; Path=/; Max-Age=0`);
  const shrinks = start()
    .visits('/', `${one}; ${two}`, {}, ownPage)
    .visits(
      '/api',
      `${one}; ${two}`,
      { setCookie: [`${whole}; Path=/`, ...clears('session-token.0', 'session-token.1')] },
      ownPage,
    )
    .visits('/', whole, {}, ownPage);
  const grows = start()
    .visits('/', whole, {}, ownPage)
    .visits('/api', whole, { setCookie: [`${one}; Path=/`, `${two}; Path=/`, ...clears('session-token')] }, ownPage)
    .visits('/', `${one}; ${two}`, {}, ownPage);
  for (const story of [shrinks, grows]) assert.equal(answerName(story), 'alive');
  const cleared = start()
    .visits('/', whole, {}, ownPage)
    .visits('/api', whole, { setCookie: ['other.0=1; Path=/', ...clears('session-token')] }, ownPage)
    .visits('/', undefined, toLogin, ownPage);
  assert.match(answerName(cleared), /^cleared-by-server/);
});

test('a chunk of an older value is told of in a file without durations as well', () => {
  const [first, second, old] = [part('token.0'), part('token.1'), part('token.2')];
  const setCookie = [`${first}; Path=/; Secure`, `${second}; Path=/; Secure`];
  const story = start().visits('/login', old, { ...toLogin, setCookie }, { ...ownPage, method: 'POST' });
  story.visits('/home', `${first}; ${second}; ${old}`, toLogin, ownPage);
  const asked = new Map(story.events.map((event) => [event.kind === 'request' ? event.requestId : '', event.time]));
  const events = story.events.map((event) =>
    event.kind === 'response' ? { ...event, time: asked.get(event.requestId) ?? event.time } : event,
  );
  for (const each of [story.events, events])
    assert.equal(answerName({ events: each, time: story.time }), 'chunk-missing/stale: 1 2');
});

describe('chunks of a sign-in that one response set', () => {
  const names = [0, 1, 2].map((number) => `app-token.${number}`);
  const kept = (name: string): string => `${part(name)}; Path=/; HttpOnly; Secure`;
  const sent = (...left: string[]): string => left.map(part).join('; ');
  const signsIn = (...set: string[]): Story => {
    const reply = { status: 302, headers: [['location', '/']], setCookie: set.map(kept) } as const;
    return start().visits('/login', undefined, reply, { ...ownPage, method: 'POST' });
  };
  const clearsFirst: Reply = { setCookie: ['app-token.0=; Path=/; Max-Age=0'] };
  const [first = '', second = '', third = ''] = names;

  test('without one in the middle are refused for it', () => {
    const story = signsIn(first, third).visits('/', sent(first, third), toLogin, ownPage);
    assert.equal(answerName(story), 'chunk-missing: 2');
    assert.match(answerText(story), /and app-token\.1 was missing in step 2/);
  });

  test('without one in the middle may be answered: nothing is missing', () => {
    const story = signsIn(first, third).visits('/', sent(first, third), {}, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  test('may be the cookies of several accounts, where they came one by one', () => {
    const story = signsIn(first).visits('/add', sent(first), { setCookie: [kept(third)] }, ownPage);
    story.visits('/', sent(first, third), toLogin, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /chunk-missing/);
  });

  test('are useless after a page took the first one away', () => {
    const story = signsIn(first, second).visits('/', sent(first, second), clearsFirst, ownPage);
    story.visits('/a', sent(second), toLogin, ownPage);
    assert.equal(answerName(story), 'chunk-missing: 3');
  });

  test('are what a sign-out left, where it took the first one away', () => {
    const story = signsIn(first, second).visits('/', sent(first, second), {}, ownPage);
    story.visits('/logout', sent(first, second), clearsFirst, { ...ownPage, method: 'POST' });
    story.visits('/a', sent(second), toLogin, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /chunk-missing/);
  });

  test('are left behind by one whole cookie', () => {
    const whole = 'app-token';
    const setCookie = [kept(whole), ...(clearsFirst.setCookie ?? [])];
    const story = signsIn(first, second).visits('/', sent(first, second), { setCookie }, ownPage);
    story.visits('/a', sent(whole, second), toLogin, ownPage);
    assert.doesNotMatch(answerName(story), /chunk-missing: 3/);
  });
});

test('chunks in whose place one cookie goes along, and is answered, were rewritten by what the file lacks', () => {
  const [one, two, whole] = [part('session-token.0'), part('session-token.1'), part('session-token')];
  const kept = [one, two].map((each) => `${each}; Path=/; Secure`);
  const reply: Reply = { status: 302, headers: [['location', '/']], setCookie: kept };
  const begun = (): Story =>
    start()
      .visits('/login', undefined, reply, { ...ownPage, method: 'POST' })
      .visits('/', `${one}; ${two}`, {}, ownPage);
  assert.equal(answerName(begun().visits('/a', whole, {}, ownPage)), 'alive');
  assert.match(answerName(begun().visits('/a', undefined, toLogin, ownPage)), /^gone/);
});
