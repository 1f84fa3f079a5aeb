import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Recordings that begin late, end early or miss something: what they lack is claimed of nobody.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const SID = `sid=${id('s')}`;
const REFUSED: Reply = { status: 401 };
const toLogin: Reply = { status: 302, headers: [['location', '/login']] };
const post: Ask = { ...api, method: 'POST' };

const app = (): Story => new Story('https://app.example').started();

/** Somebody signs in, and sees a page. */
const signedIn = (setCookie = [`${SID}; ${KEPT}`], cookie = SID): Story =>
  app()
    .visits(
      '/login',
      undefined,
      { status: 303, headers: [['location', '/']], setCookie },
      { ...ownPage, method: 'POST' },
    )
    .visits('/', cookie, {}, ownPage);

describe('one address answers, refuses and answers again', () => {
  const token = (letter: string): string => `${SID}; access_token=${id(letter)}`;

  test('the session alone: two servers', () => {
    const story = signedIn().visits('/api/a', SID, {}, api).visits('/api/a', SID, REFUSED, api);
    assert.match(answerName(story.visits('/api/a', SID, {}, api)), /^servers-disagree/);
    assert.match(answerText(story), /changed 2 times/);
  });

  test('a token beside it, which something renewed meanwhile: no server disagrees', () => {
    const story = signedIn([`${SID}; ${KEPT}`, `access_token=${id('a')}; ${KEPT}`], token('a'));
    story.visits('/api/a', token('a'), {}, api).visits('/api/a', token('a'), REFUSED, api);
    assert.equal(answerName(story.visits('/api/a', token('b'), {}, api)), 'alive');
  });

  test('a token that a script adds after the refusal: no server disagrees', () => {
    const bearer: Ask = { ...api, credential: 'Authorization (Bearer)' };
    const story = signedIn().visits('/api/a', SID, {}, bearer).visits('/api/a', SID, REFUSED, api);
    const { findings } = answerTo(story.visits('/api/a', SID, {}, bearer));
    assert.ok(findings.every(({ code }) => code !== 'servers-disagree'));
  });

  test('and a renewal is seen at the next refusal: there was one at the first', () => {
    const story = signedIn();
    story.visits('/api/a', SID, {}, api).visits('/api/a', SID, REFUSED, api).visits('/api/a', SID, {}, api);
    story.wait(60_000).visits('/api/a', SID, REFUSED, api).visits('/bff/refresh', SID, { status: 204 }, post);
    assert.equal(answerName(story.visits('/api/a', SID, {}, api)), 'alive');
  });
});

describe('no request of a file carries a cookie', () => {
  const set: Reply = { setCookie: [`${SID}; ${KEPT}`] };

  test('that one answer set: the recording may have left it out', () => {
    const story = app().visits('/', undefined, set, ownPage).visits('/cart', undefined, {}, ownPage);
    assert.equal(answerName(story), 'never-came-back/none: 1 2');
    assert.equal(answerTo(story).finding?.certainty, 'concluded');
    assert.match(answerText(story), /none of the 2 requests .* or what sent or recorded the requests left them out/);
  });

  test('but another site’s do: it was not kept', () => {
    const story = app().visits('https://other.test/', `id=${id('o')}`, {}, ownPage);
    story.visits('/', undefined, set, ownPage).visits('/cart', undefined, {}, ownPage);
    assert.equal(answerName(story), 'never-came-back: 2 3');
  });

  test('nor does a call to the page’s own origin: its script is not blamed', () => {
    // The file does not show which page it was.
    const asks = (site: string): Ask => ({
      type: 'xmlhttprequest',
      headers: [
        ['sec-fetch-site', site],
        ['sec-fetch-mode', 'cors'],
      ],
    });
    const told = (ask: Ask): string => {
      const story = app().visits('/api/login', undefined, set, { ...ask, method: 'POST' });
      // The first call leaves too soon to show what became of the cookie.
      return answerName(
        story.wait(-950).visits('/api/a', undefined, {}, ask).visits('/api/a', undefined, REFUSED, ask),
      );
    };
    assert.match(told(asks('same-origin')), /^not-sent\/none/);
    assert.match(told(asks('same-site')), /^not-sent\/credentials/);
  });

  test('and only a manifest was asked for, which takes none along', () => {
    const manifest: Ask = {
      ...api,
      type: 'web_manifest',
      headers: [...(api.headers ?? []), ['sec-fetch-dest', 'manifest']],
    };
    const asked = (ask: Ask): string =>
      answerName(
        app()
          .visits('/login', undefined, set, { ...ownPage, method: 'POST' })
          .visits('/x', undefined, {}, ask),
      );
    assert.equal(asked(manifest), 'alive');
    assert.match(asked(ownPage), /^never-came-back/);
  });
});

describe('the last thing that is seen', () => {
  const given = `sid=${id('t')}`;

  test('is a renewal that worked: the refusal before it is mended', () => {
    const story = signedIn().visits('/api/a', SID, {}, api).visits('/api/a', SID, REFUSED, api);
    assert.match(answerName(story), /^server-forgot/);
    story.visits('/auth/refresh', SID, { setCookie: [`${given}; ${KEPT}`] }, post);
    assert.equal(answerName(story), 'alive');
    assert.equal(answerTo(story).doubt, undefined);
    assert.match(answerName(story.visits('/api/b', given, REFUSED, api)), /^server-forgot|^renewal-refused/);
  });

  test('is the way back of a sign-in that gave out a session without its state', () => {
    const back: Ask = {
      method: 'POST',
      initiator: 'https://idp.test',
      headers: [
        ['origin', 'https://idp.test'],
        ['sec-fetch-site', 'cross-site'],
      ],
    };
    const begun = (): Story => app().visits('/', undefined, { setCookie: [`${SID}; ${KEPT}`] }, ownPage);
    const taken: Reply = { status: 302, headers: [['location', '/home']], setCookie: [`${given}; ${KEPT}`] };
    assert.equal(answerName(begun().visits('/auth/callback', undefined, taken, back)), 'alive');
    const refused = begun().visits('/auth/callback', undefined, { status: 400 }, back);
    assert.match(answerName(refused), /^callback-without-state/);
  });

  test('is a cookie that was not kept, while the session lives', () => {
    const foreign: Reply = { setCookie: [`${given}; Path=/; Secure; HttpOnly; SameSite=Lax`] };
    const frame: Ask = { type: 'sub_frame', frameId: 3, initiator: 'https://bank.test', topUrl: 'https://bank.test/' };
    const cross: Ask = { ...frame, method: 'POST', headers: [['sec-fetch-site', 'cross-site']] };
    const story = signedIn().visits('/paid', undefined, foreign, cross);
    assert.equal(answerName(story), 'alive');
    assert.match(findingNames(story).join(), /^not-kept\/samesite-lax/);
    const alone = app().visits('/paid', undefined, foreign, cross);
    assert.match(answerName(alone), /^not-kept\/samesite-lax/);
  });
});

describe('a sign-in at another site', () => {
  const provider = 'https://idp.test/authorize?client_id=a&response_type=code&state=s&redirect_uri=x';
  const from = (site: string): Ask => ({ headers: [['sec-fetch-site', site]] });

  const begun = (): Story =>
    app()
      .visits('/', undefined, { status: 302, headers: [['location', provider]] }, ownPage)
      .visits(
        provider,
        undefined,
        { status: 302, headers: [['location', 'https://app.example/callback?code=1&state=s']] },
        from('cross-site'),
      );

  for (const [fault, answer] of [
    ['net::ERR_ABORTED', /^(?!sign-in-broke)/],
    ['net::ERR_BLOCKED_BY_CLIENT', /^(?!sign-in-broke)/],
    ['net::ERR_CONNECTION_REFUSED', /^sign-in-broke\/error/],
  ] as const)
    test(`whose way back ended with ${fault}`, () => {
      const story = begun();
      story.asks('/callback?code=1&state=s', from('cross-site')).fails(fault);
      assert.match(answerName(story), answer);
    });

  test('which leads back to an error without a name: its status is told', () => {
    const story = begun().visits('/callback?code=1&state=s', undefined, {
      status: 302,
      headers: [['location', '/login?error']],
    });
    assert.match(answerText(story), /answered step 3 \(GET \/callback\) with status 302/);
  });
});

test('a server that was down right after the sign-in may have lost it', () => {
  const story = (between?: Reply): Story => {
    const begun = app().visits(
      '/login',
      undefined,
      { status: 303, headers: [['location', '/']], setCookie: [`${SID}; ${KEPT}`] },
      { ...ownPage, method: 'POST' },
    );
    if (between !== undefined) begun.visits('/', SID, between, ownPage);
    return begun.visits('/', SID, toLogin, ownPage);
  };
  assert.match(answerName(story({ status: 502 })), /^server-forgot\/after-failure: 2 3/);
  assert.match(answerName(story({ status: 500 })), /^server-forgot\/never/);
});

test('a cookie that went along in a frame of another site is kept back by no SameSite', () => {
  const embedded = (host: string): Ask => ({
    type: 'sub_frame',
    frameId: 3,
    initiator: `https://${host}`,
    topUrl: `https://${host}/`,
    headers: [['sec-fetch-site', 'cross-site']],
  });
  const first = (ask: Ask): Story => app().visits('/w', SID, {}, ask).visits('/v', SID, {}, ask);
  assert.match(
    answerName(first(ownPage).visits('/w', undefined, toLogin, embedded('b.test'))),
    /^went-without\/embedded/,
  );
  assert.equal(answerName(first(embedded('a.test')).visits('/w', undefined, toLogin, embedded('b.test'))), 'alive');
});

test('the state of a sign-in that got through explains no later refusal', () => {
  const state = `oauth_state=${id('x')}`;
  const begins: Reply = { ...toLogin, setCookie: [`${state}; Path=/; Secure; HttpOnly; SameSite=Lax`] };
  const through = app()
    .visits('/start', `lang=${id('l')}`, begins, ownPage)
    .visits('/home', SID, {}, ownPage);
  through.visits('/home', SID, {}, ownPage).visits('/home', SID, toLogin, ownPage);
  assert.match(answerName(through), /^server-forgot/);
});

test('a sign-in whose page says that cookies are blocked is told so, and not that its form came again', () => {
  const setCookie = ['wordpress_test_cookie=WP%20Cookie%20check; Path=/; Secure'];
  const answered = (reply: Reply): string =>
    answerText(app().visits('/wp-login.php', undefined, { ...reply, setCookie }, { ...ownPage, method: 'POST' }));
  assert.match(answered({ says: 'wants-cookies' }), /says that the browser blocks cookies or sent none/);
  assert.match(answered({ says: 'sign-in-form' }), /answered with the form to sign in again/);
  const beside = signedIn().visits('/wp-login.php', SID, { says: 'wants-cookies' }, { ...ownPage, method: 'POST' });
  assert.match(answerText(beside), /No loss .* blocks cookies or sent none/);
});
