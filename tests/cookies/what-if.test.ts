import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import type { RetrievalContext } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import type { StoreContext } from '../../extension/cookies/store-cookie.ts';
import {
  type AttributeChange,
  changesThatReplace,
  changesThatSend,
  changesThatStore,
} from '../../extension/cookies/what-if.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 23);

function responseOf(url: string, request: Partial<CookieRequest> = {}, as: BrowserName = 'chromium'): StoreContext {
  return {
    ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
    request: { ...visit(url), ...request },
  };
}

function requestTo(url: string, request: Partial<CookieRequest> = {}, as: BrowserName = 'chromium'): RetrievalContext {
  return { rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, request: { ...visit(url), ...request } };
}

function held(change: Partial<JarCookie> = {}): JarCookie {
  return {
    ...{ name: 'sid', value: '1', domain: 'example.com', hostOnly: true, path: '/', secure: true, httpOnly: true },
    ...{ sameSite: 'lax', session: true, storeId: '0', createdAt: NOW - 600_000 },
    ...change,
  };
}

/** Each remedy as text, as in `set-path=/ + add-secure`. */
const inWords = (remedies: readonly { readonly changes: readonly AttributeChange[] }[]): string[] =>
  remedies.map(({ changes }) =>
    changes
      .map(({ code, params }) => (params === undefined ? code : `${code}=${Object.values(params).join()}`))
      .join(' + '),
  );

const IN_FRAME: Partial<CookieRequest> = {
  ...{ topLevelNavigation: false, initiator: 'https://shop.test', topLevelUrl: 'https://shop.test/' },
  ...{ credentials: 'include', thirdPartyCookies: 'allowed' },
};
const POSTED: Partial<CookieRequest> = { method: 'POST', initiator: 'https://pay.test' };

describe('what would have stored a refused line', () => {
  const cases: readonly (readonly [what: string, line: string, context: StoreContext, remedies: readonly string[]])[] =
    [
      [
        'None without Secure',
        'a=1; SameSite=None',
        responseOf('https://example.com/'),
        ['add-secure', 'same-site-lax'],
      ],
      ['Secure over http', 'a=1; Secure', responseOf('http://example.com/'), ['https']],
      [
        'None without Secure over http',
        'a=1; SameSite=None',
        responseOf('http://example.com/'),
        ['same-site-lax', 'add-secure + https'],
      ],
      ['a foreign Domain', 'a=1; Domain=other.test', responseOf('https://example.com/'), ['drop-domain']],
      [
        '__Host- with a Domain and no Secure',
        '__Host-a=1; Domain=example.com; Path=/',
        responseOf('https://example.com/'),
        ['add-secure + drop-domain'],
      ],
      [
        '__Host-Http- without HttpOnly',
        '__Host-Http-a=1; Secure; Path=/',
        responseOf('https://example.com/'),
        ['add-http-only'],
      ],
      [
        'Lax in a frame of another site',
        'a=1; SameSite=Lax',
        responseOf('https://example.com/', IN_FRAME),
        ['same-site-none'],
      ],
      [
        'a frame where third-party cookies are blocked',
        'a=1',
        responseOf('https://example.com/', { ...IN_FRAME, thirdPartyCookies: 'blocked' }),
        ['partitioned + same-site-none'],
      ],
      ['no credentials', 'a=1', responseOf('https://example.com/', { credentials: 'omit' }), ['include-credentials']],
      ['a control character', 'a=\x01; Secure', responseOf('http://example.com/'), []],
      ['nothing wrong', 'a=1', responseOf('https://example.com/'), []],
    ];
  for (const [what, line, context, remedies] of cases) {
    test(`${what}: ${remedies.join(', or ') || 'no change'}`, () => {
      assert.deepEqual(inWords(changesThatStore(line, context)), remedies);
    });
  }

  test('http over a Secure cookie: https', () => {
    const context = { ...responseOf('http://example.com/'), jar: [held()] };
    assert.deepEqual(inWords(changesThatStore('sid=2', context)), ['https']);
  });

  test('gives the line as it would have to be written, with what it held otherwise', () => {
    const [remedy] = changesThatStore('a=1;path=/x ; samesite=none; Foo', responseOf('https://example.com/'));
    assert.equal(remedy?.line, 'a=1;path=/x ; samesite=none; Foo; Secure');
  });

  test('lets a deletion of a __Host- cookie through that lacks Secure', () => {
    const [remedy] = changesThatStore('__Host-a=; Path=/; Max-Age=0', responseOf('https://example.com/'));
    assert.deepEqual([remedy?.verdict.outcome, remedy?.line], ['deletion', '__Host-a=; Path=/; Max-Age=0; Secure']);
  });
});

describe('what would have made a line reach a cookie of the jar', () => {
  const logout = 'sid=; Max-Age=0';
  const cases: readonly (readonly [what: string, cookie: JarCookie, remedies: readonly string[]])[] = [
    ['another path', held({ domain: 'www.example.com', path: '/app' }), ['set-path=/app']],
    [
      'a parent domain',
      held({ domain: '.example.com', hostOnly: false, path: '/' }),
      ['set-path=/ + set-domain=example.com'],
    ],
    [
      'a partition',
      held({
        domain: 'www.example.com',
        path: '/account',
        partitionKey: { topLevelSite: 'https://example.com', hasCrossSiteAncestor: false },
      }),
      ['partitioned'],
    ],
    ['no need', held({ domain: 'www.example.com', path: '/account' }), []],
  ];
  for (const [what, cookie, remedies] of cases) {
    test(`${what}: ${remedies.join(', or ') || 'no change'}`, () => {
      const context = { ...responseOf('https://www.example.com/account/logout'), jar: [cookie] };
      assert.deepEqual(inWords(changesThatReplace(logout, context, cookie)), remedies);
    });
  }

  test('Domain is dropped for a host-only twin', () => {
    const cookie = held({ domain: 'example.com' });
    const line = 'sid=; Max-Age=0; Path=/; Domain=example.com';
    const context = { ...responseOf('https://example.com/'), jar: [cookie] };
    assert.deepEqual(inWords(changesThatReplace(line, context, cookie)), ['drop-domain']);
  });

  test('nothing helps on a host that the cookie is not for', () => {
    const cookie = held({ domain: 'other.test' });
    assert.deepEqual(changesThatReplace(logout, responseOf('https://example.com/'), cookie), []);
  });
});

describe('what would have sent a withheld cookie', () => {
  const cases: readonly (readonly [
    what: string,
    cookie: Partial<JarCookie>,
    context: RetrievalContext,
    remedies: readonly string[],
  ])[] = [
    ['Lax on a POST from another site', {}, requestTo('https://example.com/back', POSTED), ['same-site-none']],
    [
      'Strict on a link from another site',
      { sameSite: 'strict' },
      requestTo('https://example.com/', { initiator: 'https://mail.test' }),
      ['same-site-lax', 'same-site-none'],
    ],
    ['Secure on http', {}, requestTo('http://example.com/'), ['https']],
    ['a narrower path', { path: '/account' }, requestTo('https://example.com/'), ['set-path=/']],
    [
      'a sibling host',
      { domain: 'app.example.com' },
      requestTo('https://api.example.com/'),
      ['set-domain=example.com'],
    ],
    [
      'a subdomain',
      { domain: 'app.example.com' },
      requestTo('https://x.app.example.com/'),
      ['set-domain=app.example.com'],
    ],
    ['a stranger', {}, requestTo('https://other.test/'), []],
    ['expired', { expirationDate: NOW / 1000 - 1, session: false }, requestTo('https://example.com/'), ['drop-expiry']],
    [
      'a narrower path, on a POST from another site',
      { path: '/account' },
      requestTo('https://example.com/back', POSTED),
      ['set-path=/ + same-site-none'],
    ],
    ['it is sent', {}, requestTo('https://example.com/'), []],
  ];
  for (const [what, cookie, context, remedies] of cases) {
    test(`${what}: ${remedies.join(', or ') || 'no change'}`, () => {
      assert.deepEqual(inWords(changesThatSend(held(cookie), context)), remedies);
    });
  }

  test('without Secure the two minutes of an unspecified cookie have passed: only None goes along', () => {
    const cookie = held({ sameSite: 'unspecified' });
    assert.deepEqual(inWords(changesThatSend(cookie, requestTo('https://example.com/back', POSTED))), [
      'same-site-none',
    ]);
    const young = held({ sameSite: 'unspecified', createdAt: NOW - 60_000 });
    assert.deepEqual(changesThatSend(young, requestTo('https://example.com/back', POSTED)), []);
  });

  test('a change that the setting response could not make is none', () => {
    const setBy = { line: 'sid=1; Path=/', context: responseOf('http://example.com/login') };
    const cookie = held({ secure: false, sameSite: 'unspecified' });
    const posted = requestTo('http://example.com/back', { method: 'POST', initiator: 'http://pay.test' });
    assert.deepEqual(inWords(changesThatSend(cookie, posted, setBy)), ['https + same-site-none']);
  });

  test('Partitioned helps in Firefox where the cookie was set inside of the same page, and not where it was set alone', () => {
    const framed = requestTo('https://example.com/', IN_FRAME, 'firefox');
    const cookie = held({ sameSite: 'no_restriction' });
    assert.deepEqual(inWords(changesThatSend(cookie, framed)), ['partitioned']);
    const setBy = { line: 'sid=1; Secure; SameSite=None', context: responseOf('https://example.com/', {}, 'firefox') };
    assert.deepEqual(changesThatSend(cookie, framed, setBy), []);
  });
});
