import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import type { RetrievalReasonCode, StoreReasonCode } from '../../extension/cookies/reason-codes.ts';
import { RETRIEVAL_REASONS, STORE_REASONS } from '../../extension/cookies/reasons.ts';
import { judgeRetrieval, type RetrievalContext, retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import { judgeSetCookie, type StoreContext, type StoreVerdict } from '../../extension/cookies/store-cookie.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 23);

function held(change: Partial<JarCookie> = {}): JarCookie {
  return {
    ...{ name: 'sid', value: '1', domain: 'example.com', hostOnly: true, path: '/', secure: false, httpOnly: false },
    ...{ sameSite: 'lax', session: true, storeId: '0', createdAt: NOW - 600_000 },
    ...change,
  };
}

interface Circumstances extends Partial<Omit<StoreContext, 'rules' | 'request'>> {
  readonly as?: BrowserName;
  readonly request?: Partial<CookieRequest>;
}

function judge(line: string, url = 'https://example.com/', given: Circumstances = {}): StoreVerdict {
  const { as = 'chromium', request, ...context } = given;
  return judgeSetCookie(line, {
    ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
    request: { ...visit(url), ...request },
    ...context,
  });
}
const codesOf = (verdict: { readonly reasons: readonly { readonly code: string }[] }): string[] =>
  verdict.reasons.map(({ code }) => code);

/** A request of a frame or script in a page of another site. */
const EMBEDDED: Partial<CookieRequest> = {
  ...{ topLevelNavigation: false, initiator: 'https://other.test', topLevelUrl: 'https://other.test/' },
  credentials: 'include',
};

/** Each reason for refusing, by a line that has it. */
const REFUSALS: Readonly<Record<StoreReasonCode, () => StoreVerdict>> = {
  'control-character': () => judge('a=\x01'),
  empty: () => judge('='),
  'too-large': () => judge(`a=${'x'.repeat(4096)}`),
  'empty-name': () => judge('=a', undefined, { as: 'firefox' }),
  'nameless-with-equals': () => judge('=a=b'),
  'domain-non-ascii': () => judge('a=1; Domain=é.example.com', undefined, { as: 'rfc6265bis' }),
  'domain-public-suffix': () => judge('a=1; Domain=co.uk', 'https://shop.co.uk/'),
  'domain-mismatch': () => judge('a=1; Domain=other.test'),
  'prefix-secure': () => judge('__Secure-a=1'),
  'prefix-host': () => judge('__Host-a=1; Secure; Path=/; Domain=example.com'),
  'prefix-http': () => judge('__Http-a=1; Secure'),
  'prefix-host-http': () => judge('__Host-Http-a=1; Secure; Path=/'),
  'prefix-nameless': () => judge('__Host-a'),
  'partitioned-without-secure': () => judge('a=1; Partitioned'),
  'scheme-not-supported': () => judge('a=1', 'ftp://example.com/'),
  'third-party-blocked': () => judge('a=1', undefined, { request: { ...EMBEDDED, thirdPartyCookies: 'blocked' } }),
  'credentials-omitted': () => judge('a=1', undefined, { request: { credentials: 'omit' } }),
  'cors-anonymous': () => judge('a=1', undefined, { request: { credentials: 'anonymous' } }),
  'cors-preflight': () => judge('a=1', undefined, { request: { credentials: 'preflight' } }),
  'clear-site-data': () => judge('a=1', undefined, { clearsCookies: true }),
  'secure-on-insecure-origin': () => judge('a=1; Secure', 'http://example.com/'),
  'httponly-from-script': () => judge('a=1; HttpOnly', undefined, { fromScript: true }),
  'overwrites-secure': () => judge('sid=1', 'http://example.com/', { jar: [held({ secure: true })] }),
  'overwrites-httponly': () => judge('sid=1', undefined, { fromScript: true, jar: [held({ httpOnly: true })] }),
  'samesite-strict': () => judge('a=1; SameSite=Strict', undefined, { request: EMBEDDED }),
  'samesite-lax': () => judge('a=1; SameSite=Lax', undefined, { request: EMBEDDED }),
  'samesite-unspecified': () => judge('a=1', undefined, { request: EMBEDDED }),
  'samesite-none-without-secure': () => judge('a=1; SameSite=None'),
};

describe('a Set-Cookie is refused', () => {
  for (const [code, refuse] of Object.entries(REFUSALS)) {
    test(`for ${code}, which has its step`, () => {
      const verdict = refuse();
      assert.equal(verdict.outcome, 'refused');
      assert.ok(codesOf(verdict).includes(code), codesOf(verdict).join());
      assert.notEqual(STORE_REASONS[code as StoreReasonCode].rule, '');
    });
  }

  test('for every reason that applies, not the first alone', () => {
    const verdict = judge('__Host-a=\x01; Domain=co.uk; SameSite=None; Partitioned', 'http://shop.co.uk/', {
      clearsCookies: true,
    });
    assert.deepEqual(codesOf(verdict), [
      ...['clear-site-data', 'control-character', 'domain-public-suffix', 'prefix-host', 'partitioned-without-secure'],
      'samesite-none-without-secure',
    ]);
  });

  test('with what is missing from its prefix', () => {
    const verdict = judge('__Host-Http-a=1; Path=/x');
    assert.equal(verdict.reasons[0]?.params?.['missing'], 'Secure, HttpOnly, Path=/');
  });
});

describe('a refusal', () => {
  const http = 'http://example.com/';
  const secure = { jar: [held({ secure: true })] };

  test('is no deletion, whatever the expiry says', () => {
    const verdict = judge('sid=; Max-Age=0', http, secure);
    assert.deepEqual([verdict.outcome, codesOf(verdict)], ['refused', ['overwrites-secure']]);
    assert.ok(!verdict.warnings.some(({ code }) => code === 'already-expired'));
  });

  test('does nothing to the cookies beside it', () => {
    const { warnings } = judge('sid=1; Path=/app', 'http://example.com/app/', secure);
    assert.ok(!warnings.some(({ code }) => code === 'shadows'));
  });

  test('names the prefix as it stands in the line, and a Domain apart from what is missing', () => {
    assert.deepEqual(judge('=__Host-a').reasons[0]?.params, { prefix: '__Host-' });
    assert.deepEqual(judge('__HOST-a=1; Path=/; Domain=example.com').reasons[0]?.params, {
      prefix: '__HOST-',
      missing: 'Secure',
      hasDomain: 1,
    });
  });
});

describe('a Set-Cookie is stored', () => {
  test('over the cookie of its identity', () => {
    const verdict = judge('sid=2', undefined, { jar: [held()] });
    assert.equal(verdict.outcome, 'stored');
    assert.equal(verdict.replaces?.value, '1');
  });

  test('beside one of another path, and says that it shadows', () => {
    const verdict = judge('sid=2; Path=/app', 'https://example.com/app/', { jar: [held()] });
    assert.equal(verdict.replaces, null);
    assert.ok(verdict.warnings.some(({ code }) => code === 'shadows'));
  });

  test('in the partition of the top-level site', () => {
    const verdict = judge('a=1; Secure; SameSite=None; Partitioned', undefined, { request: EMBEDDED });
    assert.deepEqual(verdict.cookie?.partitionKey, { topLevelSite: 'https://other.test', hasCrossSiteAncestor: true });
  });

  test('with an expiry shifted by the server clock, as browsers do', () => {
    const expires = 'Expires=Tue, 24 Nov 2026 00:00:00 GMT';
    const late = judge(`a=1; ${expires}`, undefined, { serverTime: NOW - 3_600_000 });
    assert.equal(late.cookie?.expirationDate, Date.UTC(2026, 10, 24, 1) / 1000);
  });

  test('with the warning that 180 others are there and the oldest go', () => {
    const jar = Array.from({ length: 180 }, (_, index) => held({ name: `c${index}` }));
    assert.ok(judge('a=1', undefined, { jar }).warnings.some(({ code }) => code === 'evicts-others'));
    assert.ok(!judge('a=1', undefined, { jar: jar.slice(1) }).warnings.some(({ code }) => code === 'evicts-others'));
  });

  test('with the warning that its partition is full, in number or in bytes, but for cookies of that partition alone', () => {
    const partitioned = (length: number, topLevelSite: string, value = '1') =>
      Array.from({ length }, (_, index) =>
        held({ name: `c${index}`, value, partitionKey: { topLevelSite, hasCrossSiteAncestor: true } }),
      );
    const warned = (jar: readonly ReturnType<typeof held>[]): string[] =>
      judge('sid=1; Secure; SameSite=None; Partitioned', undefined, { jar, request: EMBEDDED }).warnings.map(
        ({ code }) => code,
      );
    assert.ok(warned(partitioned(180, 'https://other.test')).includes('evicts-others'));
    assert.ok(warned(partitioned(3, 'https://other.test', 'v'.repeat(3500))).includes('evicts-by-size'));
    const elsewhere = [
      ...partitioned(180, 'https://third.test', 'v'.repeat(100)),
      ...partitioned(1, 'https://third.test'),
    ];
    assert.ok(!warned(elsewhere).some((code) => code.startsWith('evicts-')));
    const twin = { partitionKey: { topLevelSite: 'https://third.test', hasCrossSiteAncestor: true } };
    assert.ok(!warned([held(twin)]).includes('shadows'));
    assert.ok(warned([held()]).includes('shadows'));
  });

  test('and what was not observed is said', () => {
    const { jar: _jar, ...given } = { jar: undefined };
    const verdict = judgeSetCookie('a=1', {
      ...{ rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, storeId: '0', ...given },
      request: { url: 'https://example.com/', method: 'GET', topLevelNavigation: false },
    });
    assert.deepEqual(verdict.unknown, ['credentials', 'third-party-blocking', 'jar', 'site']);
    assert.equal('replaces' in verdict, false);
  });
});

describe('a deletion', () => {
  test('takes the cookie of its identity away', () => {
    const verdict = judge('sid=; Max-Age=0', undefined, { jar: [held()] });
    assert.deepEqual([verdict.outcome, verdict.replaces?.value], ['deletion', '1']);
  });

  test('with another path deletes nothing', () => {
    const verdict = judge('sid=; Max-Age=0; Path=/app', undefined, { jar: [held()] });
    assert.deepEqual([verdict.outcome, verdict.replaces], ['deletion', null]);
  });

  test('of a Secure cookie over http is refused like any other change', () => {
    const verdict = judge('sid=; Max-Age=0', 'http://example.com/', { jar: [held({ secure: true })] });
    assert.deepEqual(codesOf(verdict), ['overwrites-secure']);
  });
});

function ask(
  cookie: JarCookie,
  url: string,
  request: Partial<CookieRequest> = {},
  more: Partial<RetrievalContext> = {},
) {
  const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, ...more };
  return judgeRetrieval(cookie, { ...context, request: { ...visit(url), ...request } });
}
const HOME = 'https://example.com/';

/** Each reason for withholding, by a request that has it. */
const WITHHOLDINGS: Readonly<Record<RetrievalReasonCode, () => ReturnType<typeof ask>>> = {
  'host-mismatch': () => ask(held(), 'https://www.example.com/'),
  'path-mismatch': () => ask(held({ path: '/app' }), 'https://example.com/application'),
  'secure-on-insecure-request': () => ask(held({ secure: true }), 'http://example.com/'),
  'httponly-to-script': () => ask(held({ httpOnly: true }), HOME, {}, { forScript: true }),
  expired: () => ask(held({ session: false, expirationDate: NOW / 1000 - 1 }), HOME),
  'partition-mismatch': () => ask(held({ partitionKey: { topLevelSite: 'https://other.test' } }), HOME),
  'scheme-not-supported': () => ask(held(), 'file:///x'),
  'third-party-blocked': () =>
    ask(held({ sameSite: 'no_restriction', secure: true }), HOME, { ...EMBEDDED, thirdPartyCookies: 'blocked' }),
  'credentials-omitted': () => ask(held(), HOME, { credentials: 'omit' }),
  'cors-anonymous': () => ask(held(), HOME, { credentials: 'anonymous' }),
  'cors-preflight': () => ask(held(), HOME, { credentials: 'preflight' }),
  'samesite-strict': () => ask(held({ sameSite: 'strict' }), HOME, { initiator: 'https://other.test' }),
  'samesite-lax': () => ask(held(), HOME, { initiator: 'https://other.test', method: 'POST' }),
  'samesite-unspecified': () => ask(held({ sameSite: 'unspecified' }), HOME, EMBEDDED),
  'samesite-none-without-secure': () => ask(held({ sameSite: 'no_restriction' }), HOME),
};

describe('a cookie is not sent', () => {
  for (const [code, withhold] of Object.entries(WITHHOLDINGS)) {
    test(`for ${code}, which has its step`, () => {
      assert.deepEqual(codesOf(withhold()), [code]);
      assert.notEqual(RETRIEVAL_REASONS[code as RetrievalReasonCode].rule, '');
    });
  }

  test('for every reason that applies', () => {
    const cookie = held({ secure: true, path: '/app', sameSite: 'strict' });
    const verdict = ask(cookie, 'http://www.example.com/', EMBEDDED);
    assert.deepEqual(codesOf(verdict), [
      'host-mismatch',
      'path-mismatch',
      'secure-on-insecure-request',
      'samesite-strict',
    ]);
  });
});

describe('the two minutes of a cookie without SameSite', () => {
  const post: Partial<CookieRequest> = { initiator: 'https://other.test', method: 'POST' };
  const aged = (age: number): JarCookie => held({ sameSite: 'unspecified', createdAt: NOW - age });

  test('let it go along on a cross-site post, with a warning', () => {
    const verdict = ask(aged(119_000), HOME, post);
    assert.deepEqual([verdict.sent, verdict.warnings.map(({ code }) => code)], [true, ['sent-by-two-minutes']]);
  });
  test('are over after two minutes', () => assert.equal(ask(aged(121_000), HOME, post).sent, false));
  test('do not help an explicit Lax', () => assert.equal(ask({ ...aged(0), sameSite: 'lax' }, HOME, post).sent, false));
  test('are not known where the creation was not seen', () => {
    const { createdAt: _createdAt, ...unseen } = aged(0);
    assert.deepEqual(ask(unseen, HOME, post).unknown, ['creation-time']);
  });
  test('are no matter in Firefox, which sends such cookies anyway', () => {
    assert.equal(ask(aged(999_000), HOME, post, { rules: BROWSER_RULES.firefox }).sent, true);
  });
});

describe('the Cookie header', () => {
  test('has longer paths first, then older cookies, and marks what is shadowed', () => {
    const jar = [
      held({ name: 'b', createdAt: NOW - 1 }),
      held({ name: 'a', createdAt: NOW - 2 }),
      held({ name: 'a', path: '/app', value: 'deep', createdAt: NOW }),
      held({ name: 'c', path: '/other' }),
    ];
    const context = {
      rules: BROWSER_RULES.chromium,
      now: NOW,
      suffixes: publicSuffixList,
      request: visit('https://example.com/app/x'),
    };
    const all = retrieveCookies(jar, context);
    assert.deepEqual(
      all.map(({ cookie, sent }) => `${cookie.name}${cookie.path}:${sent}`),
      ['a/app:true', 'a/:true', 'b/:true', 'c/other:false'],
    );
    assert.deepEqual(
      all[1]?.warnings.map(({ code }) => code),
      ['shadowed'],
    );
  });
});
