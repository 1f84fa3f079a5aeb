// The IETF http-state working group's public conformance suite (Adam Barth, 2010), made with RFC 6265. Its vectors are
// read from the package that ships them; nothing of that package is run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { parseCookieDate } from '../../extension/cookies/cookie-date.ts';
import { identityKey } from '../../extension/cookies/cookie-identity.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import { judgeSetCookie } from '../../extension/cookies/store-cookie.ts';

interface ParserVector {
  readonly test: string;
  readonly received: readonly string[];
  readonly sent: readonly { readonly name: string; readonly value: string }[];
  readonly 'sent-to'?: string;
}
interface DateVector {
  readonly test: string;
  readonly expected: string | null;
}

const folder = join(createRequire(import.meta.url).resolve('http-state-tests/package.json'), '../test/ietf_data');
const vectors = <T>(file: string): readonly T[] => JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly T[];

/** The suite's dates lie around this day. */
const NOW = Date.UTC(2012, 0, 1);
const HOST = 'http://home.example.org';

function visit(url: string): CookieRequest {
  return { url, method: 'GET', topLevelNavigation: true, initiator: null };
}

/** What the jar sends back after the vector's lines. */
function exchange(vector: ParserVector): { name: string; value: string }[] {
  const rules = BROWSER_RULES.rfc6265bis;
  let jar: JarCookie[] = [];
  for (const [index, line] of vector.received.entries()) {
    const request = visit(`${HOST}/cookie-parser?${vector.test}`);
    const now = NOW + index;
    const verdict = judgeSetCookie(line, { rules, now, suffixes: publicSuffixList, request, storeId: '0', jar });
    const { cookie } = verdict;
    if (verdict.outcome === 'refused' || cookie === undefined) continue;
    jar = jar.filter((held) => identityKey(held) !== identityKey(cookie));
    if (verdict.outcome === 'stored') jar.push(cookie);
  }
  const target = new URL(vector['sent-to'] ?? `/cookie-parser-result?${vector.test}`, HOST).href;
  return retrieveCookies(jar, { rules, now: NOW + 1000, suffixes: publicSuffixList, request: visit(target) })
    .filter(({ sent }) => sent)
    .map(({ cookie }) => ({ name: cookie.name, value: cookie.value }));
}

/** A vector that RFC 6265bis itself decides otherwise than RFC 6265: the step, and what is sent instead. */
interface Change {
  readonly step: string;
  readonly sent: readonly { readonly name: string; readonly value: string }[];
}
const pair = (name: string, value: string): { name: string; value: string } => ({ name, value });

/** §5.6 step 3: a line without a name is a cookie with an empty name (RFC 6265 ignored it). */
const nameless = (...sent: { name: string; value: string }[]): Change => ({ step: '§5.6 step 3', sent });
/** §5.6 step 1: a control character rejects the line (RFC 6265 let it through, browsers cut there). */
const control: Change = { step: '§5.6 step 1', sent: [] };

const CHANGED_BY_6265BIS: Readonly<Record<string, Change>> = {
  '0004': nameless(pair('', 'foo')),
  '0021': nameless(pair('a', 'b'), pair('', 'x'), pair('c', 'd')),
  '0023': nameless(pair('', 'foo')),
  '0024': nameless(pair('', 'foo')),
  '0025': nameless(pair('', 'foo')),
  '0026': nameless(pair('', 'foo')),
  '0027': nameless(pair('', 'bar')),
  '0028': nameless(pair('', 'foo')),
  CHROMIUM0009: nameless(pair('', 'BLAHHH')),
  CHROMIUM0010: nameless(pair('', '"BLA\\"HHH"')),
  CHROMIUM0012: nameless(pair('', 'ABC')),
  DISABLED_CHROMIUM0022: control,
  DISABLED_CHROMIUM0023: control,
  // Disabled in the suite too: neither RFC decodes percent-encoding before matching paths (§5.1.4).
  DISABLED_PATH0029: { step: '§5.1.4', sent: [] },
  MOZILLA0012: nameless(pair('test', '"fubar! = foo'), pair('', 'five')),
  MOZILLA0014: nameless(pair('', 'six')),
  MOZILLA0015: nameless(pair('', 'seven')),
  MOZILLA0016: nameless(pair('', 'eight')),
  MOZILLA0017: nameless(pair('', 'eight'), pair('test', 'six')),
  NAME0017: nameless(pair('', 'a=bar')),
  NAME0023: nameless(pair('', 'foo')),
  NAME0025: nameless(pair('', '==a=bar')),
  NAME0028: nameless(pair('', 'a')),
  NAME0031: nameless(pair('', '"foo')),
  NAME0032: nameless(pair('', '"foo\\"bar')),
  NAME0033: nameless(pair('', 'aaa')),
  // Optional in the suite: the last Domain counts, and an empty one means host-only (§5.6.3).
  OPTIONAL_DOMAIN0042: { step: '§5.6.3', sent: [pair('foo', 'bar')] },
};

describe('the http-state suite', () => {
  const parser = vectors<ParserVector>('parser.json');

  test('has all of its vectors', () => {
    assert.equal(parser.length, 222);
  });

  for (const vector of parser) {
    const change = CHANGED_BY_6265BIS[vector.test];
    if (change === undefined) {
      test(`vector ${vector.test} is answered as the suite asks`, () => {
        assert.deepEqual(exchange(vector), vector.sent);
      });
    } else {
      test(`vector ${vector.test} is answered as RFC 6265bis ${change.step} asks instead`, () => {
        assert.notDeepEqual(change.sent, vector.sent);
        assert.deepEqual(exchange(vector), change.sent);
      });
    }
  }

  for (const file of ['dates/examples.json', 'dates/bsd-examples.json']) {
    for (const { test: text, expected } of vectors<DateVector>(file)) {
      test(`the cookie-date ${JSON.stringify(text)} is ${expected ?? 'no date'}`, () => {
        const time = parseCookieDate(text);
        assert.equal(typeof time === 'number' ? new Date(time).toUTCString() : null, expected);
      });
    }
  }
});
