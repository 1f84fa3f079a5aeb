import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { compareRetrieval, compareStore, type OtherBrowserNote } from '../../extension/cookies/compare-rules.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 24, 9);

function compare(line: string, here: BrowserName, there: BrowserName): OtherBrowserNote | undefined {
  const context = {
    ...{ rules: BROWSER_RULES[here], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
    request: visit('https://example.com/'),
  };
  return compareStore(line, context, there);
}

describe('the other browser and a Set-Cookie line', () => {
  for (const line of ['sid=1; Secure; HttpOnly; SameSite=Lax', 'sid=1; Domain=other.test', 'sid=; Max-Age=0']) {
    test(`is not mentioned where both do the same: ${line}`, () => {
      assert.deepEqual(
        [compare(line, 'chromium', 'firefox'), compare(line, 'firefox', 'chromium')],
        [undefined, undefined],
      );
    });
  }

  test('keeps what this one refuses', () => {
    assert.deepEqual(compare('a=1\t2', 'chromium', 'firefox'), { code: 'other-stores', browser: 'firefox' });
  });

  test('refuses what this one keeps, and says why', () => {
    const note = compare('__Host-a=1; Secure', 'firefox', 'chromium');
    assert.equal(note?.code === 'other-refuses' && note.reasons[0]?.code, 'prefix-host');
  });

  test('deletes what this one keeps', () => {
    assert.equal(compare('a=1; Max-Age=-1.5', 'chromium', 'firefox')?.code, 'other-deletes');
  });

  test('keeps what was born expired here, because it honours the time zone', () => {
    const line = 'a=1; Expires=Tue Nov 24 2026 04:05:00 GMT-0500 (Eastern Standard Time)';
    assert.deepEqual(compare(line, 'chromium', 'firefox'), { code: 'other-stores', browser: 'firefox' });
    assert.deepEqual(compare(line, 'firefox', 'chromium'), { code: 'other-deletes', browser: 'chromium' });
  });

  test('keeps it for another time', () => {
    const later = compare('a=1; Expires=Wed, 25 Nov 2026 13:42:57 PST', 'chromium', 'firefox');
    assert.deepEqual(later, { code: 'other-expires', browser: 'firefox', at: Date.UTC(2026, 10, 25, 21, 42, 57) });
    const never = compare('a=1; Expires=11/25/2026', 'firefox', 'chromium');
    assert.deepEqual(never, { code: 'other-expires', browser: 'chromium', at: undefined });
  });

  test('is not mentioned for the seconds that Firefox makes up', () => {
    assert.equal(compare('a=1; Expires=25 Nov 2026 13:42', 'firefox', 'firefox'), undefined);
    assert.equal(compare('a=1; Max-Age=60', 'chromium', 'firefox'), undefined);
  });
});

test('the other browser sends what this one withholds: Firefox and a cross-site POST without SameSite', () => {
  const cookie = {
    ...{ name: 'a', value: '1', domain: 'example.com', hostOnly: true, path: '/', secure: false, httpOnly: false },
    ...{ sameSite: 'unspecified' as const, session: true, storeId: '0', createdAt: NOW - 600_000 },
  };
  const request = { ...visit('https://example.com/'), method: 'POST', initiator: 'https://other.test' };
  const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, request };
  assert.deepEqual(compareRetrieval(cookie, context, 'firefox'), { code: 'other-sends', browser: 'firefox' });
  assert.equal(compareRetrieval({ ...cookie, sameSite: 'lax' }, context, 'firefox'), undefined);
});
