import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Trouble } from '../../extension/trace/troubles/trouble.ts';
import { troublesOf } from '../../extension/trace/troubles/troubles.ts';
import { cookieOf, lessonStory, Story } from './story.ts';

const id = (letter: string): string => `${letter}1`.repeat(16);
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;

function recorded(origin?: string): Story {
  return new Story(origin).started().tell({ kind: 'jar', cookies: [] });
}

function troubles(story: Story): Trouble[] {
  const folded = createFold();
  folded.apply(story.events);
  folded.settle(story.time + 10_000);
  return [...folded.trace.threads.values()].flatMap(troublesOf);
}

/** Code and steps of each trouble. */
function named(story: Story): string[] {
  return troubles(story).map(({ code, entries }) => `${code}: ${entries.map(({ step }) => step).join(' ')}`);
}

describe('a thread’s troubles', () => {
  test('are none in the story of a well-kept session', () => {
    assert.deepEqual(named(lessonStory()), []);
  });

  test('a cookie that the browser refuses at each response', () => {
    const story = recorded('http://shop.test');
    for (const letter of ['a', 'b']) story.visits('/', undefined, { setCookie: [`${kept(id(letter))}; Secure`] });
    assert.deepEqual(named(story), ['never-kept: 1 2', 'secure-on-http: 1 2']);
    assert.equal(troubles(story)[0]?.params['reason'], 'secure-on-insecure-origin');
  });

  test('a cookie that is kept and never sent back, with the rule that withholds it', () => {
    const story = recorded('https://shop.test');
    const path = { path: '/api', secure: true, domain: 'shop.test' };
    story.asks('/').responds({ setCookie: [`sid=${id('a')}; Path=/api; HttpOnly; Secure; SameSite=Lax`] });
    story.stores(cookieOf('sid', id('a'), path)).wait(1_000);
    story.visits('/', undefined).visits('/cart', undefined);
    assert.deepEqual(named(story), ['never-sent: 2 3 1']);
    assert.equal(troubles(story)[0]?.params['reason'], 'path-mismatch');
  });

  test('two cookies of one name that go along together', () => {
    const story = recorded()
      .creates('sid', id('a'))
      .stores(cookieOf('sid', id('b'), { path: '/app' }))
      .wait(1_000);
    story.visits('/app/', `sid=${id('b')}; sid=${id('a')}`);
    assert.deepEqual(named(story), ['shadowed: 2']);
    assert.equal(troubles(story)[0]?.params['path'], '/');
  });

  test('parallel first requests that each got a session', () => {
    const story = recorded();
    const [one, two] = [story.asks('/a'), story.asks('/b')];
    one.responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a')));
    two.responds({ setCookie: [kept(id('b'))] });
    story.stores(cookieOf('sid', id('b')));
    assert.deepEqual(named(story), ['parallel-first: 1 2']);
  });

  test('are not seen in first requests that came one after the other', () => {
    const story = recorded()
      .creates('sid', id('a'))
      .userDeletes(cookieOf('sid', id('a')))
      .creates('sid', id('b'));
    assert.deepEqual(named(story), []);
  });

  test('a session that is replaced at every request', () => {
    const story = recorded().creates('sid', id('a'));
    for (const [sent, set] of ['ab', 'bc', 'cd'].map((pair) => [...pair])) {
      story.asks('/', { cookie: `sid=${id(sent ?? '')}` }).responds({ setCookie: [kept(id(set ?? ''))], count: 1 });
      story.stores(cookieOf('sid', id(set ?? '')));
    }
    assert.deepEqual(named(story), ['replaced-each-time: 2 3 4']);
  });

  test('Secure lost behind a proxy', () => {
    const story = recorded('https://shop.test');
    story.asks('/').responds({ setCookie: [kept(id('a'))] });
    story.stores(cookieOf('sid', id('a'), { domain: 'shop.test' }));
    assert.deepEqual(named(story), ['secure-missing: 1']);
  });

  test('an id unchanged across a login', () => {
    const story = recorded().creates('sid', id('a'));
    const login = { method: 'POST' };
    story.visits('/login', `sid=${id('a')}`, { status: 303, headers: [['location', '/home']], count: 2 }, login);
    assert.deepEqual(named(story), ['same-id-after-login: 2']);
  });

  test('is not said of a login that failed', () => {
    const story = recorded().creates('sid', id('a'));
    const login = { method: 'POST' };
    story.visits('/login', `sid=${id('a')}`, { status: 303, headers: [['location', '/login?wrong=1']] }, login);
    story.visits('/login', `sid=${id('a')}`, { status: 200 }, login);
    assert.deepEqual(named(story), []);
  });

  test('SameSite=Strict losing the session after a link from another site', () => {
    const story = recorded().creates('sid', id('a'), {
      setCookie: [`sid=${id('a')}; Path=/; HttpOnly; SameSite=Strict`],
    });
    story
      .stores(cookieOf('sid', id('a'), { sameSite: 'strict' }))
      .counts('sid', id('a'), 2)
      .wait(1_000);
    story.visits('/', undefined, {}, { initiator: 'http://127.0.0.1:3000' });
    assert.deepEqual(named(story), ['strict-after-link: 3']);
  });

  test('a logout that clears the cookie under another path', () => {
    const story = recorded().creates('sid', id('a'));
    story.visits('/app/logout', `sid=${id('a')}`, { setCookie: ['sid=; Path=/app; Max-Age=0'] });
    assert.deepEqual(named(story), ['cleared-elsewhere: 2']);
  });
});
