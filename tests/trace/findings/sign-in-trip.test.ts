import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signInTrips, tripOf } from '../../../extension/trace/findings/sign-in-trip.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { type Reply, Story } from '../story.ts';
import { answerName } from './finding-names.ts';

const found = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  headers: [['location', location]],
  ...more,
});

const AUTHORIZE = 'https://idp.example/authorize?client_id=web&response_type=code&redirect_uri=x&state=s3cr3t';

/** A sign-in as far as its way back. */
function asked(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/private', undefined, found('/login'))
    .visits(
      '/login',
      undefined,
      found(AUTHORIZE, { setCookie: ['state=abcDEF123456ghiJKL789; Path=/; Secure; HttpOnly'] }),
    )
    .visits(AUTHORIZE, undefined, found('https://idp.example/signin'))
    .visits('https://idp.example/signin', undefined, {})
    .visits('https://idp.example/signin', undefined, found('https://app.example/callback?code=1&state=s3cr3t'), {
      method: 'POST',
    });
}

function trips(story: Story): string[] {
  const fold = createFold();
  fold.apply(story.events);
  return signInTrips(fold.trace).map(
    ({ protocol, appHost, providerHost, stops: steps, outcome, error }) =>
      `${protocol} ${appHost} → ${providerHost}: ${steps.map(({ entry, role }) => `${entry.step} ${role}`).join(', ')}: ${outcome}${error === undefined ? '' : ` ${error}`}`,
  );
}

describe('a sign-in at another site', () => {
  test('is one chain over its hosts, from its beginning to its way back', () => {
    const story = asked().visits('/callback?code=1&state=s3cr3t', 'state=abcDEF123456ghiJKL789', found('/home'));
    assert.deepEqual(trips(story), [
      'oidc app.example → idp.example: 2 start, 3 authorize, 4 provider, 5 provider, 6 callback: worked',
    ]);
  });

  test('is found from each of its steps, however long it stays at the provider, and from no other request', () => {
    for (const pages of [0, 20, 36, 60]) {
      const story = asked();
      for (let page = 0; page < pages; page++) {
        story.visits(`https://idp.example/step/${page}`, undefined, {});
        story.visits('https://other.example/', undefined, {}, { tabId: 7 });
      }
      story.visits('/callback?code=1&state=s3cr3t', 'state=abcDEF123456ghiJKL789', found('/home'));
      for (let page = 0; page < 60; page++) story.visits(`/page/${page}`, undefined, {});
      const fold = createFold();
      fold.apply(story.events);
      const all = signInTrips(fold.trace);
      for (const entry of fold.trace.entries) {
        const expected = all.find(({ stops: steps }) => steps.some((step) => step.entry === entry));
        assert.deepEqual(
          tripOf(fold.trace, entry)?.stops.map((step) => step.entry.step),
          expected?.stops.map((step) => step.entry.step),
        );
      }
    }
  });

  test('broke where the application refused what came back', () => {
    const story = asked().visits('/callback?error=access_denied&state=s3cr3t', undefined, { status: 400 });
    assert.deepEqual(trips(story), [
      'oidc app.example → idp.example: 2 start, 3 authorize, 4 provider, 5 provider, 6 callback: broke access_denied',
    ]);
    assert.equal(answerName(story), 'sign-in-broke/error: 2 3 6');
  });

  test('broke where the application sends the user to the provider again', () => {
    const story = asked().visits('/callback?code=1&state=s3cr3t', 'state=abcDEF123456ghiJKL789', found(AUTHORIZE));
    assert.match(trips(story)[0] ?? '', /broke$/);
  });

  const BACK = '/callback?code=1&state=s3cr3t';
  const STATE = 'state=abcDEF123456ghiJKL789';

  test('worked where the way back goes on through pages that only look like a sign-in', () => {
    const resumed = asked()
      .visits(BACK, STATE, found('/authorize/resume?state=abc'))
      .visits('/authorize/resume?state=abc', STATE, found('/_layouts/15/Authenticate.aspx'))
      .visits('/_layouts/15/Authenticate.aspx', STATE, found('/'))
      .visits('/', STATE, {});
    assert.match(trips(resumed)[0] ?? '', /6 callback: worked$/);
    const throughLogin = asked().visits(BACK, STATE, found('/login')).visits('/login', STATE, found('/'));
    assert.match(trips(throughLogin.visits('/', STATE, {}))[0] ?? '', /worked$/);
  });

  test('broke where the way back ends at a page to sign in, at a refusal, or at the provider', () => {
    const resume = '/authorize/resume?state=abc';
    const resumed = (): Story => asked().visits(BACK, STATE, found(resume));
    const toLogin = resumed().visits(resume, STATE, found('/login')).visits('/login', STATE, {});
    assert.match(trips(toLogin)[0] ?? '', /broke$/);
    assert.match(trips(resumed().visits(resume, STATE, { status: 401 }))[0] ?? '', /broke$/);
    assert.match(trips(resumed().visits(resume, STATE, found(AUTHORIZE)))[0] ?? '', /broke$/);
    assert.match(trips(asked().visits(BACK, STATE, found('/login')))[0] ?? '', /broke$/);
  });

  test('is under way where no way back was seen', () => {
    assert.match(trips(asked())[0] ?? '', /under-way$/);
  });

  test('is recognised in SAML by its request', () => {
    const saml = 'https://idp.example/sso?SAMLRequest=abc&RelayState=x';
    const story = new Story('https://app.example').started().visits('/saml/login', undefined, found(saml));
    story
      .visits(saml, undefined, {})
      .visits('/saml/acs', undefined, found('/home'), { method: 'POST', initiator: 'https://idp.example' });
    assert.deepEqual(trips(story), ['saml app.example → idp.example: 1 start, 2 authorize, 3 callback: worked']);
  });

  test('a link to another site is none', () => {
    const story = new Story('https://app.example').started().visits('/', undefined, {});
    story.visits('https://news.example/article?state=open', undefined, {});
    assert.deepEqual(trips(story), []);
  });
});
