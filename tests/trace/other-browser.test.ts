import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { cookieRequestOf } from '../../extension/trace/verdicts/cookie-request.ts';
import { otherBrowserOnLine, otherBrowserOnRetrieval } from '../../extension/trace/verdicts/other-browser.ts';
import { setCookieVerdict } from '../../extension/trace/verdicts/set-cookie-verdict.ts';
import { cookieOf, Story } from './story.ts';

function lastEntry(story: Story): RequestEntry {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  const entry = fold.trace.entries.at(-1);
  assert.ok(entry !== undefined);
  return entry;
}

describe('beside the verdict of the browser that recorded stands the other one’s', () => {
  test('on a line whose time zone it reads otherwise, by the response’s own clock', () => {
    const story = new Story('https://app.test', Date.UTC(2026, 10, 24, 9)).started('chrome');
    const expires = 'Expires=Tue Nov 24 2026 04:05:00 GMT-0500 (Eastern Standard Time)';
    const date = ['date', 'Tue, 24 Nov 2026 09:00:00 GMT'] as const;
    const entry = lastEntry(story.visits('/', undefined, { setCookie: [`nonce=abc; ${expires}`], headers: [date] }));
    const [line] = entry.setCookies;
    assert.ok(line !== undefined);
    assert.deepEqual(otherBrowserOnLine(entry, line, 'chrome'), { code: 'other-stores', browser: 'firefox' });
    assert.deepEqual(otherBrowserOnLine(entry, line, 'firefox'), { code: 'other-deletes', browser: 'chromium' });
  });

  test('on a cookie that only this one withholds', () => {
    const story = new Story('https://app.test').started('chrome');
    const held = cookieOf('sid', 'v', { domain: 'app.test', secure: true, sameSite: 'unspecified' });
    story.stores(held).wait(300_000);
    story.visits('/back', undefined, {}, { method: 'POST', initiator: 'https://pay.test' });
    const entry = lastEntry(story);
    const [judged] = entry.retrieval;
    assert.ok(judged !== undefined && !judged.sent);
    assert.deepEqual(otherBrowserOnRetrieval(entry, judged, 'chrome'), { code: 'other-sends', browser: 'firefox' });
    assert.equal(otherBrowserOnRetrieval(entry, { ...judged, sent: true }, 'chrome'), undefined);
  });
});

test('where the browser kept what the rules refuse for its Domain, its list of public suffixes may be another', () => {
  const story = new Story('https://x.surge.test').started('chrome').add({ kind: 'jar', cookies: [] });
  const suffixes = { 'x.surge.test': 'surge.test', 'surge.test': 'surge.test' };
  const asked = story.asks('/', { suffixes }).responds({ setCookie: ['sid=1; Domain=surge.test; Path=/'] });
  story.stores(cookieOf('sid', '1', { domain: '.surge.test', hostOnly: false, httpOnly: false }));
  asked.completes();
  const [line] = lastEntry(story).setCookies;
  assert.ok(line !== undefined);
  const { outcome, agrees, unknown } = setCookieVerdict(line);
  assert.deepEqual([outcome, agrees, unknown.includes('public-suffix')], ['stored', false, true]);
});

describe('who asked for what a page shows', () => {
  const image = { type: 'image', topUrl: 'https://app.test/', initiator: 'https://cdn.test/site.css' } as const;
  const initiatorOf = (entry: RequestEntry): string | null | undefined => cookieRequestOf(entry).initiator;

  test('is not known where a file’s Referer may name a style sheet', () => {
    const story = new Story('https://app.test').started('chrome').visits('/logo.png', undefined, {}, image);
    assert.equal(initiatorOf(lastEntry(story)), undefined);
  });

  test('is known of frames, of scripts and of the page’s own host', () => {
    const asks = [
      { ...image, type: 'sub_frame' },
      { ...image, type: 'xmlhttprequest' },
      { ...image, initiator: 'https://app.test/site.css' },
    ] as const;
    for (const ask of asks) {
      const story = new Story('https://app.test').started('chrome').visits('/x', undefined, {}, ask);
      assert.equal(initiatorOf(lastEntry(story)), ask.initiator);
    }
  });
});
