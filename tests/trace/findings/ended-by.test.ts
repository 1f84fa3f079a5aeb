import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sayEvidence } from '../../../extension/trace/findings/say-finding.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';
import { english } from '../../ui/words.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// Answers that say who ended a session, and answers of APIs that only say that something failed.

const SESSION = `sid=${id('a')}`;
const fetched = { ...api, method: 'POST' };

function signedIn(): Story {
  const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`];
  return new Story('https://app.example')
    .started()
    .visits('/api/login', undefined, { setCookie }, fetched)
    .visits('/api/items', SESSION, {}, api);
}

describe('a session that the answer calls', () => {
  for (const [what, reply] of [
    ['used elsewhere', { says: 'elsewhere' }],
    ['used elsewhere, by its status too', { status: 401, says: 'elsewhere' }],
  ] as const satisfies readonly (readonly [string, Reply])[])
    test(`${what}: so it is told, and the store is not blamed`, () => {
      const story = signedIn().visits('/api/items', SESSION, reply, api);
      assert.equal(answerName(story), 'server-forgot/used-elsewhere: 2 3');
      assert.equal(answerTo(story).finding?.remedy, 'one-session');
    });

  test('used elsewhere, or revoked, and that goes on all the same: a player or another token is meant', () => {
    const goesOn = (reply: Reply, later: string): string => {
      const story = signedIn().visits('/api/cart', SESSION, {}, api).visits('/api/items', SESSION, reply, api);
      return answerName(story.visits(later, SESSION, {}, api));
    };
    for (const reply of [
      { status: 403, says: 'elsewhere' },
      { says: 'elsewhere' },
      { status: 400, says: 'revoked' },
    ] as const)
      assert.equal(goesOn(reply, '/api/cart'), 'alive');
    assert.match(goesOn({ status: 403, says: 'elsewhere' }, '/api/never-opened-before'), /^server-forgot/);
    assert.match(goesOn({ status: 401, says: 'revoked' }, '/api/cart'), /^server-forgot\/revoked/);
  });

  test('used elsewhere, at an address that had never opened: its status must refuse', () => {
    const at = (reply: Reply) => answerName(signedIn().visits('/api/other', SESSION, reply, api));
    assert.equal(at({ status: 409, says: 'elsewhere' }), 'server-forgot/used-elsewhere: 2 3');
    assert.equal(at({ says: 'elsewhere' }), 'alive');
  });

  test('used elsewhere, by the address that it leads to', () => {
    const headers = [['location', '/login?reason=concurrent_login']] as const;
    const story = signedIn().visits('/account', SESSION, {}, ownPage);
    story.visits('/account', SESSION, { status: 302, headers }, ownPage);
    assert.equal(answerName(story), 'server-forgot/used-elsewhere: 3 4');
  });

  test('used elsewhere, by the page that opens at once', () => {
    const refused = (): Story => signedIn().visits('/api/items', SESSION, { status: 401 }, api);
    const limit = '/logout?msg=CONCURRENCY_LIMIT';
    assert.equal(answerName(refused().visits(limit, SESSION, {}, ownPage)), 'server-forgot/used-elsewhere: 2 3');
    const form = refused().visits('/login', SESSION, { says: 'elsewhere' }, ownPage);
    assert.match(answerText(form), /the answer to step 4 .* says that the account was used elsewhere/);
    assert.equal(answerName(refused().wait(60_000).visits(limit, SESSION, {}, ownPage)), 'server-forgot: 2 3');
    assert.equal(answerName(refused().visits('/logout?msg=BYE', SESSION, {}, ownPage)), 'server-forgot: 2 3');
  });

  test('revoked', () => {
    const story = signedIn().visits('/api/items', SESSION, { says: 'revoked' }, api);
    assert.equal(answerName(story), 'server-forgot/revoked: 2 3');
    const [, last] = answerTo(story).finding?.evidence ?? [];
    assert.equal(last && plain(english, sayEvidence(last)), 'was answered that the session was ended, and why');
  });

  test('revoked, at an address that had never opened: it may be another account', () => {
    const story = signedIn().visits('/api/calendar', SESSION, { status: 400, says: 'revoked' }, api);
    assert.equal(answerName(story), 'alive');
  });
});

describe('an answer that says that something failed', () => {
  const failed: Reply = { says: 'not-done' };

  test('is a doubt at an address that had answered well', () => {
    const story = signedIn().visits('/api/items', SESSION, failed, api);
    assert.match(answerText(story), /^No loss of session .* step 2\. Step 3 .* holds an error, or no user/);
    assert.equal(answerName(story), 'alive');
  });

  test('goes on being one where other addresses answer', () => {
    const story = signedIn().visits('/api/items', SESSION, failed, api).visits('/api/news', SESSION, {}, api);
    assert.equal(answerTo(story).doubt?.code, 'not-done');
  });

  test('is none where the address answers later, had never answered, or was sent what it may refuse', () => {
    const mended = signedIn().visits('/api/items', SESSION, failed, api).visits('/api/items', SESSION, {}, api);
    const first = signedIn().visits('/api/coupon', SESSION, failed, api);
    const sent = signedIn().visits('/api/coupon', SESSION, {}, fetched).visits('/api/coupon', SESSION, failed, fetched);
    for (const story of [mended, first, sent.visits('/api/items', SESSION, {}, api)])
      assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });

  test('does not hide what the address refuses afterwards', () => {
    const story = signedIn().visits('/api/items', SESSION, failed, api);
    story.visits('/api/items', SESSION, { says: 'unauthenticated' }, api);
    assert.equal(answerName(story), 'server-forgot: 2 4');
  });
});
