import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareCookies, identityKey, isPartitioned, sameCookie } from '../../extension/cookies/cookie-identity.ts';
import { domainMatches } from '../../extension/cookies/domain-match.ts';
import { canonicalizeHost, isIpAddress, isLoopback } from '../../extension/cookies/hosts.ts';
import { defaultPath, pathMatches } from '../../extension/cookies/path-match.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { knownPublicSuffixes, sameSite, siteOf } from '../../extension/cookies/site.ts';

describe('domain matching (§5.1.3)', () => {
  for (const [host, domain, expected] of [
    ['example.com', 'example.com', true],
    ['www.example.com', 'example.com', true],
    ['example.com', 'www.example.com', false],
    ['badexample.com', 'example.com', false],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '0.0.1', false],
    ['1.127.0.0.1.example', 'example', true],
    ['[::1]', '[::1]', true],
    ['example.com', '', false],
  ] as const) {
    test(`${host} ${expected ? 'matches' : 'does not match'} ${domain || 'nothing'}`, () => {
      assert.equal(domainMatches(host, domain), expected);
    });
  }
});

describe('path matching (§5.1.4)', () => {
  for (const [request, cookie, expected] of [
    ['/', '/', true],
    ['/app', '/app', true],
    ['/app/', '/app', true],
    ['/app/x', '/app', true],
    ['/app/x', '/app/', true],
    ['/app', '/app/', false],
    ['/application', '/app', false],
    ['/App', '/app', false],
  ] as const) {
    test(`${request} ${expected ? 'matches' : 'does not match'} ${cookie}`, () => {
      assert.equal(pathMatches(request, cookie), expected);
    });
  }

  for (const [path, expected] of [
    ['/', '/'],
    ['/a', '/'],
    ['/a/', '/a'],
    ['/a/b/c', '/a/b'],
    ['', '/'],
    ['a', '/'],
  ] as const) {
    test(`the default-path of ${JSON.stringify(path)} is ${expected}`, () => assert.equal(defaultPath(path), expected));
  }
});

describe('hosts', () => {
  test('are made canonical: lower case, A-labels, IPv6 in brackets', () => {
    assert.equal(canonicalizeHost('EXAMPLE.com'), 'example.com');
    assert.equal(canonicalizeHost('bücher.example'), 'xn--bcher-kva.example');
    assert.equal(canonicalizeHost('::1'), '[::1]');
    for (const bad of ['', 'a b', 'a/b', 'a:80', 'http://a']) assert.equal(canonicalizeHost(bad), null, bad);
  });

  test('that are loopback are known, those that only begin so are not', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'localhost.'])
      assert.ok(isLoopback(host), host);
    for (const host of ['localhost.test', 'notlocalhost', '127.0.0.1.test', '10.0.0.1'])
      assert.ok(!isLoopback(host), host);
  });

  test('that are IP addresses are known', () => {
    assert.deepEqual(['1.2.3.4', '[::1]', '1.2.3.4.test', 'a'].map(isIpAddress), [true, true, false, false]);
  });
});

describe('sites', () => {
  test('are scheme and registrable domain; public suffixes, single labels and IPs are their own', () => {
    const site = (url: string): string | null => siteOf(url, publicSuffixList);
    assert.equal(site('https://a.b.example.co.uk:8080/x'), 'https://example.co.uk');
    assert.equal(site('wss://a.example.com'), 'https://example.com');
    assert.equal(site('https://alice.github.io/'), 'https://alice.github.io');
    assert.equal(site('http://localhost:3000'), 'http://localhost');
    assert.equal(site('http://app.localhost'), 'http://app.localhost');
    assert.equal(site('http://127.0.0.1'), 'http://127.0.0.1');
    assert.equal(site('data:text/html,x'), null);
    assert.equal(site('null'), null);
  });

  test('an opaque origin is same-site with nothing, not even itself', () => {
    assert.equal(sameSite('null', 'null', true, publicSuffixList), false);
  });

  test('http and https are one site only where the browser is not schemeful', () => {
    const [http, https] = ['http://a.example.com', 'https://b.example.com'];
    assert.deepEqual(
      [true, false].map((schemeful) => sameSite(http, https, schemeful, publicSuffixList)),
      [false, true],
    );
  });

  test('works without the list, from answers that are known', () => {
    const known = knownPublicSuffixes({ 'www.shop.co.uk': 'co.uk', 'a.github.io': 'github.io' });
    for (const host of [
      'www.shop.co.uk',
      'shop.co.uk',
      'x.y.other.co.uk',
      'co.uk',
      'b.github.io',
      'localhost',
      '1.2.3.4',
    ]) {
      assert.equal(known.publicSuffix(host), publicSuffixList.publicSuffix(host), host);
      assert.equal(known.registrableDomain(host), publicSuffixList.registrableDomain(host), host);
    }
  });
});

describe("a cookie's identity", () => {
  const cookie = { name: 'sid', domain: '.example.com', hostOnly: false, path: '/', storeId: '0' };

  test('differs by each of its members', () => {
    const others = [
      { ...cookie, name: 'Sid' },
      { ...cookie, domain: '.www.example.com' },
      { ...cookie, hostOnly: true, domain: 'example.com' },
      { ...cookie, path: '/a' },
      { ...cookie, storeId: '1' },
      { ...cookie, partitionKey: { topLevelSite: 'https://a.test' } },
      { ...cookie, partitionKey: { topLevelSite: 'https://a.test', hasCrossSiteAncestor: true } },
      { ...cookie, firstPartyDomain: 'a.test' },
    ];
    assert.equal(new Set([cookie, ...others].map(identityKey)).size, others.length + 1);
  });

  test('is the same for an empty partition key as for none, and for false as for no ancestor', () => {
    assert.ok(sameCookie(cookie, { ...cookie, partitionKey: {} }));
    assert.ok(!isPartitioned({ ...cookie, partitionKey: { topLevelSite: '' } }));
    const [a, b] = [
      { topLevelSite: 'https://a.test' },
      { topLevelSite: 'https://a.test', hasCrossSiteAncestor: false },
    ];
    assert.ok(sameCookie({ ...cookie, partitionKey: a }, { ...cookie, partitionKey: b }));
  });

  test('cannot be imitated by odd names', () => {
    assert.notEqual(identityKey({ ...cookie, name: 'a","b' }), identityKey({ ...cookie, name: 'a' }));
  });

  test('gives one order whatever the order before', () => {
    const list = [
      cookie,
      { ...cookie, path: '/b' },
      { ...cookie, name: 'a' },
      { ...cookie, hostOnly: true, domain: 'example.com' },
    ];
    const sorted = [...list].sort(compareCookies);
    assert.deepEqual([...list].reverse().sort(compareCookies), sorted);
  });
});
