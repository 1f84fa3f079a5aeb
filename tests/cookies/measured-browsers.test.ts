import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import type { CookieRequest } from '../../extension/cookies/site.ts';
import { devToolsRetrievalNames, devToolsStoreNames } from './devtools-names.ts';
import { CHROMIUM_LINES } from './measured/chromium-156.ts';
import { CROSS_SITE_ROWS, type CrossSiteRow } from './measured/chromium-156-cross-site.ts';
import { FIREFOX_LINES } from './measured/firefox-153.ts';
import { FIREFOX_CROSS_SITE_ROWS, type FirefoxCrossSiteRow } from './measured/firefox-153-cross-site.ts';
import { describeCookie, PredictedJar, visit } from './measured/jar.ts';

const jarOf = (jar: PredictedJar): string[] => jar.cookies.map(describeCookie).sort();

describe('Chromium 156 and the rules agree', () => {
  for (const measured of CHROMIUM_LINES) {
    const { url, before = [], beforeAt = url, lines = [], script, note } = measured;
    test(`on the jar and the reasons: ${note} (${new URL(url).origin})`, () => {
      const jar = new PredictedJar(BROWSER_RULES.chromium);
      for (const line of before) jar.receive(line, visit(beforeAt));
      const verdicts = lines.map((line) => jar.receive(line, visit(url)));
      if (script !== undefined) jar.receive(script, visit(url), true);
      assert.deepEqual(jarOf(jar), [...measured.jar].sort());
      assert.deepEqual(
        verdicts.flatMap(({ reasons }) => devToolsStoreNames(reasons)),
        measured.cdp ?? [],
      );
    });
  }
});

describe('Firefox 153 and the rules agree', () => {
  for (const { url, lines = [], jar: held, note } of FIREFOX_LINES) {
    test(`on the jar: ${note} (${url})`, () => {
      const jar = new PredictedJar(BROWSER_RULES.firefox);
      for (const line of lines) jar.receive(line, visit(url));
      assert.deepEqual(jarOf(jar), [...held].sort());
    });
  }
});

const LINES: Readonly<Record<string, string>> = {
  lax: 'lax=1; SameSite=Lax',
  strict: 'strict=1; SameSite=Strict',
  none: 'none=1; SameSite=None; Secure',
  unspec: 'unspec=1',
  part: 'part=1; SameSite=None; Secure; Partitioned',
};

function requestOf(row: CrossSiteRow): CookieRequest {
  const navigates = row.by === 'top_nav_link' || row.by === 'top_nav_post';
  return {
    url: `${row.to}/x`,
    method: row.by === 'top_nav_post' ? 'POST' : 'GET',
    topLevelNavigation: navigates,
    initiator: row.from,
    ...(!navigates && { topLevelUrl: `${row.from}/` }),
    credentials: row.by === 'fetch_default' ? 'anonymous' : 'include',
    thirdPartyCookies: row.thirdParty,
    ...(row.by === 'redirect_fetch' && { redirectedFrom: [`${row.from}/r`] }),
  };
}

describe('Chromium 156 and the rules agree across sites', () => {
  for (const row of CROSS_SITE_ROWS) {
    const title = `${row.by} from ${row.from} to ${row.to}, third-party cookies ${row.thirdParty}`;

    test(`on what is stored: ${title}`, () => {
      const jar = new PredictedJar(BROWSER_RULES.chromium);
      const words = Object.entries(LINES).map(([name, line]) => {
        const verdict = jar.receive(line, requestOf(row));
        if (verdict.outcome === 'stored') return `${name}:stored`;
        return `${name}:${devToolsStoreNames(verdict.reasons).join('+') || 'silent'}`;
      });
      assert.equal(words.join(' '), row.set);
      const key = jar.cookies.find(({ name }) => name === 'part')?.partitionKey;
      const partition = key && `${key.topLevelSite}${key.hasCrossSiteAncestor ? '+xanc' : ''}`;
      assert.equal(partition, row.partition);
    });

    test(`on what is sent: ${title}`, () => {
      const jar = new PredictedJar(BROWSER_RULES.chromium);
      for (const name of ['lax', 'strict', 'none', 'unspec']) jar.receive(LINES[name] ?? '', visit(`${row.to}/`));
      const verdicts = retrieveCookies(jar.cookies, {
        rules: BROWSER_RULES.chromium,
        now: jar.now,
        suffixes: publicSuffixList,
        request: requestOf(row),
      });
      const sent = verdicts.filter((verdict) => verdict.sent).map(({ cookie }) => cookie.name);
      assert.deepEqual(sent.sort(), row.sent.split(',').filter(Boolean).sort());
      for (const word of row.withheld.split(' ').filter(Boolean)) {
        const [name, reasons = ''] = word.split(':');
        const verdict = verdicts.find(({ cookie }) => cookie.name === name);
        const names = devToolsRetrievalNames(verdict?.reasons ?? []);
        assert.deepEqual([...names].sort(), reasons.split('+').sort(), word);
      }
    });
  }
});

function firefoxRequest(row: FirefoxCrossSiteRow): CookieRequest {
  const navigates = row.by === 'link' || row.by === 'post' || row.by === 'typed';
  return {
    url: `${row.to}/x`,
    method: row.by === 'post' ? 'POST' : 'GET',
    topLevelNavigation: navigates,
    initiator: row.by === 'typed' ? null : row.from,
    ...(!navigates && { topLevelUrl: `${row.from}/` }),
    credentials: row.by === 'fetch-anonymous' ? 'anonymous' : 'include',
    ...(row.via !== undefined && { redirectedFrom: [`${row.via}/redirect`] }),
  };
}

describe('Firefox 153 and the rules agree across sites', () => {
  for (const row of FIREFOX_CROSS_SITE_ROWS) {
    const title = `${row.by} from ${row.from} to ${row.to}${row.via === undefined ? '' : ` via ${row.via}`}`;

    test(`on what is stored: ${title}`, () => {
      const jar = new PredictedJar(BROWSER_RULES.firefox);
      for (const line of Object.values(LINES)) jar.receive(line, firefoxRequest(row));
      const names = jar.cookies.map(({ name }) => name).sort();
      assert.deepEqual(names, row.stored.split(' ').filter(Boolean).sort());
      for (const { name, partitionKey } of jar.cookies) {
        const own = name === 'part' ? row.to : undefined;
        assert.equal(partitionKey?.topLevelSite, row.partition ?? own, name);
      }
    });

    test(`on what is sent: ${title}`, () => {
      const jar = new PredictedJar(BROWSER_RULES.firefox);
      for (const line of Object.values(LINES)) jar.receive(line, visit(`${row.to}/`));
      const sent = retrieveCookies(jar.cookies, {
        rules: BROWSER_RULES.firefox,
        now: jar.now,
        suffixes: publicSuffixList,
        request: firefoxRequest(row),
      }).filter((verdict) => verdict.sent);
      const names = sent.map(({ cookie }) => cookie.name).sort();
      assert.deepEqual(names, row.sent.split(' ').filter(Boolean).sort());
    });
  }
});
