import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerTo, findingNames } from './finding-names.ts';

// Requests that lack a cookie which the browser holds, where nothing comes of it; and where something does.

const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';
const STRICT = 'Path=/; HttpOnly; Secure; SameSite=Strict';
const CLEARED = 'oauth_state=; Path=/; Max-Age=0';
const [FIRST, SECOND] = [`sid=${id('a')}`, `sid=${id('b')}`];
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });
const from = (site: string, more: Ask = {}): Ask => ({
  initiator: site,
  headers: [
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-mode', 'navigate'],
  ],
  ...more,
});
const byPost = from('https://idp.example', { method: 'POST' });
const post: Ask = { ...ownPage, method: 'POST' };

describe('a sign-in that comes back by POST, without the session from before it', () => {
  /** On its way; the state of the sign-in is in the session, or in a cookie of its own. */
  const begun = (state?: string): Story => {
    const story = new Story('https://app.example')
      .started()
      .visits('/', undefined, { setCookie: [`${FIRST}; ${KEPT}`] }, ownPage);
    const provider = to('https://idp.example/authorize?client_id=1&response_mode=form_post&state=x');
    if (state === undefined) return story.visits('/auth/login', FIRST, provider, ownPage);
    const setCookie = [`${state}; Path=/; HttpOnly; Secure; SameSite=None`];
    return story.visits('/auth/login', FIRST, { ...provider, setCookie }, ownPage);
  };
  const back = (story: Story, reply: Reply, cookie?: string, path = '/auth/callback'): Story =>
    story.visits(path, cookie, { ...reply, setCookie: [`${SECOND}; ${KEPT}`, CLEARED] }, byPost);

  test('worked, where the session that it sets opens a page', () => {
    const story = back(begun(), to('/home')).visits('/home', SECOND, {}, from('https://idp.example'));
    assert.deepEqual(findingNames(story), []);
    assert.equal(answerName(story), 'alive');
  });

  test('worked at the path of a SAML library as well', () => {
    const story = back(begun(), to('/home'), undefined, '/login/saml2/sso/adfs');
    assert.deepEqual(findingNames(story.visits('/home', SECOND, {}, from('https://idp.example'))), []);
  });

  test('worked, where its state came along', () => {
    const state = `oauth_state=${id('s')}`;
    const story = back(begun(state), to('/home'), state).visits('/home', SECOND, {}, from('https://idp.example'));
    assert.deepEqual(findingNames(story), []);
  });

  test('failed, where the next page asks to sign in', () => {
    const story = back(begun(), to('/login?error')).visits('/login?error', SECOND, {}, from('https://idp.example'));
    assert.equal(answerName(story), 'callback-without-state/lax-post: 1 3');
  });

  test('failed, where only pages open that open to everybody, and then one asks to sign in', () => {
    const story = back(begun(), to('/')).visits('/', SECOND, {}, from('https://idp.example'));
    story.visits('/account', SECOND, to('/login'), ownPage);
    assert.match(answerName(story), /^callback-without-state\/lax-post/);
  });

  test('failed with its state: that is not said to be in the session', () => {
    const state = `oauth_state=${id('s')}`;
    const story = back(begun(state), to('/login?error'), state);
    assert.equal(answerName(story.visits('/login?error', SECOND, {}, ownPage)), 'not-sent/lax-post: 1 3');
  });

  test('and a form of another site that is no sign-in: the session is lost, though its new one opens a page', () => {
    const story = back(begun(), {}, undefined, '/paid').visits('/news', SECOND, {}, ownPage);
    assert.equal(answerName(story), 'not-sent/lax-post: 1 3');
  });
});

describe('a page of a Strict session that a link from another site leads to', () => {
  const link = from('https://mail.example');
  const signedIn = (...more: string[]): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, to('/home', { setCookie: [`${FIRST}; ${STRICT}`, ...more] }), post);
  const opened = (): Story => signedIn().visits('/home', FIRST, {}, ownPage);

  test('opens without it, and that is the last that is seen', () => {
    assert.equal(answerName(opened().visits('/offer', undefined, {}, link)), 'not-sent/strict-link: 1 3');
  });

  test('opens without it, and the next page has it: a hint', () => {
    const story = opened().visits('/offer', undefined, {}, link).wait(9_000).visits('/home', FIRST, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    const { findings } = answerTo(story);
    assert.deepEqual(
      findings.map(({ code, kind }) => [code, kind]),
      [['not-sent', 'hint']],
    );
  });

  test('asks to sign in: that is lost, though the same page opens later', () => {
    const story = opened().visits('/board', undefined, to('/login'), link).visits('/login', undefined, {}, link);
    assert.equal(answerName(story.wait(60_000).visits('/board', FIRST, {}, ownPage)), 'not-sent/strict-link: 1 3');
  });

  test('loads itself again at once, and has it', () => {
    const story = opened().visits('/board', undefined, {}, link).visits('/board', FIRST, {}, ownPage);
    assert.deepEqual(findingNames(story), []);
  });

  test('opens with the Lax cookie of the same sign-in', () => {
    const lax = `user_session=${id('u')}`;
    const story = signedIn(`${lax}; ${KEPT}`).visits('/home', `${lax}; ${FIRST}`, {}, ownPage);
    assert.deepEqual(findingNames(story.visits('/board', lax, {}, link)), []);
  });

  test('is fetched before anybody asks for it', () => {
    const early: Ask = { ...link, headers: [...(link.headers ?? []), ['sec-purpose', 'prefetch;prerender']] };
    assert.deepEqual(findingNames(opened().visits('/offer', undefined, {}, early)), []);
    assert.deepEqual(findingNames(opened().visits('/offer', undefined, to('/login'), early)), []);
  });
});

describe('a CORS preflight, which never carries cookies', () => {
  const API = 'https://api.example';
  const script: Ask = {
    initiator: 'https://www.api.example',
    topUrl: 'https://www.api.example/',
    type: 'xmlhttprequest',
  };
  const cors = (method: string, more: Ask = {}): Ask => ({
    ...script,
    method,
    headers: [
      ['origin', 'https://www.api.example'],
      ['sec-fetch-site', 'same-site'],
      ['sec-fetch-mode', 'cors'],
      ...(more.headers ?? []),
    ],
  });
  const allows: Reply = {
    headers: [
      ['access-control-allow-origin', 'https://www.api.example'],
      ['access-control-allow-credentials', 'true'],
    ],
  };
  const preflight = (method: string): Ask => cors('OPTIONS', { headers: [['access-control-request-method', method]] });
  const signedIn = (): Story =>
    new Story(API)
      .started()
      .visits(
        '/login',
        undefined,
        { ...allows, headers: [...(allows.headers ?? []), ['set-cookie', `${FIRST}; ${KEPT}`]] },
        cors('POST'),
      )
      .visits('/me', FIRST, allows, cors('GET'));

  for (const [title, reply] of [
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['a redirect to sign in', to('/oauth2/sign_in?rd=%2Fitems%2F3')],
  ] as const)
    test(`is answered with ${title}, and the request is not made: no cookie is told as lost`, () => {
      const story = signedIn().visits('/items/3', undefined, reply, preflight('DELETE'));
      story.asks('/items/3', cors('DELETE')).fails('net::ERR_FAILED');
      assert.equal(answerName(story), 'preflight-refused: 3');
      assert.equal(answerTo(story).finding?.kind, 'fault');
    });

  test('is refused after the session was, and is not why', () => {
    const story = signedIn().visits('/me', FIRST, { ...allows, status: 401 }, cors('GET'));
    story.visits('/collect', undefined, { status: 403 }, preflight('POST'));
    assert.match(answerName(story), /^server-forgot/);
  });

  test('is answered with 404: that is not about who asks', () => {
    const story = signedIn().visits('/telemetry', undefined, { status: 404 }, preflight('POST'));
    assert.equal(answerName(story.visits('/me', FIRST, allows, cors('GET'))), 'alive');
  });

  test('is refused once, and the same request is answered later', () => {
    const story = signedIn().visits('/items/3', undefined, { status: 401 }, preflight('DELETE'));
    story.visits('/items/3', undefined, { ...allows, status: 204 }, preflight('DELETE'));
    assert.equal(answerName(story.visits('/items/3', FIRST, allows, cors('DELETE'))), 'alive');
  });
});

describe('a cookie that another partition holds', () => {
  const ME = 'https://bi.example';
  const NONE = 'Path=/; HttpOnly; Secure; SameSite=None';
  const embedded = (top: string): Ask => ({
    type: 'sub_frame',
    frameId: 3,
    topUrl: `${top}/`,
    initiator: top,
    headers: [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-mode', 'navigate'],
      ['sec-fetch-dest', 'iframe'],
    ],
  });
  const topThenFrame = (browser: 'chrome' | 'firefox', attributes: string): Story =>
    new Story(ME)
      .started(browser)
      .visits('/login', undefined, to('/', { setCookie: [`${FIRST}; ${attributes}`] }), post)
      .visits('/', FIRST, {}, ownPage)
      .visits('/embed/3', undefined, to('/login'), embedded('https://portal.example'));

  test('set outside of the frame, in Firefox: nobody says that it is partitioned', () => {
    const story = topThenFrame('firefox', NONE);
    assert.equal(answerName(story), 'not-sent/apart: 1 3');
    assert.equal(answerTo(story).finding?.remedy, 'sign-in-inside');
    // Partitioned would have put it into the jar of its own site, not into that of the frame.
    assert.equal(answerTo(story).finding?.whatIf, undefined);
  });

  test('with SameSite=Lax, in Firefox: that is told first, and is not all', () => {
    const story = topThenFrame('firefox', KEPT);
    assert.equal(answerName(story), 'not-sent/embedded: 1 3');
    assert.equal(answerTo(story).finding?.remedy, 'none-and-inside');
    assert.equal(answerTo(story).finding?.whatIf, undefined);
  });

  test('with SameSite=Lax, in Chrome: None is enough', () => {
    const story = topThenFrame('chrome', KEPT);
    assert.equal(answerName(story), 'not-sent/embedded: 1 3');
    assert.equal(answerTo(story).finding?.remedy, 'same-site-none');
    assert.deepEqual(answerTo(story).finding?.whatIf?.changes, [{ code: 'same-site-none' }]);
  });

  test('with Partitioned, set under another site: to add Partitioned is no advice', () => {
    const story = new Story(ME)
      .started()
      .visits(
        '/login',
        undefined,
        { setCookie: [`${FIRST}; ${NONE}; Partitioned`] },
        {
          ...embedded('https://portal.example'),
          method: 'POST',
        },
      )
      .visits('/embed/3', FIRST, {}, embedded('https://portal.example'))
      .visits('/embed/3', undefined, to('/login'), embedded('https://other.example'));
    assert.equal(answerName(story), 'not-sent/partition: 1 3');
    assert.equal(answerTo(story).finding?.remedy, 'sign-in-there');
    assert.equal(answerTo(story).finding?.whatIf, undefined);
  });
});

describe('the first page of an application of one page, without its Strict cookie', () => {
  const opened = (api: Reply): Story =>
    new Story('https://app.example')
      .started()
      .visits('/bff/login', undefined, to('https://idp.example/authorize?client_id=1&response_type=code'), ownPage)
      .visits(
        '/signin-oidc?code=1&state=2',
        undefined,
        to('/', { setCookie: [`${FIRST}; ${STRICT}`] }),
        from('https://idp.example'),
      )
      .visits('/', undefined, {}, from('https://idp.example'))
      .visits('/bff/user', FIRST, api, { ...ownPage, type: 'xmlhttprequest' });

  test('lost nothing where what its script asks for is answered with the session', () => {
    assert.equal(answerName(opened({})), 'alive');
    assert.deepEqual(findingNames(opened({})), ['not-sent/strict-link: 2 3']);
    assert.equal(answerTo(opened({})).findings[0]?.kind, 'hint');
  });

  test('is not made good by a script that is refused', () => {
    assert.equal(answerTo(opened({ status: 401 })).findings.at(-1)?.kind, 'loss');
  });
});

describe('the Paths of several cookies that one sign-in sets', () => {
  const signsIn = (path: string, target: string): Story =>
    new Story('https://app.example')
      .started()
      .visits(
        '/site2/wp-login.php',
        'theme=dark',
        to('/site2/wp-admin/', {
          setCookie: [
            `${FIRST}; Path=${path}/wp-admin; Secure; HttpOnly`,
            `token=${id('t')}; Path=${path}/; Secure; HttpOnly`,
          ],
        }),
        post,
      )
      .visits(target, 'theme=dark', to('/site2/wp-login.php?reauth=1'), ownPage);

  test('are wrong where none takes it to the page that the sign-in leads to', () => {
    assert.match(findingNames(signsIn('/site1', '/site2/wp-admin/')).join(), /not-sent\/path: 1 2/);
  });

  test('may be right where another page lacks them', () => {
    assert.doesNotMatch(findingNames(signsIn('/site1', '/site2/blog')).join(), /not-sent\/path/);
  });
});

describe('an answer clears the session’s cookie and sets another one', () => {
  const renamed = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', `old_session=${id('o')}`, { says: 'signed-in' }, ownPage)
      .visits(
        '/a',
        `old_session=${id('o')}`,
        { setCookie: ['old_session=; Path=/; Max-Age=0', `__Host-session=${id('n')}; ${KEPT}`] },
        ownPage,
      );

  test('with which the next page shows who is in: it has a new name', () => {
    const story = renamed().visits('/b', `__Host-session=${id('n')}`, { says: 'signed-in' }, ownPage);
    assert.equal(answerTo(story).finding, undefined);
  });

  test('with which an address about the user answers', () => {
    const story = renamed().visits('/api/me', `__Host-session=${id('n')}`, {}, api);
    assert.equal(answerTo(story).finding, undefined);
  });

  test('with which the next page asks to sign in: the session was lost', () => {
    const story = renamed().visits('/b', `__Host-session=${id('n')}`, { says: 'sign-in-form' }, ownPage);
    assert.match(answerName(story), /^cleared-by-server/);
  });
});
