import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../../extension/trace/findings/finding.ts';
import { frameworkRemedy } from '../../../extension/trace/findings/say-finding.ts';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, Story } from '../story.ts';
import { answerTo } from './finding-names.ts';

// The advice fits what the line has already.

const SID = `sid=${id('a')}`;
const post: Ask = { ...ownPage, method: 'POST' };
const signIn = (line: string, origin = 'https://app.example'): Finding | undefined =>
  answerTo(
    new Story(origin)
      .started()
      .visits('/login', undefined, { setCookie: [line] }, post)
      .visits('/account', undefined, { status: 401 }, ownPage),
  ).finding;

describe('a cookie that was not kept', () => {
  for (const age of ['0', '-1'])
    test(`for its Max-Age=${age}: no word of Expires, which it has not`, () => {
      const finding = signIn(`${SID}; Path=/; Secure; Max-Age=${age}`);
      assert.equal(finding?.variant, 'max-age');
      assert.equal(finding?.remedy, 'longer-age');
      assert.equal(finding?.whatIf, undefined);
    });

  test('for its prefix, over http: it has Secure, and lacks https', () => {
    const line = `__Secure-${SID}; Path=/; Secure; HttpOnly`;
    assert.equal(signIn(line, 'http://app.example')?.remedy, 'prefix-needs-https');
  });

  test('for its prefix, over https: it lacks Secure', () => {
    assert.equal(signIn(`__Secure-${SID}; Path=/; HttpOnly`)?.remedy, 'keep-prefix');
  });

  test('which holds the state of a sign-in: Lax would keep it, and not bring it back by POST', () => {
    const state = `oauth_state=${id('s')}; Path=/; SameSite=None; HttpOnly`;
    const story = new Story('http://app.example')
      .started()
      .visits(
        '/auth/login',
        undefined,
        {
          status: 302,
          setCookie: [state],
          headers: [['location', 'https://idp.example/authorize?client_id=1&response_type=code&state=x']],
        },
        ownPage,
      )
      .visits('/auth/callback', undefined, { status: 500 }, { method: 'POST', initiator: 'https://idp.example' });
    const { finding } = answerTo(story);
    assert.equal(finding?.variant, 'samesite-none-without-secure');
    assert.equal(finding?.whatIf, undefined);
  });

  test('between two names of this computer: no Domain covers both', () => {
    const page: Ask = {
      type: 'xmlhttprequest',
      initiator: 'http://[::1]:5173',
      topUrl: 'http://[::1]:5173/',
      headers: [
        ['origin', 'http://[::1]:5173'],
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-mode', 'cors'],
      ],
    };
    const headers = [
      ['access-control-allow-origin', 'http://[::1]:5173'],
      ['access-control-allow-credentials', 'true'],
    ] as const;
    const story = new Story('http://127.0.0.1:8000')
      .started()
      .visits(
        '/login',
        undefined,
        { headers, setCookie: [`${SID}; Path=/; SameSite=Lax`] },
        { ...page, method: 'POST' },
      )
      .visits('/me', undefined, { headers, status: 401 }, page);
    assert.equal(answerTo(story).finding?.remedy, 'one-loopback');
  });
});

describe('a cookie whose time was over, though the session was in use', () => {
  const expired = (name: string): Finding | undefined => {
    const session = `${name}=${id('a').replaceAll(/[^a-f0-9]/g, 'a')}`;
    return answerTo(
      new Story('https://app.example')
        .started()
        .visits(
          '/login',
          undefined,
          { status: 302, headers: [['location', '/']], setCookie: [`${session}; Path=/; Max-Age=3600; Secure`] },
          post,
        )
        .visits('/', session, {}, ownPage)
        .wait(3_700_000)
        .visits('/', undefined, { status: 302, headers: [['location', '/login']] }, ownPage),
    ).finding;
  };

  for (const [name, setting] of [
    ['PHPSESSID', /^session\.cookie_lifetime/],
    ['laravel_session', /^SESSION_LIFETIME/],
  ] as const)
    test(`is lengthened by the setting of the cookie: ${name}`, () => {
      const finding = expired(name);
      assert.equal(finding?.code, 'cookie-expired');
      assert.match((finding && frameworkRemedy(finding)?.code) ?? '', setting);
    });

  test('was set, and not sent, by the response that is all there is of it; and a request lacks it', () => {
    const story = new Story('https://app.example').started();
    const setCookie = [`${SID}; Path=/; Max-Age=3600; Secure; HttpOnly`];
    story.visits('/login', undefined, { setCookie }, ownPage).wait(3_700_000);
    story.visits('/login', undefined, { status: 422 }, post);
    assert.deepEqual(
      answerTo(story).finding?.evidence.map(({ code }) => code),
      ['set', 'not-sent'],
    );
  });
});
