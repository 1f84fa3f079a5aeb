import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toneOf } from '../../../extension/trace/findings/answer-summary.ts';
import { api, ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read, responses } from '../files/har/reading.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// Servers that refuse with status 200: what the body says counts, where a file holds it.

const SESSION = `sessionid=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const query: Ask = { ...api, method: 'POST' };
const setsIt: Reply = {
  status: 302,
  headers: [['location', '/']],
  setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`],
};

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, setsIt, post)
    .visits('/', SESSION, {}, ownPage);
}

describe('a body that says that nobody is signed in', () => {
  test('refuses the session, whatever the status says', () => {
    const story = signedIn().visits('/graphql', SESSION, {}, query).wait(3_600_000);
    story.visits('/graphql', SESSION, { says: 'unauthenticated' }, query);
    assert.equal(answerName(story), 'server-forgot/idle: 3 4');
    assert.equal(answerTo(story).finding?.evidence.at(-1)?.code, 'said-nobody');
  });

  test('is no loss for a visitor, and not called healthy', () => {
    const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure`];
    const story = new Story('https://app.example').started().visits('/', undefined, { setCookie }, ownPage);
    story.visits('/about', SESSION, {}, ownPage).visits('/graphql', SESSION, { says: 'unauthenticated' }, query);
    assert.match(answerText(story), /^No loss of session .* step 2\. Step 3 found nobody signed in/);
    assert.equal(toneOf(answerTo(story)), 'plain');
  });

  test('of an address that answers many questions is no loss where the next one is answered', () => {
    const story = signedIn().visits('/graphql', SESSION, {}, query);
    for (const says of ['unauthenticated', undefined, 'unauthenticated'] as const)
      story.visits('/graphql', SESSION, says === undefined ? {} : { says }, query);
    assert.equal(answerName(story), 'alive');
    assert.equal(answerName(story.visits('/graphql', SESSION, {}, query)), 'alive');
  });

  test('of an address that never opened may speak of another account', () => {
    const story = signedIn().visits('/api/calendar', SESSION, { says: 'unauthenticated' }, api);
    assert.match(answerText(story), /^No loss of session .* step 2\. Step 3 .* may be about another account/);
    assert.equal(answerName(story.visits('/', SESSION, {}, ownPage)), 'alive');
  });

  test('of a sign-in says that the password was wrong', () => {
    const story = signedIn().visits('/login', SESSION, { says: 'unauthenticated' }, query);
    assert.equal(answerName(story), 'alive');
  });
});

describe('a form to sign in, or an answer without a user', () => {
  for (const [says, shown] of [
    ['sign-in-form', 'showed-form'],
    ['nobody', 'said-nobody'],
  ] as const) {
    test(`${says}: where the address had another answer before, the session is over`, () => {
      const story = signedIn().visits('/account', SESSION, {}, ownPage).wait(3_600_000);
      story.visits('/account', SESSION, { says }, ownPage).visits('/account', SESSION, { says }, ownPage);
      assert.equal(answerName(story), 'server-forgot/idle: 3 4');
      assert.equal(answerTo(story).finding?.evidence.at(-1)?.code, shown);
    });

    test(`${says}: where it had no other, it says nothing`, () => {
      const story = signedIn().visits('/account', SESSION, { says }, ownPage).visits('/', SESSION, {}, ownPage);
      assert.equal(answerName(story), 'alive');
    });
  }
});

test('a HAR’s bodies are read for it, and the file that Sidtrail saves keeps what they say', async () => {
  const content = {
    size: 9,
    mimeType: 'application/json',
    text: '{"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}',
  };
  const har = await read(harOf([harEntryOf({ method: 'POST', response: { content } }), harEntryOf({ at: 1 })]));
  assert.deepEqual(
    responses(har).map(({ says }) => says),
    ['unauthenticated', undefined],
  );
});

test('JSONP asks as a script, and its refusal speaks of the session all the same', () => {
  const script: Ask = { ...api, type: 'script' };
  const asked = (says: Reply['says']): Story =>
    new Story('https://app.example')
      .started()
      .visits(
        '/login',
        undefined,
        { setCookie: [`sid=${id('a')}; Path=/; HttpOnly; Secure`] },
        { ...ownPage, method: 'POST' },
      )
      .visits('/home', `sid=${id('a')}`, {}, ownPage)
      .visits('/api/cart?callback=cb1', `sid=${id('a')}`, says === undefined ? {} : { says }, script);
  assert.equal(answerTo(asked('unauthenticated')).doubt?.code, 'said-nobody');
  assert.equal(answerTo(asked(undefined)).doubt, undefined);
});
