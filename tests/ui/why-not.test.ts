import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNot } from '../../extension/trace/model/why-not.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { whyNotPhrase } from '../../extension/trace/words/why-not-words.ts';
import { english } from './words.ts';

test('a reason is said with what it is about', () => {
  const said = (why: Parameters<typeof whyNotPhrase>[0]): string => plain(english, whyNotPhrase(why));
  assert.equal(said(whyNot('tab-closed', {})), 'The tab is closed, so it could not be reloaded.');
  assert.equal(
    said(whyNot('cookie-not-set', { name: 'sid', message: 'Failed to parse or set cookie.' })),
    'The browser refused to set sid: Failed to parse or set cookie.',
  );
  assert.equal(said(whyNot('snapshots-many', { most: 20 })), 'There are 20 snapshots already: drop one first.');
});
