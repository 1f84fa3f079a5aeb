import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ownPage } from '../asks.ts';
import { type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

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

test('fewer chunks that a response asked for are no loss, nor are all of them with a refusal', () => {
  const [one, two] = [part('token.0'), part('token.1')];
  const setCookie = [`${one}; Path=/; Secure`, 'token.1=; Path=/; Max-Age=0'];
  const shorter = start().visits('/', `${one}; ${two}`, { setCookie }, ownPage).visits('/a', one, toLogin, ownPage);
  const whole = start().visits('/', `${one}; ${two}`, {}, ownPage).visits('/a', `${one}; ${two}`, toLogin, ownPage);
  for (const story of [shorter, whole])
    assert.ok(answerTo(story).findings.every(({ code }) => code !== 'chunk-missing'));
});
