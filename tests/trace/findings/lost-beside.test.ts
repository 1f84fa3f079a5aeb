import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, Story } from '../story.ts';
import { answerName, answerTo, findingNames } from './finding-names.ts';

// Lines that left nothing in the jar, beside a session that lives.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const SID = `sid=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const PREFIXED = `__Host-sid=${id('a')}; Domain=app.example; Path=/; Secure; HttpOnly`;
const LEGACY = `legacy_session=${id('l')}; Path=/; Expires=Wed, 01 Jan 2020 00:00:00 GMT`;

const signedIn = (...lines: string[]): Story =>
  new Story('https://app.example')
    .started()
    .visits('/login', undefined, { status: 302, headers: [['location', '/']], setCookie: lines }, post);

describe('a second cookie of a sign-in', () => {
  test('that the browser refuses, where the first one is accepted: a hint', () => {
    const story = signedIn(`${SID}; ${KEPT}`, PREFIXED).visits('/', SID, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    const { findings } = answerTo(story);
    assert.deepEqual(
      findings.map(({ code, kind }) => [code, kind]),
      [['not-kept', 'hint']],
    );
  });

  test('that the browser refuses, where the next page asks to sign in: a loss', () => {
    const story = signedIn(`${SID}; ${KEPT}`, PREFIXED);
    story.visits('/account', SID, { status: 302, headers: [['location', '/login']] }, ownPage);
    assert.ok(findingNames(story).includes('not-kept/prefix-host: 1 2'));
    assert.equal(answerTo(story).findings.find(({ code }) => code === 'not-kept')?.kind, 'loss');
  });

  test('that the browser refuses, where the first one never comes back', () => {
    const story = signedIn(PREFIXED).visits('/', undefined, {}, ownPage);
    assert.equal(answerName(story), 'not-kept/prefix-host: 1');
    assert.equal(answerTo(story).finding?.kind, 'loss');
  });

  test('that is cleared by a date in the past, with a value: nothing is wrong', () => {
    const story = signedIn(LEGACY, `${SID}; ${KEPT}`).visits('/', SID, {}, ownPage);
    assert.deepEqual(findingNames(story), []);
    assert.equal(answerName(story), 'alive');
  });

  test('that is the only one, with a date in the past: born expired', () => {
    const story = signedIn(LEGACY).visits('/', undefined, {}, ownPage);
    assert.match(answerName(story), /^born-expired/);
  });
});

test('a visitor’s session that lives on says nothing of the sign-in that was not kept', () => {
  const visitor = `PHPSESSID=${id('v')}`;
  const story = new Story('http://app.example')
    .started()
    .visits('/', undefined, { setCookie: [`${visitor}; Path=/; HttpOnly`] }, ownPage)
    .visits('/login', visitor, { setCookie: [`auth_token=${id('t')}; Path=/; HttpOnly; Secure`] }, post)
    .visits('/', visitor, {}, ownPage);
  assert.equal(answerTo(story).findings.find(({ code }) => code === 'not-kept')?.kind, 'loss');
});
