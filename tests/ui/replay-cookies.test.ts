import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { cookiesOfReplay, pageOf } from '../../extension/ui/replay/replay-cookies.ts';
import { type Ask, cookieOf, Story } from '../trace/story.ts';

function entryOf(url: string, ask: Ask = {}): RequestEntry {
  const fold = createFold();
  fold.apply(new Story().started().visits(url, undefined, {}, ask).events);
  const [entry] = fold.trace.entries;
  assert.ok(entry);
  return entry;
}

const held = [
  cookieOf('sid', 'a'),
  cookieOf('strict', 'b', { sameSite: 'strict' }),
  cookieOf('elsewhere', 'c', { path: '/app' }),
  cookieOf('private', 'd', { storeId: '1' }),
  cookieOf('open', 'e', { sameSite: 'no_restriction', secure: true }),
];
const from = { browser: 'chrome', now: Date.UTC(2026, 10, 23) } as const;
const names = (entry: RequestEntry, page: string) =>
  cookiesOfReplay(entry, held, { ...from, page }).map(({ name }) => name);

describe('the cookies of a request that is sent again', () => {
  test('are those of its path and store that may go along from its page', () => {
    assert.deepEqual(names(entryOf('/'), 'http://localhost:3000/'), ['sid', 'strict', 'open']);
    assert.deepEqual(names(entryOf('/app/x'), 'http://localhost:3000/'), ['elsewhere', 'sid', 'strict', 'open']);
  });

  test('are without those of SameSite where its page is of another site', () => {
    assert.deepEqual(names(entryOf('/'), 'http://127.0.0.1:3000/'), ['open']);
  });
});

describe('the page of a request', () => {
  test('is the tab’s document, else who asked; a document is its own', () => {
    const topUrl = 'http://localhost:3000/top';
    assert.equal(pageOf(entryOf('/data', { type: 'xmlhttprequest', topUrl })), topUrl);
    assert.equal(
      pageOf(entryOf('/data', { type: 'image', initiator: 'http://localhost:3000' })),
      'http://localhost:3000',
    );
    assert.equal(pageOf(entryOf('/page', { topUrl: 'http://localhost:3000/page' })), 'http://localhost:3000/page');
  });
});
