import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { parseSetCookie } from '../../extension/cookies/parse-set-cookie.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { judgeRetrieval, retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import { type CookieRequest, knownPublicSuffixes } from '../../extension/cookies/site.ts';
import { judgeSetCookie, type StoreContext, type StoreVerdict } from '../../extension/cookies/store-cookie.ts';
import { visit } from './measured/jar.ts';

// What browsers do beside the rule, each kind with its neighbours. `npm run ground-truth` asks the browsers the same.

const NOW = Date.UTC(2026, 10, 23);
const BROWSERS = ['chromium', 'firefox'] as const;

interface Circumstances extends Partial<Omit<StoreContext, 'rules' | 'request'>> {
  readonly request?: Partial<CookieRequest>;
}

function judge(as: BrowserName, line: string, url: string, { request, ...rest }: Circumstances = {}): StoreVerdict {
  return judgeSetCookie(line, {
    ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
    request: { ...visit(url), ...request },
    ...rest,
  });
}

function held(change: Partial<JarCookie> = {}): JarCookie {
  return {
    ...{ name: 'a', value: '1', domain: 'a.test', hostOnly: true, path: '/', secure: false, httpOnly: false },
    ...{ sameSite: 'unspecified', session: true, storeId: '0', createdAt: NOW - 600_000 },
    ...change,
  };
}

describe('a frame of another site that leads itself to the page it stands in', () => {
  const home: Partial<CookieRequest> = {
    ...{ topLevelNavigation: false, topLevelUrl: 'https://a.test/', initiator: 'https://other.test' },
    ...{ credentials: 'include', thirdPartyCookies: 'allowed' },
  };
  const kinds = ['no_restriction', 'unspecified', 'lax', 'strict'] as const;
  const sent = { chromium: ['no_restriction'], firefox: ['no_restriction', 'unspecified'] };
  for (const as of BROWSERS) {
    test(`${as} sends ${sent[as].join(' and ')}`, () => {
      const request = { ...visit('https://a.test/x'), ...home };
      const context = { rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, request };
      const going = kinds.filter((sameSite) => judgeRetrieval(held({ sameSite, secure: true }), context).sent);
      assert.deepEqual(going, sent[as]);
    });

    test(`${as} stores as it sends`, () => {
      const lines = ['SameSite=None', 'Foo', 'SameSite=Lax', 'SameSite=Strict'];
      const stored = lines.filter(
        (line) => judge(as, `a=1; Secure; ${line}`, 'https://a.test/x', { request: home }).outcome === 'stored',
      );
      assert.deepEqual(stored, lines.slice(0, sent[as].length));
    });
  }

  test('is first-party where the page itself leads it there', () => {
    const request = { ...home, initiator: 'https://a.test' };
    assert.equal(judge('chromium', 'a=1; SameSite=Strict', 'https://a.test/x', { request }).outcome, 'stored');
  });

  test('is not judged where it is not known who asked', () => {
    const { initiator: _, ...request } = { ...visit('https://a.test/x'), ...home };
    const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, storeId: '0', request };
    const verdict = judgeSetCookie('a=1; SameSite=Strict', context);
    assert.deepEqual([verdict.outcome, verdict.unknown.includes('site')], ['stored', true]);
  });
});

describe('a replaced cookie and its age', () => {
  const ages = (as: BrowserName): (number | undefined)[] =>
    ['a=1', 'a=1; HttpOnly', 'a=1; Max-Age=60', 'a=2'].map(
      (line) => judge(as, line, 'https://a.test/', { jar: [held()] }).cookie?.createdAt,
    );

  test('Chromium makes it young again where the value changes, and not for a flag or an expiry', () => {
    const kept = NOW - 600_000;
    assert.deepEqual(ages('chromium'), [kept, kept, kept, NOW]);
  });

  test('Firefox and the rule keep its age', () => {
    assert.deepEqual(new Set([...ages('firefox'), ...ages('rfc6265bis')]), new Set([NOW - 600_000]));
  });

  test('so in Chromium it moves to the end of the Cookie header, and goes along with a cross-site POST again', () => {
    const other = held({ name: 'b', createdAt: NOW - 500_000 });
    const { cookie = held() } = judge('chromium', 'a=2', 'https://a.test/', { jar: [held(), other] });
    const posted: CookieRequest = { ...visit('https://a.test/'), method: 'POST', initiator: 'https://other.test' };
    const sent = (request: CookieRequest): string[] =>
      retrieveCookies([cookie, other], {
        ...{ rules: BROWSER_RULES.chromium, now: NOW + 1000, suffixes: publicSuffixList, request },
      }).flatMap((one) => (one.sent ? [one.cookie.name] : []));
    assert.deepEqual(sent(visit('https://a.test/')), ['b', 'a']);
    assert.deepEqual(sent(posted), ['a']);
  });
});

describe('http beside a Secure cookie of the site', () => {
  const hostOnly = held({ domain: 'foo.test', secure: true });
  const domainWide = held({ domain: '.foo.test', hostOnly: false, secure: true });
  const outcome = (as: BrowserName, line: string, url: string, cookie: JarCookie): string =>
    judge(as, line, url, { jar: [cookie] }).outcome;

  test('a subdomain may set its own where the held one is host-only: in Firefox', () => {
    assert.equal(outcome('firefox', 'a=2', 'http://a.foo.test/', hostOnly), 'stored');
    assert.equal(outcome('chromium', 'a=2', 'http://a.foo.test/', hostOnly), 'refused');
  });

  test('nobody may where one of the two reaches the other', () => {
    for (const as of BROWSERS) {
      assert.equal(outcome(as, 'a=2', 'http://a.foo.test/', domainWide), 'refused');
      assert.equal(outcome(as, 'a=2; Domain=foo.test', 'http://a.foo.test/', hostOnly), 'refused');
      assert.equal(outcome(as, 'a=2', 'http://foo.test/', hostOnly), 'refused');
    }
  });
});

describe('a Domain beyond ASCII', () => {
  const host = 'http://xn--bcher-kva.test/';
  test('is read by Chromium as the host of a URL is', () => {
    for (const domain of ['bücher.test', 'BÜCHER.test', '.bücher.test']) {
      assert.equal(judge('chromium', `a=1; Domain=${domain}`, host).cookie?.domain, '.xn--bcher-kva.test');
    }
    assert.equal(judge('chromium', 'a=1; Domain=ｅxample.com', 'http://example.com/').cookie?.domain, '.example.com');
  });

  test('is refused where it is none even then, and by Firefox and the rule always', () => {
    const codes = (verdict: StoreVerdict): string[] => verdict.reasons.map(({ code }) => code);
    assert.deepEqual(codes(judge('chromium', 'a=1; Domain=b\ufffdcher.test', host)), ['domain-non-ascii']);
    assert.deepEqual(codes(judge('chromium', 'a=1; Domain=bü%63her.test', host)), ['domain-non-ascii']);
    assert.deepEqual(codes(judge('firefox', 'a=1; Domain=b\xc3\xbccher.test', host)), ['domain-non-ascii']);
    assert.deepEqual(codes(judge('rfc6265bis', 'a=1; Domain=b\xc3\xbccher.test', host)), ['domain-non-ascii']);
  });
});

describe('a dot at the end of a host', () => {
  const suffixes = {
    list: publicSuffixList,
    known: knownPublicSuffixes({ 'com.': 'com.', 'sub.a.test.': 'test.', 'co.uk.': 'co.uk.' }),
  };
  for (const [which, list] of Object.entries(suffixes)) {
    test(`makes it a host of its own, with public suffixes of its own (${which})`, () => {
      const at = (line: string, url: string): StoreVerdict => judge('chromium', line, url, { suffixes: list });
      assert.deepEqual(at('a=1; Domain=com.', 'http://com./').cookie?.hostOnly, true);
      assert.deepEqual(at('a=1; Domain=test.', 'http://sub.a.test./').reasons[0]?.code, 'domain-public-suffix');
      assert.deepEqual(at('a=1; Domain=a.test', 'http://sub.a.test./').reasons[0]?.code, 'domain-mismatch');
      assert.deepEqual(at('a=1; Domain=a.test.', 'http://sub.a.test./').cookie?.domain, '.a.test.');
    });
  }

  test('keeps its site apart from the one without', () => {
    assert.equal(publicSuffixList.registrableDomain('sub.a.test.'), 'a.test.');
    assert.equal(publicSuffixList.registrableDomain('co.uk.'), null);
  });
});

describe('an odd Max-Age', () => {
  const maxAge = (as: BrowserName, value: string): number | undefined =>
    parseSetCookie(`a=1; Max-Age=${value}`, BROWSER_RULES[as], NOW).maxAge;

  test('that begins with a minus deletes in Firefox, whatever follows', () => {
    for (const value of ['-abc', '-1.5', '-', '--5']) {
      assert.ok((maxAge('firefox', value) ?? 0) < 0, value);
      assert.equal(maxAge('chromium', value), undefined, value);
    }
    assert.ok((maxAge('firefox', '-0') ?? 0) < 0);
  });

  test('with a plus is read by Chromium alone', () => {
    assert.deepEqual(
      [maxAge('chromium', '+60'), maxAge('firefox', '+60'), maxAge('rfc6265bis', '+60')],
      [60, undefined, undefined],
    );
  });
});

describe('an odd Path', () => {
  test('with a TAB is no reason for Firefox to refuse where it does not count', () => {
    const outcome = (path: string): string => judge('firefox', `a=1; ${path}`, 'http://a.test/').outcome;
    assert.deepEqual(
      ['Path=/a\tb', 'Path=/a\tb; Path=/', 'Path=/; Path=/a\tb', 'Path=a\tb', 'Path=/a\tb; Path=b'].map(outcome),
      ['refused', 'stored', 'refused', 'stored', 'stored'],
    );
  });

  test('of the request, above 1,024 octets, is left out by Firefox: the cookie is never sent', () => {
    const path = `/${'p'.repeat(1024)}`;
    const url = `http://a.test${path}/x`;
    const stored = judge('firefox', 'a=1', url);
    assert.equal(stored.cookie?.path, '');
    assert.ok(stored.warnings.some(({ code }) => code === 'path-does-not-match-request'));
    const context = { rules: BROWSER_RULES.firefox, now: NOW, suffixes: publicSuffixList, request: visit(url) };
    assert.equal(judgeRetrieval(held({ path: '' }), context).sent, false);
    assert.equal(judge('firefox', 'a=1; Path=x', url).cookie?.path, 'x');
    assert.equal(judge('chromium', 'a=1', url).cookie?.path, path);
    assert.equal(judge('firefox', 'a=1', `http://a.test${path.slice(0, 1024)}/x`).cookie?.path.length, 1024);
  });
});

test('an over-long SameSite takes an earlier one back in Firefox, and is ignored elsewhere', () => {
  const line = `a=1; SameSite=Lax; SameSite=${'x'.repeat(1025)}`;
  const sameSite = (as: BrowserName): unknown => parseSetCookie(line, BROWSER_RULES[as], NOW).sameSite;
  assert.deepEqual([sameSite('firefox'), sameSite('chromium'), sameSite('rfc6265bis')], [undefined, 'lax', 'lax']);
});

test('a Priority that is none takes an earlier one back', () => {
  const priority = (line: string): unknown => parseSetCookie(line, BROWSER_RULES.chromium, NOW).priority;
  assert.equal(priority('a=1; Priority=High'), 'high');
  assert.equal(priority('a=1; Priority=High; Priority=x'), undefined);
});

test('a CR cuts a line of Chromium, and makes it refuse what a script writes', () => {
  const verdict = (fromScript: boolean): StoreVerdict => judge('chromium', 'a=1\rb', 'http://a.test/', { fromScript });
  assert.deepEqual([verdict(false).outcome, verdict(false).cookie?.value], ['stored', '1']);
  assert.deepEqual([verdict(true).outcome, verdict(true).reasons[0]?.code], ['refused', 'control-character']);
});
