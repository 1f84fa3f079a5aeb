import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Credential, credentialIn } from '../../../extension/trace/model/credential.ts';
import { api, ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, findingNames } from './finding-names.ts';

// A sign-in that travels in a header: that it was there is noted, its value never.

const SESSION = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
const refused: Reply = { status: 401 };
const plain: Ask = api;
const bearer: Ask = { ...api, credential: 'Authorization (Bearer)' };

const begun = (): Story => new Story('https://app.example').started().visits('/', undefined, {}, ownPage);

describe('a token in a header', () => {
  test('that is refused after it was answered', () => {
    const story = begun().visits('/api/me', undefined, {}, bearer).visits('/api/orders', undefined, refused, bearer);
    assert.equal(answerName(story), 'header-credential/refused: 2 3');
  });

  test('that is refused in a body of status 200, until the same address answers again', () => {
    const graphql: Ask = { ...bearer, method: 'POST' };
    const story = begun()
      .visits('/graphql', undefined, {}, graphql)
      .visits('/graphql', undefined, { says: 'unauthenticated' }, graphql);
    assert.equal(answerName(story), 'header-credential/refused: 2 3');
    assert.equal(answerName(story.visits('/graphql', undefined, {}, graphql)), 'in-header');
  });

  test('that does not go along any more', () => {
    const story = begun().visits('/api/me', undefined, {}, bearer).visits('/api/me', undefined, refused, plain);
    assert.equal(answerName(story), 'header-credential: 2 3');
    assert.match(answerText(story), /^Step 3 .* went without the header Authorization \(Bearer\), which step 2 /);
  });

  test('that does not go along beside the same session', () => {
    const story = begun().visits('/api/me', SESSION, {}, bearer).visits('/api/me', SESSION, refused, plain);
    assert.equal(answerName(story), 'header-credential: 2 3');
  });

  test('is not all that is missed where another session goes along', () => {
    const other = 'sessionid=w3Rk8NvB5tYc1XzQ7mJp4HsL9aGd2FuE';
    const story = begun().visits('/api/me', SESSION, {}, bearer).visits('/api/me', other, refused, plain);
    assert.deepEqual(
      findingNames(story).filter((name) => name.startsWith('header-credential')),
      [],
    );
  });

  test('that a redirect to another origin takes off', () => {
    const story = begun();
    const asked = story.asks('http://app.example/api/me', bearer);
    asked.responds({ status: 301, headers: [['location', 'https://app.example/api/me']] });
    story.add({ ...hopOf(story), kind: 'request', url: 'https://app.example/api/me', headers: [] });
    story.add({
      ...hopOf(story),
      kind: 'response',
      url: 'https://app.example/api/me',
      status: 401,
      statusLine: '',
      headers: [],
    });
    assert.equal(answerName(story), 'header-credential/dropped: 2 3');
  });

  test('that holds undefined', () => {
    const empty: Ask = { ...api, credential: 'Authorization-empty' };
    assert.equal(answerName(begun().visits('/api/me', undefined, refused, empty)), 'header-credential/empty: 2');
  });

  test('beside a session: which of them was refused does not show', () => {
    const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure`];
    const story = begun().visits(
      '/login',
      undefined,
      { status: 302, headers: [['location', '/']], setCookie },
      { ...ownPage, method: 'POST' },
    );
    story.visits('/api/me', SESSION, {}, bearer).visits('/api/me', SESSION, refused, bearer);
    assert.equal(answerName(story), 'server-forgot/with-token: 3 4');
  });

  test('is named where no cookie is known to be a session', () => {
    const story = begun().visits('/api/me', undefined, {}, bearer);
    assert.equal(answerName(story), 'in-header');
    assert.match(
      answerText(story),
      /^No cookie here is known to be a session\. .* Authorization \(Bearer\) instead, last in step 2/,
    );
  });

  const unexplained: readonly (readonly [what: string, story: () => Story])[] = [
    [
      'was renewed',
      () =>
        begun()
          .visits('/api/me', undefined, {}, bearer)
          .visits('/api/me', undefined, refused, bearer)
          .visits('/api/orders', undefined, {}, bearer),
    ],
    [
      'never went to that address',
      () => begun().visits('/api/me', undefined, {}, bearer).visits('/api/photo', undefined, refused, plain),
    ],
    ['was never answered', () => begun().visits('/api/me', undefined, refused, bearer)],
    [
      'was signed out',
      () =>
        begun()
          .visits('/api/me', undefined, {}, bearer)
          .visits('/api/logout', undefined, {}, { ...bearer, method: 'POST' })
          .visits('/api/me', undefined, refused, plain),
    ],
    [
      'is missing in a preflight',
      () =>
        begun()
          .visits('/api/me', undefined, {}, bearer)
          .visits('/api/me', undefined, refused, { ...plain, method: 'OPTIONS' }),
    ],
    [
      'is a password that the browser adds',
      () => {
        const basic: Ask = { ...api, credential: 'Authorization (Basic)' };
        return begun().visits('/api/me', undefined, {}, basic).visits('/api/me', undefined, refused, basic);
      },
    ],
    [
      'may not do that',
      () => begun().visits('/api/me', undefined, {}, bearer).visits('/api/orders', undefined, { status: 403 }, bearer),
    ],
  ];
  for (const [what, story] of unexplained)
    test(`that ${what} is no loss`, () => {
      assert.match(answerName(story()), /^(?:in-header|no-cookies)$/);
    });
});

function hopOf(story: Story) {
  return {
    requestId: '2',
    tabId: 1,
    frameId: 0,
    method: 'GET',
    type: 'xmlhttprequest',
    storeId: '0',
    time: story.wait(5).time,
  } as const;
}

describe('a page that is turned away after a token had been answered', () => {
  const later = (ask: Ask): string =>
    answerText(begun().visits('/api/me', undefined, {}, bearer).visits('/account', undefined, refused, ask));

  test('is said: what became of the token does not show', () => {
    assert.match(later(ownPage), /step 3 was turned away after that, without it/);
  });

  test('is none where a preflight or a sign-in goes without a token', () => {
    assert.doesNotMatch(later({ ...api, method: 'OPTIONS' }), /turned away/);
    const wrong = begun().visits('/api/me', undefined, {}, bearer);
    wrong.visits('/api/login', undefined, refused, { ...api, method: 'POST' });
    assert.doesNotMatch(answerText(wrong), /turned away/);
  });
});

test('a header is read for what it is', () => {
  const of = (value: string): Credential | undefined => credentialIn([['authorization', value]]);
  assert.equal(of('Bearer abcdef'), 'Authorization (Bearer)');
  assert.equal(of('bearer undefined'), 'Authorization-empty');
  assert.equal(of('Bearer'), 'Authorization-empty');
  assert.equal(of('null'), 'Authorization-empty');
  assert.equal(of('[REDACTED]'), 'Authorization');
  assert.equal(of('abcdef0123'), 'Authorization');
  assert.equal(of('AWS4-HMAC-SHA256 Credential=x'), 'Authorization');
  assert.equal(credentialIn([['x-session-id', 'abc']]), 'X-Session-Id');
  assert.equal(credentialIn([['accept', 'Bearer x']]), undefined);
});

test('a HAR keeps that a token went along and not the token, and one with a token leaves no cookies out', async () => {
  const har = await read(harOf([harEntryOf({ sent: { Authorization: 'Bearer s3cr3t-t0ken' } })]));
  assert.deepEqual(
    har.events.flatMap((event) => (event.kind === 'request' ? [event.credential] : [])),
    ['Authorization (Bearer)'],
  );
  assert.doesNotMatch(JSON.stringify(har.events), /s3cr3t/);
  assert.deepEqual(
    har.notices.filter(({ code }) => code === 'no-cookies'),
    [],
  );
});
