import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { readZone } from '../../extension/cookies/date-zone.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import type { Warning } from '../../extension/cookies/reason-codes.ts';
import { judgeSetCookie } from '../../extension/cookies/store-cookie.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const EXPIRY_CODES = new Set<string>(['zone-ignored', 'zone-honoured', 'born-expired', 'already-expired']);

function expiryWarnings(line: string, as: BrowserName = 'chromium', serverTime = NOW): Warning[] {
  const { warnings } = judgeSetCookie(line, {
    ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [], serverTime },
    request: visit('https://example.com/'),
  });
  return warnings.filter(({ code }) => EXPIRY_CODES.has(code));
}

describe('the time zone of an Expires', () => {
  const zones: readonly (readonly [written: string, minutes: number, firefox: boolean])[] = [
    ['GMT-0500', -300, true],
    ['GMT-0500 (Eastern Standard Time)', -300, true],
    ['-0500', -300, true],
    ['+01:00', 60, true],
    ['UTC+0100', 60, true],
    ['EST', -300, true],
    ['JST', 540, true],
    ['CET', 60, false],
    ['IST', 330, false],
    ['(PDT)', -420, true],
  ];
  for (const [written, minutes, firefox] of zones) {
    test(`${written} is ignored by Chromium and ${firefox ? 'heeded' : 'ignored'} by Firefox`, () => {
      const date = `Wed, 25 Nov 2026 13:42:57 ${written}`;
      const zone = readZone(date, 'nspr')?.zone;
      assert.deepEqual(readZone(date, 'fields'), { zone, minutes, honoured: false, byNone: !firefox });
      assert.equal(readZone(date, 'nspr')?.honoured, firefox);
    });
  }

  test('is not mentioned where it is UTC, where there is none, and where there is no date', () => {
    for (const date of ['GMT', 'UTC', 'Z', '+0000', ''].map((zone) => `Wed, 25 Nov 2026 13:42:57 ${zone}`)) {
      assert.deepEqual([readZone(date, 'fields'), readZone(date, 'nspr')], [undefined, undefined], date);
    }
    assert.equal(readZone('tomorrow EST', 'nspr'), undefined);
    assert.equal(readZone('Wed, 25-Nov-2026 13:42:57 GMT', 'nspr'), undefined);
  });

  test('is a warning on its attribute, with the zone as it stands', () => {
    const line = 'a=1; Path=/; Expires=Wed, 25 Nov 2026 13:42:57 GMT-0500';
    const params = { zone: 'GMT-0500', minutes: -300, byNone: 0 };
    assert.deepEqual(expiryWarnings(line), [{ code: 'zone-ignored', attribute: 1, params }]);
    assert.deepEqual(expiryWarnings(line, 'firefox'), [{ code: 'zone-honoured', attribute: 1, params }]);
  });
});

describe('a Max-Age that is a point in time', () => {
  test('in seconds or ms is noted where it is shortened; one that is merely long is not', () => {
    const isTime = (line: string): unknown =>
      judgeSetCookie(line, {
        ...{ rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
        request: visit('https://example.com/'),
      }).warnings.find(({ code }) => code === 'expiry-capped')?.params?.['isTime'];
    const hour = NOW / 1000 + 3_600;
    for (const maxAge of [hour, hour * 1000, hour - 86_400]) assert.equal(isTime(`a=1; Max-Age=${maxAge}`), 1);
    for (const maxAge of [2_147_483_647, 315_360_000, 99_999_999_999])
      assert.equal(isTime(`a=1; Max-Age=${maxAge}`), undefined, String(maxAge));
    assert.equal(isTime('a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT'), undefined);
  });
});

describe('an Expires that is over when it comes', () => {
  test('is a cookie that was born expired where it has a value to keep, and says since when', () => {
    const line = 'wsess=q7Zt2LmX9vB4nKc8RwYs; Path=/; Expires=Tue, 10 Nov 2026 08:00:00 GMT';
    assert.deepEqual(expiryWarnings(line), [
      { code: 'born-expired', params: { ago: NOW - Date.UTC(2026, 10, 10, 8) } },
    ]);
    const slow = NOW - 3_600_000;
    assert.equal(expiryWarnings(line, 'chromium', slow)[0]?.params?.['ago'], slow - Date.UTC(2026, 10, 10, 8));
  });

  for (const deletion of [
    'a=; Expires=Tue, 10 Nov 2026 08:00:00 GMT',
    'a=deleted; Expires=Tue, 10 Nov 2026 08:00:00 GMT',
    'a=""; Expires=Tue, 10 Nov 2026 08:00:00 GMT',
    'a=value; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'a=value; Max-Age=0; Expires=Tue, 10 Nov 2026 08:00:00 GMT',
  ]) {
    test(`is a deletion otherwise: ${deletion}`, () => {
      assert.deepEqual(expiryWarnings(deletion), [{ code: 'already-expired' }]);
    });
  }

  test('is both, where Chromium ignores the zone that would have made it last', () => {
    const line = 'nonce=TDzRZkybqrllBhk; Expires=Tue Nov 24 2026 04:05:00 GMT-0500 (Eastern Standard Time)';
    const codes = (as: BrowserName): string[] => expiryWarnings(line, as).map(({ code }) => code);
    assert.deepEqual(codes('chromium'), ['zone-ignored', 'born-expired']);
    assert.deepEqual(codes('firefox'), ['zone-honoured']);
  });
});

describe('what only the browser knows', () => {
  const framed = {
    ...{ topLevelNavigation: false, initiator: 'https://other.test', topLevelUrl: 'https://other.test/' },
    ...{ credentials: 'include', thirdPartyCookies: 'allowed' },
  } as const;
  const unknown = (as: BrowserName, line: string, request = {}): readonly string[] =>
    judgeSetCookie(line, {
      ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
      request: { ...visit('https://shop.co.uk/'), ...request },
    }).unknown;

  test('is whether an embedded site stands on Firefox’s list of trackers', () => {
    assert.deepEqual(unknown('firefox', 'a=1; Secure; SameSite=None', framed), ['tracker-list']);
    assert.deepEqual(unknown('firefox', 'a=1'), []);
    assert.deepEqual(unknown('chromium', 'a=1; Secure; SameSite=None', framed), []);
  });

  test('is its own list of public suffixes, where a Domain hangs on it', () => {
    assert.deepEqual(unknown('chromium', 'a=1; Domain=co.uk'), ['public-suffix']);
    assert.deepEqual(unknown('chromium', 'a=1; Domain=shop.co.uk'), []);
  });
});
