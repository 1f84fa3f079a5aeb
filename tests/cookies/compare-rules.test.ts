import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES, type BrowserName } from '../../extension/cookies/browser-rules.ts';
import { compareRetrieval, compareStore } from '../../extension/cookies/compare-rules.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { judgeRetrieval } from '../../extension/cookies/retrieve-cookies.ts';
import { judgeSetCookie, type StoreContext } from '../../extension/cookies/store-cookie.ts';
import { visit } from './measured/jar.ts';

const NOW = Date.UTC(2026, 10, 23);

function compare(
  line: string,
  here: Exclude<BrowserName, 'rfc6265bis'>,
  there?: BrowserName,
  url = 'https://example.com/',
) {
  const context: StoreContext = {
    ...{ rules: BROWSER_RULES[here], now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
    request: visit(url),
  };
  const { differs, onlyHere, onlyThere } = compareStore(judgeSetCookie(line, context), context, there);
  return { differs, onlyHere: onlyHere.map(({ code }) => code), onlyThere: onlyThere.map(({ code }) => code) };
}

describe('a browser that keeps to the rule', () => {
  for (const [line, url] of [
    ['sid=1; Secure; HttpOnly; SameSite=Lax', undefined],
    ['sid=1; Secure', 'http://localhost/'],
    ['sid=1; Domain=other.test', undefined],
    ['__Http-sid=1; Secure', undefined],
    ['sid=1; Partitioned', undefined],
  ] as const) {
    test(`is not said to differ: ${line}`, () => {
      for (const here of ['chromium', 'firefox'] as const) {
        assert.deepEqual(compare(line, here, undefined, url), { differs: false, onlyHere: [], onlyThere: [] });
      }
    });
  }
});

describe('a browser that goes its own way', () => {
  test('is named: Chromium and a TAB in the value', () => {
    assert.deepEqual(compare('a=1\t2', 'chromium'), { differs: true, onlyHere: ['control-character'], onlyThere: [] });
  });
  test('is named: Firefox and __Host- without a Path', () => {
    assert.deepEqual(compare('__Host-a=1; Secure', 'firefox'), {
      differs: true,
      onlyHere: [],
      onlyThere: ['prefix-host'],
    });
  });
  test('is told beside the other one: what Chromium keeps and Firefox refuses', () => {
    assert.deepEqual(compare('=value', 'chromium', 'firefox'), {
      differs: true,
      onlyHere: [],
      onlyThere: ['empty-name'],
    });
  });
  test('is named when it sends: Firefox and a cross-site post without SameSite', () => {
    const cookie = {
      ...{ name: 'a', value: '1', domain: 'example.com', hostOnly: true, path: '/', secure: false, httpOnly: false },
      ...{ sameSite: 'unspecified' as const, session: true, storeId: '0', createdAt: NOW - 600_000 },
    };
    const request = { ...visit('https://example.com/'), method: 'POST', initiator: 'https://other.test' };
    const context = { rules: BROWSER_RULES.firefox, now: NOW, suffixes: publicSuffixList, request };
    const compared = compareRetrieval(judgeRetrieval(cookie, context), cookie, context);
    assert.deepEqual([compared.differs, compared.onlyThere.map(({ code }) => code)], [true, ['samesite-unspecified']]);
  });
});
