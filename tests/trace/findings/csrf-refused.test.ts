import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { frameworkRemedy } from '../../../extension/trace/findings/say-finding.ts';
import { readBodySays } from '../../../extension/trace/model/read-body-says.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// A request that is refused as forged is no lost session.

const SESSION = `sessionid=${id('a')}`;
const LARAVEL = `XSRF-TOKEN=${id('x')}; ${SESSION}`;
const MINUTE = 60_000;
const form: Ask = { ...ownPage, method: 'POST' };
const call: Ask = { ...api, method: 'POST' };
const setsIt: Reply = {
  status: 302,
  headers: [['location', '/']],
  setCookie: [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`],
};

function signedIn(cookie = SESSION): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, setsIt, form)
    .visits('/', cookie, {}, ownPage);
}

describe('a request that is refused for its CSRF token', () => {
  test('is no loss, and the advice is to send the token', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 403, says: 'csrf' }, call);
    assert.equal(answerName(story), 'csrf-refused: 3');
    assert.match(answerText(story), /^The server refused step 3 \(POST \/orders\) for its CSRF token/);
  });

  test('and after which the session goes on: the answer says so', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 422, says: 'csrf' }, form);
    assert.equal(answerName(story.visits('/', SESSION, {}, ownPage)), 'csrf-refused/went-on: 3 4');
  });

  test('and after which a page asks to sign in: that one shows nothing of the session', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 403, says: 'csrf' }, form);
    story.visits('/', SESSION, { status: 302, headers: [['location', '/login']] }, ownPage);
    story.visits('/login', SESSION, { says: 'sign-in-form' }, ownPage);
    assert.doesNotMatch(findingNames(story).join(), /went-on/);
  });

  test('and asks again with another token: nothing is wrong', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 403, says: 'csrf' }, call);
    assert.equal(answerName(story.visits('/orders', SESSION, { status: 201 }, call)), 'alive');
  });

  test('is no refusal of the session, though the address had opened to it before', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 201 }, call);
    story.visits('/orders', SESSION, { status: 403, says: 'csrf' }, call);
    assert.equal(answerName(story), 'csrf-refused: 4');
  });

  test('with Laravel’s status alone, as a browser shows it', () => {
    const story = signedIn(LARAVEL).visits('/orders', LARAVEL, { status: 419 }, call);
    assert.equal(answerName(story), 'csrf-refused: 3');
  });

  test('elsewhere 419 may be a session that has timed out', () => {
    const story = signedIn().visits('/orders', SESSION, { status: 419 }, call);
    assert.match(answerText(story), /refused with status 419, which may have other reasons/);
  });

  test('after a long pause: the session may have gone with its token', () => {
    const story = signedIn()
      .wait(45 * MINUTE)
      .visits('/orders', SESSION, { status: 403, says: 'csrf' }, form);
    assert.equal(answerName(story), 'csrf-refused/idle: 3');
  });

  test('after which the page asks to sign in: the pause is counted to the request that was refused first', () => {
    const story = signedIn(LARAVEL)
      .wait(45 * MINUTE)
      .visits('/', LARAVEL, { status: 419 }, form);
    story.visits('/', LARAVEL, { status: 302, headers: [['location', '/login']] }, ownPage);
    assert.equal(answerName(story), 'server-forgot/idle-failed: 2 3 4');
    assert.match(
      answerText(story),
      /after 45 min 1 sec without a request, step 3 sent it and was answered with status 419/,
    );
  });

  test('and carries no cookie at all', () => {
    const story = new Story('https://app.example').started().visits('/login', undefined, {}, ownPage);
    story.visits('/login', undefined, { status: 403, says: 'csrf' }, form);
    // Where the file holds no cookies at all, they may have been taken out.
    assert.equal(answerName(story), 'csrf-refused: 2');
    const other = { setCookie: ['theme=dark; Path=/'] };
    assert.equal(answerName(story.visits('/help', undefined, other, ownPage)), 'csrf-refused/no-cookie: 2');
  });

  test('by being led back to the form, as Auth.js does', () => {
    const back: Reply = { status: 302, headers: [['location', '/api/auth/signin?csrf=true']] };
    const story = signedIn().visits('/api/auth/callback/credentials', SESSION, back, form);
    assert.equal(answerName(story), 'csrf-refused: 3');
  });
});

test('a request from an origin that the server does not trust names the origin', () => {
  const ask: Ask = { ...form, headers: [...(form.headers ?? []), ['origin', 'https://app.example:8443']] };
  const story = signedIn().visits('/orders', SESSION, { status: 403, says: 'csrf-origin' }, ask);
  assert.equal(answerName(story), 'csrf-refused/origin: 3');
  assert.match(answerText(story), /does not trust the origin https:\/\/app\.example/);
});

describe('a form without the cookie of its token', () => {
  const refused = (cookie: string | undefined): Story =>
    new Story('http://app.example')
      .started()
      .visits('/login', undefined, { setCookie: [`csrftoken=${id('c')}; Path=/; SameSite=Lax; Secure`] }, ownPage)
      .visits('/login', cookie, { status: 403, says: 'csrf' }, form);

  test('which the browser did not keep: that is why it was refused', () => {
    assert.equal(answerName(refused(undefined)), 'not-kept/secure-on-insecure-origin: 1 2');
    const { finding } = answerTo(refused(undefined));
    assert.equal(finding && frameworkRemedy(finding), undefined, 'a session’s setting is another');
  });

  test('which it kept all the same: the token did not fit', () => {
    assert.match(answerName(refused(`csrftoken=${id('c')}`)), /^csrf-refused/);
  });

  test('which nobody missed', () => {
    const story = new Story('http://app.example').started();
    story.visits('/login', undefined, { setCookie: [`csrftoken=${id('c')}; Path=/; Secure`] }, ownPage);
    assert.doesNotMatch(findingNames(story.visits('/', undefined, {}, ownPage)).join(), /not-kept/);
  });
});

describe('bodies that refuse a request as forged', () => {
  const html = 'text/html; charset=utf-8';
  for (const [what, status, mimeType, body] of [
    ['Laravel', 419, 'application/json', '{"message":"CSRF token mismatch."}'],
    ['Django', 403, html, '<style>p{}</style><h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>'],
    ['Django REST framework', 403, 'application/json', '{"detail":"CSRF Failed: CSRF token missing."}'],
    ['Rails', 422, 'application/json', '{"exception":"#<ActionController::InvalidAuthenticityToken: x>"}'],
    ['Spring', 403, 'application/json', '{"message":"Could not verify the provided CSRF token because it is null."}'],
    ['Express', 403, html, '<pre>ForbiddenError: invalid csrf token<br></pre>'],
    ['Phoenix', 403, html, 'invalid CSRF (Cross Site Request Forgery) token, please make sure that'],
    ['Flask-WTF', 400, html, '<h1>Bad Request</h1><p>The CSRF token has expired.</p>'],
    ['Tornado', 403, html, "<title>403: '_xsrf' argument missing from POST</title>"],
    ['Tornado’s page, escaped', 403, html, '<p>&#39;_xsrf&#39; argument missing from POST</p>'],
    ['Drupal', 403, 'application/json', '{"message":"X-CSRF-Token request header is missing"}'],
    ['WordPress', 403, 'application/json', '{"code":"rest_cookie_invalid_nonce","message":"Cookie check failed"}'],
    ['Jenkins', 403, html, '<h1>Error 403 No valid crumb was included in the request</h1>'],
  ] as const)
    test(what, () => {
      assert.equal(readBodySays(body, mimeType, '/orders', status), 'csrf');
    });

  for (const [what, mimeType, body] of [
    [
      'Django',
      'application/json',
      '{"detail":"CSRF Failed: Origin checking failed - https://a.example does not match."}',
    ],
    ['SvelteKit', 'text/plain', 'Cross-site POST form submissions are forbidden'],
    ['Better Auth', 'application/json', '{"code":"INVALID_ORIGIN","message":"Invalid origin"}'],
    ['gorilla/csrf', 'text/plain', 'Forbidden - referer invalid'],
    ['Go’s net/http', 'text/plain', 'cross-origin request detected from Sec-Fetch-Site header'],
    ['Next.js', 'text/plain', 'Invalid Server Actions request.'],
  ] as const)
    test(`for their origin: ${what}`, () => {
      assert.equal(readBodySays(body, mimeType, '/orders', 403), 'csrf-origin');
    });

  for (const [what, status, body] of [
    ['a page that holds a token', 403, '<meta name="csrf-token" content="x"><p>Your address is invalid.</p>'],
    ['a script with the sentences of all errors', 403, '<script>const e = {a: "Invalid CSRF token"};</script>'],
    ['a page that was not found', 404, '<p>Invalid CSRF token: how to mend it</p>'],
    ['a good answer', 200, '<p>CSRF verification failed</p>'],
  ] as const)
    test(`none: ${what}`, () => {
      assert.equal(readBodySays(body, html, '/orders', status), undefined);
    });
});
