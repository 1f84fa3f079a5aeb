import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import german from '../../extension/_locales/de/messages.json' with { type: 'json' };
import english from '../../extension/_locales/en/messages.json' with { type: 'json' };
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { compareStore } from '../../extension/cookies/compare-rules.ts';
import { deviceBoundNotes } from '../../extension/cookies/device-bound.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { judgeRetrieval } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import { judgeSetCookie } from '../../extension/cookies/store-cookie.ts';
import { sayDeviceBound } from '../../extension/trace/words/device-bound-words.ts';
import { sayOtherBrowser } from '../../extension/trace/words/other-browser-words.ts';
import { type Phrase, plain } from '../../extension/trace/words/phrase.ts';
import {
  sayRetrievalReason,
  sayStoreReason,
  sayUnknown,
  sayWarning,
  sayWarnings,
} from '../../extension/trace/words/reason-words.ts';
import { createText } from '../../extension/trace/words/text.ts';

const NOW = Date.UTC(2026, 10, 24);
type Messages = Readonly<Record<string, { readonly message: string }>>;

/** The words of a language; a substitution that is missing shows. */
const languageOf = (messages: Messages, locale: string) =>
  createText(
    (key, ...substitutions) =>
      (messages[key]?.message ?? '').replace(/\$(\d)/gu, (_, n: string) => substitutions[Number(n) - 1] ?? '[missing]'),
    locale,
  );
const LANGUAGES = [languageOf(english, 'en'), languageOf(german, 'de')];

function assertSaid(phrase: Phrase): void {
  for (const text of LANGUAGES) {
    const sentence = plain(text, phrase);
    assert.notEqual(sentence, '', phrase.key);
    assert.doesNotMatch(sentence, /\[missing\]|undefined|NaN|\[object/, phrase.key);
  }
}

const name = fc.constantFrom('a', '', '__Host-a', '__Secure-a', '__Http-a', '__Host-Http-a', 'a\x01', 'ü');
const value = fc.constantFrom('1', '', 'a=b', '"1"', '1\t2', '__Host-x', 'x, b=2', 'ü', 'v'.repeat(5000));
const attribute = fc.constantFrom(
  ...['Secure', 'HttpOnly', 'Partitioned', 'SameSite=None', 'SameSite=Lax', 'SameSite=Strict', 'SameSite=x', 'Path=/'],
  ...[
    'Path=/deep',
    'Path=x',
    'Domain=',
    'Domain=.',
    'Domain=co.uk',
    'Domain=shop.co.uk',
    'Domain=other.test',
    'Domain=ü',
  ],
  ...[
    'Max-Age=0',
    'Max-Age=60',
    'Max-Age=x',
    'Max-Age=99999999999',
    'Priority=High',
    'Priority=x',
    'Foo=1',
    '',
    'Secure=1',
  ],
  ...['Expires=Wed, 25 Nov 2026 13:42:57 GMT-0500', 'Expires=Wed, 25 Nov 2026 13:42:57 CET', 'Expires=x'],
  ...['Expires=Tue, 10 Nov 2026 08:00:00 GMT', 'Expires=11/25/2026', `Path=/${'p'.repeat(1100)}`],
);
const line = fc
  .tuple(name, value, fc.array(attribute, { maxLength: 5 }))
  .map(([n, v, rest]) => [`${n}=${v}`, ...rest].join(';'));
const rules = fc.constantFrom(...Object.values(BROWSER_RULES));
const url = fc.constantFrom(
  'https://shop.co.uk/a/b',
  'http://shop.co.uk/',
  'https://co.uk/',
  'http://127.0.0.1/',
  'about:blank',
);
const page = fc.constantFrom('https://shop.co.uk/', 'http://shop.co.uk/', 'https://other.test/', undefined);
const request = fc.record({
  url,
  method: fc.constantFrom('GET', 'POST'),
  topLevelNavigation: fc.boolean(),
  initiator: fc.constantFrom('https://shop.co.uk', 'https://other.test', null),
  credentials: fc.constantFrom('include', 'omit', 'anonymous', 'preflight'),
  thirdPartyCookies: fc.constantFrom('allowed', 'blocked'),
});

describe('every verdict can be said in every language', () => {
  test('of a Set-Cookie line', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(line, rules, request, page, fc.boolean(), (text, browser, asked, topLevelUrl, fromScript) => {
        const context = {
          ...{ rules: browser, now: NOW, suffixes: publicSuffixList, storeId: '0', fromScript },
          request: { ...asked, ...(topLevelUrl !== undefined && { topLevelUrl }) },
        };
        const { reasons, warnings, unknown } = judgeSetCookie(text, context);
        for (const reason of reasons) {
          const said = sayStoreReason(reason);
          assertSaid(said.what);
          assertSaid(said.change);
        }
        for (const warning of warnings) assertSaid(sayWarning(warning));
        for (const code of unknown) assertSaid(sayUnknown(code));
        const other = compareStore(text, context, browser.browser === 'chromium' ? 'firefox' : 'chromium');
        if (other !== undefined) assertSaid(sayOtherBrowser(other));
        for (const { code } of [...reasons, ...warnings, ...(other === undefined ? [] : [other])]) seen.add(code);
        for (const code of unknown) seen.add(code);
      }),
      { numRuns: 5000, seed: 1 },
    );
    // The lines reach most of what can be said.
    for (const code of [
      'zone-ignored',
      'zone-honoured',
      'born-expired',
      'joined-lines',
      'other-expires',
      'tracker-list',
    ]) {
      assert.ok(seen.has(code), code);
    }
  });

  test('of a cookie that was not sent', () => {
    const cookie: JarCookie = {
      ...{ name: 'a', value: '1', domain: 'shop.co.uk', hostOnly: true, path: '/deep', secure: true, httpOnly: true },
      ...{ sameSite: 'lax', session: false, expirationDate: NOW / 1000 - 1, storeId: '0' },
    };
    const change = fc.record({
      sameSite: fc.constantFrom('lax', 'strict', 'unspecified', 'no_restriction'),
      path: fc.constantFrom('/', '/deep'),
      partitionKey: fc.constantFrom({}, { topLevelSite: 'https://other.test', hasCrossSiteAncestor: true }),
    });
    fc.assert(
      fc.property(change, rules, request, page, fc.boolean(), (changed, browser, asked, topLevelUrl, forScript) => {
        const { reasons, warnings, unknown } = judgeRetrieval(
          { ...cookie, ...changed },
          {
            ...{ rules: browser, now: NOW, suffixes: publicSuffixList, forScript },
            request: { ...asked, ...(topLevelUrl !== undefined && { topLevelUrl }) },
          },
        );
        for (const reason of reasons) {
          const said = sayRetrievalReason(reason);
          assertSaid(said.what);
          assertSaid(said.change);
        }
        for (const warning of warnings) assertSaid(sayWarning(warning));
        for (const code of unknown) assertSaid(sayUnknown(code));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('of a session that is bound to the device', () => {
    const notes = deviceBoundNotes([
      ['secure-session-registration', '(ES256);path="/start"'],
      ['secure-session-challenge', '"c"'],
      ['sec-secure-session-id', '"s"'],
      ['secure-session-skipped', '?'],
    ]);
    assert.equal(notes.length, 4);
    for (const note of notes) assertSaid(sayDeviceBound(note));
  });
});

test('a frame that leads itself home is given as the reason', () => {
  const request: CookieRequest = {
    ...{ url: 'https://a.test/x', method: 'GET', topLevelNavigation: false, topLevelUrl: 'https://a.test/' },
    ...{ initiator: 'https://other.test', credentials: 'include', thirdPartyCookies: 'allowed' },
  };
  const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, request };
  const [stored] = judgeSetCookie('a=1; SameSite=Lax', { ...context, storeId: '0', jar: [] }).reasons;
  const cookie: JarCookie = {
    ...{ name: 'a', value: '1', domain: 'a.test', hostOnly: true, path: '/', secure: true, httpOnly: true },
    ...{ sameSite: 'lax', session: true, storeId: '0' },
  };
  const [sent] = judgeRetrieval(cookie, context).reasons;
  assert.equal(stored && sayStoreReason(stored).what.key, 'whySamesiteFrame');
  assert.equal(sent && sayRetrievalReason(sent).what.key, 'whyNotSamesiteFrame');
});

describe('a sentence claims nothing that does not stand in the line', () => {
  const said = (line: string, url = 'https://app.example.com/a/b'): string => {
    const { reasons, warnings } = judgeSetCookie(line, {
      ...{ rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, storeId: '0', jar: [] },
      request: { url, method: 'GET', topLevelNavigation: true, initiator: null },
    });
    const [text] = LANGUAGES;
    assert.ok(text !== undefined);
    return [...reasons.map((reason) => sayStoreReason(reason).what), ...warnings.map(sayWarning)]
      .map((phrase) => plain(text, phrase))
      .join('\n');
  };

  test('an attribute that does not count is given all the same', () => {
    assert.match(said('a=1; Path=x; SameSite=x'), /So the cookie is for \/a and below/);
    assert.doesNotMatch(said('a=1; Path=x; SameSite=x'), /not given|is given/);
    assert.match(said('a=1'), /No Path is given.*\nSameSite is not given/);
  });

  test('an attribute without a value is said to have none', () => {
    for (const attribute of ['Expires', 'Max-Age', 'SameSite'])
      assert.match(said(`a=1; ${attribute}=`), new RegExp(`^${attribute} has no value, so it is ignored\\.`));
  });

  test('no other browser heeds a time zone that none heeds', () => {
    assert.match(said('a=1; Expires=Wed, 25 Nov 2027 13:42:57 EST'), /Other browsers heed it/);
    assert.doesNotMatch(said('a=1; Expires=Wed, 25 Nov 2027 13:42:57 CET'), /Other browsers heed it/);
  });

  test('a line without “=” has no name before one', () => {
    assert.match(said('abc'), /There is no “=”, so this browser takes abc for the value/);
    assert.match(said('=abc'), /There is no name before a “=”/);
  });

  test('what a prefix forbids is not missing, and localhost is no public suffix', () => {
    assert.match(said('__Host-a=1; Secure; Path=/; Domain=example.com'), /allows no Domain, but the line has one/);
    assert.match(said('__Host-a=1; Path=/; Domain=example.com'), /missing Secure; and it allows no Domain/);
    assert.match(said('a=1; Domain=localhost', 'http://app.localhost/'), /^Browsers treat localhost like a top-level/);
  });
});

describe('why a cookie stays behind is said as it was', () => {
  const HOME = 'https://app.example.com/';
  const said = (cookie: Partial<JarCookie>, request: Partial<CookieRequest>, as: 'chromium' | 'firefox'): string => {
    const held: JarCookie = {
      ...{ name: 'sid', value: '1', domain: 'app.example.com', hostOnly: true, path: '/', secure: true },
      ...{
        httpOnly: true,
        sameSite: 'unspecified',
        session: true,
        storeId: '0',
        createdAt: NOW - 300_000,
        updatedAt: NOW,
      },
      ...cookie,
    };
    const { reasons } = judgeRetrieval(held, {
      ...{ rules: BROWSER_RULES[as], now: NOW, suffixes: publicSuffixList },
      request: { url: HOME, method: 'GET', topLevelNavigation: true, initiator: null, ...request },
    });
    const [text] = LANGUAGES;
    assert.ok(text !== undefined);
    return reasons.map((reason) => plain(text, sayRetrievalReason(reason).what)).join('\n');
  };
  const post = { method: 'POST', initiator: 'https://other.test' };
  const embedded = { topLevelNavigation: false, initiator: HOME, topLevelUrl: 'https://top.test/' };

  test('a redirect through another site is no request that another site started', () => {
    const request = { initiator: HOME, redirectedFrom: ['https://other.test/'] };
    assert.match(
      said({ sameSite: 'strict' }, request, 'firefox'),
      /^The request was redirected through another site\./,
    );
    assert.equal(said({ sameSite: 'strict' }, request, 'chromium'), '');
    const foreign = { ...request, initiator: 'https://other.test' };
    assert.match(said({ sameSite: 'strict' }, foreign, 'firefox'), /requests that another site started/);
  });

  test('a cookie without SameSite is not held back by one', () => {
    assert.match(said({}, post, 'chromium'), /^Without SameSite, the cookie stays behind/);
    assert.match(said({ sameSite: 'lax' }, post, 'chromium'), /^SameSite keeps the cookie/);
  });

  test('partitions are named by their sites', () => {
    const none = { sameSite: 'no_restriction' } as const;
    const within = (topLevelSite: string, hasCrossSiteAncestor = true): Partial<JarCookie> => ({
      ...none,
      partitionKey: { topLevelSite, hasCrossSiteAncestor },
    });
    assert.equal(
      said(within('https://third.test'), embedded, 'chromium'),
      'The cookie belongs to the partition of https://third.test, and the request was made in https://top.test.',
    );
    assert.match(
      said(within('https://top.test', false), embedded, 'chromium'),
      /are both within https:\/\/top\.test, but a frame/,
    );
    assert.match(
      said(none, { ...embedded, topLevelUrl: 'file:///a.html' }, 'firefox'),
      /a page that belongs to no site/,
    );
  });
});

test('Secure over http from this computer is not called accepted there, in a browser that may not accept it', () => {
  const keyAt = (url: string): string | undefined => {
    const request = { url, method: 'GET', topLevelNavigation: true, initiator: null };
    const rules = BROWSER_RULES.rfc6265bis;
    const context = { rules, now: NOW, suffixes: publicSuffixList, request, storeId: '0' };
    const [reason] = judgeSetCookie('sid=1; Secure', context).reasons;
    return reason === undefined ? undefined : sayStoreReason(reason).what.key;
  };
  assert.equal(keyAt('http://localhost:3000/'), 'whySecureOnLoopback');
  assert.equal(keyAt('http://shop.test/'), 'whySecureOnInsecureOrigin');
});

/** What is said of a line, by keys. */
function saidOf(line: string): readonly string[] {
  const request = { url: 'https://shop.test/', method: 'GET', topLevelNavigation: true, initiator: null };
  const context = { rules: BROWSER_RULES.chromium, now: NOW, suffixes: publicSuffixList, request, storeId: '0' };
  return sayWarnings(judgeSetCookie(line, context).warnings).map(({ key }) => key);
}

test('a Max-Age that is a point in time is said to be one, and one that is long to be shortened', () => {
  assert.ok(saidOf(`a=1; Max-Age=${NOW / 1000 + 3_600}`).includes('warnMaxAgeIsTime'));
  assert.ok(saidOf('a=1; Max-Age=315360000').includes('warnExpiryCapped'));
});

test('an attribute that is misspelt is named as it is spelt', () => {
  const near = ['Exipres=x', 'HttpOny', 'Secured', 'SamSite=Lax', 'Domian=a.test', 'Partition'];
  for (const written of ['Http-Only', 'max_age=60', 'Path:/', 'Same Site=Lax', 'expiry=x', '$Path=/', ...near])
    assert.ok(saidOf(`a=1; ${written}`).includes('warnAttributeMeant'), written);
  for (const written of ['Version=1', 'SameParty', 'Pathology=/', 'x:path', 'Port=1', 'Comment=x', 'Secrets'])
    assert.ok(saidOf(`a=1; ${written}`).includes('warnAttributeUnknown'), written);
});

test('an attribute without a semicolon before it is said to be without effect', () => {
  for (const line of ['a=1 Path=/; HttpOnly', 'a=1, Path=/, HttpOnly', 'a=1 HttpOnly', 'a=1； Path=/'])
    assert.ok(saidOf(line).includes('warnSemicolonMissing'), line);
  for (const attributes of ['Path=/ HttpOnly', 'HttpOnly Secure', 'HttpOnly, Secure', 'SameSite=None Secure'])
    assert.ok(saidOf(`a=1; ${attributes}`).includes('warnSemicolonMissing'), attributes);
  const expires = 'Expires=Wed, 21 Oct 2026 07:28:00 GMT';
  for (const line of [`a=1; ${expires}; Path=/`, 'a=1; Path=/ my secure files', 'a=very secure', 'a=/x?b=1&path=/y'])
    assert.ok(!saidOf(line).includes('warnSemicolonMissing'), line);
});

test('a line that begins with the name of its header is said to', () => {
  assert.ok(saidOf('Set-Cookie: a=1; Path=/').includes('warnHeaderNamed'));
  assert.ok(saidOf('cookie:a=1').includes('warnHeaderNamed'));
  assert.ok(!saidOf('cookie=a:1; Path=/').includes('warnHeaderNamed'));
});

describe('what is said of a line with commas', () => {
  test('is sure where a comma follows an attribute, and not where it may stand in the value', () => {
    assert.ok(saidOf('a=1; Path=/, b=2; Path=/').includes('warnJoinedLines'));
    assert.ok(saidOf('utm=src=google, med=cpc; Path=/').includes('warnMaybeJoined'));
    assert.ok(!saidOf('utm=src=google,med=cpc; Path=/').some((key) => key.endsWith('Joined')));
  });

  test('is said once, however often it holds', () => {
    const said = saidOf('a=1; Path=/a; Path=/b; Path=/');
    assert.equal(said.filter((key) => key === 'warnAttributeSuperseded').length, 1);
  });
});
